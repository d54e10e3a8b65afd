"""What surrounds every page: the site's name and look, the menus above and below. Read once per request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app, g
from markupsafe import Markup

from blog.collections import languages
from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.content.changes import remember

MENU = {
    name: {"link": {"type": "custom", "url": f"/{name}", "label": name.capitalize()}} for name in ("posts", "projects")
}

#: What of a theme makes its style sheet.
TRIED_THEME = ("accent", "font", "size", "width")


def site() -> Mapping[str, Any]:
    """The site's own global; every page asks for it at least once."""
    return _global("site")


def header_items() -> list[dict[str, Any]]:
    """The entries of the menu on top; until the owner has made one, posts and projects as soon as there are any."""
    items = _global("header").get("navItems") or []
    return items or [entry for collection, entry in MENU.items() if has_any(collection)]


def has_any(collection: str) -> bool:
    """Whether readers would find anything in a collection; where nothing may be asked, it is taken that they would."""
    if g.get("asks_nothing"):
        return True

    def look() -> bool:
        return bool(operations.find(collection, actor=ANONYMOUS, limit=1, count=False, depth=0, select=("slug",)).docs)

    return remember(("has any", collection), [collection], look)


def footer_items() -> list[dict[str, Any]]:
    """The entries of the menu at the foot."""
    return _global("footer").get("navItems") or []


def use_plain_chrome() -> None:
    """For this request, ask the database nothing more: an error page must come even if that is what fails.

    What this process has shown last stands in for it."""
    last = current_app.extensions.get("last chrome", {})
    g.asks_nothing = True
    g.chrome = {
        "site": last.get("site") or {"name": "This site"},
        "header": last.get("header") or {},
        "footer": last.get("footer") or {},
    }


def try_out(slug: str, doc: Mapping[str, Any]) -> None:
    """For this request, show a global as it is not saved yet."""
    g.setdefault("chrome", {})[slug] = doc
    g.tried = slug


def tried() -> str:
    """The global that this request tries out; empty for every other."""
    return g.get("tried", "")


def profile() -> dict[str, Any]:
    """The profile as readers see it, or as it is tried out."""
    return dict(g.chrome["profile"]) if tried() == "profile" else operations.read_global("profile", actor=ANONYMOUS)


def language() -> str:
    """The language that the site is written in, as BCP 47 names it."""
    return site().get("language") or languages.DEFAULT


def runs_right_to_left() -> bool:
    """Whether the site's language is written from right to left."""
    return languages.runs_right_to_left(language())


def english() -> Markup:
    """The attributes of what these templates say in English, on a site that is written in another language."""
    if language().split("-")[0] == "en":
        return Markup("")
    return Markup(' lang="en" dir="ltr"') if runs_right_to_left() else Markup(' lang="en"')


def posts_per_page() -> int:
    """How many posts a page of a list holds, within reason whatever the owner typed."""
    chosen = site().get("postsPerPage")
    return min(max(chosen, 1), 50) if isinstance(chosen, int) else 12


def _global(slug: str) -> Mapping[str, Any]:
    loaded: dict[str, Mapping[str, Any]] = g.setdefault("chrome", {})
    if slug not in loaded:
        loaded[slug] = operations.read_global(slug, actor=ANONYMOUS)
        current_app.extensions.setdefault("last chrome", {})[slug] = loaded[slug]
    return loaded[slug]
