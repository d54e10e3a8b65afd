"""What a cache asks of shared counters, so that a memory-mapped file and a server can stand side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

ANY = "*"
"""The tag that every bump moves: whoever reads it learns whether anything at all has changed."""


class Counters(Protocol):
    """A growing number for every tag, seen alike by all who share them."""

    def read(self, tags: Iterable[str]) -> tuple[int, ...]:
        """The present number of each tag, in the order asked."""

    def bump(self, *tags: str) -> None:
        """Moves each tag's number, and that of ANY, before it returns."""
