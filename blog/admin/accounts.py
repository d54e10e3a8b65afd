"""The pages of people with an account."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_login import current_user

from blog.admin.confirming import USUAL, ask_password
from blog.admin.documents import DocumentPages
from blog.admin.factors import FactorPages
from blog.admin.identity import actor, enter
from blog.admin.invitations import InvitationPages
from blog.admin.security import SecurityPages
from blog.content import authentication

#: What everybody may do to their own account here, staff or not; the engine refuses the rest once more.
OWN = frozenset({
    "edit", "security", "end_session", "codes", "begin_codes", "renew_codes", "turn_codes_off", "create_key",
    "revoke_key", "present", "left", "copy",
})  # fmt: skip


class AccountPages(FactorPages, SecurityPages, InvitationPages, DocumentPages):
    """As for any collection; a person who changes their own password stays signed in here, and only here."""

    list_template = "admin/accounts.html"
    edit_template = "admin/account.html"

    def is_accessible(self) -> bool:
        return super().is_accessible() or self._is_at_home()

    def _is_at_home(self) -> bool:
        """Whether somebody who is no editor is at a page of their own account."""
        place, _, step = (request.endpoint or "").rpartition(".")
        own = str((request.view_args or {}).get("id")) == str(actor().id)
        return current_user.is_authenticated and place == self.endpoint and step in OWN and own

    def store(self, id_: Any, changes: dict[str, Any], revision: int | None) -> None:
        own = str(id_) == str(actor().id)
        if own and (changes.get("password") or "email" in changes):
            ask_password(USUAL)
        super().store(id_, changes, revision)
        if own and changes.get("password"):
            whence = {"address": request.remote_addr, "user_agent": request.user_agent.string}
            enter(authentication.open_session(id_, **whence), remember=False)
