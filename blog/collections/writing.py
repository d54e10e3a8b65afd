"""Hooks that posts and projects share: who wrote it, and how long it takes to read."""

from __future__ import annotations

from blog import richtext
from blog.content.events import Event


def note_reading_time(event: Event) -> None:
    """Keep the minutes that the text takes to read, so that lists need not load the text."""
    if "content" in event.data:
        event.data["readingTime"] = richtext.reading_minutes(event.data["content"] or richtext.EMPTY)


def sign(event: Event) -> None:
    """Who creates a document is its author, unless another was named."""
    if event.operation == "create" and event.actor.id and not event.data.get("author"):
        event.data["author"] = str(event.actor.id)
