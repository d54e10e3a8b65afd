"""Where each kind of document lives on the public site. Asks the database nothing and knows no request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

FOLDERS = {
    "posts": "/posts/",
    "projects": "/projects/",
    "categories": "/categories/",
    "technologies": "/technologies/",
    "users": "/authors/",
}


def address(collection: str, document: Any) -> str | None:
    """The public path of a document, or None when it has none (not loaded, no slug, no page of its own)."""
    if not isinstance(document, Mapping):
        return None
    if collection == "media":
        return document.get("url")
    if collection == "forms":
        return f"/forms/{quote(str(document['id']))}" if document.get("id") else None
    slug = document.get("slug")
    if not slug:
        return None
    if collection == "pages":
        return "/" if slug == "home" else "/" + quote(slug.strip("/"))
    folder = FOLDERS.get(collection)
    return folder + quote(slug) if folder else None


def link_address(link: Mapping[str, Any] | None) -> str | None:
    """Where a link group (navigation item, call to action) leads, or None when its target is gone or unsafe."""
    if not link:
        return None
    if link.get("type") == "reference":
        reference = link.get("reference") or {}
        return address(reference.get("relationTo", ""), reference.get("value"))
    return safe_address(link.get("url"))


def link_label(link: Mapping[str, Any]) -> str:
    """What a link is called: its own label, else the title of what it leads to, else its address."""
    value = (link.get("reference") or {}).get("value")
    target = value if isinstance(value, Mapping) else {}
    return link.get("label") or target.get("title") or target.get("name") or link.get("url") or ""


def safe_address(url: Any) -> str | None:
    """The address when a browser may be sent there (a local path, http, https, mailto, tel), else None."""
    if not isinstance(url, str) or not url.strip() or any(ord(sign) < 32 for sign in url):
        return None
    url = url.strip()
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        return None
    if scheme:
        return url if scheme in ("http", "https", "mailto", "tel") else None
    return url if url[0] in "/#?" else "/" + url


def is_local_path(url: Any) -> bool:
    """Whether this is a path on this very site, safe to redirect to."""
    return isinstance(url, str) and url.startswith("/") and not url.startswith(("//", "/\\")) and "\\" not in url
