"""Creating and updating documents: what readers see, drafts, working copies and autosaves (design, section 4)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from blog.clock import now
from blog.content.access import Actor
from blog.content.events import Event
from blog.content.operations.failing import reporting
from blog.content.operations.saving import (
    Answer,
    Write,
    answer,
    change_hooks,
    check,
    load,
    require_complete,
    require_unique,
    store,
    without_lost,
)
from blog.content.registry import Collection, registry
from blog.content.states import State
from blog.content.uploads import Upload
from blog.content.versions import AUTOSAVE, act
from blog.db import db, transaction
from blog.errors import Forbidden, Invalid, Problem
from blog.models.record import DRAFT, PUBLISHED


def create(
    slug: str,
    data: Mapping[str, Any],
    *,
    actor: Actor,
    draft: bool = False,
    file: Upload | None = None,
    reason: str = "save",
    depth: int = 1,
    select: Any = None,
    populate: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A new document. A draft may lack what is required; a document created as published is published.

    Raises Forbidden and Invalid."""
    collection = registry.collections[slug]
    event = Event(collection, "create", actor, data=dict(data), draft=draft, file=file)
    with reporting(event), transaction():
        event.run("before_operation")
        collection.access.require("create", actor)
        act(actor)
        status = wanted_status(collection, event.data) or DRAFT
        if status == PUBLISHED:
            collection.access.require("publish", actor)
        event.run("before_validate")
        changes = check(event, {}, action="create", create=True)
        write = Write(event, collection.model(id=uuid.uuid4()), reason=reason)
        changes = change_hooks(write, changes)
        _stamp(collection, write.row, data, changes, status, actor)
        if not (collection.drafts and draft and status == DRAFT):
            require_complete(collection, changes)
        require_unique(collection, write.row.id, changes)
        db.session.add(write.row)
        with db.session.no_autoflush:
            complete = {f.name: changes.get(f.name) for f in collection.content_fields}
            event.id = str(write.row.id)
            store(write, complete)
        return answer(write, Answer(depth, select, populate), changes)


def wanted_status(collection: Collection, data: dict[str, Any]) -> str | None:
    """The status that the data asks for, under either name. Raises Invalid."""
    if not collection.drafts:
        return None
    given = data.pop("_status", None) or data.get("status")
    data.pop("status", None)
    if given not in (None, DRAFT, PUBLISHED):
        raise Invalid([Problem("status", f"This must be one of: {DRAFT}, {PUBLISHED}.", "Status")])
    return given


def _stamp(
    collection: Collection, row: Any, data: Mapping[str, Any], changes: State, status: str, actor: Actor
) -> None:
    """Status and dates of a new row. The site itself may say when something was made, as imports do."""
    if collection.drafts:
        row.status = status
        if status == PUBLISHED and not changes.get("publishedAt"):
            changes["publishedAt"] = now()
    row.created_at = row.updated_at = now()
    row.revision = 1
    if actor.is_system:
        row.created_at = data.get("createdAt") or row.created_at
        row.updated_at = data.get("updatedAt") or row.updated_at
    if collection.drafts:
        row.revised_at = row.updated_at


