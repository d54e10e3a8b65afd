"""States as the documents a person is given: hooks run, what they may not see left out. Asks the database nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from blog.content.access import Actor
from blog.content.events import Event
from blog.content.registry import Collection
from blog.content.selection import Selection
from blog.content.states import State


def present(
    collection: Collection,
    states: Sequence[State],
    actor: Actor,
    wanted: Selection,
    *,
    operation: str = "read",
) -> list[dict[str, Any]]:
    """The documents of these states, for this person, with only what was asked for."""
    hidden = [name for name in collection.access.fields if not collection.access.field_allows(name, "read", actor)]
    hidden += [field.name for field in collection.fields if field.kind == "password"]
    docs = []
    for state in states:
        event = Event(collection, operation, actor, values=state, id=state.get("id"))
        event.run("before_read")
        event.run_fields("before_read", state)
        doc = {name: value for name, value in state.items() if name not in hidden}
        event.doc = doc
        event.run_fields("after_read", doc)
        event.run("after_read")
        docs.append(wanted.cut(with_status(event.doc) if collection.drafts else event.doc))
    return docs


def with_status(doc: dict[str, Any]) -> dict[str, Any]:
    """The document with its status under the name that clients of Payload know, too."""
    if "status" in doc:
        doc["_status"] = doc["status"]
    return doc
