"""Saving while somebody writes: to the draft or the working copy, never to what readers see."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from blog.content.access import Actor
from blog.content.operations.reading import revision
from blog.content.operations.writing import update
from blog.db import transaction


def autosave(
    slug: str, id: str | uuid.UUID, data: Mapping[str, Any], *, actor: Actor, if_match: int
) -> tuple[dict[str, Any], int]:
    """The document with the changes as its author sees it, and the revision that this very save made.

    Raises NotFound, Forbidden, Invalid, and Conflict if it does not have the revision `if_match` any more."""
    with transaction():
        doc = update(slug, id, data, actor=actor, draft=True, autosave=True, if_match=if_match, depth=0)
        return doc, revision(slug, id, actor=actor)
