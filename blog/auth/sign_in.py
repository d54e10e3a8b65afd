"""Who may sign in: an address, a password, and the count of wrong ones. Knows no session, no cookie and no request."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa

from blog.auth.passwords import hash_password, needs_rehash, verify_password
from blog.clock import now
from blog.db import db, transaction
from blog.models import User


def sign_in(
    email: str, password: str, *, attempts: int = 5, lock: dt.timedelta = dt.timedelta(minutes=10)
) -> User | None:
    """The account of this address if the password is right and the account is not locked, else None: the answer and
    the time it takes do not tell which. `attempts` wrong passwords in a row lock the account."""
    user = db.session.scalar(sa.select(User).where(User.email == email.strip().lower()))
    # The attempt is counted before it is judged, so that guesses at the same moment cannot share one count.
    tried = _count(user.id) if user else None
    right = verify_password(user.password if user and tried is not None and tried <= attempts else None, password)
    if right:
        _welcome(user, password)
        return db.session.get(User, user.id)
    if tried is not None and tried >= attempts:
        _lock(user.id, now() + lock)
    return None


def unlock(user_id: uuid.UUID | str) -> None:
    """Let an account try again at once."""
    _change(user_id, login_attempts=0, locked_until=None)


def _count(user_id: uuid.UUID) -> int | None:
    """How many attempts there were since the last success, this one included; None while the account is locked."""
    moment = now()
    begun_anew = User.locked_until.is_not(None)
    with transaction() as session:
        return session.scalar(
            sa.update(User)
            .where(User.id == user_id, sa.or_(User.locked_until.is_(None), User.locked_until <= moment))
            .values(login_attempts=sa.case((begun_anew, 1), else_=User.login_attempts + 1), locked_until=None)
            .returning(User.login_attempts)
            .execution_options(synchronize_session=False)
        )


def _welcome(user: User, password: str) -> None:
    again = {"password": hash_password(password)} if needs_rehash(user.password) else {}
    _change(user.id, login_attempts=0, locked_until=None, **again)


def _lock(user_id: uuid.UUID, until: dt.datetime) -> None:
    _change(user_id, locked_until=until)


def _change(user_id: uuid.UUID | str, **values: object) -> None:
    with transaction() as session:
        session.execute(
            sa.update(User).where(User.id == user_id).values(values).execution_options(synchronize_session=False)
        )
