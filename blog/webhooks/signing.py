"""Signatures by the Standard Webhooks specification (standardwebhooks.com): receivers check them with its libraries."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from datetime import datetime

MARK = "whsec_"
SHORTEST, LONGEST = 24, 64  # bytes, as the specification says


def make_secret() -> str:
    """A new secret to share with a receiver."""
    return MARK + base64.b64encode(secrets.token_bytes(32)).decode()


def is_secret(text: str) -> bool:
    """Whether a text is a secret that both sides can use."""
    try:
        return text.startswith(MARK) and SHORTEST <= len(_key(text)) <= LONGEST
    except binascii.Error:
        return False


def sign(secret: str, id: str, moment: datetime, body: bytes) -> dict[str, str]:
    """The headers that go with a body: which delivery it is, when it was sent, and the signature of all three."""
    seconds = str(int(moment.timestamp()))
    signed = b".".join((id.encode(), seconds.encode(), body))
    digest = base64.b64encode(hmac.new(_key(secret), signed, hashlib.sha256).digest()).decode()
    return {"webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": f"v1,{digest}"}


def _key(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix(MARK), validate=True)
