"""What happens to a whole document: publish, unpublish, trash, restore, delete, duplicate, and doing so later."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from blog.content.access import Actor
from blog.content.changes import announce
from blog.content.events import Event
from blog.content.indexing import forget
from blog.content.operations.failing import reporting
from blog.content.operations.reading import Select, find_by_id
from blog.content.operations.saving import Answer, Write, answer, load, note, store, title_of
from blog.content.operations.writing import create, save, set_trashed
from blog.content.registry import Collection, registry
from blog.content.selection import selection
from blog.content.states import State
from blog.content.uses import forget_uses
from blog.content.versions import purge
from blog.db import db, transaction
from blog.errors import Forbidden, Invalid, Problem
from blog.models.record import DRAFT, PUBLISHED

Id = str | uuid.UUID
#: How long the shortest columns for titles and addresses are; a copy's name must fit, too.
LONGEST_NAME = 255


def publish(
    slug: str, id: Id, *, actor: Actor, reason: str = "publish", depth: int = 1, select: Select = None,
    populate: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Make the working copy, or the draft, what readers see, all at once. Raises Invalid if it is not complete."""
    return _with_status(slug, id, actor, PUBLISHED, reason, Answer(depth, select, populate))


def unpublish(
    slug: str, id: Id, *, actor: Actor, reason: str = "unpublish", depth: int = 1, select: Select = None,
    populate: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Take a document from readers. What was published stays as a version."""
    return _with_status(slug, id, actor, DRAFT, reason, Answer(depth, select, populate))


def _with_status(slug: str, id_: Id, actor: Actor, status: str, reason: str, shown: Answer) -> dict[str, Any]:
    collection = _drafted(slug)
    event = Event(collection, "publish" if status == PUBLISHED else "unpublish", actor, data={"status": status})
    with reporting(event), transaction():
        event.run("before_operation")
        collection.access.require("publish", actor)
        write = load(collection, id_, actor, "update")
        event.original, event.id, write.event, write.reason = write.event.original, write.event.id, event, reason
        event.context["reason"] = reason
        changes = save(write, draft=False)
        return answer(write, shown, changes)


def _drafted(slug: str) -> Collection:
    collection = registry[slug]
    if not collection.drafts:
        raise Forbidden(f"{collection.plural} are neither drafted nor published.")
    return collection


def trash(slug: str, id: Id, *, actor: Actor, depth: int = 1) -> dict[str, Any]:
    """Put a document in the trash: readers are told that it is gone, its status is kept."""
    return _move(slug, id, actor, True, depth)


def restore(slug: str, id: Id, *, actor: Actor, depth: int = 1) -> dict[str, Any]:
    """Take a document out of the trash, with the status it had."""
    return _move(slug, id, actor, False, depth)


def _move(slug: str, id_: Id, actor: Actor, trashed: bool, depth: int) -> dict[str, Any]:
    collection = _drafted(slug)
    event = Event(collection, "trash" if trashed else "restore", actor)
    with reporting(event), transaction():
        event.run("before_operation")
        write = load(collection, id_, actor, "delete")
        event.original, event.id, write.event, write.reason = (
            write.event.original,
            write.event.id,
            event,
            event.operation,
        )
        set_trashed(write, trashed)
        if event.context.get("trash"):
            store(write, {}, draft=write.edits)
        return answer(write, Answer(depth), {"deletedAt": write.row.deleted_at})


def delete(
    slug: str, id: Id, *, actor: Actor, if_match: int | None = None, trash: bool = True, depth: int = 1,
    select: Select = None, populate: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Delete a document for good, with its versions. Returns it as it was. Raises NotFound, Forbidden, Conflict."""
    collection = registry.collections[slug]
    wanted = selection(collection, select)
    event = Event(collection, "delete", actor, id=str(id))
    with reporting(event), transaction():
        event.run("before_operation")
        write = load(collection, id, actor, "delete", if_match=if_match, trash=trash)
        event.original, event.values, write.event = write.event.original, write.live, event
        event.doc = find_by_id(slug, id, actor=actor, depth=depth, populate=populate, trash=True)
        event.run("before_delete")
        _remove(write)
        event.run("after_delete")
        event.run("after_operation")
        event.tell_watchers()
        return wanted.cut(event.doc)


def _remove(write: Write) -> None:
    collection, row, actor = write.collection, write.row, write.event.actor
    title = title_of(collection, row)
    # A plain statement: Continuum would note a version of the deletion, and no version outlives its document.
    db.session.execute(sa.delete(collection.model).where(collection.model.id == row.id))
    if collection.drafts:
        purge(collection, row.id)
    if row.id == actor.id:
        actor = replace(actor, id=None)  # an account that deletes itself cannot be pointed to any more
    forget(collection, row)
    forget_uses(collection, row.id)
    note(collection, actor, "delete", str(row.id), title)
    announce(collection.slug, str(row.id))
    db.session.expunge(row)


def duplicate(
    slug: str,
    id: Id,
    *,
    actor: Actor,
    data: Mapping[str, Any] | None = None,
    depth: int = 1,
    select: Select = None,
    populate: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A copy of what its authors see, as a draft under a name of its own; `data` is put over it.

    Raises NotFound, Forbidden, Invalid."""
    collection = registry.collections[slug]
    doc = find_by_id(slug, id, actor=actor, depth=0, draft=True)
    if slug == "media":
        raise Invalid([Problem("file", "A file is not copied. Upload it again, or use the one there is.", "File")])
    names = [f.name for f in collection.content_fields if not f.read_only and f.kind != "password"]
    copy: State = {name: doc[name] for name in names if name in doc}
    if collection.drafts:
        copy.pop("publishedAt", None)
    for f in collection.fields:
        if f.unique and isinstance(copy.get(f.name), str) and copy[f.name]:
            copy[f.name] = _free(collection, f, copy[f.name][: LONGEST_NAME - 15])
    if collection.title in copy and not collection.by_name[collection.title].unique:
        copy[collection.title] = f"{str(copy[collection.title])[: LONGEST_NAME - 7]} - Copy"
    shown = {"depth": depth, "select": select, "populate": populate}
    return create(slug, {**copy, **(data or {})}, actor=actor, draft=True, **shown)


def _free(collection: Collection, field: Any, value: str) -> str:
    column = getattr(collection.model, field.attr)
    taken = set(db.session.scalars(sa.select(column).where(column.startswith(value, autoescape=True))))
    name, number = f"{value}-copy", 2
    while name in taken:
        name, number = f"{value}-copy-{number}", number + 1
    return name
