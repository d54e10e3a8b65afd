"""A document's content apart from the database: read off stored rows, written back to them, frozen as JSON.

A state maps field names to plain values: ids as text, has-many as lists of ids, rows as lists of dictionaries.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from blog import richtext
from blog.content.fields import RELATIONS, TREES, Field
from blog.content.registry import Collection
from blog.content.values import parse
from blog.db import db

State = dict[str, Any]
#: The ids that fields point to, by the field's name and whose they are.
Links = dict[tuple[str, uuid.UUID], list[str]]
#: The rows of one field, by whose they are.
Rows = dict[uuid.UUID, list[dict[str, Any]]]
_TREES = (dict, list)


def read_states(collection: Collection, rows: Sequence[Any], fields: Iterable[Field]) -> list[State]:
    """The states of stored rows, with the fields asked for: one statement for all links, one for each row table."""
    fields = tuple(fields)
    ids = [row.id for row in rows]
    links = read_links(collection, ids, [f.name for f in fields if f.name in collection.links])
    tables = {f.name: read_rows(collection, ids, f) for f in fields if f.name in collection.rows}
    return [{"id": str(row.id), **assemble(collection, fields, row, row.id, links, tables)} for row in rows]


def assemble(
    collection: Collection, fields: Iterable[Field], row: Any, key: uuid.UUID, links: Links, tables: Mapping[str, Rows]
) -> State:
    """The fields of a row with what other tables hold for it, which is found under its key."""
    state: State = {}
    for f in fields:
        if f.name in collection.links:
            state[f.name] = links.get((f.name, key), [])
        elif f.name in tables:
            state[f.name] = tables[f.name].get(key, [])
        elif f.attr:
            state[f.name] = plain_value(f, getattr(row, f.attr))
    return state


def plain_value(field: Field, value: Any) -> Any:
    """A stored column's value as a state has it."""
    if isinstance(value, uuid.UUID):
        return str(value)
    if field.kind in TREES:
        # A copy, since related documents are put into it and the row must stay what is stored.
        return clone(value) if value is not None else {"group": {}, "array": [], "blocks": []}.get(field.kind)
    return value


def clone(value: Any) -> Any:
    """A copy of plain data, all the way down."""
    # Long texts are copied often, and most of what is in them is no tree: it is asked here, before a call is paid for.
    if isinstance(value, dict):
        return {key: clone(item) if isinstance(item, _TREES) else item for key, item in value.items()}
    if isinstance(value, list):
        return [clone(item) if isinstance(item, _TREES) else item for item in value]
    return value


def read_links(collection: Collection, ids: list[uuid.UUID], names: list[str]) -> Links:
    """The ids that each document points to, by field and document, in the author's order. One statement."""
    if not names or not ids:
        return {}
    parts = []
    for name in names:
        link = collection.links[name]
        owner, target = getattr(link.cls, link.owner), getattr(link.cls, link.target)
        order = link.cls.order_index.label("place")
        parts.append(
            sa.select(sa.literal(name).label("name"), owner.label("owner"), target.label("target"), order)
            .where(owner.in_(ids))
        )  # fmt: skip
    found: Links = {}
    statement = sa.union_all(*parts).order_by("name", "owner", "place", "target") if len(parts) > 1 else parts[0]
    if len(parts) == 1:
        statement = statement.order_by("owner", "place", "target")
    for name, owner, target, _ in db.session.execute(statement):
        found.setdefault((name, owner), []).append(str(target))
    return found


def read_rows(collection: Collection, ids: list[uuid.UUID], field: Field) -> Rows:
    """The rows of a field that has a table of its own, by document. One statement."""
    table = collection.rows[field.name]
    owner = getattr(table.cls, table.owner)
    found: Rows = {}
    query = sa.select(table.cls).where(owner.in_(ids)).order_by(owner, table.cls.order_index, table.cls.id)
    for row in db.session.scalars(query):
        found.setdefault(getattr(row, table.owner), []).append(row_state(field, row))
    return found


def row_state(field: Field, row: Any) -> dict[str, Any]:
    return {"id": str(row.id), **{f.name: plain_value(f, getattr(row, f.attr)) for f in field.fields}}


def write_state(collection: Collection, row: Any, changes: Mapping[str, Any]) -> None:
    """Put changed fields on a stored row. Links and rows keep their identity where they stay."""
    for name, value in changes.items():
        field = collection.by_name[name]
        if name in collection.links:
            _write_links(collection, row, field, value or [])
        elif name in collection.rows:
            _write_rows(collection, row, field, value or [])
        else:
            setattr(row, field.attr, stored_value(field, value, row))


def stored_value(field: Field, value: Any, row: Any) -> Any:
    """What the column holds for a value; a draft may lack what the column cannot be without."""
    if field.kind in RELATIONS:
        return uuid.UUID(value) if value else None
    if value is None and not sa.inspect(type(row)).columns[field.attr].nullable:
        if field.kind == "richtext":
            return richtext.EMPTY
        return [] if field.kind in ("array", "blocks") else field.default if field.default is not None else ""
    return value


def _write_links(collection: Collection, row: Any, field: Field, ids: list[str]) -> None:
    link = collection.links[field.name]
    there = {str(getattr(item, link.target)): item for item in getattr(row, field.attr)}
    wanted = []
    for place, id_ in enumerate(ids):
        item = there.get(id_) or link.cls(**{link.target: uuid.UUID(id_)})
        if item.order_index != place:
            item.order_index = place
        wanted.append(item)
    if wanted != list(getattr(row, field.attr)):
        setattr(row, field.attr, wanted)


def _write_rows(collection: Collection, row: Any, field: Field, rows: list[dict[str, Any]]) -> None:
    cls = collection.rows[field.name].cls
    there = {str(item.id): item for item in getattr(row, field.attr)}
    wanted = []
    for place, values in enumerate(rows):
        # A row's id is only a name for it within its document: one that is taken, here or elsewhere, is made anew.
        item = there.pop(values["id"], None) or cls(id=uuid.uuid4())
        item.order_index = place
        for f in field.fields:
            value = stored_value(f, values.get(f.name), item)
            if getattr(item, f.attr, None) != value:
                setattr(item, f.attr, value)
        wanted.append(item)
    setattr(row, field.attr, wanted)


def freeze(state: Mapping[str, Any]) -> dict[str, Any]:
    """A state as JSON: only dates need to become text, always of the same length so that they compare as text."""
    return {name: _frozen(value) for name, value in state.items()}


def _frozen(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def thaw(collection: Collection, frozen: Mapping[str, Any] | None) -> State:
    """The state that was frozen; fields that are no more are left out."""
    state: State = {}
    for name, value in (frozen or {}).items():
        field = collection.by_name.get(name)
        if field is not None:
            state[name] = parse(field, value) if field.kind in ("date", "datetime") else value
    return state
