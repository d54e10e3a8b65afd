"""Pages at paths of the owner's choosing, made of a hero and layout blocks."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Response, abort, current_app, redirect
from werkzeug.exceptions import HTTPException

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.departures import gone_or_moved
from blog.site.rendering import page

LONGEST_PATH = 500


@site.get("/<path:path>")
def page_at(path: str) -> Response:
    slug = path.strip("/")
    if not slug or len(slug) > LONGEST_PATH or not slug.isprintable():
        abort(404)
    if slug == "home":
        return redirect("/", 301)
    if path != slug and is_elsewhere("/" + slug):
        return redirect("/" + quote(slug), 301)
    found = find_page(slug)
    if not found:
        return gone_or_moved("pages", slug)
    if path != slug:
        return redirect(address("pages", found) or "/", 301)
    return show_page(found)


def is_elsewhere(path: str) -> bool:
    """Whether another view than this one answers to a path: then only the slash at its end was too much."""
    try:
        endpoint, _ = current_app.url_map.bind("", "/").match(path, method="GET")
    except HTTPException:
        return False
    return endpoint != "site.page_at"


def find_page(slug: str) -> dict[str, Any] | None:
    """The published page with this path, with everything its blocks name."""
    return operations.find_one("pages", {"slug": {"equals": slug}}, actor=ANONYMOUS)


def show_page(shown: dict[str, Any], **context: Any) -> Response:
    """A page in the site's design."""
    meta = shown.get("meta") or {}
    words = {
        "title": meta.get("title") or shown["title"],
        "description": meta.get("description"),
        "image": meta.get("image") or (shown.get("hero") or {}).get("media"),
        "canonical": address("pages", shown),
    }
    return page("site/page.html", **{**words, **context}, page=shown, layout=shown.get("layout") or [])
