"""Signing in and out: who a password or a session belongs to, for every door. Knows no cookie and no request."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import current_app

from blog.auth import mailed, one_time, tokens
from blog.auth import sign_in as passwords
from blog.auth.sign_in import sign_in
from blog.clock import now
from blog.content.access import SYSTEM, Actor
from blog.content.operations.writing import create
from blog.content.registry import registry
from blog.db import db, lock, transaction
from blog.errors import Forbidden, Invalid, Problem
from blog.jobs import enqueue
from blog.models import AuditEvent, User, UserSession

#: How long a sign-in lasts that is not to be remembered; it is extended while the person is there.
SHORT = dt.timedelta(hours=12)
#: How long after signing in one is taken to be the person who did.
FRESH = dt.timedelta(minutes=10)
#: A session's row is not written at every request.
SEEN_EVERY = dt.timedelta(minutes=5)
#: The lock that lets one person at a time be the first.
FIRST = "users.first"
#: What somebody who makes the first account may not choose, and what forms send along.
NOT_CHOSEN = ("role", "emailVerified", "lockedUntil", "loginAttempts", "confirmPassword", "confirm-password")


class SignInRefused(Forbidden):
    """The address or the password is wrong, or the account is locked: which one is not told."""

    status = 401
    sentence = "The email or password provided is incorrect."


class Unverified(Forbidden):
    """The password is right, but nobody has shown yet that the address is theirs."""

    sentence = "Please verify your email before logging in."


class OneTimeCodeRequired(Forbidden):
    """The password is right, and the account has a second factor; `pending` lets one give its code alone."""

    status = 401
    sentence = "Please enter the code of your authenticator app."

    def __init__(self, pending: str) -> None:
        super().__init__()
        self.pending = pending


class OneTimeCodeRefused(Forbidden):
    """The password is right, but the code is wrong or was used already."""

    status = 401
    sentence = "This code is not right, or it was used already."


@dataclass(frozen=True)
class SignedIn:
    """Somebody who is signed in: who they are, and the row that says so. A token to renew it with is told once."""

    session_id: str
    actor: Actor
    email: str
    refresh_token: str | None = None


def authenticate(
    email: str,
    password: str,
    *,
    address: str | None = None,
    user_agent: str | None = None,
    remember: bool = False,
    renewable: bool = False,
    code: str = "",
) -> SignedIn:
    """Check a password, and the `code` of an account with a second factor, and open a session. Raises SignInRefused,
    after the same time whatever the reason; Unverified; OneTimeCodeRequired and OneTimeCodeRefused.

    Wrong passwords and codes lock the account as the settings say; guesses made at once are counted one by one."""
    user = _owner(email, password, settle=False)
    if current_app.config["VERIFY_EMAIL"] and not user.email_verified:
        passwords.forgive(user.id)
        _remind(user)
        raise Unverified
    if one_time.is_on(user.id):
        if not code:
            passwords.give_back(user.id)
            raise OneTimeCodeRequired(tokens.make_pending(current_app.config["SECRET_KEY"], user.id, user.password))
        _use_code(user, code, address)
    passwords.forgive(user.id)
    return open_session(user.id, address=address, user_agent=user_agent, remember=remember, renewable=renewable)


def finish(
    pending: str, code: str, *, address: str | None = None, user_agent: str | None = None, remember: bool = False
) -> SignedIn:
    """Open the session of somebody whose password was right, by their code. Raises OneTimeCodeRefused, and
    SignInRefused where that was too long ago, the password is another by now, or the account is locked."""
    config = current_app.config
    user_id = tokens.person_of_pending(config["SECRET_KEY"], pending)
    user = db.session.get(User, user_id) if user_id else None
    if user is None or not tokens.is_pending_for(config["SECRET_KEY"], pending, user.password):
        raise SignInRefused
    found = passwords.count(user.email, config["LOGIN_ATTEMPTS"], dt.timedelta(minutes=config["LOCK_MINUTES"]))
    if found is None or found.login_attempts > config["LOGIN_ATTEMPTS"]:
        raise SignInRefused
    _use_code(user, code, address)
    passwords.forgive(user.id)
    return open_session(user.id, address=address, user_agent=user_agent, remember=remember)


def _use_code(user: User, code: str, address: str | None) -> None:
    """Use up the code of a second factor. Raises OneTimeCodeRefused; the attempt stays counted."""
    used = one_time.use(current_app.config["SECRET_KEY"], user.id, code)
    if used != one_time.ONE_TIME:
        with transaction():
            note_sign_in("recovery-code-used" if used else "wrong-code", user, address)
    if not used:
        raise OneTimeCodeRefused


def _remind(user: User) -> None:
    """Send the mail that asks whose an address is once more, to who knows the password, unless it was just sent."""
    if not mailed.was_just_made(user.id, mailed.VERIFY):
        with transaction():
            enqueue("account.verify", unique_key=f"account.verify:{user.id}", user=str(user.id))


def confirm(person: SignedIn, password: str) -> None:
    """Make sure that it is the person themselves who holds their session. Raises SignInRefused; wrong passwords count
    as they do for `authenticate`."""
    _owner(person.email, password)


def is_fresh(session_id: str) -> bool:
    """Whether a session was opened so lately that its person need not show again who they are."""
    row = db.session.get(UserSession, uuid.UUID(session_id))
    return row is not None and now() - row.created_at < FRESH


def _owner(email: str, password: str, *, settle: bool = True) -> User:
    lock = dt.timedelta(minutes=current_app.config["LOCK_MINUTES"])
    email = plain_address(email)
    password = password.encode(errors="replace").decode()
    user = sign_in(email, password, attempts=current_app.config["LOGIN_ATTEMPTS"], lock=lock, settle=settle)
    if user is None:
        raise SignInRefused
    return user


def plain_address(email: str) -> str:
    """An e-mail address as accounts have it, of whatever somebody typed."""
    # No address has a NUL or half a character, and PostgreSQL does not take them even in a question.
    return email.replace("\x00", "").encode(errors="ignore").decode().strip().lower()


def open_session(
    user_id: uuid.UUID | str,
    *,
    address: str | None = None,
    user_agent: str | None = None,
    remember: bool = False,
    renewable: bool = False,
) -> SignedIn:
    """A new session for a person whose identity is certain; sessions that have run out are cleared away.

    A `renewable` one comes with a refresh token, and lasts until that has not been used for SESSION_DAYS."""
    life = dt.timedelta(days=current_app.config["SESSION_DAYS"]) if remember or renewable else SHORT
    id_ = uuid.uuid4()
    refresh = tokens.make_refresh(current_app.config["SECRET_KEY"], id_) if renewable else None
    with transaction() as session:
        session.execute(sa.delete(UserSession).where(UserSession.expires_at <= now()))
        row = UserSession(
            id=id_,
            user_id=uuid.UUID(str(user_id)),
            expires_at=now() + life,
            address=(address or "")[:64] or None,
            user_agent=_shown(user_agent),
            refresh_digest=tokens.digest(refresh) if refresh else None,
        )
        session.add(row)
        session.flush()
        user = session.get_one(User, row.user_id)
        signed_in = signed_in_by(row, user, address, refresh)
        note_sign_in("sign-in", user, row.address)
    return signed_in


def note_sign_in(action: str, user: User, address: str | None, by: Actor | None = None) -> None:
    """Write an audit event about an account in the current transaction; `by` is who did it if not the person."""
    event = AuditEvent(
        actor_id=by.id if by else user.id,
        actor_name=(by.name or by.role) if by else user.name or user.email,
        action=action,
        collection="users",
        document_id=user.id,
        document_title=user.email,
        address=by.address if by else address,
    )
    db.session.add(event)


def signed_in_by(row: UserSession, user: User, address: str | None, refresh_token: str | None = None) -> SignedIn:
    """The person of a session's row, with the role they have now."""
    actor = Actor(user.id, user.role, user.name or user.email, address)
    return SignedIn(str(row.id), actor, user.email, refresh_token)


