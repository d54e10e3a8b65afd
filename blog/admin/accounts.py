"""The pages of people with an account."""

from __future__ import annotations

from typing import Any

from flask import request

from blog.admin.confirming import USUAL, ask_password
from blog.admin.documents import DocumentPages
from blog.admin.factors import FactorPages
from blog.admin.identity import actor, enter
from blog.admin.invitations import InvitationPages
from blog.admin.security import SecurityPages
from blog.content import authentication


class AccountPages(FactorPages, SecurityPages, InvitationPages, DocumentPages):
    """As for any collection; a person who changes their own password stays signed in here, and only here."""

    list_template = "admin/accounts.html"
    edit_template = "admin/account.html"

    def store(self, id_: Any, changes: dict[str, Any], revision: int | None) -> None:
        own = str(id_) == str(actor().id)
        if own and (changes.get("password") or "email" in changes):
            ask_password(USUAL)
        super().store(id_, changes, revision)
        if own and changes.get("password"):
            whence = {"address": request.remote_addr, "user_agent": request.user_agent.string}
            enter(authentication.open_session(id_, **whence), remember=False)
