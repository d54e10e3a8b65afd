"""The pages of people with an account."""

from __future__ import annotations

from typing import Any

from flask import request

from blog.admin.documents import DocumentPages
from blog.admin.identity import actor, enter
from blog.content import authentication


class AccountPages(DocumentPages):
    """As for any collection; a person who changes their own password stays signed in here, and only here."""

    def store(self, id_: Any, changes: dict[str, Any], revision: int | None) -> None:
        super().store(id_, changes, revision)
        if changes.get("password") and str(id_) == str(actor().id):
            whence = {"address": request.remote_addr, "user_agent": request.user_agent.string}
            enter(authentication.open_session(id_, **whence), remember=False)
