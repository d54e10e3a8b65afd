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


def sign_in(
    email: str, password: str, *, attempts: int = 5, lock: dt.timedelta = dt.timedelta(minutes=10)
) -> User | None:
    """The account of this address if the password is right and the account is not locked, else None: the answer and
    the time it takes do not tell which. `attempts` wrong passwords in a row lock the account."""
    # The attempt is counted before it is judged, so that guesses at the same moment cannot share one count.
    found = _count(email.strip().lower(), attempts, lock)
    if verify_password(found.password if found and found.login_attempts <= attempts else None, password):
        _welcome(found.id, found.password, password)
        return db.session.get(User, found.id)
    return None


def unlock(user_id: uuid.UUID | str) -> None:
    """Let an account try again at once."""
    _change(user_id, login_attempts=0, locked_until=None)


def _count(email: str, attempts: int, lock: dt.timedelta) -> sa.Row | None:
    """Count an attempt, and lock the account if it is the last; None for a locked account as for an unknown address.

    One statement for all of them, so that the work tells nothing."""
    moment = now()
    count = sa.case((User.locked_until.is_not(None), 1), else_=User.login_attempts + 1)
    until = sa.case((count >= attempts, sa.literal(moment + lock, User.locked_until.type)), else_=sa.null())
    with transaction() as session:
        _do_not_wait(session)
        change = sa.update(User).where(
            User.email == email, sa.or_(User.locked_until.is_(None), User.locked_until <= moment)
        )
        change = change.values(login_attempts=count, locked_until=until)
        change = change.returning(User.id, User.password, User.login_attempts)
        return session.execute(change.execution_options(synchronize_session=False)).first()


def _do_not_wait(session: Session) -> None:
    """Let the commit return before the disk has it: it would wait for a changed row only, which can be measured."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SET LOCAL synchronous_commit TO off"))


def _welcome(user_id: uuid.UUID, stored: str, password: str) -> None:
    again = {"password": hash_password(password)} if needs_rehash(stored) else {}
    _change(user_id, login_attempts=0, locked_until=None, **again)


def _change(user_id: uuid.UUID | str, **values: object) -> None:
    with transaction() as session:
        session.execute(
            sa.update(User).where(User.id == user_id).values(values).execution_options(synchronize_session=False)
        )
