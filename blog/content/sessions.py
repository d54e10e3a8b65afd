"""Where a person is signed in, for themselves and for administrators. Knows no request."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa

from blog.clock import now
from blog.content.access import Actor
from blog.content.authentication import note_sign_in
from blog.content.operations.reading import find_by_id
from blog.content.registry import registry
from blog.db import db, transaction
from blog.errors import Forbidden, NotFound
from blog.models import User, UserSession


def own_account(user_id: str, actor: Actor) -> uuid.UUID:
    """The id of an account whose sessions and keys this person may manage: their own, or any for an administrator.

    Raises NotFound and Forbidden. A key may not: it would make itself another one that may do more."""
    if actor.scope is not None:
        raise Forbidden("An API key cannot manage sessions and keys. Sign in for that.")
    registry.collections["users"].access.require("update", actor)
    return uuid.UUID(find_by_id("users", user_id, actor=actor, depth=0, select=("email",))["id"])


def list_sessions(user_id: str, *, actor: Actor, current: str | None = None) -> list[dict[str, Any]]:
    """The sessions of an account, the latest used first. `current` is the one to be marked. Raises as own_account."""
    chosen = UserSession.user_id == own_account(user_id, actor)
    query = sa.select(UserSession).where(chosen, UserSession.expires_at > now())
    return [
        {
            "id": str(row.id),
            "createdAt": row.created_at,
            "seenAt": row.seen_at,
            "expiresAt": row.expires_at,
            "address": row.address,
            "userAgent": row.user_agent,
            "current": str(row.id) == current,
        }
        for row in db.session.scalars(query.order_by(UserSession.seen_at.desc(), UserSession.id))
    ]


def end_one(user_id: str, session_id: str, *, actor: Actor) -> None:
    """Sign an account out in one place. Raises NotFound where it has no such session, and as own_account."""
    try:
        key = uuid.UUID(session_id)
    except ValueError:
        raise NotFound from None
    if not _end(own_account(user_id, actor), actor, UserSession.id == key):
        raise NotFound


def end_all(user_id: str, *, actor: Actor, but: str | None = None) -> int:
    """Sign an account out everywhere, `but` in one session; how many ended. Raises as own_account."""
    rest = UserSession.id != uuid.UUID(but) if but else sa.true()
    return _end(own_account(user_id, actor), actor, rest)


def _end(account: uuid.UUID, actor: Actor, chosen: sa.ColumnElement[bool]) -> int:
    with transaction() as session:
        ended = session.execute(sa.delete(UserSession).where(UserSession.user_id == account, chosen)).rowcount
        if ended:
            note_sign_in("end-session", session.get_one(User, account), None, by=actor)
    return ended
