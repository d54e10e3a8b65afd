"""The audit log: who did what to which document, the newest first, for administrators. Knows no request."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from blog.clock import meant
from blog.content.access import Actor
from blog.content.registry import registry
from blog.db import db
from blog.errors import BadQuery, Forbidden, Problem
from blog.models import AuditEvent, User

#: How many events an export asks for at once.
AT_ONCE = 2000
MOST_PEOPLE = 50
LONGEST = 255


@dataclass(frozen=True)
class Wanted:
    """Which events: of a person (an id, or words of a name or address), an action, a collection, and days in UTC,
    both included."""

    person: str = ""
    action: str = ""
    collection: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True)
class Events:
    """One page of the log, and the cursor of the next one, if there is one."""

    docs: list[dict[str, Any]]
    cursor: str | None


def find_events(wanted: Wanted, *, actor: Actor, cursor: str = "", limit: int = 50) -> Events:
    """The events after a cursor, with whether each one's document is still there.

    Raises Forbidden, and BadQuery for a cursor that is none."""
    require(actor)
    rows = _rows(wanted, position(cursor) if cursor else None, limit + 1)
    following = _cursor(rows[limit - 1]) if len(rows) > limit else None
    docs = [_as_document(row) for row in rows[:limit]]
    known = _still_there(docs)
    return Events([{**doc, "exists": (doc["collection"], doc["document"]) in known} for doc in docs], following)


def all_events(wanted: Wanted, *, actor: Actor) -> Iterator[dict[str, Any]]:
    """Every event, fetched in parts as they are taken. Raises Forbidden at once."""
    require(actor)
    return _all(wanted)


def require(actor: Actor) -> None:
    """Whoever may delete any account may read what everybody did; a program may not. Raises Forbidden."""
    if actor.scope is not None or registry.collections["users"].access.verdict("delete", actor) is not True:
        raise Forbidden


def _all(wanted: Wanted) -> Iterator[dict[str, Any]]:
    after: tuple[dt.datetime, uuid.UUID] | None = None
    while rows := _rows(wanted, after, AT_ONCE):
        yield from map(_as_document, rows)
        after = rows[-1].at, rows[-1].id


def _rows(wanted: Wanted, after: tuple[dt.datetime, uuid.UUID] | None, limit: int) -> list[sa.Row]:
    return list(db.session.execute(question(wanted, after, limit)))


def question(wanted: Wanted, after: tuple[dt.datetime, uuid.UUID] | None, limit: int) -> sa.Select[Any]:
    """The statement that finds a page of the log after a place in it, by an index in the order of time."""
    columns = (AuditEvent.at, AuditEvent.id, AuditEvent.actor_id, AuditEvent.actor_name, AuditEvent.action)
    document = (AuditEvent.collection, AuditEvent.document_id, AuditEvent.document_title, AuditEvent.address)
    query = sa.select(*columns, *document).where(*_conditions(wanted))
    if after is not None:
        # The first half is what the index can be entered by; the second parts events of one moment.
        same = sa.and_(AuditEvent.at == after[0], AuditEvent.id < after[1])
        query = query.where(AuditEvent.at <= after[0], sa.or_(AuditEvent.at < after[0], same))
    return query.order_by(AuditEvent.at.desc(), AuditEvent.id.desc()).limit(limit)


def _conditions(wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    chosen: list[sa.ColumnElement[bool]] = []
    if wanted.person:
        chosen.append(_by(wanted.person[:LONGEST]))
    if wanted.action:
        chosen.append(AuditEvent.action == wanted.action)
    if wanted.collection:
        chosen.append(AuditEvent.collection == wanted.collection)
    if wanted.since:
        chosen.append(AuditEvent.at >= _midnight(wanted.since))
    if wanted.until and wanted.until < dt.date.max:
        chosen.append(AuditEvent.at < _midnight(wanted.until + dt.timedelta(days=1)))
    return chosen


def _by(person: str) -> sa.ColumnElement[bool]:
    """The condition that somebody did it: found by id, then by name or address, then by a name that is gone."""
    try:
        return AuditEvent.actor_id == uuid.UUID(person)
    except ValueError:
        text = person.replace("\x00", "").encode(errors="ignore").decode()
    like = sa.or_(User.name.icontains(text, autoescape=True), User.email.icontains(text, autoescape=True))
    ids = list(db.session.scalars(sa.select(User.id).where(like).limit(MOST_PEOPLE)))
    return AuditEvent.actor_id.in_(ids) if ids else AuditEvent.actor_name == text


def _midnight(day: dt.date) -> dt.datetime:
    return meant(dt.datetime.combine(day, dt.time()))


def _as_document(row: sa.Row) -> dict[str, Any]:
    return {
        "at": row.at,
        "actor": str(row.actor_id) if row.actor_id else None,
        "actorName": row.actor_name,
        "action": row.action,
        "collection": row.collection,
        "document": str(row.document_id) if row.document_id else None,
        "title": row.document_title,
        "address": row.address,
    }


def _still_there(docs: Iterable[dict[str, Any]]) -> set[tuple[str, str]]:
    """The documents among these that have not been deleted: one question for each collection that is named."""
    named: dict[str, set[uuid.UUID]] = {}
    for doc in docs:
        if doc["document"] and doc["collection"] in registry.collections:
            named.setdefault(doc["collection"], set()).add(uuid.UUID(doc["document"]))
    found = set()
    for slug, ids in named.items():
        model = registry.collections[slug].model
        found |= {(slug, str(id_)) for id_ in db.session.scalars(sa.select(model.id).where(model.id.in_(ids)))}
    return found


def _cursor(row: sa.Row) -> str:
    return f"{row.at:%Y%m%dT%H%M%S.%f}-{row.id.hex}"


def position(cursor: str) -> tuple[dt.datetime, uuid.UUID]:
    """The moment and the id that a cursor names. Raises BadQuery for one that is none."""
    moment, _, key = cursor.partition("-")
    try:
        return dt.datetime.strptime(moment, "%Y%m%dT%H%M%S.%f").replace(tzinfo=dt.UTC), uuid.UUID(key)
    except ValueError:
        raise BadQuery([Problem("after", "This is not a place in the log.", "Place")]) from None
