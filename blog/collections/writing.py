"""Hooks that posts and projects share: who wrote it, and how long it takes to read."""

from __future__ import annotations

from typing import Any

from blog import richtext
from blog.content.access import Actor
from blog.content.events import Event
from blog.content.registry import Collection


def note_reading_time(event: Event) -> None:
    """Keep the minutes that the text takes to read, so that lists need not load the text."""
    if "content" in event.data:
        event.data["readingTime"] = richtext.reading_minutes(event.data["content"] or richtext.EMPTY)


def sign(event: Event) -> None:
    """Who creates a document is its author, unless another was named, or expressly nobody."""
    if event.operation == "create":
        event.data |= {**signature(event.collection, event.actor), **event.data}


def signature(collection: Collection, actor: Actor) -> dict[str, Any]:
    """What a new document is signed with, for a form to show it before; nothing where none is signed."""
    is_signed = sign in collection.hooks.before_validate and actor.id
    return {"author": str(actor.id)} if is_signed else {}
