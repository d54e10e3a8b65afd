"""Categories, which nest, and technologies."""

from __future__ import annotations

from typing import Any

from blog.collections.rules import CATEGORIES, TECHNOLOGIES
from blog.collections.slugs import fill_slug, keep_old_address, note_departure
from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.events import Event
from blog.content.registry import Collection, Hooks, registry
from blog.db import lock
from blog.errors import Invalid, Problem
from blog.models import Category, Technology

DEEPEST = 10


def take_turns(event: Event) -> None:
    """Let the tree change in one place at a time: two moves that are right alone can make a circle together.

    The turn comes before any row is locked: who waits for it then holds nothing that another needs."""
    if event.operation in ("create", "update", "delete"):
        lock("categories")


def place_in_tree(event: Event) -> None:
    """Keep the way from the root to this category, and refuse one that leads back to itself."""
    title, slug = event.values.get("title") or "", event.values.get("slug") or ""
    above = _breadcrumbs(event.values.get("parent"))
    if any(crumb["id"] == event.id for crumb in above if event.id) or len(above) >= DEEPEST:
        raise Invalid([Problem("parent", "A category cannot be inside itself, or more than ten deep.", "Parent")])
    own = {"id": event.id, "title": title, "slug": slug, "label": title, "url": f"/categories/{slug}"}
    if [*above, own] != _known_crumbs(event):
        event.data["breadcrumbs"] = [*above, own]


def _known_crumbs(event: Event) -> list[dict[str, Any]]:
    """The way as it is stored, with the category's own id, so that an unchanged save stays one."""
    stored = list((event.original or {}).get("breadcrumbs") or [])
    return [*stored[:-1], {**stored[-1], "id": event.id}] if stored else []


def _breadcrumbs(parent: str | None) -> list[dict[str, Any]]:
    if not parent:
        return []
    found = operations.find_one("categories", {"id": {"equals": parent}}, actor=SYSTEM, depth=0)
    return list(found["breadcrumbs"] or []) if found else []


def complete_crumb(event: Event) -> None:
    """The last crumb is the category itself, whose id was not known while it was being made."""
    crumbs = event.doc.get("breadcrumbs")
    if crumbs and not crumbs[-1].get("id"):
        crumbs[-1]["id"] = event.id


def move_children(event: Event) -> None:
    """Let the categories below know when this one's name or place has changed."""
    before = event.original or {}
    if event.operation == "create" or before.get("breadcrumbs") == event.values.get("breadcrumbs"):
        return
    for child in _children(event):
        operations.update("categories", child["id"], {"title": child["title"]}, actor=SYSTEM, depth=0)


def _children(event: Event) -> list[dict[str, Any]]:
    where = {"parent": {"equals": event.id}}
    return operations.find("categories", actor=SYSTEM, where=where, limit=0, depth=0).docs


def note_children(event: Event) -> None:
    """Remember what is below a category that goes; afterwards nothing says it."""
    event.context["below"] = [child["id"] for child in _children(event)]


def raise_children(event: Event) -> None:
    """What was below a category that is gone begins a tree of its own."""
    for id_ in event.context["below"]:
        operations.update("categories", id_, {"parent": None}, actor=SYSTEM, depth=0)


categories = registry.add(
    Collection(
        Category,
        slug="categories",
        access=CATEGORIES,
        columns=("title", "kind", "slug", "parent", "updatedAt"),
        order="title",
        search=("title", "slug"),
        hooks=Hooks(
            before_operation=(take_turns,),
            before_validate=(fill_slug("title"),),
            before_change=(place_in_tree,),
            after_change=(move_children, keep_old_address),
            after_read=(complete_crumb,),
            before_delete=(note_children,),
            after_delete=(raise_children, note_departure),
        ),
        populate=("title", "slug", "kind", "breadcrumbs"),
        address="/categories/{slug}",
        labels=("Category", "Categories"),
    )
)

technologies = registry.add(
    Collection(
        Technology,
        slug="technologies",
        access=TECHNOLOGIES,
        title="name",
        columns=("name", "group", "slug", "updatedAt"),
        order="name",
        search=("name", "slug"),
        hooks=Hooks(
            before_validate=(fill_slug("name"),),
            after_change=(keep_old_address,),
            after_delete=(note_departure,),
        ),
        populate=("name", "slug", "group", "icon", "colour"),
        address="/technologies/{slug}",
        labels=("Technology", "Technologies"),
    )
)
