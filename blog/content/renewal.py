"""Refresh tokens: each may be used once and gives the next one. A token used twice was stolen, and ends its session.

Knows no cookie and no request.
"""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from flask import current_app

from blog.auth import tokens
from blog.auth.sign_in import is_open
from blog.clock import now
from blog.content.authentication import SignedIn, note_sign_in, signed_in_by
from blog.db import transaction
from blog.errors import Forbidden
from blog.models import User, UserSession

#: How long the token before the present one still speaks for its browser: two tabs may send it at one moment.
AT_ONCE = dt.timedelta(seconds=10)


def renew(token: str, *, address: str | None = None, from_browser: bool = False) -> SignedIn:
    """Take a refresh token and give the session, and a new token in its place. Raises Forbidden if it is not good.

    If it was good once, somebody else has it too: the session ends for all, and an audit event tells of it. Only a
    browser, which sends its cookie without being asked, may be a moment late; it then gets no new token."""
    key = current_app.config["SECRET_KEY"]
    session_id = tokens.session_of_refresh(key, token)
    if session_id is None:
        raise Forbidden
    following = tokens.make_refresh(key, session_id)
    with transaction() as session:
        changed = session.execute(_rotate(session_id, tokens.digest(token), tokens.digest(following)))
        found = session.execute(_session(session_id)).first()
        if found is not None and not changed.rowcount:
            following = None
            if not (from_browser and _is_late(found[0], tokens.digest(token))):
                _end(*found, address)
                found = None
        signed_in = signed_in_by(*found, address, following) if found else None
    if signed_in is None:
        raise Forbidden
    return signed_in


def _rotate(session_id: uuid.UUID, old: str, new: str) -> sa.Update:
    """Put the new digest in the place of the old one, unless another request was quicker."""
    until = now() + dt.timedelta(days=current_app.config["SESSION_DAYS"])
    change = sa.update(UserSession).where(
        UserSession.id == session_id, UserSession.refresh_digest == old, UserSession.expires_at > now()
    )
    change = change.values(refresh_digest=new, previous_digest=old, refreshed_at=now(), seen_at=now(), expires_at=until)
    return change.execution_options(synchronize_session=False)


def _session(session_id: uuid.UUID) -> sa.Select[tuple[UserSession, User]]:
    query = sa.select(UserSession, User).join(User, User.id == UserSession.user_id)
    return query.where(UserSession.id == session_id, UserSession.expires_at > now(), is_open())


def _is_late(row: UserSession, digest: str) -> bool:
    return row.previous_digest == digest and row.refreshed_at is not None and now() - row.refreshed_at < AT_ONCE


def _end(row: UserSession, user: User, address: str | None) -> None:
    with transaction() as session:
        ended = sa.delete(UserSession).where(UserSession.id == row.id).execution_options(synchronize_session=False)
        if session.execute(ended).rowcount:
            note_sign_in("refresh-reuse", user, (address or "")[:64] or None)
