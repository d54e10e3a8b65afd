"""The page of an account beside its profile: where it is signed in, its API keys, its lock. For its owner and for
administrators."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Response, abort, request
from flask_admin import expose
from flask_login import current_user

from blog.admin import scopes
from blog.admin.choices import name_of
from blog.admin.devices import device
from blog.admin.identity import actor
from blog.auth.sign_in import UNTIL_UNLOCKED
from blog.clock import now
from blog.content import api_keys, locking, sessions
from blog.errors import Forbidden, Invalid, Problem

OTHERS = "others"


class SecurityPages:
    """The addresses of what an account is guarded with; the engine says who may use them."""

    collection: Any

    def owns(self, id_: Any) -> bool:
        """Whether this is one's own account."""
        return str(id_) == str(actor().id)

    @expose("/<uuid:id>/security")
    def security(self: Any, id: Any) -> Response:
        return self.show_security(id)

    def show_security(self: Any, id_: Any, status: int = 200, **more: Any) -> Response:
        """The page, with what was just made or what is wrong with it."""
        signed_in = sessions.list_sessions(str(id_), actor=actor(), current=current_user.get_id())
        doc = self.read(id_)
        return self.answer(
            "admin/security.html",
            status,
            **self.more_of_security(id_),
            **{"problems": {}, "made": None, "sent": {}} | more,
            doc=doc,
            title=name_of(self.collection, doc),
            own=self.owns(id_),
            lock=lock_of(doc),
            signed_in=[(row, device(row["userAgent"])) for row in signed_in],
            keys=[(key, scopes.in_words(key["scopes"])) for key in api_keys.list_keys(str(id_), actor=actor())],
            now=now(),
            scopes=scopes,
        )

    def more_of_security(self, id_: Any) -> dict[str, Any]:  # noqa: ARG002 - whose page it is
        """What else the page shows."""
        return {}

    @expose("/<uuid:id>/sessions/end", methods=("POST",))
    def end_session(self: Any, id: Any) -> Response:
        chosen = request.form.get("session", "")
        if chosen != OTHERS:
            sessions.end_one(str(id), chosen, actor=actor())
            return self.go(".security", "Signed out there.", id=id)
        ended = sessions.end_all(str(id), actor=actor(), but=current_user.get_id() if self.owns(id) else None)
        where = "everywhere else" if self.owns(id) else "everywhere"
        return self.go(".security", f"Signed out {where}: {ended} {'place' if ended == 1 else 'places'}.", id=id)

    @expose("/<uuid:id>/keys", methods=("POST",))
    def create_key(self: Any, id: Any) -> Response:
        sent = {name: request.form.getlist(name) for name in ("name", "scope", "days")}
        try:
            made = api_keys.create_key(str(id), _key_wanted(), actor=actor())
        except Invalid as error:
            return self.show_security(id, 422, problems={p.path: p.message for p in error.problems}, sent=sent)
        return self.show_security(id, 201, made=made)

    @expose("/<uuid:id>/keys/revoke", methods=("POST",))
    def revoke_key(self: Any, id: Any) -> Response:
        api_keys.revoke_key(str(id), request.form.get("key", ""), actor=actor())
        return self.go(".security", "The key is revoked. Whatever still uses it is refused from now on.", id=id)

    @expose("/<uuid:id>/<any(lock, unlock):turn>", methods=("POST",))
    def turn_lock(self: Any, id: Any, turn: str) -> Response:
        try:
            if turn == "lock":
                locking.lock(str(id), actor=actor())
                return self.go(".security", "Locked. Every session has ended, and nobody can sign in.", id=id)
            locking.unlock(str(id), actor=actor())
        except Forbidden:
            abort(403)
        return self.go(".security", "Unlocked. The account may sign in again.", id=id)


def lock_of(doc: dict[str, Any]) -> str:
    """How an account is locked: `for good`, `for now`, or not at all."""
    until = doc.get("lockedUntil")
    if not until or until <= now():
        return ""
    return "for good" if until >= UNTIL_UNLOCKED else "for now"


def _key_wanted() -> dict[str, Any]:
    """The key that the form describes. Raises Invalid."""
    chosen, days = request.form.getlist("scope"), request.form.get("days", "")
    if days not in {str(number) for number, _ in scopes.LIVES}:
        raise Invalid([Problem("expiresAt", "Choose how long the key is good.", "Expires")])
    if not chosen:
        raise Invalid([Problem("scopes", "Tick at least one thing that the key may do.", "Scopes")])
    until = now() + timedelta(days=int(days))
    return {"name": request.form.get("name", ""), "scopes": chosen, "expiresAt": until.isoformat()}
