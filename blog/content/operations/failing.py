"""Lets a collection's hooks hear of an operation that failed, after it was rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from blog.content.events import Event


@contextmanager
def reporting(event: Event) -> Iterator[None]:
    """Run the after_error hooks if the block raises; the error goes on, or another that a hook puts in its place."""
    try:
        yield
    except Exception as error:
        event.error = error
        event.run("after_error")
        if event.error is not None and event.error is not error:
            raise event.error from error
        raise
