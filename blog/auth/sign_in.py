"""Who may sign in: an address, a password, and the count of wrong ones. Knows no session, no cookie and no request."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from blog.auth.passwords import hash_password, needs_rehash, verify_password
from blog.clock import now
from blog.db import db, transaction
from blog.models import User

#: Until when an account is locked that an administrator locked: nobody's wrong guesses last as long.
UNTIL_UNLOCKED = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


def sign_in(
    email: str,
    password: str,
    *,
    attempts: int = 5,
    lock: dt.timedelta = dt.timedelta(minutes=10),
    settle: bool = True,
) -> User | None:
    """The account of this address if the password is right and the account is not locked, else None: the answer and
    the time it takes do not tell which. `attempts` wrong passwords in a row lock the account.

    Unless it is to `settle`, the attempt stays counted, until a second step ends in `forgive` or `give_back`."""
    # The attempt is counted before it is judged, so that guesses at the same moment cannot share one count.
    found = count(email.strip().lower(), attempts, lock)
    if verify_password(found.password if found and found.login_attempts <= attempts else None, password):
        again = {"password": hash_password(password)} if needs_rehash(found.password) else {}
        if settle or again:
            _change(found.id, **(again | ({"login_attempts": 0, "locked_until": None} if settle else {})))
        return db.session.get(User, found.id)
    return None


def unlock(user_id: uuid.UUID | str) -> None:
    """Let an account try again at once."""
    with transaction() as session:
        change = sa.update(User).where(User.id == user_id).values(login_attempts=0, locked_until=None)
        session.execute(change.execution_options(synchronize_session=False))


def lock_until_unlocked(user_id: uuid.UUID | str) -> None:
    """Let nobody sign in to an account, nor use what was given out for it, until it is unlocked."""
    _change(user_id, locked_until=UNTIL_UNLOCKED)


def is_open() -> sa.ColumnElement[bool]:
    """The condition that an account was not locked by an administrator."""
    return sa.or_(User.locked_until.is_(None), User.locked_until < UNTIL_UNLOCKED)


def forgive(user_id: uuid.UUID | str) -> None:
    """Forget the wrong attempts of somebody who has come in."""
    _change(user_id, login_attempts=0, locked_until=None)


def give_back(user_id: uuid.UUID | str) -> None:
    """Take one attempt off the count, and the lock that it made: it was right as far as it went."""
    fewer = sa.case((User.login_attempts > 0, User.login_attempts - 1), else_=0)
    _change(user_id, login_attempts=fewer, locked_until=None)


def count(email: str, attempts: int, lock: dt.timedelta) -> sa.Row | None:
    """Count an attempt, and lock the account if it is the last; None for a locked account as for an unknown address.

    One statement for all of them, so that the work tells nothing."""
    moment = now()
    number = sa.case((User.locked_until.is_not(None), 1), else_=User.login_attempts + 1)
    until = sa.case((number >= attempts, sa.literal(moment + lock, User.locked_until.type)), else_=sa.null())
    with transaction() as session:
        _do_not_wait(session)
        change = sa.update(User).where(
            User.email == email, sa.or_(User.locked_until.is_(None), User.locked_until <= moment)
        )
        change = change.values(login_attempts=number, locked_until=until)
        change = change.returning(User.id, User.password, User.login_attempts)
        return session.execute(change.execution_options(synchronize_session=False)).first()


def _do_not_wait(session: Session) -> None:
    """Let the commit return before the disk has it: it would wait for a changed row only, which can be measured."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SET LOCAL synchronous_commit TO off"))


def _change(user_id: uuid.UUID | str, **values: object) -> None:
    """Change an account, unless an administrator has locked it meanwhile."""
    with transaction() as session:
        change = sa.update(User).where(User.id == user_id, is_open()).values(values)
        session.execute(change.execution_options(synchronize_session=False))
