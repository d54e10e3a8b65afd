"""Rich text of a version as readers would see it: its pictures and links filled in with what the person may read.
Asks nothing of the public site's templates."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from markupsafe import Markup

from blog import richtext
from blog.admin.addresses import public_address
from blog.admin.identity import actor
from blog.content import operations
from blog.content.registry import registry

#: So many documents that a text names are looked up; links beyond lead nowhere.
MOST = 100
#: Below the title of the page, and the name of the field.
BELOW = 1


def readable(document: dict[str, Any], prefix: str) -> Markup:
    """The HTML of a document that was validated when it was stored; `prefix` keeps its ids apart from other texts'."""
    known = _named(document)
    filled = richtext.populated(document, lambda slug, id_: known.get((slug, id_)))
    html = richtext.render(filled, address=_address, heading_offset=BELOW, prefix=f"{prefix}-")
    return Markup(html)  # noqa: S704 - the renderer escapes; its tests hold it to that


def _named(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """What the document names and this person may read, by collection and id."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for slug, id_ in sorted(richtext.references(document))[:MOST]:
        wanted[slug].append(id_)
    return {
        (slug, doc["id"]): doc
        for slug, ids in wanted.items()
        if slug in registry.collections and registry[slug].access.allows("read", actor())
        for doc in operations.find(
            slug, actor=actor(), where={"id": {"in": ids}}, limit=len(ids), depth=0, count=False
        ).docs
    }


def _address(slug: str, value: Any) -> str | None:
    if not isinstance(value, dict) or slug not in registry.collections:
        return None
    return value.get("url") if slug == "media" else public_address(registry[slug], value) or None
