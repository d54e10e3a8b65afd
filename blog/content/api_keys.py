"""Keys for programs: made and shown once, listed, revoked, and asked whose they are. Knows no request."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask import current_app

from blog.auth import tokens
from blog.auth.sign_in import is_open
from blog.clock import now
from blog.content.access import Actor, Scope
from blog.content.authentication import note_sign_in
from blog.content.registry import registry
from blog.content.sessions import own_account
from blog.db import db, transaction
from blog.errors import Invalid, NotFound, Problem
from blog.models import ApiKey, User

MARK = "quire_"
PREFIX_LENGTH = 12
LONGEST_NAME = 255
DEFAULT_LIFE, LONGEST_LIFE = dt.timedelta(days=365), dt.timedelta(days=3660)
MOST_KEYS = 50
#: A key's row is not written at every request.
USED_EVERY = dt.timedelta(minutes=1)


def create_key(user_id: str, data: Mapping[str, Any], *, actor: Actor) -> dict[str, Any]:
    """A key that acts for an account within its `scopes`, until `expiresAt`; the text is in `key`, this once.

    Raises Invalid, and as own_account."""
    account = own_account(user_id, actor)
    name, scopes, expires = _checked(data)
    text = MARK + tokens.make()
    row = ApiKey(
        id=uuid.uuid4(),
        user_id=account,
        name=name,
        prefix=text[:PREFIX_LENGTH],
        digest=tokens.digest(text),
        scopes=scopes,
        created_at=now(),
        expires_at=expires,
    )
    with transaction() as session:
        owner = session.get_one(User, account)
        kept = session.scalar(sa.select(sa.func.count()).select_from(ApiKey).where(ApiKey.user_id == account))
        if kept >= MOST_KEYS:
            raise Invalid([Problem("name", f"An account has at most {MOST_KEYS} keys. Revoke one first.", "Name")])
        session.add(row)
        note_sign_in("create-key", owner, None, by=actor)
        return {**_as_document(row), "key": text}


def list_keys(user_id: str, *, actor: Actor) -> list[dict[str, Any]]:
    """The keys of an account without their texts, the newest first. Raises as own_account."""
    query = sa.select(ApiKey).where(ApiKey.user_id == own_account(user_id, actor))
    return [_as_document(row) for row in db.session.scalars(query.order_by(ApiKey.created_at.desc(), ApiKey.id))]


def revoke_key(user_id: str, key_id: str, *, actor: Actor) -> None:
    """Delete a key; whoever sends it is nobody from now on. Raises NotFound, and as own_account."""
    account = own_account(user_id, actor)
    try:
        key = uuid.UUID(key_id)
    except ValueError:
        raise NotFound from None
    with transaction() as session:
        if not session.execute(sa.delete(ApiKey).where(ApiKey.id == key, ApiKey.user_id == account)).rowcount:
            raise NotFound
        note_sign_in("revoke-key", session.get_one(User, account), None, by=actor)


def revoke_keys(user_id: str, *, actor: Actor) -> int:
    """Delete all keys of an account; how many there were. Raises as own_account."""
    account = own_account(user_id, actor)
    with transaction() as session:
        revoked = drop_keys(account)
        if revoked:
            note_sign_in("revoke-key", session.get_one(User, account), None, by=actor)
    return revoked


def drop_keys(account: uuid.UUID) -> int:
    """Delete all keys of an account within the current transaction; how many there were."""
    return db.session.execute(sa.delete(ApiKey).where(ApiKey.user_id == account)).rowcount


def find_key(text: str, *, address: str | None = None) -> tuple[Actor, str] | None:
    """Who a key acts for, with the role they have now and within the key's scope, and the key's id; None if nobody."""
    query = sa.select(ApiKey, User).join(User, User.id == ApiKey.user_id)
    current = sa.or_(ApiKey.expires_at.is_(None), ApiKey.expires_at > now())
    found = db.session.execute(query.where(ApiKey.digest == tokens.digest(text), current, is_open())).first()
    if found is None:
        return None
    key, user = found
    if current_app.config["VERIFY_EMAIL"] and not user.email_verified:
        return None
    actor = Actor(user.id, user.role, user.name or user.email, address, Scope(frozenset(key.scopes)))
    known = str(key.id)
    if key.last_used_at is None or now() - key.last_used_at > USED_EVERY:
        _use(key.id)
    return actor, known


def _use(key_id: uuid.UUID) -> None:
    with transaction() as session:
        change = sa.update(ApiKey).where(ApiKey.id == key_id).values(last_used_at=now())
        session.execute(change.execution_options(synchronize_session=False))


def _as_document(row: ApiKey) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "name": row.name,
        "prefix": row.prefix,
        "scopes": list(row.scopes),
        "createdAt": row.created_at,
        "expiresAt": row.expires_at,
        "lastUsedAt": row.last_used_at,
    }


def _checked(data: Mapping[str, Any]) -> tuple[str, list[str], dt.datetime]:
    problems = [
        Problem(name, f"There is no field called {name}.", name)
        for name in data
        if name not in ("name", "scopes", "expiresAt")
    ]
    name = data.get("name")
    if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_NAME or "\x00" in name:
        problems.append(Problem("name", f"Give the key a name of at most {LONGEST_NAME} characters.", "Name"))
    scopes = data.get("scopes", ["read"])
    if not isinstance(scopes, list) or not scopes or not all(_is_scope(scope) for scope in scopes):
        problems.append(
            Problem(
                "scopes", "Scopes are read, write, or a collection's, such as posts:read and media:write.", "Scopes"
            )
        )
    expires = _moment(data.get("expiresAt"))
    if expires is None or not now() < expires <= now() + LONGEST_LIFE:
        problems.append(Problem("expiresAt", "This must be a moment within the next ten years.", "Expires"))
    if problems or expires is None:
        raise Invalid(problems)
    return str(name).strip(), sorted(set(scopes)), expires


def _is_scope(scope: Any) -> bool:
    if not isinstance(scope, str):
        return False
    slug, colon, word = scope.rpartition(":")
    return word in ("read", "write") and (slug in registry if colon else True)


def _moment(given: Any) -> dt.datetime | None:
    if given is None:
        return now() + DEFAULT_LIFE
    try:
        moment = dt.datetime.fromisoformat(given)
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    except (TypeError, ValueError, OverflowError):
        return None
