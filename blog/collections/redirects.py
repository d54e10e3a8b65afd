"""Addresses that have moved."""

from __future__ import annotations

import re

from blog.collections.rules import REDIRECTS
from blog.collections.shapes import DOCUMENTS
from blog.content.events import Event
from blog.content.fields import Field
from blog.content.registry import Collection, Hooks, registry
from blog.errors import Invalid, Problem
from blog.models import Redirect

TO = (
    Field("type", "select", choices=("reference", "custom"), default="reference"),
    Field("reference", "relation", target=DOCUMENTS, label="Document"),
    Field("url", "url", label="Address", max_length=2048),
)


def check_rule(event: Event) -> None:
    """A rule begins with one slash and leads somewhere else, unless it says that the address is gone."""
    path, to = event.values.get("from") or "", event.values.get("to") or {}
    if path and not re.match(r"/(?!/)", path):
        raise Invalid([Problem("from", "Begin the old address with a single slash, as in /old/page.", "From")])
    if event.values.get("status") == 410:
        return
    if not to.get("url") and not to.get("reference"):
        raise Invalid([Problem("to", "Name a document or an address to go to.", "To")])
    if to.get("url") == path:
        raise Invalid([Problem("to.url", "This rule leads to itself.", "To > Address")])


redirects = registry.add(
    Collection(
        Redirect,
        slug="redirects",
        access=REDIRECTS,
        title="from",
        columns=("from", "type", "status", "updatedAt"),
        search=("from",),
        shapes={"to": TO},
        hooks=Hooks(before_change=(check_rule,)),
    )
)
