"""What search engines are told: which addresses there are, part by part, and what they may not fetch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask import Response, abort, current_app

from blog.content.access import ANONYMOUS
from blog.content.changes import remember
from blog.content.operations import places as whereabouts
from blog.content.operations.places import Place, Stretch
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.feeds.answers import xml
from blog.site.owner import has_cv
from blog.site.rendering import absolute, conditional

#: Whose documents are listed as they are: they have a page of their own.
SHELVES = ("pages", "posts", "projects")
#: What is listed only where some document names it: the relations of posts and of projects that lead there.
NAMED = {
    "categories": {"posts": ("categories",), "projects": ("categories",)},
    "technologies": {"projects": ("technologies", "primaryTechnology")},
    "users": {"posts": ("author", "authors")},
}
#: The protocol allows 50,000 addresses and 50 MB; a part of this size is made in a moment.
SIZE = 5_000
MOST_NAMED = 50_000
OWN_RULES = "robots.txt"
LARGEST_OWN_RULES = 100_000


@site.get("/sitemap.xml")
def sitemap() -> Response:
    parts: list[dict[str, Any]] = []
    for shelf in SHELVES:
        found = _stretches(shelf)
        # The lists stand in the first part of the pages, even if there are none.
        dates = [part.changed for part in found] or ([None] if shelf == "pages" else [])
        parts += [{"loc": _part(shelf, number), "lastmod": date} for number, date in enumerate(dates, 1)]
    for shelf in NAMED:
        if found_there := _named(shelf):
            parts.append({"loc": _part(shelf, 1), "lastmod": max(place.changed for place in found_there)})
    return xml("site/sitemap_index.xml", "application/xml", parts=parts)


@site.get("/sitemap-<shelf>-<int:number>.xml")
def sitemap_part(shelf: str, number: int) -> Response:
    if shelf == "users" or shelf not in (*SHELVES, *NAMED, "authors"):
        abort(404)
    shelf = "users" if shelf == "authors" else shelf
    entries = list(_entries(shelf, number))
    if not entries:
        abort(404)
    return xml("site/sitemap.xml", "application/xml", entries=entries)


@site.get("/robots.txt")
def robots() -> Response:
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /api/", *_own_rules()]
    text = "\n".join([*lines, "", f"Sitemap: {absolute('/sitemap.xml')}", ""])
    return conditional(Response(text, mimetype="text/plain"))


def _own_rules() -> Iterable[str]:
    """The lines that the owner has put beside the database."""
    path = current_app.extensions["settings"].instance_dir / OWN_RULES
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return ["", *file.read(LARGEST_OWN_RULES).strip().splitlines()]
    except OSError:
        return ()


def _entries(shelf: str, number: int) -> Iterator[dict[str, Any]]:
    # Joining thousands of addresses by the rules takes longer than everything else; all of these begin with a slash.
    site_url = absolute("/").rstrip("/")
    if shelf == "pages" and number == 1:
        yield from ({"loc": site_url + path} for path in _lists())
    for place in _places(shelf, number):
        path = address(shelf, {"slug": place.slug})
        if path and path != "/":
            yield {"loc": site_url + path, "lastmod": place.changed}


def _lists() -> Iterator[str]:
    """The paths of the lists that have something in them, and of what is no document."""
    yield "/"
    yield from (f"/{shelf}" for shelf in ("posts", "projects") if _stretches(shelf))
    yield from (f"/{shelf}" for shelf in ("categories", "technologies") if _named(shelf))
    if has_cv():
        yield "/cv"


def _places(shelf: str, number: int) -> list[Place]:
    if shelf in NAMED:
        return _named(shelf) if number == 1 else []
    parts = _stretches(shelf)
    return whereabouts.places(shelf, actor=ANONYMOUS, start=parts[number - 1]) if 0 < number <= len(parts) else []


def _stretches(shelf: str) -> list[Stretch]:
    """The parts of a shelf. A hundred thousand documents are counted through once for all parts, not for each."""
    size = SIZE
    return remember(
        ("stretches", shelf, size), [shelf], lambda: whereabouts.stretches(shelf, actor=ANONYMOUS, size=size)
    )


def _named(shelf: str) -> list[Place]:
    """What is listed of a shelf: at most as many as one part may hold."""
    return remember(("named", shelf), [shelf, *NAMED[shelf]], lambda: _newest(shelf))


def _newest(shelf: str) -> list[Place]:
    newest: dict[str, Place] = {}
    for naming, fields in NAMED[shelf].items():
        for place in whereabouts.named(naming, *fields, actor=ANONYMOUS):
            known = newest.get(place.slug)
            if known is None or known.changed < place.changed:
                newest[place.slug] = place
    return sorted(newest.values(), key=lambda place: place.slug)[:MOST_NAMED]


def _part(shelf: str, number: int) -> str:
    return absolute(f"/sitemap-{'authors' if shelf == 'users' else shelf}-{number}.xml")
