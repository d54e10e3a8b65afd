"""Saving while somebody writes: to the draft or the working copy, never to what readers see."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from typing import Any

from blog.content.access import Actor
from blog.content.operations.reading import revision
from blog.content.operations.writing import update
from blog.content.repeats import Answer, keep, recall, wait_for
from blog.db import transaction


def autosave(
    slug: str, id: str | uuid.UUID, data: Mapping[str, Any], *, actor: Actor, if_match: int, form: str = ""
) -> tuple[dict[str, Any], int]:
    """The document with the changes as its author sees it, and the revision that this very save made.

    `form` names what the words were typed into: what it has saved itself meanwhile, without hearing the answer, is no
    conflict. Raises NotFound, Forbidden, Invalid, and Conflict if it does not have the revision `if_match` any more."""
    with transaction():
        if form:
            wait_for(_sender(actor), form)
        seen = unheard(slug, id, actor=actor, seen=if_match, form=form)
        doc = update(slug, id, data, actor=actor, draft=True, autosave=True, if_match=seen, depth=0)
        made = revision(slug, id, actor=actor)
        if form:
            keep(_sender(actor), form, _asked(slug, id, if_match), Answer(200, str(made).encode(), None))
        return doc, made


def unheard(slug: str, id: str | uuid.UUID, *, actor: Actor, seen: int, form: str) -> int:
    """The revision that this form made last by itself of the one it has seen; that one, if it made none."""
    kept = recall(_sender(actor), form, _asked(slug, id, seen)) if form else None
    return int(kept.body) if kept else seen


def _sender(actor: Actor) -> str:
    return f"autosave {actor.id}"


def _asked(slug: str, id_: str | uuid.UUID, seen: int) -> str:
    return hashlib.sha256(f"{slug} {id_} {seen}".encode()).hexdigest()
