"""Signing in and out: who a password or a session belongs to, for every door. Knows no cookie and no request."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from flask import current_app

from blog.auth.sign_in import sign_in
from blog.clock import now
from blog.content.access import SYSTEM, Actor
from blog.content.operations.writing import create
from blog.db import db, transaction
from blog.errors import Forbidden
from blog.models import AuditEvent, User, UserSession

#: How long a sign-in lasts that is not to be remembered; it is extended while the person is there.
SHORT = dt.timedelta(hours=12)
#: A session's row is not written at every request.
SEEN_EVERY = dt.timedelta(minutes=5)
#: The key of the lock that lets one person at a time be the first, where the database has such locks.
FIRST = 0x51756972


class SignInRefused(Forbidden):
    """The address or the password is wrong, or the account is locked: which one is not told."""

    status = 401
    sentence = "The email or password provided is incorrect."


@dataclass(frozen=True)
class SignedIn:
    """Somebody who is signed in: who they are, and the row that says so."""

    session_id: str
    actor: Actor
    email: str


def authenticate(
    email: str, password: str, *, address: str | None = None, user_agent: str | None = None, remember: bool = False
) -> SignedIn:
    """Check a password and open a session. Raises SignInRefused, after the same time whatever the reason.

    Wrong passwords lock the account as the settings say; guesses made at once are counted one by one."""
    return open_session(_owner(email, password).id, address=address, user_agent=user_agent, remember=remember)


def confirm(person: SignedIn, password: str) -> None:
    """Make sure that it is the person themselves who holds their session. Raises SignInRefused; wrong passwords count
    as they do for `authenticate`."""
    _owner(person.email, password)


def _owner(email: str, password: str) -> User:
    lock = dt.timedelta(minutes=current_app.config["LOCK_MINUTES"])
    # No address has such a character, and PostgreSQL does not take it even in a question.
    email = email.replace("\x00", "").encode(errors="ignore").decode()
    password = password.encode(errors="replace").decode()
    user = sign_in(email, password, attempts=current_app.config["LOGIN_ATTEMPTS"], lock=lock)
    if user is None:
        raise SignInRefused
    return user


def open_session(
    user_id: uuid.UUID | str,
    *,
    address: str | None = None,
    user_agent: str | None = None,
    remember: bool = False,
    refresh_digest: str | None = None,
) -> SignedIn:
    """A new session for a person whose identity is certain; sessions that have run out are cleared away."""
    life = dt.timedelta(days=current_app.config["SESSION_DAYS"]) if remember else SHORT
    with transaction() as session:
        session.execute(sa.delete(UserSession).where(UserSession.expires_at <= now()))
        row = UserSession(
            id=uuid.uuid4(),
            user_id=uuid.UUID(str(user_id)),
            expires_at=now() + life,
            address=(address or "")[:64] or None,
            user_agent=(user_agent or "")[:255] or None,
            refresh_digest=refresh_digest,
        )
        session.add(row)
        session.flush()
        user = session.get_one(User, row.user_id)
        signed_in = _signed_in(row, user, address)
        session.add(
            AuditEvent(
                actor_id=user.id,
                actor_name=signed_in.actor.name,
                action="sign-in",
                collection="users",
                document_id=user.id,
                document_title=user.email,
                address=row.address,
            )
        )
    return signed_in


def _signed_in(row: UserSession, user: User, address: str | None) -> SignedIn:
    return SignedIn(str(row.id), Actor(user.id, user.role, user.name or user.email, address), user.email)


def find_session(session_id: str | uuid.UUID, *, address: str | None = None) -> SignedIn | None:
    """Whose session this is, with the role they have now; None if it has ended or run out."""
    try:
        key = uuid.UUID(str(session_id))
    except ValueError:
        return None
    query = sa.select(UserSession, User).join(User, User.id == UserSession.user_id)
    found = db.session.execute(query.where(UserSession.id == key, UserSession.expires_at > now())).first()
    if found is None:
        return None
    row, user = found
    signed_in = _signed_in(row, user, address)
    if now() - row.seen_at > SEEN_EVERY:
        _see(key, max(row.expires_at, now() + SHORT))
    return signed_in


def _see(key: uuid.UUID, until: dt.datetime) -> None:
    """Note that the person is still there, and give a short session its full length again."""
    with transaction() as session:
        change = sa.update(UserSession).where(UserSession.id == key).values(seen_at=now(), expires_at=until)
        session.execute(change.execution_options(synchronize_session=False))


def end_session(session_id: str | uuid.UUID) -> None:
    """Sign out in one place; whatever still shows that session is nobody from now on."""
    with transaction() as session:
        session.execute(sa.delete(UserSession).where(UserSession.id == session_id))


def end_sessions(user_id: str | uuid.UUID) -> None:
    """Sign a person out everywhere, within the current transaction if there is one."""
    with transaction() as session:
        session.execute(sa.delete(UserSession).where(UserSession.user_id == user_id))


def is_unclaimed() -> bool:
    """Whether nobody has an account yet, so that the site waits for its first administrator."""
    return not db.session.scalar(sa.select(sa.exists(sa.select(User.id))))


def claim(name: str, email: str, password: str) -> str:
    """Make the first account, an administrator's, and return its id.

    Raises Forbidden where somebody was first, be it at the same moment, and Invalid."""
    with transaction() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(sa.select(sa.func.pg_advisory_xact_lock(FIRST)))
        if not is_unclaimed():
            raise Forbidden("This site has its first administrator already. Please sign in.")
        data = {"name": name, "email": email, "password": password, "role": "admin", "emailVerified": True}
        return create("users", data, actor=SYSTEM)["id"]
