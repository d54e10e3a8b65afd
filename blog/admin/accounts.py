"""The pages of people with an account."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_login import current_user

from blog.admin.documents import DocumentPages
from blog.admin.identity import actor, enter
from blog.admin.invitations import InvitationPages
from blog.admin.security import SecurityPages
from blog.content import authentication
from blog.content.authentication import SignInRefused
from blog.errors import Invalid, Problem

PRESENT = "presentPassword"


class AccountPages(SecurityPages, InvitationPages, DocumentPages):
    """As for any collection; a person who changes their own password stays signed in here, and only here."""

    list_template = "admin/accounts.html"
    edit_template = "admin/account.html"

    def store(self, id_: Any, changes: dict[str, Any], revision: int | None) -> None:
        own = str(id_) == str(actor().id)
        if own and (changes.get("password") or "email" in changes):
            ask_password()
        super().store(id_, changes, revision)
        if own and changes.get("password"):
            whence = {"address": request.remote_addr, "user_agent": request.user_agent.string}
            enter(authentication.open_session(id_, **whence), remember=False)


def ask_password() -> None:
    """Let nobody take an account over who only found a browser signed in. Raises Invalid."""
    given = request.form.get(PRESENT, "")
    said = "Enter your present password, too, to change your e-mail address or password."
    try:
        if given:
            authentication.confirm(current_user.signed_in, given)
            return
    except SignInRefused:
        said = "This is not your present password, or there were too many wrong ones; then please wait some minutes."
    raise Invalid([Problem(PRESENT, said, "Present password")])
