"""What the resolvers of one request share: who asks, how long it may take, and what is done to the answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Response, current_app

from blog.api.admission import keep_writing
from blog.api.identity import actor
from blog.content.access import Actor
from blog.errors import BadQuery, Problem

#: How long the resolvers of one request may work, in seconds.
PATIENCE = 10.0
#: How many full lists one request may ask for.
FULL_LISTS = 10


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

    def check_time(self) -> None:
        """Raises TookTooLong."""
        if time.monotonic() > self.until:
            raise TookTooLong([Problem("query", "This took too long. Ask for less at once.")])

    def count_writing(self) -> None:
        """Count one more mutation; the first was counted with its request. Raises TooManyRequests."""
        self.written += 1
        if self.written > 1:
            keep_writing()

    def list_of(self, limit: int) -> None:
        """Count the documents that a list may hold. Raises BadQuery when all lists together are too long."""
        self.check_time()
        most = current_app.config["MAX_LIMIT"]
        self.room -= min(limit, most) if limit > 0 else most
        if self.room < 0:
            raise BadQuery([Problem("limit", f"All lists together may hold {FULL_LISTS * most} documents.")])


def begin() -> Request:
    """The request that is being answered."""
    room = FULL_LISTS * current_app.config["MAX_LIMIT"]
    return Request(actor(), until=time.monotonic() + PATIENCE, room=room)
