"""Globals: what there is one of. Reading one that was never saved gives its defaults."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from blog.clock import now
from blog.content.access import Actor
from blog.content.changes import remember
from blog.content.events import Event
from blog.content.operations.failing import reporting
from blog.content.operations.reading import Select, with_working_copy
from blog.content.operations.saving import Answer, answer, load
from blog.content.operations.writing import save
from blog.content.populate import Populator
from blog.content.present import present
from blog.content.registry import Collection, registry
from blog.content.selection import selection
from blog.content.states import clone, read_states
from blog.content.versions import AUTOSAVE, act
from blog.db import db, in_transaction, transaction
from blog.models.record import PUBLISHED


def key_of(collection: Collection) -> uuid.UUID:
    """The id of a global's only row: the same on every machine, so that two first saves cannot make two."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"global:{collection.slug}")


def read_global(
    slug: str,
    *,
    actor: Actor,
    depth: int = 1,
    select: Select = None,
    populate: Mapping[str, Any] | None = None,
    draft: bool = False,
) -> dict[str, Any]:
    """A global, with its defaults where it was never saved. Raises Forbidden.

    What everybody sees is remembered until any document changes; each caller gets a copy of their own."""
    collection = registry.globals[slug]
    collection.access.require("read", actor)
    if actor.id is not None or draft or select or populate or in_transaction():
        return _read(collection, actor, depth, select, populate, draft)
    tags = [*registry.collections, slug]
    made = remember(
        f"global:{slug}:{actor.role}:{depth}", tags, lambda: _read(collection, actor, depth, None, None, False)
    )
    return clone(made)


def _read(
    collection: Collection,
    actor: Actor,
    depth: int,
    select: Select,
    populate: Mapping[str, Any] | None,
    draft: bool,
) -> dict[str, Any]:
    row = db.session.get(collection.model, key_of(collection)) or _empty(collection)
    wanted = selection(collection, select)
    state = read_states(collection, [row], collection.fields)[0]
    if draft and collection.access.allows("update", actor):
        state = with_working_copy(collection, row, state)
    doc = present(collection, [state], actor, wanted)[0]
    Populator(registry, actor, populate).run(collection, [doc], depth)
    return {**doc, "globalType": collection.slug}


def _empty(collection: Collection) -> Any:
    row = collection.model(id=key_of(collection), status=PUBLISHED)
    for field in collection.content_fields:
        if field.default is not None and field.attr:
            setattr(row, field.attr, clone(field.default))
    return row


def update_global(
    slug: str,
    data: Mapping[str, Any],
    *,
    actor: Actor,
    draft: bool = False,
    autosave: bool = False,
    if_match: int | None = None,
    depth: int = 1,
    select: Select = None,
    populate: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Change a global; a group keeps what is not named. Raises Forbidden, Invalid, Conflict."""
    collection = registry.globals[slug]
    # A global is always there for its readers, so a status that a client sends back as it got it says nothing.
    sent = {name: value for name, value in data.items() if name not in ("globalType", "status", "_status")}
    event = Event(collection, "update", actor, data=sent, draft=draft)
    with reporting(event), transaction():
        event.run("before_operation")
        collection.access.require("update", actor)
        act(actor)
        _make_sure_of(collection)
        write = load(collection, key_of(collection), actor, "update", if_match=if_match)
        event.original, event.id, write.event = write.event.original, write.event.id, event
        write.reason = AUTOSAVE if autosave and draft else "save"
        changes = save(write, draft=draft or autosave)
        return {**answer(write, Answer(depth, select, populate), changes), "globalType": slug}


def _make_sure_of(collection: Collection) -> None:
    """Add a global's row if it was never saved, once, however many save it first at the same moment."""
    key, session = key_of(collection), db.session()
    if session.get(collection.model, key) is not None:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.select(sa.func.pg_advisory_xact_lock(key.int % 2**63)))
        if session.get(collection.model, key) is not None:
            return
    row = _empty(collection)
    row.published_at = now()
    session.add(row)
    session.flush()
