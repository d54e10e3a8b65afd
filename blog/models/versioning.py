"""Switches SQLAlchemy-Continuum on, before any model is mapped, and tells it who acts.

The acting person is put on the session by the engine; nothing here asks a web request.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy_continuum import make_versioned
from sqlalchemy_continuum.plugins import Plugin


class ActingPerson(Plugin):
    """Writes the acting person and their address on each of Continuum's transactions."""

    def transaction_args(self, uow: Any, session: Session) -> dict[str, Any]:  # noqa: ARG002 - the plugin's signature
        acting = session.info.get("acting") or {}
        return {"user_id": acting.get("user_id"), "remote_addr": acting.get("address")}


make_versioned(user_cls="User", plugins=[ActingPerson()])
