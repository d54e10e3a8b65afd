"""Accounts that an administrator locks and unlocks. Knows no request."""

from __future__ import annotations

import uuid

import sqlalchemy as sa

from blog.auth import mailed
from blog.auth import sign_in as counted
from blog.content.access import Actor
from blog.content.authentication import end_sessions, note_sign_in
from blog.content.operations.reading import find_by_id
from blog.content.registry import registry
from blog.db import lock as take_turns
from blog.db import transaction
from blog.errors import Forbidden
from blog.models import User


def lock(user_id: str, *, actor: Actor) -> None:
    """Sign an account out everywhere and let neither it nor its keys in again until it is unlocked.

    Links that were mailed to it are good no more. Raises NotFound, and Forbidden, also for one's own account."""
    account = _account(user_id, actor)
    if account == actor.id:
        raise Forbidden("You cannot lock your own account. Another administrator can.")
    with transaction() as session:
        # Two administrators who lock each other at one moment would leave nobody to unlock them.
        take_turns("users.role")
        open_ = session.scalar(sa.select(sa.exists().where(User.id == actor.id, counted.is_open())))
        if not (actor.is_system or open_):
            raise Forbidden
        counted.lock_until_unlocked(account)
        end_sessions(account)
        mailed.forget(account)
        note_sign_in("lock", session.get_one(User, account), None, by=actor)


def unlock(user_id: str, *, actor: Actor) -> None:
    """Let a locked account in again, whyever it was locked. Raises NotFound and Forbidden."""
    account = _account(user_id, actor)
    with transaction() as session:
        counted.unlock(account)
        note_sign_in("unlock", session.get_one(User, account), None, by=actor)


def _account(user_id: str, actor: Actor) -> uuid.UUID:
    if registry.collections["users"].access.verdict("update", actor) is not True:
        raise Forbidden
    return uuid.UUID(find_by_id("users", user_id, actor=actor, depth=0, select=("email",))["id"])
