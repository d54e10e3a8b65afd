"""Everything of one kind: categories with what is filed below them, technologies, and the people who write."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import Response, abort

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import chrome
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.departures import gone_or_moved
from blog.site.lists import POST_LINE, PROJECT_CARD, PROJECT_ORDER
from blog.site.rendering import page
from blog.site.requested import page_number

MOST_CATEGORIES = 100
GROUPS = ("language", "frontend", "backend", "database", "infrastructure", "tool", "other")


@site.get("/categories")
def all_categories() -> Response:
    found = operations.find("categories", actor=ANONYMOUS, sort="title", limit=MOST_CATEGORIES, count=False, depth=0)
    return page("site/categories.html", title="Categories", canonical="/categories", tree=_tree(found.docs, None))


@site.get("/categories/<slug>")
def category(slug: str) -> Response:
    shown = _one("categories", slug)
    if not shown:
        return gone_or_moved("categories", slug)
    number = page_number()
    below = operations.find(
        "categories",
        actor=ANONYMOUS,
        where={"parent": {"equals": shown["id"]}},
        sort="title",
        limit=MOST_CATEGORIES,
        count=False,
        depth=0,
    ).docs
    filed = {"categories": {"in": [shown["id"], *(child["id"] for child in below)]}}
    found = operations.find(
        "posts",
        actor=ANONYMOUS,
        where=filed,
        sort="-publishedAt",
        limit=chrome.posts_per_page(),
        page=number,
        depth=0,
        select=POST_LINE,
    )
    if number > 1 and not found.docs:
        abort(404)
    projects = (
        operations.find(
            "projects",
            actor=ANONYMOUS,
            where=filed,
            sort=PROJECT_ORDER,
            limit=12,
            count=False,
            depth=1,
            select=PROJECT_CARD,
        ).docs
        if number == 1
        else []
    )
    return page(
        "site/category.html",
        title=shown["title"],
        description=shown.get("description"),
        canonical=paged(address("categories", shown), number),
        canonical_path=address("categories", shown),
        category=shown,
        children=below,
        trail=trail(shown),
        found=found,
        projects=projects,
    )


@site.get("/technologies")
def all_technologies() -> Response:
    found = operations.find("technologies", actor=ANONYMOUS, sort="group,name", limit=100, count=False, depth=0)
    place = {group: number for number, group in enumerate(GROUPS)}
    ordered = sorted(found.docs, key=lambda one: (place.get(one["group"], len(GROUPS)), one["name"].casefold()))
    groups = [(group, list(members)) for group, members in groupby(ordered, key=lambda one: one["group"])]
    return page("site/technologies.html", title="Technologies", canonical="/technologies", groups=groups)


@site.get("/technologies/<slug>")
def technology(slug: str) -> Response:
    shown = _one("technologies", slug)
    if not shown:
        return gone_or_moved("technologies", slug)
    projects = operations.find(
        "projects",
        actor=ANONYMOUS,
        where={"technologies": {"in": [shown["id"]]}},
        sort=PROJECT_ORDER,
        limit=48,
        count=False,
        depth=1,
        select=PROJECT_CARD,
    ).docs
    return page(
        "site/technology.html",
        title=shown["name"],
        description=shown.get("description"),
        canonical=address("technologies", shown),
        technology=shown,
        projects=projects,
    )


@site.get("/authors/<slug>")
def author(slug: str) -> Response:
    if not slug.isprintable():
        abort(404)
    number = page_number()
    found = operations.find(
        "posts",
        actor=ANONYMOUS,
        where={"or": [{"author.slug": {"equals": slug}}, {"authors.slug": {"equals": slug}}]},
        sort="-publishedAt",
        limit=chrome.posts_per_page(),
        page=number,
        depth=1,
        select=(*POST_LINE, "author", "authors"),
    )
    people = [person for post in found.docs for person in post.get("populatedAuthors") or []]
    shown = next((person for person in people if person.get("slug") == slug), None)
    if not shown:
        return gone_or_moved("", "")
    return page(
        "site/author.html",
        title=shown["name"],
        description=shown.get("bio"),
        canonical=paged(address("users", shown), number),
        canonical_path=address("users", shown),
        author=shown,
        found=found,
    )


def trail(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """The way down to a category: the list of all, then those above it."""
    above = [crumb for crumb in shown.get("breadcrumbs") or [] if crumb.get("id") != shown["id"]]
    links = [
        {"label": crumb.get("label") or crumb.get("title"), "url": address("categories", crumb)} for crumb in above
    ]
    return [{"label": "Categories", "url": "/categories"}, *(link for link in links if link["url"])]


def paged(path: str | None, number: int) -> str | None:
    """The address of one page of a list."""
    return path if number == 1 else f"{path}?page={number}"


def _one(collection: str, slug: str) -> dict[str, Any] | None:
    found = operations.find(
        collection, actor=ANONYMOUS, where={"slug": {"equals": slug}}, limit=1, count=False, depth=0
    )
    return found.docs[0] if found.docs else None


def _tree(categories: list[dict[str, Any]], parent: str | None, depth: int = 0) -> list[dict[str, Any]]:
    """The categories below one, with theirs; one whose parent is missing stands at the top."""
    known = {category["id"] for category in categories}
    here = [one for one in categories if (one.get("parent") if one.get("parent") in known else None) == parent]
    if depth > 8:
        return []
    return [{"category": one, "children": _tree(categories, one["id"], depth + 1)} for one in here]
