"""Lists of posts and projects: their order, and the few fields that a line or a card shows."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from flask import abort

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import chrome, dates

POST_LINE = ("title", "slug", "summary", "publishedAt", "meta")
POST_ORDER = "-publishedAt"
PROJECT_CARD = ("title", "slug", "summary", "heroImage", "technologies", "state", "started", "finished", "featured")
PROJECT_ORDER = "-featured,-started,title"

Where = Mapping[str, Any] | None


def post_lines(where: Where = None, *, number: int = 1, depth: int = 0, more: tuple[str, ...] = ()) -> operations.Page:
    """One page of the posts that fit, newest first. A page after the last one is not found."""
    found = operations.find(
        "posts",
        actor=ANONYMOUS,
        where=where,
        sort=POST_ORDER,
        limit=chrome.posts_per_page(),
        page=number,
        depth=depth,
        select=(*POST_LINE, *more),
    )
    if number > 1 and not found.docs:
        abort(404)
    return found


def latest_posts(limit: int) -> list[dict[str, Any]]:
    """The newest posts."""
    return operations.find(
        "posts", actor=ANONYMOUS, sort=POST_ORDER, limit=limit, count=False, depth=0, select=POST_LINE
    ).docs


def stories(limit: int) -> list[dict[str, Any]]:
    """The newest posts with their pictures, for a page that opens with one of them."""
    return operations.find(
        "posts",
        actor=ANONYMOUS,
        sort=POST_ORDER,
        limit=limit,
        count=False,
        depth=1,
        select=(*POST_LINE, "heroImage"),
    ).docs


def project_cards(where: Where = None, *, limit: int) -> list[dict[str, Any]]:
    """The projects that fit, the featured and the newest first."""
    return operations.find(
        "projects",
        actor=ANONYMOUS,
        where=where,
        sort=PROJECT_ORDER,
        limit=limit,
        count=False,
        depth=1,
        select=PROJECT_CARD,
    ).docs


def by_year(posts: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The posts under the years of their publication, in the order they came; the year is empty where there is none."""
    return [(year, list(written)) for year, written in groupby(posts, lambda post: dates.year(post.get("publishedAt")))]


def page_numbers(current: int, last: int) -> list[int | None]:
    """Which pages of a list to name: both ends, the present one and its neighbours; None where some are left out."""
    near = range(current - 1, current + 2)
    # A gap of one page is filled by that page.
    start = 1 if near.start <= 3 else near.start
    stop = last if near.stop >= last - 1 else near.stop - 1
    numbers: list[int | None] = [1, None] if start > 1 else []
    numbers += range(start, stop + 1)
    return numbers + ([None, last] if stop < last else [])


def paged(path: str | None, number: int) -> str | None:
    """The address of one page of a list."""
    return path if number == 1 else f"{path}?page={number}"
