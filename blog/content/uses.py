"""Where files are used: every field of every document that names one, live or in a working copy, noted with the write.

Old versions are not counted: nothing but restoring one brings its files back.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from blog.content.fields import Field
from blog.content.references import places
from blog.content.registry import Collection
from blog.content.states import State
from blog.db import db
from blog.models import Media, MediaUse

#: A file by its id, the field that names it, and whether that is an edit which readers do not see yet.
Use = tuple[uuid.UUID, str, bool]
FILES = "media"
#: Documents that lead to files and show them nowhere, such as those from the old addresses of a file that was replaced.
UNCOUNTED = frozenset({"redirects"})


def uses_of(collection: Collection, live: State, edits: State) -> set[Use]:
    """The files that a document names in what is live and in its working copy."""
    if collection.slug in UNCOUNTED:
        return set()
    return {*_named(collection, live, False), *_named(collection, edits, True)}


def follow_uses(collection: Collection, row_id: Any, before: set[Use], after: set[Use]) -> None:
    """Have the files that a write added or took away know it. Joins the open transaction."""
    if before == after:
        return
    changed = sorted({use[0] for use in before | after})
    write_uses(collection, row_id, after)
    # In one order for all, so that two documents which are saved at once never wait for each other.
    lock = sa.select(Media.id).where(Media.id.in_(changed)).order_by(Media.id).with_for_update(key_share=True)
    db.session.execute(lock)
    count_uses(changed)


def write_uses(collection: Collection, row_id: Any, uses: Iterable[Use]) -> None:
    """Put down what a document names in the place of what was known of it."""
    known = sa.delete(MediaUse).where(MediaUse.collection == collection.slug, MediaUse.document_id == row_id)
    db.session.execute(known)
    rows = [
        {"media_id": media, "collection": collection.slug, "document_id": row_id, "field": field, "is_edit": is_edit}
        for media, field, is_edit in uses
    ]
    if rows:
        db.session.execute(sa.insert(MediaUse), rows)


def count_uses(ids: Iterable[uuid.UUID] | None = None) -> None:
    """Count the documents that these files stand in, or all files."""
    documents = sa.func.count(sa.distinct(MediaUse.document_id))
    counted = sa.select(documents).where(MediaUse.media_id == Media.id).scalar_subquery()
    statement = sa.update(Media).values(uses=counted)
    if ids is not None:
        statement = statement.where(Media.id.in_(list(ids)))
    db.session.execute(statement, execution_options={"synchronize_session": False})


def forget_uses(collection: Collection, row_id: uuid.UUID) -> None:
    """A document that is deleted uses nothing any more, and a file that is deleted is not looked for."""
    where = MediaUse.collection == collection.slug, MediaUse.document_id == row_id
    files = sorted(set(db.session.scalars(sa.select(MediaUse.media_id).where(*where))))
    if files:
        follow_uses(collection, row_id, {(file, "", False) for file in files}, set())
    if collection.slug == FILES:
        db.session.execute(sa.delete(MediaUse).where(MediaUse.media_id == row_id))


def find_uses(media_id: str | uuid.UUID) -> list[MediaUse]:
    """Every field that a file stands in, document by document."""
    query = sa.select(MediaUse).where(MediaUse.media_id == uuid.UUID(str(media_id)))
    order = MediaUse.collection, MediaUse.document_id, MediaUse.is_edit, MediaUse.field
    return list(db.session.scalars(query.order_by(*order)))


def _named(collection: Collection, state: State, is_edit: bool) -> Iterable[Use]:
    for field in collection.fields:
        if state.get(field.name):
            yield from ((id_, field.name, is_edit) for id_ in _files(collection, field, state))


def _files(collection: Collection, field: Field, state: State) -> set[uuid.UUID]:
    found = set()
    for place in places((field,), state, collection.registry.blocks):
        if place.target == FILES:
            try:
                found.add(uuid.UUID(place.id))
            except ValueError:
                continue  # text may name anything
    return found
