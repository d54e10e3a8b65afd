"""The page of the audit log: filters in the address, and the same events as a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Response, request
from flask_admin import expose

from blog.admin.exports import as_csv, as_json, send
from blog.admin.frame import Room
from blog.admin.identity import actor
from blog.content import audit
from blog.content.people import names_of
from blog.content.registry import registry
from blog.errors import Forbidden

#: What was done, in words; in the order of the menu.
ACTIONS = {
    "create": "created", "update": "changed", "publish": "published", "unpublish": "unpublished",
    "trash": "put in the trash", "restore": "took out of the trash", "restoreVersion": "went back to a version of",
    "delete": "deleted", "sign-in": "signed in", "end-session": "ended a session of", "invite": "invited",
    "share-preview": "made a preview link to", "unshare-preview": "ended a preview link to",
    "ask-review": "asked for a review of", "withdraw-review": "took back the request for a review of",
    "approve-review": "approved", "return-review": "returned",
    "accept-invitation": "accepted the invitation", "reset-password": "chose a new password for",
    "verify-email": "showed the address of", "create-key": "made an API key for", "revoke-key": "revoked an API key of",
    "refresh-reuse": "stolen session ended of", "lock": "locked", "unlock": "unlocked",
    "second-factor-on": "switched one-time codes on for", "second-factor-off": "switched one-time codes off for",
    "second-factor-reset": "reset the one-time codes of", "recovery-codes": "made recovery codes for",
    "recovery-code-used": "used a recovery code of", "wrong-code": "gave a wrong one-time code for",
}  # fmt: skip
COLUMNS = ("at", "actorName", "actor", "action", "collection", "title", "document", "address")
FILTERS = ("person", "action", "collection", "since", "until")
KINDS = {"csv": "text/csv", "json": "application/json"}


class AuditPages(Room):
    """What everybody did, for administrators."""

    def __init__(self, category: str) -> None:
        super().__init__(name="Audit log", category=category, endpoint="admin_audit", url="audit")

    def is_readable(self) -> bool:
        try:
            audit.require(actor())
        except Forbidden:
            return False
        return True

    @expose("/")
    def index(self) -> Response:
        wanted, after = wanted_of(request.args), request.args.get("after", "")
        found = audit.find_events(wanted, actor=actor(), cursor=after)
        asked = {name: request.args.get(name, "") for name in FILTERS if request.args.get(name)}
        return self.answer(
            "admin/audit.html",
            found=found,
            asked=asked,
            after=after,
            address=lambda **more: "?" + urlencode(asked | {name: value for name, value in more.items() if value}),
            actions=ACTIONS,
            registry=registry,
            person=names_of([wanted.person]).get(wanted.person, wanted.person),
        )

    @expose("/export.<any(csv, json):kind>")
    def export(self, kind: str) -> Response:
        rows = audit.all_events(wanted_of(request.args), actor=actor())
        return send(as_csv(COLUMNS, rows) if kind == "csv" else as_json(rows), f"audit-log.{kind}", KINDS[kind])


def wanted_of(args: Mapping[str, str]) -> audit.Wanted:
    """What an address asks for; what makes no sense in it is left out."""
    return audit.Wanted(
        args.get("person", "").strip()[: audit.LONGEST],
        _known(args.get("action", ""), ACTIONS),
        _known(args.get("collection", ""), registry),
        _day(args.get("since", "")),
        _day(args.get("until", "")),
    )


def _known(text: str, names: Any) -> str:
    return text if text in names else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
