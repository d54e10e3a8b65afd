"""Tokens that leave by mail and are used once: made, redeemed and forgotten. Knows no mail and no request."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa

from blog.auth import tokens
from blog.clock import now
from blog.db import db, transaction
from blog.models import AccountToken, User

RESET, VERIFY, INVITE = "reset", "verify", "invite"
#: How long one waits for a mail before one asks again.
JUST = dt.timedelta(minutes=10)
LIVES = {RESET: dt.timedelta(hours=1), VERIFY: dt.timedelta(days=7), INVITE: dt.timedelta(days=7)}


def make(user: User, purpose: str) -> str:
    """A token for this purpose and the address that the account has now. The ones before it are good no more."""
    token = tokens.make()
    with transaction() as session:
        # An invitation that has run out still says who was invited.
        old = AccountToken.expires_at <= now(), AccountToken.purpose != INVITE
        session.execute(sa.delete(AccountToken).where(*old))
        forget(user.id, purpose)
        session.add(
            AccountToken(
                user_id=user.id,
                purpose=purpose,
                digest=tokens.digest(token),
                email=user.email,
                expires_at=now() + LIVES[purpose],
            )
        )
    return token


def was_just_made(user_id: uuid.UUID, purpose: str) -> bool:
    """Whether a token was made in the last minutes, so that its mail may still be on its way."""
    lately = AccountToken.created_at > now() - JUST
    query = sa.select(sa.exists().where(AccountToken.user_id == user_id, AccountToken.purpose == purpose, lately))
    return bool(db.session.scalar(query))


def redeem(token: str, purpose: str) -> uuid.UUID | None:
    """Whose token this is, used up with the current transaction; None if it is not good (any more).

    Two who use it at one moment cannot both succeed: the second finds no row to delete."""
    good = sa.delete(AccountToken).where(
        AccountToken.digest == tokens.digest(token),
        AccountToken.purpose == purpose,
        AccountToken.expires_at > now(),
        AccountToken.email == sa.select(User.email).where(User.id == AccountToken.user_id).scalar_subquery(),
    )
    statement = good.returning(AccountToken.user_id).execution_options(synchronize_session=False)
    return db.session.execute(statement).scalar()


def forget(user_id: uuid.UUID | str, purpose: str | None = None) -> None:
    """Let the tokens of an account go, within the current transaction."""
    chosen = sa.delete(AccountToken).where(AccountToken.user_id == user_id)
    if purpose:
        chosen = chosen.where(AccountToken.purpose == purpose)
    db.session.execute(chosen.execution_options(synchronize_session=False))
