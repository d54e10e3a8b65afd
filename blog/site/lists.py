"""Lists of posts and projects: their order, and the few fields that a line or a card shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import chrome

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


def paged(path: str | None, number: int) -> str | None:
    """The address of one page of a list."""
    return path if number == 1 else f"{path}?page={number}"
