"""Puts related documents in the place of their ids: one statement for each collection met, however many documents."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
import sqlalchemy as sa

from blog.content.access import Actor
from blog.content.fields import RELATIONS, TREES, Field
from blog.content.present import present
from blog.content.query import scope_of, visible
from blog.content.references import Place, places
from blog.content.registry import Collection, Registry
from blog.content.selection import Selection, selection
from blog.content.states import clone, read_states
from blog.db import db
from blog.errors import BadQuery, Problem

AUTHORS = "populatedAuthors"
#: In how many related documents one answer goes on to what those point to. Without a bound, a few documents that name
#: each other would become millions of copies at the greatest depth.
MOST_OPENED = 5000
#: How many bytes of related documents one answer may hold. A few long texts that name each other stand in so many
#: places that the answer would be gigabytes.
MOST_BYTES = 8_000_000

Known = Mapping[str, Mapping[str, dict[str, Any]]]


class Populator:
    """Loads what documents point to, level by level, for one person.

    `known` are documents by collection and id that this person has been given before: they are not asked for again."""

    def __init__(
        self, registry: Registry, actor: Actor, populate: Mapping[str, Any] | None = None, known: Known | None = None
    ) -> None:
        if not isinstance(populate or {}, Mapping):
            raise BadQuery([Problem("populate", "populate must name fields of collections.")])
        self.registry = registry
        self.actor = actor
        self.selections = {
            slug: selection(registry[slug], select) for slug, select in (populate or {}).items() if slug in registry
        }
        self.loaded: dict[tuple[str, str], dict[str, Any] | None] = {
            (slug, id_): doc for slug, by_id in (known or {}).items() for id_, doc in by_id.items()
        }
        self.bylines: dict[str, dict[str, Any]] = {}
        self.pending: dict[str, list[tuple[Place, int]]] = {}
        self.weights: dict[tuple[str, str], int] = {}
        self.opened = 0
        self.room = MOST_BYTES

    def run(self, collection: Collection, docs: Iterable[dict[str, Any]], depth: int) -> None:
        """Populate documents in place, `depth` relations deep."""
        if depth < 1:
            return
        for doc in docs:
            self._gather(collection, doc, depth)
        while self.pending:
            target = self._next()
            self._fill(target, self.pending.pop(target))

    def _gather(self, collection: Collection, doc: dict[str, Any], depth: int) -> None:
        fields = [f for f in collection.fields if f.kind in RELATIONS or f.kind in TREES]
        if "authors" in collection.links and ("authors" in doc or "author" in doc):
            ids = [id_ for id_ in (doc.get("author"), *doc.get("authors", ())) if isinstance(id_, str)]
            doc[AUTHORS] = list(dict.fromkeys(ids))
            for number, _ in enumerate(doc[AUTHORS]):
                self._ask(Place(doc[AUTHORS], number, "users"), 0)
        for place in places(fields, doc, self.registry.blocks):
            if place.target in self.registry:
                self._ask(place, depth)

    def _ask(self, place: Place, depth: int) -> None:
        self.pending.setdefault(place.target, []).append((place, depth))

    def _next(self) -> str:
        """The collection to load next: those that point nowhere last, when all of their ids are known."""
        return min(self.pending, key=lambda slug: (self._is_leaf(slug), slug))

    def _is_leaf(self, slug: str) -> bool:
        wanted = self._selection(slug)
        return not any(f.kind in RELATIONS and wanted.wants(f.name) for f in self.registry[slug].fields)

    def _selection(self, slug: str) -> Selection:
        chosen = self.selections.get(slug)
        if chosen is None:
            collection = self.registry[slug]
            chosen = selection(collection, collection.populate or None)
            self.selections[slug] = chosen
        return chosen

    def _fill(self, slug: str, asked: list[tuple[Place, int]]) -> None:
        collection = self.registry[slug]
        missing = {place.id for place, _ in asked} - {id_ for name, id_ in self.loaded if name == slug}
        if missing:
            self._load(collection, missing)
        for place, depth in asked:
            if depth == 0:
                place.put(self.bylines.get(place.id) or {"id": place.id})
                continue
            found, weight = self.loaded.get((slug, place.id)), self.weights.get((slug, place.id), 0)
            if found is None or weight > self.room:
                continue  # what this person may not read stays an id, and so does what there is no room for
            self.room -= weight
            # One document may stand in many places; where more is put into it, it is a copy, so that no circle forms.
            opens = depth > 1 and self.opened < MOST_OPENED
            doc = clone(found) if opens else found
            place.put(doc)
            if opens:
                self.opened += 1
                self._gather(collection, doc, depth - 1)

    def _load(self, collection: Collection, ids: set[str]) -> None:
        wanted = self._selection(collection.slug)
        fields = wanted_fields(collection, wanted)
        rows, readable = load_rows(collection, self.actor, ids, fields)
        self.loaded.update(dict.fromkeys(((collection.slug, id_) for id_ in ids), None))
        states = read_states(collection, rows, fields)
        for state in states:
            if collection.byline:
                byline = {"id": state["id"], **{name: state.get(name) for name in collection.byline}}
                self.bylines[state["id"]] = byline
                uploads = [f for f in collection.fields if f.name in collection.byline and f.kind in RELATIONS]
                for place in places(uploads, byline, {}):
                    self._ask(place, 1)
        allowed = [state for state in states if state["id"] in readable]
        for doc in present(collection, allowed, self.actor, wanted):
            self.loaded[collection.slug, doc["id"]] = doc
            self.weights[collection.slug, doc["id"]] = len(orjson.dumps(doc, default=str))


def wanted_fields(collection: Collection, wanted: Selection) -> list[Field]:
    """The fields to load for a selection; hooks that make virtual fields may need any of them."""
    if collection.virtual:
        return list(collection.fields)
    return [f for f in collection.fields if wanted.wants(f.name) or f.name in collection.byline]


def load_rows(
    collection: Collection, actor: Actor, ids: Iterable[str], fields: Iterable[Field]
) -> tuple[list[Any], set[str]]:
    """The stored rows of those ids, and which of them this person may read.

    Rows that may not be read are loaded only where the collection has a byline, which is public."""
    model = collection.model
    scope = scope_of(collection, actor)
    columns = only(model, frozenset(f.attr for f in fields if is_column(collection, f)))
    query = sa.select(model).where(model.id.in_([uuid.UUID(id_) for id_ in ids])).options(columns)
    embedded = collection.access.embedded
    if embedded is not None and embedded(actor) is True:
        rows = list(db.session.scalars(query))
        return rows, {str(row.id) for row in rows}
    verdict = collection.access.verdict("read", actor)
    guard = sa.false() if verdict is False else sa.and_(sa.true(), *visible(scope))
    if not collection.byline:
        rows = list(db.session.scalars(query.where(guard))) if verdict is not False else []
        return rows, {str(row.id) for row in rows}
    found = db.session.execute(query.add_columns(guard.label("readable"))).all()
    return [row for row, _ in found], {str(row.id) for row, readable in found if readable}


@functools.lru_cache(maxsize=512)  # making one takes longer than the statement that it belongs to
def only(model: type, names: frozenset[str]) -> Any:
    """The option to load these columns of a model and no others."""
    return sa.orm.load_only(*(getattr(model, name) for name in sorted(names | {"id"})))


def is_column(collection: Collection, field: Field) -> bool:
    """Whether a field is a column of its model's own table."""
    return bool(field.attr) and field.name not in collection.links and field.name not in collection.rows
