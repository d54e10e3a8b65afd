"""What can go wrong while content is read or written, said in sentences for the person who meets them.

Doors turn each class into their own language (a status, a form with messages, an exit code); nothing here knows HTTP.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to put right: where (`path`, dotted, camelCase), what (`message`, a sentence) and the field's label."""

    path: str
    message: str
    label: str = ""


class ContentError(Exception):
    """The root of every error below; `status` is the HTTP status that says the same."""

    status = 500
    sentence = "Something went wrong."

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.sentence)


class NotFound(ContentError):
    """No such document, or one that this person may not see: the two are not told apart."""

    status = 404
    sentence = "Not Found"


class Forbidden(ContentError):
    """The rules do not let this person do this."""

    status = 403
    sentence = "You are not allowed to perform this action."


class Conflict(ContentError):
    """The document has changed since the caller read it."""

    status = 412
    sentence = "This document was changed by someone else in the meantime. Read it again before saving."


class ProblemList(ContentError):
    """An error made of several problems, each beside the field or path it concerns."""

    status = 400

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.summary())

    def summary(self) -> str:
        return " ".join(problem.message for problem in self.problems)


class Invalid(ProblemList):
    """The data sent does not fit the collection."""

    def summary(self) -> str:
        names = ", ".join(problem.label or problem.path for problem in self.problems)
        if len(self.problems) == 1:
            return f"The following field is invalid: {names}"
        return f"The following fields are invalid: {names}"


class BadQuery(ProblemList):
    """The question asked (where, sort, select, page …) cannot be answered as it stands."""