def update(
    slug: str,
    id: str | uuid.UUID,
    data: Mapping[str, Any],
    *,
    actor: Actor,
    draft: bool = False,
    autosave: bool = False,
    if_match: int | None = None,
    trash: bool = True,
    file: Upload | None = None,
    reason: str = "save",
    depth: int = 1,
    select: Any = None,
    populate: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Change a document.

    With `draft`, or by someone who may not publish, a published document gets a working copy and readers see nothing
    of it. Without, what readers see changes, and the status only if it was sent. `autosave` takes the place of its
    author's last autosave. A value for `deletedAt` puts the document in the trash, None takes it out;
    without `trash`, what is in it is not there. Raises NotFound, Forbidden, Invalid, Conflict."""
    collection = registry[slug]
    event = Event(collection, "update", actor, data=dict(data), draft=draft, file=file, id=str(id))
    with reporting(event), transaction():
        event.run("before_operation")
        write = load(collection, id, actor, "update", if_match=if_match, trash=trash)
        event.original, write.event = write.event.original, event
        write.reason = AUTOSAVE if autosave and draft else reason
        if collection.drafts and "deletedAt" in event.data:
            set_trashed(write, bool(event.data.pop("deletedAt")))
        changes = save(write, draft=draft or autosave)
        return answer(write, Answer(depth, select, populate), changes)


def set_trashed(write: Write, trashed: bool) -> None:
    """Put the row in the trash or take it out, keeping its status."""
    write.collection.access.require("delete", write.event.actor)
    if trashed != (write.row.deleted_at is not None):
        write.row.deleted_at = now() if trashed else None
        write.event.context["trash"] = "trash" if trashed else "restore"


def save(write: Write, *, draft: bool) -> State:
    """Check the event's data and store it where it belongs. Returns the changes.

    An unchanged save stores nothing and makes no version."""
    event, collection = write.event, write.collection
    status = wanted_status(collection, event.data)
    event.run("before_validate")
    if status == PUBLISHED:
        return _publish(write, was_asked=not write.is_published)
    if status == DRAFT and write.is_published and not draft:
        return _unpublish(write)
    if write.is_published and (draft or not collection.access.allows("publish", event.actor)):
        return _edit(write)
    # What only moves into the trash or out of it may be as unfinished as it was.
    return _save_live(write, complete=write.is_published or not (draft or "trash" in event.context))


def _edit(write: Write) -> State:
    """Save to the working copy of a published document; readers see nothing of it."""
    write.event.draft = True
    changes = change_hooks(write, check(write.event, write.effective, action="update"))
    require_unique(write.collection, write.row.id, changes)
    edits = {name: value for name, value in (write.edits | changes).items() if value != write.live.get(name)}
    if edits == write.edits and "trash" not in write.event.context:
        return {}
    store(write, {}, draft=edits)
    return changes


def _save_live(write: Write, *, complete: bool) -> State:
    """Save to the row itself. The working copy gets the same, so that publishing it later undoes nothing."""
    changes = check(write.event, write.live, action="update")
    given = set(write.event.data)
    changes = without_lost(write.collection, change_hooks(write, changes))
    edits = {name: value for name, value in write.edits.items() if name not in given and name not in changes}
    if complete or not write.collection.drafts:
        require_complete(write.collection, write.live | changes)
    require_unique(write.collection, write.row.id, changes)
    if not changes and edits == write.edits and not write.event.context.get("trash"):
        return {}
    if write.event.context.get("trash"):
        write.reason = write.event.context["trash"]
    store(write, changes, draft=edits)
    return changes


def _publish(write: Write, *, was_asked: bool) -> State:
    """Make the whole content, with what was sent over it, what readers see."""
    event, collection = write.event, write.collection
    collection.access.require("publish", event.actor)
    if event.context.get("trash") != "restore" and write.row.deleted_at is not None:
        raise Forbidden("This document is in the trash. Take it out before publishing it.")
    changes = change_hooks(write, check(event, write.effective, action="update"))
    content = without_lost(collection, write.edits | changes)
    if not content.get("publishedAt") and not write.live.get("publishedAt"):
        content["publishedAt"] = now()
    require_complete(collection, write.live | content)
    require_unique(collection, write.row.id, content)
    content = {name: value for name, value in content.items() if value != write.live.get(name)}
    event.context["published"] = True
    if not content and not was_asked and not write.edits:
        return {}
    if was_asked or write.edits:
        write.reason = "publish" if write.reason == "save" else write.reason
    write.row.status = PUBLISHED
    store(write, content, draft=event.context.get("later"), is_draft=False)
    return content


def _unpublish(write: Write) -> State:
    """Take a document from readers; its working copy becomes its content."""
    event, collection = write.event, write.collection
    collection.access.require("publish", event.actor)
    changes = change_hooks(write, check(event, write.effective, action="update"))
    content = without_lost(collection, write.edits | changes)
    require_unique(collection, write.row.id, content)
    write.row.status = DRAFT
    write.reason = "unpublish" if write.reason == "save" else write.reason
    store(write, content)
    return content
