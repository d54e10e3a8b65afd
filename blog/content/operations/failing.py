"""What surrounds the transaction of a write: preparing for it, and hearing of an operation that failed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from blog.content.events import Event


@contextmanager
def reporting(event: Event) -> Iterator[None]:
    """Run the prepare hooks before the block, and the after_error hooks if it raises, after it was rolled back.

    The error goes on, or another that a hook puts in its place."""
    try:
        event.run("prepare")
        yield
    except Exception as error:
        event.error = error
        event.run("after_error")
        if event.error is not None and event.error is not error:
            raise event.error from error
        raise
