"""A public form as one reader sees it now: what was typed, what is wrong with it, and the token that lets it be sent.

The token is signed and dated but belongs to nobody, so a page with a form can be cached and needs no cookie. It has
the hour and no more, so that such a page is the same for an hour and can be answered by "not modified".
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, g, request
from itsdangerous import BadSignature, SignatureExpired, TimestampSigner

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.content.changes import remember
from blog.content.registry import registry
from blog.errors import Problem

#: What stands in `g` while a page is made whose forms cannot be sent.
SHOWN_ONLY = "forms_are_shown_only"
TRAP = "_homepage"
HOUR = 3600
OLDEST = 7 * 24 * HOUR
SEALED = "public-form"


@dataclass(frozen=True)
class FormState:
    """What the template of a form needs beyond the form itself."""

    token: str
    page: str
    names: frozenset[str]
    values: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    trap: str = TRAP
    can_be_sent: bool = True

    @property
    def by_field(self) -> dict[str, str]:
        """The first thing wrong with each field."""
        found: dict[str, str] = {}
        for problem in self.problems:
            found.setdefault(problem.path, problem.message)
        return found


def form_state(form: Mapping[str, Any]) -> FormState:
    """The state of this form on the page being made: fresh, or as it was just refused."""
    names = frozenset(row["name"] for row in form.get("fields") or [] if row.get("name"))
    if g.get(SHOWN_ONLY):
        return FormState("", "", names, can_be_sent=False)
    refused = g.get("refused_form")
    if refused and refused["form"] == str(form["id"]):
        return FormState(seal(form), refused["page"], names, refused["values"], refused["problems"])
    return FormState(seal(form), request.path, names)


def refuse(form: Mapping[str, Any], page: str, values: Mapping[str, Any], problems: tuple[Problem, ...]) -> None:
    """Have the page that is made next in this request show the form as it was sent, with what is wrong."""
    g.refused_form = {"form": str(form["id"]), "page": page, "values": values, "problems": problems}


def published_form(chosen: Any) -> dict[str, Any] | None:
    """The form that a block names by document, id or slug, with its fields; None when there is no such public form."""
    if isinstance(chosen, Mapping):
        if chosen.get("fields") is not None:
            return dict(chosen)
        chosen = chosen.get("id")
    if not isinstance(chosen, str) or not chosen.isprintable() or not chosen:
        return None
    return remember(("form", chosen), registry.collections, lambda: find_form(chosen))


def find_form(chosen: str) -> dict[str, Any] | None:
    """The public form with this id or slug, with its fields. One statement."""
    try:
        where = {"id": {"equals": str(uuid.UUID(chosen))}}
    except ValueError:
        where = {"slug": {"equals": chosen}}
    return operations.find_one("forms", where, actor=ANONYMOUS)


def seal(form: Mapping[str, Any]) -> str:
    """A token for this form, good for a week from the beginning of this hour."""
    return _signer().sign(str(form["id"])).decode()


def problem_with(token: str, form: Mapping[str, Any]) -> Problem | None:
    """Why this token does not let the form be sent, or None when it does."""
    try:
        named = _signer().unsign(token, max_age=OLDEST).decode()
    except SignatureExpired:
        return Problem("", "This page was open for a long time. Nothing is lost: please send the form once more.")
    except BadSignature:
        named = ""
    if named != str(form["id"]):
        return Problem("", "The form did not arrive whole. Please send it once more.")
    return None


class _HourSigner(TimestampSigner):
    """Dates what it signs by the hour that has begun."""

    def get_timestamp(self) -> int:
        return super().get_timestamp() // HOUR * HOUR


def _signer() -> TimestampSigner:
    return _HourSigner(current_app.config["SECRET_KEY"], salt=SEALED)
