"""Addresses that other blogs have for their feeds: they lead to ours, unless something of the owner's is there."""

from __future__ import annotations

from functools import partial, update_wrapper
from urllib.parse import quote

from flask import Response, redirect, request

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site.blueprint import site
from blog.site.departures import way_on
from blog.site.pages import find_page, show_page
from blog.site.posts import post
from blog.site.projects import project

ENDINGS = {
    "atom.xml": "xml",
    "feed.atom": "xml",
    "feed/atom": "xml",
    "feed": "rss",
    "feed/rss": "rss",
    "index.rss": "rss",
    "index.xml": "rss",
    "rss": "rss",
    "rss.xml": "rss",
    "index.json": "json",
}
SHELVES = ("categories", "authors", "technologies")
LISTS = {"posts": post, "projects": project}


def former_feed(ending: str, shelf: str = "", slug: str = "") -> Response:
    """The owner's own page or redirect at an address, else the way to the feed that such an address usually names."""
    own = find_page(request.path.strip("/")) if request.path.isprintable() else None
    if own:
        return show_page(own)
    folder = "".join("/" + quote(part) for part in (shelf, slug) if part)
    return way_on(request.path) or redirect(f"{folder}/feed.{ending}", 301)  # type: ignore[return-value]


def former_feed_of_list(shelf: str, name: str, ending: str) -> Response:
    """As `former_feed`, where a post or project may have taken the name for itself."""
    if operations.count(shelf, actor=ANONYMOUS, where={"slug": {"equals": name}}):
        return LISTS[shelf](name)
    return former_feed(ending, "" if shelf == "posts" else shelf)


def _answer_at(name: str, ending: str) -> None:
    # A dot in the name of an endpoint would mean a blueprint.
    mark = f"former_{name.replace('.', '_')}"
    former = update_wrapper(partial(former_feed, ending), former_feed)
    site.get(f"/{name}", endpoint=mark)(former)
    site.get(f"/<any({', '.join(SHELVES)}):shelf>/<slug>/{name}", endpoint=f"{mark}_of_subject")(former)
    for shelf in LISTS if "/" not in name else ():
        view = update_wrapper(partial(former_feed_of_list, shelf, name, ending), former_feed_of_list)
        site.get(f"/{shelf}/{name}", endpoint=f"{mark}_of_{shelf}")(view)


for _name, _ending in ENDINGS.items():
    _answer_at(_name, _ending)
