"""Pages at paths of the owner's choosing, made of a hero and layout blocks."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from blog.collections.appearance import description_of, picture_of, title_of
from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.departures import gone_or_moved, named_by, send_on
from blog.site.probes import is_tried
from blog.site.rendering import page

LONGEST_PATH = 500
DEEPEST = 10
HOME = "home"


@site.get("/<path:path>")
def page_at(path: str) -> Response:
    if path == HOME:
        return send_on("/", 301)
    found = find_page(path) if is_slug(path) else None
    if found:
        return show_page(found)
    return gone_or_moved("", "") if is_tried(request.path) else gone_or_moved(*named_by(request.path))


def is_slug(path: str) -> bool:
    """Whether a page could have this path."""
    return path == path.strip("/") and len(path) <= LONGEST_PATH and path.isprintable()


def find_page(slug: str) -> dict[str, Any] | None:
    """The published page with this path, with everything its blocks name."""
    return operations.find_one("pages", {"slug": {"equals": slug}}, actor=ANONYMOUS)


def trail(slug: str) -> list[dict[str, str]]:
    """The way down to a page in a folder: the pages above it, as far as there are any."""
    parts = slug.split("/")
    above = ["/".join(parts[:depth]) for depth in range(1, min(len(parts), DEEPEST + 1))]
    if not above:
        return []
    found = operations.find(
        "pages",
        actor=ANONYMOUS,
        where={"slug": {"in": above}},
        limit=len(above),
        count=False,
        depth=0,
        select=("title", "slug"),
    ).docs
    ways = {page["slug"]: {"label": page["title"], "url": address("pages", page) or "/"} for page in found}
    return [ways[path] for path in above if path in ways]


def show_page(shown: dict[str, Any], **context: Any) -> Response:
    """A page in the site's design."""
    words = {
        "title": title_of(shown),
        "description": description_of(shown),
        "image": picture_of(shown),
        "canonical": address("pages", shown),
        "edit": ("pages", shown["id"]),
        "trail": trail(shown["slug"]),
    }
    return page("site/page.html", **{**words, **context}, page=shown, layout=shown.get("layout") or [])
