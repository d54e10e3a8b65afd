"""Where a file is used, for a person: the documents they may read, by name, and how many others there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from blog.admin.choices import name_of
from blog.content import operations
from blog.content.access import Actor
from blog.content.registry import Collection, registry
from blog.content.uses import find_uses
from blog.errors import Forbidden
from blog.models import MediaUse

#: How many documents of each collection are named.
MOST_NAMED = 100


@dataclass
class UsedIn:
    """A document that a file stands in: the fields, and what readers have of it."""

    title: str
    kind: str
    address: str
    state: str = ""
    fields: list[str] = field(default_factory=list)


@dataclass
class Whereabouts:
    """Every document that a file stands in; `hidden` are those that this person may not read."""

    documents: list[UsedIn]
    hidden: int = 0

    @property
    def count(self) -> int:
        return len(self.documents) + self.hidden


def whereabouts(media_id: str, actor: Actor) -> Whereabouts:
    """Where a file is used, as far as this person may know it. One statement, and one or two for each collection."""
    by_place: dict[str, dict[str, list[MediaUse]]] = {}
    for use in find_uses(media_id):
        by_place.setdefault(use.collection, {}).setdefault(str(use.document_id), []).append(use)
    found = Whereabouts([])
    for slug, uses in by_place.items():
        if slug not in registry:
            continue
        collection = registry[slug]
        docs = _named(collection, list(uses), actor)
        found.documents += [_used_in(collection, docs[id_], uses[id_]) for id_ in uses if id_ in docs]
        found.hidden += len(uses.keys() - docs.keys())
    return found


def _named(collection: Collection, ids: list[str], actor: Actor) -> dict[str, dict[str, Any]]:
    """The documents among these that this person may read, in the trash or not."""
    if collection.single:
        return {id_: {"id": id_} for id_ in ids} if collection.access.allows("read", actor) else {}
    wanted = [n for n in (collection.title, "name", "email", "status", "deletedAt") if n in collection.by_name]
    try:
        page = operations.find(
            collection.slug, actor=actor, where={"id": {"in": ids[:MOST_NAMED]}}, limit=MOST_NAMED, depth=0,
            select=wanted, count=False, trash=True,
        )  # fmt: skip
    except Forbidden:
        return {}
    return {doc["id"]: doc for doc in page.docs}


def _used_in(collection: Collection, doc: dict[str, Any], uses: Iterable[MediaUse]) -> UsedIn:
    fields = [_words(collection, use) for use in uses]
    if collection.single:
        address = url_for(f"admin_{collection.slug}.edit")
        return UsedIn(collection.singular, "Site", address, "", fields)
    state = doc["status"].capitalize() if collection.drafts else ""
    state = "In the trash" if doc.get("deletedAt") else state
    address = url_for(f"admin_{collection.slug}.edit", id=doc["id"])
    return UsedIn(name_of(collection, doc), collection.singular, address, state, fields)


def _words(collection: Collection, use: MediaUse) -> str:
    """The field as its form calls it, and whether it is an edit that waits."""
    known = collection.by_name.get(use.field)
    title = known.title if known else use.field
    return f"{title} (not published yet)" if use.is_edit else title
