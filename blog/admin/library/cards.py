"""A file as the library's scripts get it: what a dialog or a queue shows of it, and what a document is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

#: What is read of a file to show it in the library.
FIELDS = (
    "filename", "alt", "decorative", "credit", "tags", "mimeType", "filesize", "width", "height", "url", "sizes",
    "uses", "uploadedBy", "createdAt",
)  # fmt: skip


def card(doc: Mapping[str, Any]) -> dict[str, Any]:
    """The file with its addresses: its own, its thumbnail's, and its page's in the admin."""
    sizes = doc.get("sizes") or {}
    return {
        **{name: doc.get(name) for name in ("id", "url", "filename", "mimeType", "filesize", "width", "height")},
        "alt": doc.get("alt") or "",
        "decorative": bool(doc.get("decorative")),
        "thumbnail": (sizes.get("thumbnail") or {}).get("url") or "",
        "medium": (sizes.get("medium") or {}).get("url") or doc.get("url"),
        "edit": url_for("admin_media.edit", id=doc["id"]),
    }
