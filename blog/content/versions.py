"""Versions as people know them (who, when, why) over the rows that SQLAlchemy-Continuum keeps.

A version is one row of `document_versions` and, at its transaction, one row of the model's version table; links and
rows that were valid at that transaction belong to it.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy_continuum import Operation, transaction_class, version_class, versioning_manager

from blog.clock import now
from blog.content.access import Actor
from blog.content.registry import Collection
from blog.content.states import State, plain_value, row_state, thaw
from blog.db import db
from blog.models import DocumentVersion
from blog.models.record import PUBLISHED

AUTOSAVE = "autosave"


def act(actor: Actor) -> None:
    """Tell Continuum who acts in the transaction that begins."""
    db.session().info["acting"] = {"user_id": actor.id, "address": actor.address}


def record_version(collection: Collection, row: Any, actor: Actor, reason: str, *, is_draft: bool) -> DocumentVersion:
    """Note the version that the current transaction makes of a document; its row must be flushed.

    An autosave takes the place of the same author's autosave just before it. Old versions are pruned."""
    session = db.session()
    transaction_id = versioning_manager.unit_of_work(session).current_transaction.id
    previous = _newest(collection, row.id, but=transaction_id)
    version = session.scalar(_of(collection, row.id).where(DocumentVersion.transaction_id == transaction_id))
    if version is None:
        version = DocumentVersion(collection=collection.slug, document_id=row.id, transaction_id=transaction_id)
    version.author_id = actor.id
    version.reason = reason
    version.is_draft = is_draft
    version.is_published = row.status == PUBLISHED and not is_draft
    version.autosave = reason == AUTOSAVE
    version.updated_at = now()
    session.add(version)
    session.flush()
    if version.autosave and previous is not None and previous.autosave and previous.author_id == actor.id:
        version.created_at = previous.created_at
        forget_versions(collection, row.id, [previous])
    prune(collection, row.id)
    return version


def _of(collection: Collection, document_id: uuid.UUID) -> sa.Select[tuple[DocumentVersion]]:
    return sa.select(DocumentVersion).where(
        DocumentVersion.collection == collection.slug, DocumentVersion.document_id == document_id
    )


def _newest(collection: Collection, document_id: uuid.UUID, *, but: int) -> DocumentVersion | None:
    query = _of(collection, document_id).where(DocumentVersion.transaction_id != but)
    return db.session.scalar(query.order_by(DocumentVersion.transaction_id.desc()).limit(1))


def prune(collection: Collection, document_id: uuid.UUID) -> None:
    """Drop the oldest versions beyond the limit; never the newest, a pinned one, or the last that was published."""
    most = current_app.config["MAX_VERSIONS"]
    newest_first = _of(collection, document_id).order_by(DocumentVersion.transaction_id.desc())
    if len(db.session.scalars(newest_first.offset(most).limit(1)).all()) == 0:
        return
    versions = db.session.scalars(newest_first).all()
    last_published = next((v for v in versions if v.is_published), None)
    doomed = [v for v in versions[most:] if not v.pinned and v is not last_published]
    forget_versions(collection, document_id, doomed)


def forget_versions(collection: Collection, document_id: uuid.UUID, versions: list[DocumentVersion]) -> None:
    """Remove versions and what only they hold; links and rows that a kept version shares stay."""
    if not versions:
        return
    gone = {version.transaction_id for version in versions}
    kept = set(db.session.scalars(_of(collection, document_id).with_only_columns(DocumentVersion.transaction_id))) - gone
    history = version_class(collection.model).__table__
    db.session.execute(sa.delete(history).where(history.c.id == document_id, history.c.transaction_id.in_(gone)))
    for table, owner in _side_tables(collection):
        _forget_ranges(table, owner, document_id, kept)
    db.session.execute(sa.delete(DocumentVersion).where(DocumentVersion.id.in_([v.id for v in versions])))


def _side_tables(collection: Collection) -> list[tuple[sa.Table, str]]:
    """The version tables of a document's links and rows, each with its column of the owner."""
    described = [*collection.links.values(), *collection.rows.values()]
    return [(version_class(side.cls).__table__, side.owner) for side in described]


def _forget_ranges(table: sa.Table, owner: str, document_id: uuid.UUID, kept: set[int]) -> None:
    """Drop the rows whose time of validity no kept version falls into."""
    keys = [column for column in table.primary_key.columns]
    rows = db.session.execute(
        sa.select(*keys, table.c.transaction_id, table.c.end_transaction_id, table.c.operation_type).where(
            table.c[owner] == document_id
        )
    ).all()
    for row in rows:
        *key, begin, end, operation = row
        ended = end is not None and not any(begin <= version < end for version in kept)
        if ended or (operation == Operation.DELETE and not any(version < begin for version in kept)):
            match = [column == value for column, value in zip(keys, key, strict=True)]
            db.session.execute(sa.delete(table).where(*match))


def purge(collection: Collection, document_id: uuid.UUID) -> None:
    """Remove every version of a document that is deleted for good."""
    history = version_class(collection.model).__table__
    db.session.execute(sa.delete(history).where(history.c.id == document_id))
    for table, owner in _side_tables(collection):
        db.session.execute(sa.delete(table).where(table.c[owner] == document_id))
    db.session.execute(
        sa.delete(DocumentVersion).where(
            DocumentVersion.collection == collection.slug, DocumentVersion.document_id == document_id
        )
    )


def state_at(collection: Collection, version: DocumentVersion) -> State:
    """The whole content of a version: what the row held then, with its working copy where it was a draft."""
    cls = version_class(collection.model)
    row = db.session.scalar(
        sa.select(cls).where(cls.id == version.document_id, cls.transaction_id == version.transaction_id)
    )
    state: State = {"id": str(version.document_id)}
    for field in collection.fields:
        if field.name in collection.links:
            state[field.name] = _links_at(collection, version, field.name)
        elif field.name in collection.rows:
            state[field.name] = _rows_at(collection, version, field.name)
        elif field.attr:
            state[field.name] = plain_value(field, getattr(row, field.attr))
    if version.is_draft:
        state |= thaw(collection, row.draft) | {"status": "draft"}
    return state


def _valid_at(table: Any, owner: str, version: DocumentVersion) -> tuple[Any, ...]:
    return (
        getattr(table, owner) == version.document_id,
        table.transaction_id <= version.transaction_id,
        sa.or_(table.end_transaction_id.is_(None), table.end_transaction_id > version.transaction_id),
        table.operation_type != Operation.DELETE,
    )


def _links_at(collection: Collection, version: DocumentVersion, name: str) -> list[str]:
    link = collection.links[name]
    history = version_class(link.cls)
    target = getattr(history, link.target)
    query = sa.select(target).where(*_valid_at(history, link.owner, version)).order_by(history.order_index, target)
    return [str(id_) for id_ in db.session.scalars(query)]


def _rows_at(collection: Collection, version: DocumentVersion, name: str) -> list[dict[str, Any]]:
    table = collection.rows[name]
    history = version_class(table.cls)
    query = sa.select(history).where(*_valid_at(history, table.owner, version)).order_by(history.order_index, history.id)
    return [row_state(collection.by_name[name], row) for row in db.session.scalars(query)]


def forget_person(user_id: uuid.UUID) -> None:
    """Take a person off Continuum's transactions, which PostgreSQL asks for before their account can go."""
    transactions = transaction_class(_any_versioned())
    db.session.execute(sa.update(transactions).where(transactions.user_id == user_id).values(user_id=None))


def _any_versioned() -> type:
    return next(iter(versioning_manager.version_class_map))
