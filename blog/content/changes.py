"""Tells every process of the site what a commit has changed, and remembers what depends on nothing else."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from flask import current_app

from blog.db import on_commit


def announce(slug: str, id_: str) -> None:
    """After the current transaction is committed, let everything go that was made from this document or its list."""
    counters = current_app.extensions["counters"]
    on_commit(lambda: counters.bump(tag(slug), tag(slug, id_)))


def tag(slug: str, id_: str = "") -> str:
    """The name under which a document, or its whole collection, is depended upon."""
    return f"{slug}:{id_}" if id_ else slug


def remember(key: Hashable, tags: Iterable[str], make: Callable[[], Any]) -> Any:
    """What `make` gave in the last minute, unless something under one of the tags has changed in any process since.

    The minute is for what changes by itself, when the time of a document comes.
    The value is shared: whoever gets it must not change it."""
    return current_app.extensions["remembered"].remember(key, tuple(tags), make, max_age=60)
