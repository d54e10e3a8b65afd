"""The posts or projects that an archive block shows: picked by hand, or the newest that fit its filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site.addresses import address
from blog.site.lists import POST_LINE, POST_ORDER, PROJECT_CARD, PROJECT_ORDER

MOST = 24
MOST_BELOW = 100
ORDERS = {"posts": POST_ORDER, "projects": PROJECT_ORDER}
#: A line of a list names no other document; a card shows a picture and technologies.
DEPTHS = {"posts": 0, "projects": 1}
FIELDS = {"posts": POST_LINE, "projects": PROJECT_CARD}


@dataclass(frozen=True)
class More:
    """A link to the rest."""

    url: str
    label: str


@dataclass(frozen=True)
class Archive:
    """What an archive block shows, and where the rest is."""

    collection: str
    documents: list[dict[str, Any]]
    more: More | None = None


def archive_documents(block: Mapping[str, Any]) -> Archive:
    """The published documents for this block, in its order."""
    collection = block.get("relationTo") if block.get("relationTo") in ORDERS else "posts"
    if block.get("populateBy") == "selection":
        return _selected(block)
    conditions = _conditions(block, collection)
    found = operations.find(
        collection,
        actor=ANONYMOUS,
        where={"and": conditions} if conditions else None,
        sort=ORDERS[collection],
        limit=_limit(block),
        count=False,
        depth=DEPTHS[collection],
        select=FIELDS[collection],
    )
    return Archive(collection, found.docs, whole_list(block, collection) if found.has_next else None)


def whole_list(block: Mapping[str, Any], collection: str) -> More:
    """Where all of what a block shows a part of is: the page of its one category or technology, else the whole list."""
    kinds = {"categories": "title", "technologies": "name" if collection == "projects" else ""}
    chosen = [(kind, one) for kind in kinds for one in block.get(kind) or [] if isinstance(one, Mapping)]
    if len(chosen) == 1:
        kind, one = chosen[0]
        url, name = address(kind, one), one.get(kinds[kind])
        if url and name:
            return More(url, f"All in {name}" if kind == "categories" else f"All with {name}")
    return More(f"/{collection}", f"All {collection}")


def _conditions(block: Mapping[str, Any], collection: str) -> list[dict[str, Any]]:
    """What the documents of a block must fit; those filed below a chosen category count as filed in it."""
    conditions: list[dict[str, Any]] = []
    slugs, ids = _slugs(block.get("categories")), _ids(block.get("categories"))
    if slugs or ids:
        either = [{"categories": {"in": [*ids, *_below(ids)]}}] if ids else []
        either += [{"categories.slug": {"in": slugs}}] if slugs else []
        conditions.append({"or": either})
    if collection == "projects":
        if technologies := _slugs(block.get("technologies")):
            conditions.append({"technologies.slug": {"in": technologies}})
        if technologies := _ids(block.get("technologies")):
            conditions.append({"technologies": {"in": technologies}})
        if block.get("featured"):
            conditions.append({"featured": {"equals": True}})
    return conditions


def _below(ids: list[str]) -> list[str]:
    """The categories right below these."""
    found = operations.find(
        "categories",
        actor=ANONYMOUS,
        where={"parent": {"in": ids}},
        limit=MOST_BELOW,
        count=False,
        depth=0,
        select=("slug",),
    )
    return [category["id"] for category in found.docs]


def archive_block(attrs: Mapping[str, Any]) -> dict[str, Any]:
    """The archive node of a rich text, in the words of the layout block."""
    return {
        "relationTo": attrs.get("collection"),
        "categories": [{"slug": attrs["category"]}] if attrs.get("category") else [],
        "technologies": [{"slug": attrs["technology"]}] if attrs.get("technology") else [],
        "limit": attrs.get("limit"),
    }


def _selected(block: Mapping[str, Any]) -> Archive:
    """Hand-picked documents, in the order they were picked; what is not public any more is left out."""
    chosen = [item for item in block.get("selectedDocs") or [] if isinstance(item, Mapping)]
    collection = next((item["relationTo"] for item in chosen if item.get("relationTo") in ORDERS), "posts")
    ids = [_id(item.get("value")) for item in chosen if item.get("relationTo") == collection]
    ids = [id_ for id_ in ids if id_][:MOST]
    if not ids:
        return Archive(collection, [])
    found = operations.find(
        collection,
        actor=ANONYMOUS,
        where={"id": {"in": ids}},
        limit=len(ids),
        count=False,
        depth=DEPTHS[collection],
        select=FIELDS[collection],
    )
    by_id = {document["id"]: document for document in found.docs}
    return Archive(collection, [by_id[id_] for id_ in ids if id_ in by_id], More(f"/{collection}", f"All {collection}"))


def _limit(block: Mapping[str, Any]) -> int:
    limit = block.get("limit")
    return min(max(limit, 1), MOST) if isinstance(limit, int) else 6


def _id(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("id")
    return str(value) if value else None


def _ids(values: Any) -> list[str]:
    return [id_ for value in values or [] if (id_ := _id(value))]


def _slugs(values: Any) -> list[str]:
    return [
        value["slug"]
        for value in values or []
        if isinstance(value, Mapping) and not value.get("id") and value.get("slug")
    ]
