"""Telling other programs: a signed POST to an address of the public network. Knows no collection and no job."""

from blog.webhooks.addresses import NotAllowed
from blog.webhooks.sending import Outcome, post
from blog.webhooks.signing import is_secret, make_secret, sign

__all__ = ["NotAllowed", "Outcome", "is_secret", "make_secret", "post", "sign"]
