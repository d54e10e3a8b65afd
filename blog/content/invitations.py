"""People who are invited by mail: an account without a password, and a link with which they choose one.

Knows no cookie and no request.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from blog.auth import mailed
from blog.auth.mailed import INVITE
from blog.auth.sign_in import is_open
from blog.clock import now
from blog.content.access import SYSTEM, Actor
from blog.content.authentication import note_sign_in
from blog.content.operations.publishing import delete
from blog.content.operations.writing import create, update
from blog.content.recovery import TokenRefused, send_link
from blog.content.registry import registry
from blog.db import db, transaction
from blog.errors import Invalid, NotFound, Problem
from blog.jobs import enqueue, job
from blog.models import AccountToken, User

ASKED = ("name", "email", "role")
TEXT = """{by} invites you to {site}.

This address lets you choose a password, once and within the next seven days, and signs you in:

{link}

If you do not know what this is about, there is nothing to do.
"""


class InvitationRefused(TokenRefused):
    """The invitation was accepted, taken back, or is too old."""

    sentence = "Invitation is either invalid or has expired."


def invite(data: Mapping[str, Any], *, actor: Actor) -> str:
    """Make an account of `name`, `email` and `role`, and have the mail sent; its id. Raises Forbidden and Invalid."""
    registry.collections["users"].access.require("create", actor)
    chosen = {name: data.get(name) for name in ASKED}
    if not isinstance(chosen["name"], str) or not chosen["name"].strip():
        raise Invalid([Problem("name", "Enter the person's name.", "Name")])
    with transaction():
        id_ = create("users", chosen, actor=SYSTEM, depth=0)["id"]
        _ask(id_, actor)
    return id_


def pending(*, actor: Actor) -> list[dict[str, Any]]:
    """Who is invited and has not come yet, the newest first. Raises Forbidden."""
    registry.collections["users"].access.require("create", actor)
    query = sa.select(AccountToken, User).join(User, User.id == AccountToken.user_id)
    query = query.where(AccountToken.purpose == INVITE).order_by(AccountToken.created_at.desc(), AccountToken.id)
    return [
        {
            "id": str(user.id),
            "name": user.name,
            "email": user.email,
            "role": user.role,
            "sentAt": token.created_at,
            "expiresAt": token.expires_at,
            "isOver": token.expires_at <= now(),
        }
        for token, user in db.session.execute(query)
    ]


def send_again(user_id: str, *, actor: Actor) -> None:
    """Have another link sent; the one before it is good no more. Raises Forbidden, and NotFound for nobody invited."""
    registry.collections["users"].access.require("create", actor)
    with transaction():
        _ask(str(_invited(user_id)), actor)


def take_back(user_id: str, *, actor: Actor) -> None:
    """Delete the account of somebody who has not come yet. Raises Forbidden, and NotFound for nobody invited."""
    registry.collections["users"].access.require("delete", actor)
    with transaction():
        delete("users", str(_invited(user_id)), actor=actor, depth=0)


def accept(token: str, password: str, *, address: str | None = None) -> str:
    """Give the account of an invitation its password, and return its id.

    Raises InvitationRefused, and Invalid for a password that will not do, after which the link is still good."""
    with transaction() as session:
        user_id = mailed.redeem(token, INVITE)
        if user_id is None:
            raise InvitationRefused
        # Whoever has the mail has the address.
        update("users", str(user_id), {"password": password, "emailVerified": True}, actor=SYSTEM, depth=0)
        note_sign_in("accept-invitation", session.get_one(User, user_id), address)
    return str(user_id)


@job("account.invite")
def mail_invitation(user: str, by: str) -> None:
    """Send the mail, unless the invitation was accepted or taken back by now."""
    invited = sa.exists().where(AccountToken.user_id == User.id, AccountToken.purpose == INVITE)
    found = db.session.scalar(sa.select(User).where(User.id == user, invited, is_open()))
    if found:
        send_link(found, INVITE, "You are invited", TEXT, by=by)


def _ask(user_id: str, actor: Actor) -> None:
    """Note the invitation and put its mail on its way; the link itself is made only when the mail is."""
    user = db.session.get_one(User, uuid.UUID(user_id))
    mailed.make(user, INVITE)
    note_sign_in("invite", user, None, by=actor)
    enqueue("account.invite", unique_key=f"account.invite:{user_id}", user=user_id, by=actor.name or "The site")


def _invited(user_id: str) -> uuid.UUID:
    try:
        key = uuid.UUID(user_id)
    except ValueError:
        raise NotFound from None
    mine = sa.exists().where(AccountToken.user_id == key, AccountToken.purpose == INVITE)
    if not db.session.scalar(sa.select(mine)):
        raise NotFound
    return key
