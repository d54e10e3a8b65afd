"""What search engines are told: which addresses there are, part by part, and what they may not fetch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response, abort, current_app

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.feeds import xml
from blog.site.rendering import absolute, conditional

SHELVES = {"pages": "title", "posts": "title", "projects": "title", "categories": "title", "technologies": "name"}
LISTS = ("/", "/posts", "/projects", "/categories", "/technologies")
MOST_IN_PART = 1000
LAST_PART = 100_000


@site.get("/sitemap.xml")
def sitemap() -> Response:
    parts = [f"/sitemap-{shelf}-{number}.xml" for shelf in SHELVES for number in range(1, _parts(shelf) + 1)]
    return xml("site/sitemap_index.xml", "application/xml", parts=[absolute(part) for part in parts])


@site.get("/sitemap-<shelf>-<int:number>.xml")
def sitemap_part(shelf: str, number: int) -> Response:
    if shelf not in SHELVES or not 1 <= number <= LAST_PART:
        abort(404)
    found = operations.find(
        shelf,
        actor=ANONYMOUS,
        # Oldest first, so that an address stays in its part.
        sort="createdAt",
        limit=_size(),
        page=number,
        count=False,
        depth=0,
        select=("slug", "updatedAt", SHELVES[shelf]),
    )
    entries = list(_entries(shelf, found.docs, first=number == 1))
    if not entries:
        abort(404)
    return xml("site/sitemap.xml", "application/xml", entries=entries)


@site.get("/robots.txt")
def robots() -> Response:
    lines = ("User-agent: *", "Disallow: /admin/", "Disallow: /api/", f"Sitemap: {absolute('/sitemap.xml')}", "")
    return conditional(Response("\n".join(lines), mimetype="text/plain"))


def _entries(shelf: str, documents: list[dict[str, Any]], *, first: bool) -> Iterator[dict[str, Any]]:
    """The addresses of a part; the lists stand before the first pages."""
    if shelf == "pages" and first:
        yield from ({"loc": absolute(path)} for path in LISTS)
    for document in documents:
        path = address(shelf, document)
        if path and path != "/":
            yield {"loc": absolute(path), "lastmod": document.get("updatedAt")}


def _parts(shelf: str) -> int:
    count = operations.count(shelf, actor=ANONYMOUS)
    return max(-(-count // _size()), 1 if shelf == "pages" else 0)


def _size() -> int:
    return min(MOST_IN_PART, current_app.config["MAX_LIMIT"])
