"""Filling the search index from what is stored: what it lacks, or all of it, in batches while the site is serving."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from blog import search
from blog.content.indexing import follow, searched
from blog.content.registry import Collection, registry
from blog.content.states import read_states, thaw
from blog.content.uses import count_uses, uses_of, write_uses
from blog.db import db, let_go, transaction
from blog.jobs import enqueue, job
from blog.models import SearchEntry

REFRESH = "search.refresh"
USES = "media.uses"
BATCH = 50


def unindexed() -> int:
    """How many documents the search index lacks, or has as another version of the program made them."""
    return sum(
        db.session.scalar(sa.select(sa.func.count()).select_from(_lacking(collection).subquery()))
        for collection in searched(registry).values()
    )


def refresh_soon() -> None:
    """Have a job fill the search index, where it lacks anything."""
    if unindexed():
        with transaction():
            enqueue(REFRESH, unique_key=REFRESH)


def reindex(*, whole: bool = True) -> int:
    """Bring the search index up to date and return how many documents that took.

    With `whole`, every entry is made anew; what is there answers until its turn comes. Each batch is a transaction of
    its own: one that is cut off is gone on with by the next call, without `whole`."""
    if whole:
        with transaction():
            search.make_stale()
    done = 0
    for collection in searched(registry).values():
        with transaction():
            search.remove_lost(collection.slug, _present(collection))
        while count := _fill(collection):
            done += count
    if whole:
        recount_uses()
    return done


@job(REFRESH)
def refresh() -> None:
    """Index what is not indexed."""
    reindex(whole=False)


@job(USES)
def recount_uses() -> None:
    """Note anew in which documents each file stands, in batches while the site is serving."""
    for collection in (*registry.collections.values(), *registry.globals.values()):
        last: Any = None
        while True:
            with transaction():
                last = _note_uses(collection, last)
            let_go()
            if last is None:
                break
    with transaction():
        count_uses()


def _note_uses(collection: Collection, last: Any) -> Any:
    """Note the uses of one batch, the ids after `last`; returns the last id of it, None at the end."""
    model = collection.model
    query = sa.select(model).order_by(model.id).limit(BATCH).with_for_update(of=model, key_share=True)
    rows = list(db.session.scalars(query if last is None else query.where(model.id > last)))
    for row, state in zip(rows, read_states(collection, rows, collection.fields), strict=True):
        edits = thaw(collection, row.draft) if collection.drafts else {}
        write_uses(collection, row.id, uses_of(collection, state, edits))
    return rows[-1].id if rows else None


def _fill(collection: Collection) -> int:
    """Index one batch of what lacks; 0 when nothing does."""
    with transaction():
        # Locked, so that nobody's save comes between what is read here and what is written.
        query = _lacking(collection).limit(BATCH).with_for_update(of=collection.model, key_share=True)
        rows = list(db.session.scalars(query))
        for row, state in zip(rows, read_states(collection, rows, collection.fields), strict=True):
            follow(collection, row, state)
    let_go()
    return len(rows)


def _lacking(collection: Collection) -> sa.Select[Any]:
    """The documents without an entry that is made as entries are made today."""
    model = collection.model
    current = sa.exists().where(
        SearchEntry.collection == collection.slug,
        SearchEntry.document_id == model.id,
        SearchEntry.mark == search.mark(),
    )
    return sa.select(model).where(*_alive(collection), ~current)


def _present(collection: Collection) -> sa.Select[Any]:
    return sa.select(collection.model.id).where(*_alive(collection))


def _alive(collection: Collection) -> list[Any]:
    return [collection.model.deleted_at.is_(None)] if collection.drafts else []
