"""What the resolvers of one request share: who asks, how long it may take, and what is done to the answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import Response, current_app
from graphql import GraphQLResolveInfo

from blog.api.admission import keep_writing
from blog.api.identity import actor
from blog.content.access import Actor
from blog.content.query import check_size
from blog.db import end_after, let_go, was_ended
from blog.errors import BadQuery, Problem

#: How long the resolvers of one request may work, in seconds.
PATIENCE = 10.0
#: How many full lists one request may ask for.
FULL_LISTS = 10
#: Conditions of all lists and counts together; one by itself may have 200.
MOST_CONDITIONS = 300
#: Documents in the places of all relations together: a name more for one of them shows each document once more.
MOST_RELATED = 20_000
#: Bytes of rich text in one answer, whatever the form and however often it is asked for.
MOST_PROSE = 16_000_000


TOO_LONG = "This took too long. Ask for less at once."


class TookTooLong(BadQuery):
    """The query is allowed, and yet there is too much of it."""


@dataclass
class Request:
    """One request; `finish` are called with its answer, to set cookies."""

    actor: Actor
    finish: list[Callable[[Response], None]] = field(default_factory=list)
    until: float = 0.0
    room: int = 0
    written: int = 0
    conditions: int = 0
    related: int = 0
    prose: int = 0
    is_bounded: bool = False

    def check_time(self) -> None:
        """Raises TookTooLong."""
        if time.monotonic() > self.until:
            raise TookTooLong([Problem("query", TOO_LONG)])

    def count_writing(self) -> None:
        """Count one more mutation; the first was counted with its request. Raises TooManyRequests."""
        self.written += 1
        if self.written > 1:
            keep_writing()

    def ask(self, where: Any) -> Any:
        """Count the conditions of a list. Raises BadQuery when all lists together have too many."""
        self.conditions += check_size(where or {})
        if self.conditions > MOST_CONDITIONS:
            raise BadQuery([Problem("where", f"All lists together may have {MOST_CONDITIONS} conditions.")])
        return where

    def show(self, documents: int) -> None:
        """Count related documents that are shown. Raises BadQuery when there are too many."""
        self.check_time()
        self.related += documents
        if self.related > MOST_RELATED:
            raise BadQuery([Problem("query", f"One answer may hold {MOST_RELATED} related documents. Ask for less.")])

    def write(self, size: int) -> None:
        """Count the bytes of a text. Raises BadQuery when all texts together are too long."""
        self.check_time()
        self.prose += size
        if self.prose > MOST_PROSE:
            most = MOST_PROSE // 1_000_000
            raise BadQuery([Problem("query", f"All texts of one answer may hold {most} MB. Ask for less.")])

    def list_of(self, limit: int) -> None:
        """Count the documents that a list may hold. Raises BadQuery when all lists together are too long."""
        self.check_time()
        most = current_app.config["MAX_LIMIT"]
        self.room -= min(limit, most) if limit > 0 else most
        if self.room < 0:
            raise BadQuery([Problem("limit", f"All lists together may hold {FULL_LISTS * most} documents.")])


def patient(resolve: Callable[..., Any]) -> Callable[..., Any]:
    """The same field of Query, whose statements the database ends when the request's time is over."""

    def bounded(source: Any, info: GraphQLResolveInfo, **asked: Any) -> Any:
        request: Request = info.context
        if not request.is_bounded:
            request.is_bounded = True
            end_after(PATIENCE)
        try:
            return resolve(source, info, **asked)
        except sa.exc.DBAPIError as error:
            let_go()  # PostgreSQL answers nothing more in a transaction in which something failed
            request.is_bounded = False
            if not was_ended(error):
                raise
            request.until = 0.0
            raise TookTooLong([Problem("query", TOO_LONG)]) from error

    return bounded


def begin() -> Request:
    """The request that is being answered."""
    room = FULL_LISTS * current_app.config["MAX_LIMIT"]
    return Request(actor(), until=time.monotonic() + PATIENCE, room=room)
