"""Accounts whose password is forgotten or whose address is not yet certain: mails with a token that is good once.

Knows no cookie and no request.
"""

from __future__ import annotations

import sqlalchemy as sa
from flask import current_app

from blog import mail
from blog.auth import mailed, sign_in, tokens
from blog.auth.mailed import RESET, VERIFY
from blog.content.access import SYSTEM
from blog.content.api_keys import drop_keys
from blog.content.authentication import note_sign_in, plain_address
from blog.content.operations.writing import update
from blog.db import db, transaction
from blog.errors import Forbidden, Invalid, Problem
from blog.jobs import enqueue, job
from blog.models import User

LONGEST_ADDRESS = 254
RESET_TEXT = """Somebody, most likely you, asked to choose a new password for your account at {site}.

This address lets you choose one, once and within the next hour:

{link}

If it was not you, there is nothing to do: your password stays as it is.
"""
VERIFY_TEXT = """An account at {site} has this e-mail address. Please show that it is yours, within the next seven days:

{link}

If you know nothing of it, there is nothing to do.
"""


class TokenRefused(Forbidden):
    """The token was never given out, was used, or is too old."""

    sentence = "Token is either invalid or has expired."


class VerificationRefused(TokenRefused):
    """The same for the token that shows whose an address is."""

    sentence = "Verification token is invalid."


def ask_reset(email: str) -> None:
    """Have a mail sent with which the account of this address gets a new password.

    Only the job looks whether there is such an account, so that neither answer nor time tells it."""
    email = plain_address(email)[:LONGEST_ADDRESS]
    with transaction():
        enqueue("account.reset", unique_key=f"account.reset:{tokens.digest(email)}", email=email)


@job("account.reset")
def mail_reset(email: str) -> None:
    """Send the mail if there is an account of this address that can sign in."""
    able = User.password.startswith("$"), sign_in.is_open()
    user = db.session.scalar(sa.select(User).where(User.email == email, *able))
    if user:
        send_link(user, RESET, "Choose a new password", RESET_TEXT)


def reset(token: str, password: str, *, address: str | None = None, revoke_keys: bool = False) -> str:
    """Give the account of a mailed token its new password, and return its id. Every session of it ends; the keys of
    its programs go on unless they are to be revoked with it.

    Raises TokenRefused, and Invalid for a password that will not do, after which the token is still good."""
    with transaction() as session:
        user_id = mailed.redeem(token, RESET)
        if user_id is None:
            raise TokenRefused
        if not password:
            raise Invalid([Problem("password", "This field is required.", "Password")])
        # Whoever has the mail has the address.
        update("users", user_id, {"password": password, "emailVerified": True}, actor=SYSTEM, depth=0)
        sign_in.unlock(user_id)
        if revoke_keys:
            drop_keys(user_id)
        note_sign_in("reset-password", session.get_one(User, user_id), address)
    return str(user_id)


def ask_verification(user_id: str) -> None:
    """Have a mail sent, with the current transaction, that asks whose the address of an account is."""
    enqueue("account.verify", unique_key=f"account.verify:{user_id}", user=user_id)


@job("account.verify")
def mail_verification(user: str) -> None:
    """Send the mail unless the address is certain by now."""
    found = db.session.scalar(sa.select(User).where(User.id == user, User.email_verified.is_(False)))
    if found:
        send_link(found, VERIFY, "Is this your address?", VERIFY_TEXT)


def verify(token: str, *, address: str | None = None) -> None:
    """Note that an address is the person's own. Raises VerificationRefused."""
    with transaction() as session:
        user_id = mailed.redeem(token, VERIFY)
        if user_id is None:
            raise VerificationRefused
        update("users", user_id, {"emailVerified": True}, actor=SYSTEM, depth=0)
        note_sign_in("verify-email", session.get_one(User, user_id), address)


def send_link(user: User, purpose: str, subject: str, text: str, **more: str) -> None:
    """Send an account a mail with a link of this purpose; `text` names `{link}`, `{site}` and whatever is in `more`."""
    settings = current_app.extensions["settings"]
    link = f"{settings.site_url.rstrip('/')}/admin/{purpose}/{mailed.make(user, purpose)}"
    body = text.format(site=settings.site_url, link=link, **more)
    mail.send(mail.Message(to=(user.email,), subject=subject, text=body), settings)
