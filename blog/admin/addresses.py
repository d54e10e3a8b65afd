"""Where documents are for readers. Asks nothing but the declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from blog.content.registry import Collection

#: The page that stands at the root of the site.
HOME = "home"


def public_address(collection: Collection, doc: Mapping[str, Any]) -> str:
    """The path of a document on the public site; empty where it has none."""
    slug = doc.get("slug")
    if not collection.address or not slug:
        return ""
    if collection.slug == "pages" and slug == HOME:
        return "/"
    return collection.address.format(**{**doc, "slug": quote(str(slug))})
