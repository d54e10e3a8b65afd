"""What surrounds every page: the site's name and look, the menus above and below. Read once per request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import g

from blog.content import operations
from blog.content.access import ANONYMOUS

MENU = (("Posts", "/posts"), ("Projects", "/projects"))


def site() -> Mapping[str, Any]:
    """The site's own global; every page asks for it at least once."""
    return _global("site")


def header_items() -> list[dict[str, Any]]:
    """The entries of the menu on top; posts and projects until the owner has made one."""
    items = _global("header").get("navItems") or []
    return items or [{"link": {"type": "custom", "url": url, "label": label}} for label, url in MENU]


def footer_items() -> list[dict[str, Any]]:
    """The entries of the menu at the foot."""
    return _global("footer").get("navItems") or []


def use_plain_chrome() -> None:
    """For this request, ask the database nothing more: an error page must come even if that is what fails."""
    g.chrome = {"site": {"name": "This site"}, "header": {}, "footer": {}}


def posts_per_page() -> int:
    """How many posts a page of a list holds, within reason whatever the owner typed."""
    chosen = site().get("postsPerPage")
    return min(max(chosen, 1), 50) if isinstance(chosen, int) else 12


def _global(slug: str) -> Mapping[str, Any]:
    loaded: dict[str, Mapping[str, Any]] = g.setdefault("chrome", {})
    if slug not in loaded:
        loaded[slug] = operations.read_global(slug, actor=ANONYMOUS)
    return loaded[slug]
