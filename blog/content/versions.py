"""Versions as people know them (who, when, why) over the rows that SQLAlchemy-Continuum keeps.

A version is one row of `document_versions` and, at its transaction, one row of the model's version table; links and
rows that were valid at that transaction belong to it.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy_continuum import Operation, transaction_class, version_class, versioning_manager

from blog.clock import now
from blog.content.access import Actor
from blog.content.registry import Collection
from blog.db import db
from blog.jobs import pending
from blog.models import DocumentVersion, ReviewRequest
from blog.models.record import PUBLISHED

AUTOSAVE = "autosave"
#: The kind of the jobs that publish a version later, which names it.
SCHEDULE = "content.schedule"


def act(actor: Actor) -> None:
    """Tell Continuum who acts in the transaction that begins."""
    db.session().info["acting"] = {"user_id": actor.id, "address": actor.address}


def record_version(collection: Collection, row: Any, actor: Actor, reason: str, *, is_draft: bool) -> None:
    """Note the version that the current transaction makes of a document; its row must be flushed.

    An autosave takes the place of the same author's autosave just before it. Old versions are pruned."""
    session = db.session()
    transaction_id = versioning_manager.unit_of_work(session).current_transaction.id
    known = session.execute(_known(collection, row.id)).all()
    before = [version for version in known if version.transaction_id != transaction_id]
    facts = {
        "author_id": actor.id,
        "reason": reason,
        "is_draft": is_draft,
        "is_published": row.status == PUBLISHED and not is_draft,
        "autosave": reason == AUTOSAVE,
        "updated_at": now(),
    }
    replaced = before[:1] if before and _continues(before[0], actor, reason) else []
    doomed = _without_awaited([*replaced, *_beyond(before[len(replaced) :], facts["is_published"])])
    if replaced and replaced[0] in doomed:
        facts["created_at"] = replaced[0].created_at
    if len(before) < len(known):  # a second operation in one transaction makes the same version again
        session.execute(sa.update(DocumentVersion).where(DocumentVersion.id == known[0].id).values(facts))
    else:
        own = {"collection": collection.slug, "document_id": row.id, "transaction_id": transaction_id}
        session.execute(sa.insert(DocumentVersion).values(own | facts))
    forget_versions(collection, row.id, doomed)


def _known(collection: Collection, document_id: uuid.UUID) -> sa.Select[Any]:
    """The versions of a document without their rows, the newest first."""
    columns = ("id", "transaction_id", "author_id", "autosave", "pinned", "is_published", "created_at")
    query = versions_of(collection, document_id).with_only_columns(
        *(getattr(DocumentVersion, name) for name in columns)
    )
    return query.order_by(DocumentVersion.transaction_id.desc())


def _continues(previous: Any, actor: Actor, reason: str) -> bool:
    return reason == AUTOSAVE and previous.autosave and previous.author_id == actor.id and not previous.pinned


def versions_of(collection: Collection, document_id: uuid.UUID) -> sa.Select[tuple[DocumentVersion]]:
    """The question for a document's versions, in no order yet."""
    return sa.select(DocumentVersion).where(
        DocumentVersion.collection == collection.slug, DocumentVersion.document_id == document_id
    )


def _beyond(before: Sequence[Any], newest_is_published: bool) -> list[Any]:
    """The versions before the newest that the limit leaves no room for; never a pinned one or the last published."""
    most = current_app.config["MAX_VERSIONS"] - 1
    last_published = None if newest_is_published else next((v for v in before if v.is_published), None)
    return [version for version in before[most:] if not version.pinned and version is not last_published]


def _without_awaited(versions: list[Any]) -> list[Any]:
    """Without those that will be published at a time or wait for a review: until then they are needed."""
    if not versions:
        return []
    asked = sa.select(ReviewRequest.version_id).where(
        ReviewRequest.is_open, ReviewRequest.version_id.in_([version.id for version in versions])
    )
    awaited = {args.get("version") for args in pending(SCHEDULE)} | {str(id_) for id_ in db.session.scalars(asked)}
    return [version for version in versions if str(version.id) not in awaited]


def forget_versions(collection: Collection, document_id: uuid.UUID, versions: Sequence[Any]) -> None:
    """Remove versions and what only they hold; links and rows that a kept version shares stay."""
    if not versions:
        return
    gone = {version.transaction_id for version in versions}
    kept = (
        set(db.session.scalars(versions_of(collection, document_id).with_only_columns(DocumentVersion.transaction_id)))
        - gone
    )
    history = version_class(collection.model).__table__
    db.session.execute(sa.delete(history).where(history.c.id == document_id, history.c.transaction_id.in_(gone)))
    for table, owner in _side_tables(collection):
        if kept and max(gone) < min(kept):
            _forget_before(table, owner, document_id, min(kept))
        else:
            _forget_ranges(table, owner, document_id, kept)
    db.session.execute(sa.delete(DocumentVersion).where(DocumentVersion.id.in_([v.id for v in versions])))


def _forget_before(table: sa.Table, owner: str, document_id: uuid.UUID, first: int) -> None:
    """Drop the rows that were over before the first version there is."""
    over = sa.or_(
        table.c.end_transaction_id <= first,
        sa.and_(table.c.operation_type == Operation.DELETE, table.c.transaction_id <= first),
    )
    db.session.execute(sa.delete(table).where(table.c[owner] == document_id, over))


def _side_tables(collection: Collection) -> list[tuple[sa.Table, str]]:
    """The version tables of a document's links and rows, each with its column of the owner."""
    described = [*collection.links.values(), *collection.rows.values()]
    return [(version_class(side.cls).__table__, side.owner) for side in described]


def _forget_ranges(table: sa.Table, owner: str, document_id: uuid.UUID, kept: set[int]) -> None:
    """Drop the rows whose time of validity no kept version falls into."""
    keys = list(table.primary_key.columns)
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


def forget_person(user_id: uuid.UUID) -> None:
    """Take a person off Continuum's transactions, which PostgreSQL asks for before their account can go."""
    transactions = transaction_class(_any_versioned())
    db.session.execute(sa.update(transactions).where(transactions.user_id == user_id).values(user_id=None))


def _any_versioned() -> type:
    return next(iter(versioning_manager.version_class_map))
