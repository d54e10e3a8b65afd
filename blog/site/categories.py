"""Categories: the tree of all, and each with what is filed in it and in those below it."""

from __future__ import annotations

from typing import Any

from flask import Response

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import structured
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.departures import gone_or_moved
from blog.site.lists import paged, post_lines, project_cards
from blog.site.rendering import page
from blog.site.requested import page_number
from blog.site.series import parts_of

MOST = 100
DEEPEST = 8


@site.get("/categories")
def all_categories() -> Response:
    found = operations.find("categories", actor=ANONYMOUS, sort="title", limit=MOST, count=False, depth=0)
    return page("site/categories.html", title="Categories", canonical="/categories", tree=tree(found.docs))


@site.get("/categories/<slug>")
def category(slug: str) -> Response:
    number = page_number()
    shown = operations.find_one("categories", {"slug": {"equals": slug}}, actor=ANONYMOUS, depth=0)
    if not shown:
        return gone_or_moved("categories", slug)
    if (parts := parts_of(shown)) and number == 1:
        return series(shown, parts)
    below = children(shown)
    filed = {"categories": {"in": [shown["id"], *(child["id"] for child in below)]}}
    path = address("categories", shown)
    return page(
        "site/category.html",
        title=shown["title"],
        description=shown.get("description"),
        canonical=paged(path, number),
        canonical_path=path,
        category=shown,
        structured=structured.way(trail(shown), shown["title"]),
        children=below,
        trail=trail(shown),
        found=post_lines(filed, number=number),
        projects=project_cards(filed, limit=12) if number == 1 else [],
    )


def series(shown: dict[str, Any], parts: list[dict[str, Any]]) -> Response:
    """The page of a category whose posts are read in order."""
    return page(
        "site/series.html",
        title=shown["title"],
        description=shown.get("description"),
        canonical=address("categories", shown),
        category=shown,
        structured=structured.way(trail(shown), shown["title"]),
        trail=trail(shown),
        parts=parts,
    )


def children(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """The categories right below one."""
    return operations.find(
        "categories",
        actor=ANONYMOUS,
        where={"parent": {"equals": shown["id"]}},
        sort="title",
        limit=MOST,
        count=False,
        depth=0,
    ).docs


def trail(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """The way down to a category: the list of all, then those above it."""
    above = [crumb for crumb in shown.get("breadcrumbs") or [] if crumb.get("id") != shown["id"]]
    links = [
        {"label": crumb.get("label") or crumb.get("title"), "url": address("categories", crumb)} for crumb in above
    ]
    return [{"label": "Categories", "url": "/categories"}, *(link for link in links if link["url"])]


def tree(categories: list[dict[str, Any]], parent: str | None = None, depth: int = 0) -> list[dict[str, Any]]:
    """The categories below one, with theirs; one whose parent is missing stands at the top."""
    known = {category["id"] for category in categories}
    here = [one for one in categories if (one.get("parent") if one.get("parent") in known else None) == parent]
    if depth > DEEPEST:
        return []
    return [{"category": one, "children": tree(categories, one["id"], depth + 1)} for one in here]
