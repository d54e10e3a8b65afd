"""Asks for the present password before somebody's own password or address changes, unless they have just signed in.

An access token or a browser in other hands is not enough to take the account over (OWASP ASVS 5.0, 6.2.3 and 7.5.1).
"""

from __future__ import annotations

import uuid
from typing import Any

from blog.api.identity import caller
from blog.content import authentication
from blog.content.authentication import SignInRefused
from blog.errors import Invalid, Problem

PRESENT = "presentPassword"
ASKED = "Send your present password in presentPassword, or sign in anew, to change your e-mail address or password."
WRONG = "This is not your present password, or there were too many wrong ones; then please wait some minutes."


def confirmed(slug: str, id_: str | None, data: dict[str, Any]) -> dict[str, Any]:
    """The data of a change without the present password; `id_` is None for a change of many. Raises Invalid.

    Keys of programs are trusted with what their scopes say."""
    if slug != "users":
        return data
    rest = {name: value for name, value in data.items() if name != PRESENT}
    session = caller().session
    if session is None or not _takes_over(rest, session.email) or not _is_own(id_, session.actor.id):
        return rest
    given = data.get(PRESENT)
    if given is None and authentication.is_fresh(session.session_id):
        return rest
    try:
        if isinstance(given, str) and given:
            authentication.confirm(session, given)
            return rest
    except SignInRefused:
        raise Invalid([Problem(PRESENT, WRONG, "Present password")]) from None
    raise Invalid([Problem(PRESENT, ASKED, "Present password")])


def _takes_over(data: dict[str, Any], email: str) -> bool:
    """Whether the data changes what one signs in with; the address that one has already is no change."""
    sent = data.get("email")
    moves = isinstance(sent, str) and authentication.plain_address(sent) != email
    return moves or bool(data.get("password"))


def _is_own(id_: str | None, own: uuid.UUID | None) -> bool:
    try:
        return id_ is None or uuid.UUID(id_) == own
    except ValueError:
        return False
