"""What readers read: counted by document and day, and told to those who write. Knows no request and no reader."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from blog.clock import here, now
from blog.content import operations
from blog.content.access import ANONYMOUS, Actor
from blog.content.registry import Collection, registry
from blog.db import db, transaction
from blog.errors import ContentError
from blog.models import ReaderCount

DAYS = 30
#: Two years and a day to compare with; what is older is forgotten.
KEPT = dt.timedelta(days=2 * 366)
TABLE = ReaderCount.__table__


def count_reader(slug: str, id_: str) -> bool:
    """One more reader of a document today; false, and nothing is counted, where readers find no such document."""
    if not _is_read(slug) or not _is_public(slug, id_):
        return False
    today = here(now()).date()
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    row = dialect.insert(TABLE).values(collection=slug, document_id=uuid.UUID(id_), day=today, count=1)
    upsert = row.on_conflict_do_update(
        index_elements=[TABLE.c.collection, TABLE.c.document_id, TABLE.c.day],
        set_={"count": TABLE.c.count + row.excluded["count"]},
    ).returning(TABLE.c["count"])
    with transaction() as session:
        if session.scalar(upsert) == 1:
            session.execute(sa.delete(TABLE).where(TABLE.c.day < today - KEPT))
    return True


def most_read(*, actor: Actor, days: int = DAYS, limit: int = 6) -> list[dict[str, Any]]:
    """`{collection, id, title, slug, count}` of what was read most in the last days, among what `actor` may read."""
    total = sa.func.sum(TABLE.c["count"]).label("total")
    query = (
        sa.select(TABLE.c.collection, TABLE.c.document_id, total)
        .where(TABLE.c.day > _today() - dt.timedelta(days=days))
        .group_by(TABLE.c.collection, TABLE.c.document_id)
        .order_by(total.desc(), TABLE.c.document_id)
        # Some of it may be in the trash by now.
        .limit(limit * 3)
    )
    rows = [(slug, str(id_), int(count)) for slug, id_, count in db.session.execute(query) if _is_read(slug)]
    known = {slug: _named(registry[slug], [id_ for each, id_, _ in rows if each == slug], actor) for slug, _, _ in rows}
    found = [
        {"collection": slug, "id": id_, **known[slug][id_], "count": count}
        for slug, id_, count in rows
        if id_ in known[slug]
    ]
    return found[:limit]


def readers_by_day(*, days: int = DAYS) -> list[tuple[dt.date, int]]:
    """How many read anything on each of the last days, today at the end; one statement."""
    first = _today() - dt.timedelta(days=days - 1)
    query = sa.select(TABLE.c.day, sa.func.sum(TABLE.c["count"])).where(TABLE.c.day >= first).group_by(TABLE.c.day)
    counted = {day: int(count) for day, count in db.session.execute(query)}
    return [(day, counted.get(day, 0)) for day in (first + dt.timedelta(days=n) for n in range(days))]


def _today() -> dt.date:
    return here(now()).date()


def _is_read(slug: str) -> bool:
    collection = registry.collections.get(slug)
    return bool(collection and collection.drafts and collection.address)


def _is_public(slug: str, id_: str) -> bool:
    try:
        operations.find_by_id(slug, id_, actor=ANONYMOUS, depth=0, select=["id"])
    except ContentError:
        return False
    return True


def _named(collection: Collection, ids: Iterable[str], actor: Actor) -> dict[str, dict[str, Any]]:
    wanted = list(ids)
    select = [collection.title, "slug"]
    where = {"id": {"in": wanted}}
    page = operations.find(
        collection.slug, actor=actor, where=where, limit=len(wanted), count=False, depth=0, select=select
    )
    return {doc["id"]: {"title": doc.get(collection.title) or "", "slug": doc.get("slug")} for doc in page.docs}
