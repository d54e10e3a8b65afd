"""The second factor of an account: switched on and off by its owner, reset by administrators. Knows no request."""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from flask import current_app

from blog.auth import one_time
from blog.content.access import Actor
from blog.content.authentication import note_sign_in
from blog.content.registry import registry
from blog.content.sessions import own_account
from blog.db import db, transaction
from blog.errors import Forbidden, Invalid, NotFound, Problem
from blog.models import SecondFactor, User

WRONG = "This code is not right, or it was used already. Is your telephone's clock right? Wait for the next one."


def describe(user_id: str, *, actor: Actor) -> dict[str, Any]:
    """Since when an account has a second factor, or None, and how many recovery codes are left. Raises as
    own_account."""
    account = own_account(user_id, actor)
    since = db.session.scalar(sa.select(SecondFactor.confirmed_at).where(SecondFactor.user_id == account))
    return {"since": since, "codes": one_time.count_recovery_codes(account)}


def begin(*, actor: Actor) -> None:
    """Make a new secret for one's own account, to be confirmed by a code. Raises Forbidden where it is on already."""
    account = _self(actor)
    with transaction():
        if one_time.is_on(account):
            raise Forbidden("One-time codes are switched on already.")
        one_time.make_secret(_key(), account)


def begun(*, actor: Actor) -> tuple[str, str]:
    """The secret of one's own that is not confirmed yet, and the address for its QR code. Raises NotFound."""
    account = _self(actor)
    secret = one_time.secret_of(_key(), account, confirmed=False)
    if secret is None:
        raise NotFound
    user = db.session.get_one(User, account)
    site = current_app.config["SITE_URL"].partition("://")[2].strip("/")
    return secret, one_time.address(secret, account=user.email, site=site.replace(":", " "))


def confirm(code: str, *, actor: Actor) -> list[str]:
    """Switch the second factor on, by a code of the secret that was begun; the recovery codes. Raises NotFound and
    Invalid."""
    account = _self(actor)
    begun(actor=actor)
    with transaction() as session:
        if not one_time.use(_key(), account, code, confirmed=False):
            raise Invalid([Problem("code", WRONG, "Code")])
        one_time.confirm(account)
        note_sign_in("second-factor-on", session.get_one(User, account), None, by=actor)
        return one_time.make_recovery_codes(_key(), account)


def renew_codes(*, actor: Actor) -> list[str]:
    """New recovery codes of one's own; those before are good no more. Raises NotFound where there is no factor."""
    account = _self(actor)
    with transaction() as session:
        if not one_time.is_on(account):
            raise NotFound
        note_sign_in("recovery-codes", session.get_one(User, account), None, by=actor)
        return one_time.make_recovery_codes(_key(), account)


def turn_off(*, actor: Actor) -> None:
    """Take the second factor off one's own account. The door asks for the password first."""
    _take_off(_self(actor), "second-factor-off", actor)


def reset(user_id: str, *, actor: Actor) -> None:
    """Take the second factor off somebody's account who has lost it. Raises Forbidden and NotFound."""
    if registry.collections["users"].access.verdict("update", actor) is not True:
        raise Forbidden
    _take_off(own_account(user_id, actor), "second-factor-reset", actor)


def _take_off(account: uuid.UUID, action: str, actor: Actor) -> None:
    with transaction() as session:
        if one_time.forget(account):
            note_sign_in(action, session.get_one(User, account), None, by=actor)


def _self(actor: Actor) -> uuid.UUID:
    if actor.id is None:
        raise Forbidden
    return own_account(str(actor.id), actor)


def _key() -> str:
    return current_app.config["SECRET_KEY"]
