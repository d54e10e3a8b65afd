"""What versions held: documents as they were at their transactions, read off what SQLAlchemy-Continuum keeps.

The statements follow from the collection alone, however many versions are asked for.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy_continuum import Operation, version_class

from blog.content.fields import Field
from blog.content.populate import is_column
from blog.content.registry import Collection
from blog.content.states import Links, Rows, State, assemble, row_state, thaw
from blog.db import db
from blog.models import DocumentVersion

#: Which version something belongs to.
OF = DocumentVersion.id.label("version_id")


def state_at(collection: Collection, version: DocumentVersion) -> State:
    """The whole content of a version: what the row held then, with its working copy where it was a draft."""
    return states_at(collection, [version])[0]


def states_at(
    collection: Collection, versions: Sequence[DocumentVersion], fields: Iterable[Field] | None = None
) -> list[State]:
    """The content of versions, in their order, with all fields or those given: one statement for the rows, one for all
    links and one for each table of rows."""
    fields = tuple(collection.fields if fields is None else fields)
    ids = [version.id for version in versions]
    rows = _rows(collection, ids, fields)
    links = _links(collection, ids, [f.name for f in fields if f.name in collection.links])
    tables = {f.name: _nested(collection, ids, f) for f in fields if f.name in collection.rows}
    states = []
    for version in versions:
        row = rows[version.id]
        state: State = {"id": str(version.document_id)}
        state |= assemble(collection, fields, row, version.id, links, tables)
        if version.is_draft:
            state |= thaw(collection, row.draft) | {"status": "draft"}
        states.append(state)
    return states


def _rows(collection: Collection, ids: list[uuid.UUID], fields: Iterable[Field]) -> dict[uuid.UUID, Any]:
    history = version_class(collection.model)
    names = {"id", "transaction_id", "draft", *(f.attr for f in fields if is_column(collection, f))}
    query = (
        sa.select(OF, history)
        .join(history, _same(history.id, history.transaction_id == DocumentVersion.transaction_id))
        .where(DocumentVersion.id.in_(ids))
        .options(sa.orm.load_only(*(getattr(history, name) for name in names)))
    )
    return dict(db.session.execute(query).all())


def _links(collection: Collection, ids: list[uuid.UUID], names: list[str]) -> Links:
    if not names or not ids:
        return {}
    parts = []
    for name in names:
        link = collection.links[name]
        history = version_class(link.cls)
        target = getattr(history, link.target)
        columns = (OF, sa.literal(name).label("name"), target.label("target"), history.order_index.label("place"))
        parts.append(_valid(history, link.owner, sa.select(*columns), ids))
    found: Links = {}
    every = sa.union_all(*parts).subquery()
    query = sa.select(every).order_by(every.c.name, every.c.version_id, every.c.place, every.c.target)
    for version_id, name, target, _ in db.session.execute(query):
        found.setdefault((name, version_id), []).append(str(target))
    return found


def _nested(collection: Collection, ids: list[uuid.UUID], field: Field) -> Rows:
    table = collection.rows[field.name]
    history = version_class(table.cls)
    query = _valid(history, table.owner, sa.select(OF, history), ids).order_by(OF, history.order_index, history.id)
    found: Rows = {}
    for version_id, row in db.session.execute(query):
        found.setdefault(version_id, []).append(row_state(field, row))
    return found


def _same(owner: Any, at: Any) -> Any:
    """That a row of history belongs to a version's document, at its time."""
    return sa.and_(owner == DocumentVersion.document_id, at)


def _valid(history: Any, owner: str, query: sa.Select[Any], ids: list[uuid.UUID]) -> sa.Select[Any]:
    """The rows beside a document that were there at its versions."""
    began = history.transaction_id <= DocumentVersion.transaction_id
    end = history.end_transaction_id
    at = sa.and_(began, sa.or_(end.is_(None), end > DocumentVersion.transaction_id))
    belongs = _same(getattr(history, owner), at)
    return (
        query.join(history, belongs)
        .where(DocumentVersion.id.in_(ids), history.operation_type != Operation.DELETE)
    )  # fmt: skip
