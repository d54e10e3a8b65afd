"""Counts what is asked of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

BOOKKEEPING = ("BEGIN", "SET LOCAL", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA")


@contextmanager
def collect() -> Iterator[list[str]]:
    """The statements that run inside, in order, on any engine."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(BOOKKEEPING):
            seen.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
