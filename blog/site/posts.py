"""The blog: its list, page by page, and each post."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Response, abort, redirect

from blog.collections.appearance import description_of, picture_of, title_of
from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import chrome, structured, texts
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.departures import gone_or_moved
from blog.site.lists import post_lines
from blog.site.onward import related_posts, ways_on
from blog.site.rendering import absolute, page
from blog.site.series import series_of
from blog.site.sharing import Sharing, sharing
from blog.site.taxonomy import known_categories

LAST_PAGE = 100_000


@site.get("/posts")
def first_posts() -> Response:
    return _list(1)


@site.get("/posts/page/<int:number>")
def more_posts(number: int) -> Response:
    if number == 1:
        return redirect("/posts", 301)
    if not 1 < number <= LAST_PAGE:
        abort(404)
    return _list(number)


@site.get("/posts/<slug>")
def post(slug: str) -> Response:
    shown = operations.find_one("posts", {"slug": {"equals": slug}}, actor=ANONYMOUS, known=known_categories())
    if not shown:
        return gone_or_moved("posts", slug)
    return show_post(shown)


def show_post(shown: dict[str, Any], **context: Any) -> Response:
    """A post in the site's design, with what stands around it for readers."""
    series = series_of(shown)
    ways = ways_on(shown, series)
    words = {
        "title": title_of(shown),
        "description": description_of(shown),
        "image": picture_of(shown),
        "structured": structured.posting(shown, authors_of(shown)),
        "canonical": address("posts", shown),
        "authors": authors_of(shown),
        "headings": texts.contents(shown.get("content")),
        "updated": updated(shown),
        "related": related_posts(shown, ways),
        "sharing": sharing_of(shown),
        "edit": ("posts", shown["id"]),
    }
    return page("site/post.html", **{**words, **context}, kind="article", post=shown, series=series, ways=ways)


def sharing_of(shown: dict[str, Any]) -> Sharing:
    """How a post is passed on and cited."""
    return sharing(
        shown["title"],
        absolute(address("posts", shown) or "/"),
        site=chrome.site().get("name") or "",
        authors=[author["name"] for author in authors_of(shown)],
        published=shown.get("publishedAt"),
    )


def authors_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Everyone who signs a document, as far as readers may know them."""
    return [person for person in document.get("populatedAuthors") or [] if person.get("name")]


def updated(document: dict[str, Any]) -> Any:
    """When a document last changed, if that was worth saying: more than a day after it was published."""
    published, changed = document.get("publishedAt"), document.get("revisedAt")
    return changed if published and changed and changed - published > timedelta(days=1) else None


def _list(number: int) -> Response:
    return page(
        "site/posts.html",
        title="Posts" if number == 1 else f"Posts, page {number}",
        description=chrome.site().get("description"),
        canonical="/posts" if number == 1 else f"/posts/page/{number}",
        found=post_lines(number=number),
    )
