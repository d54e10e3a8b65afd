"""Who has which document open in the editor: told by their browsers now and then, forgotten when they fall silent.

Knows no request. A beat writes only when the last one that was written is old.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from blog.clock import now
from blog.content import operations
from blog.content.access import Actor
from blog.content.registry import registry
from blog.db import db, transaction
from blog.models import Presence, User

#: How old a row gets before a beat writes it anew, and how old it is when its person is taken to be gone.
WRITTEN_EVERY = dt.timedelta(seconds=40)
GONE_AFTER = dt.timedelta(seconds=100)
TABLE = Presence.__table__


def appear(slug: str, id: str | uuid.UUID, *, actor: Actor) -> list[dict[str, Any]]:
    """Note that this person has the document open, and tell who else has. Raises NotFound and Forbidden."""
    _require(slug, id, actor)
    moment, own = now(), _own(slug, id, actor)
    seen = db.session.scalar(sa.select(Presence.seen_at).where(*own))
    if seen is None or seen < moment - WRITTEN_EVERY:
        came_back = seen is None or seen < moment - GONE_AFTER
        _write(slug, id, actor, {"seen_at": moment, **({"since": moment} if came_back else {})})
    return others(slug, id, actor=actor)


def leave(slug: str, id: str | uuid.UUID, *, actor: Actor) -> None:
    """Note that this person has closed the document; what they have not open is nothing to close."""
    with transaction() as session:
        session.execute(sa.delete(Presence).where(*_own(slug, id, actor)))


def others(slug: str, id: str | uuid.UUID, *, actor: Actor) -> list[dict[str, Any]]:
    """Who else has the document open: `{id, name, since}`, who was there first comes first."""
    query = (
        sa.select(User.id, User.name, User.slug, Presence.since)
        .join(User, User.id == Presence.user_id)
        .where(Presence.collection == slug, Presence.document_id == uuid.UUID(str(id)))
        .where(Presence.seen_at > now() - GONE_AFTER, Presence.user_id != actor.id)
        .order_by(Presence.since, User.id)
    )
    return [
        {"id": str(i), "name": name or alias, "since": since} for i, name, alias, since in db.session.execute(query)
    ]


def present(slug: str, ids: Iterable[str], *, actor: Actor) -> dict[str, list[str]]:
    """The names of the others that have some documents open, by the documents' ids. One statement."""
    query = (
        sa.select(Presence.document_id, User.name, User.slug)
        .join(User, User.id == Presence.user_id)
        .where(Presence.collection == slug, Presence.document_id.in_([uuid.UUID(id_) for id_ in ids]))
        .where(Presence.seen_at > now() - GONE_AFTER, Presence.user_id != actor.id)
        .order_by(Presence.since, User.id)
    )
    found: dict[str, list[str]] = {}
    for id_, name, alias in db.session.execute(query):
        found.setdefault(str(id_), []).append(name or alias)
    return found


def _require(slug: str, id_: str | uuid.UUID, actor: Actor) -> None:
    registry[slug].access.require("update", actor)
    operations.revision(slug, id_, actor=actor)


def _own(slug: str, id_: str | uuid.UUID, actor: Actor) -> tuple[Any, ...]:
    return (
        Presence.collection == slug,
        Presence.document_id == uuid.UUID(str(id_)),
        Presence.user_id == actor.id,
    )


def _write(slug: str, id_: str | uuid.UUID, actor: Actor, told: dict[str, dt.datetime]) -> None:
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    key = {"collection": slug, "document_id": uuid.UUID(str(id_)), "user_id": actor.id}
    row = dialect.insert(TABLE).values({"since": told["seen_at"], **told, **key})
    with transaction() as session:
        session.execute(
            sa.delete(Presence).where(Presence.seen_at < now() - GONE_AFTER, ~sa.and_(*_own(slug, id_, actor)))
        )
        session.execute(row.on_conflict_do_update(index_elements=list(key), set_=told))