def _shown(user_agent: str | None) -> str | None:
    # A header may hold bytes that are no text, which PostgreSQL does not store.
    return (user_agent or "").replace("\x00", "").encode(errors="replace").decode()[:255] or None


def find_session(session_id: str | uuid.UUID, *, address: str | None = None) -> SignedIn | None:
    """Whose session this is, with the role they have now; None if it has ended or run out."""
    try:
        key = uuid.UUID(str(session_id))
    except ValueError:
        return None
    query = sa.select(UserSession, User).join(User, User.id == UserSession.user_id)
    query = query.where(UserSession.id == key, UserSession.expires_at > now(), passwords.is_open())
    found = db.session.execute(query).first()
    if found is None:
        return None
    row, user = found
    signed_in = signed_in_by(row, user, address)
    if now() - row.seen_at > SEEN_EVERY:
        # What has a refresh token is renewed by that alone: a stolen access token must not live for ever.
        _see(key, row.expires_at if row.refresh_digest else max(row.expires_at, now() + SHORT))
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


def claim(data: Mapping[str, Any]) -> str:
    """Make the first account, an administrator's, and return its id.

    Raises Forbidden where somebody was first, be it at the same moment, before it looks at the data; and Invalid."""
    with transaction():
        lock(FIRST)
        if not is_unclaimed():
            raise Forbidden("This site has its first administrator already. Please sign in.")
        chosen = {name: value for name, value in data.items() if name not in NOT_CHOSEN}
        if not chosen.get("password"):
            raise Invalid([Problem("password", "This field is required.", "Password")])
        return create("users", {**chosen, "role": "admin", "emailVerified": True}, actor=SYSTEM)["id"]


def unlock(email: str, *, actor: Actor) -> None:
    """Let a locked account try again at once. Raises Forbidden, also where no account has that address."""
    if registry.collections["users"].access.verdict("update", actor) is not True:
        raise Forbidden
    user = db.session.scalar(sa.select(User).where(User.email == plain_address(email)))
    if user is None:
        raise Forbidden
    with transaction() as session:
        passwords.unlock(user.id)
        note_sign_in("unlock", session.get_one(User, user.id), None, by=actor)
