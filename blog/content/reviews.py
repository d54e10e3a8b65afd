"""Asking for a review: whoever may change a document asks, and whoever may publish it approves or returns it.

A request is for one version. Approving publishes that version and no edit that was made since.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa

from blog.clock import now
from blog.content.access import Actor
from blog.content.events import Event
from blog.content.operations.saving import load, note, title_of
from blog.content.operations.scheduling import newest_version, publish_version
from blog.content.people import names_of
from blog.content.registry import Collection, registry
from blog.content.review_mails import ABLE, tell
from blog.db import db, transaction
from blog.errors import Forbidden, Invalid, NotFound, Problem
from blog.models import DocumentVersion, ReviewRequest, User
from blog.models.record import PUBLISHED
from blog.models.review import APPROVED, RETURNED, WAITING, WITHDRAWN

Id = str | uuid.UUID
LONGEST_NOTE = 2000
MOST_REVIEWERS = 50
MOST_WAITING = 500


def may_ask(collection: Collection, actor: Actor) -> bool:
    """Whether this person may ask for reviews of such documents: whoever may change them."""
    return collection.drafts and not collection.single and actor.id is not None and _may(collection, "update", actor)


def may_decide(collection: Collection, actor: Actor) -> bool:
    """Whether this person may approve and return such documents: whoever may publish them."""
    return collection.drafts and not collection.single and _may(collection, "publish", actor)


def _may(collection: Collection, action: str, actor: Actor) -> bool:
    return collection.access.allows(action, actor)


def ask(slug: str, id: Id, *, actor: Actor, note: str = "", reviewer: str = "") -> dict[str, Any]:
    """Ask for a review of what is saved now, of everybody who may publish or of one `reviewer`, who get a mail.

    A request that is open takes its end. Returns the request. Raises NotFound, Forbidden, Invalid."""
    collection = registry[slug]
    if not may_ask(collection, actor):
        raise Forbidden
    with transaction() as session:
        write = load(collection, id, actor, "update")
        if write.row.deleted_at is not None:
            raise Forbidden("This document is in the trash. Take it out before asking for a review.")
        if write.is_published and not write.edits:
            raise Invalid([Problem("", "Readers see all of this already: there is nothing to review.")])
        _close(slug, write.row.id, actor, WITHDRAWN)
        version = newest_version(collection, write.row.id)
        row = ReviewRequest(
            id=uuid.uuid4(),
            collection=slug,
            document_id=write.row.id,
            version_id=version.id if version else None,
            revision=write.row.revision,
            asked_by=actor.id,
            reviewer_id=_reviewer(collection, reviewer),
            note=_words(note),
            state=WAITING,
            is_open=True,
            asked_at=now(),
        )
        session.add(row)
        session.flush()
        _log(collection, actor, "ask-review", write.row)
        tell(row, "asked")
        return _as_document(row, names_of([str(actor.id), reviewer]))


def withdraw(slug: str, id: Id, *, actor: Actor) -> None:
    """Take a request back: whoever asked, and whoever may publish. Raises NotFound and Forbidden."""
    collection = registry[slug]
    with transaction():
        write = load(collection, id, actor, "update")
        row = _open(slug, write.row.id)
        if row is None:
            raise NotFound
        if row.asked_by != actor.id and not may_decide(collection, actor):
            raise Forbidden("Only who asked for a review can take it back.")
        _end(row, actor, WITHDRAWN)
        _log(collection, actor, "withdraw-review", write.row)


def approve(slug: str, id: Id, request: Id, *, actor: Actor, note: str = "") -> bool:
    """Publish exactly what was asked for; what was edited since goes on as edits, which the answer tells.

    Raises NotFound, Forbidden, and Invalid where the document is not complete or the request is not open any more."""
    collection = registry[slug]
    with transaction():
        collection.access.require("publish", actor)
        write = load(collection, id, actor, "update")
        row = _waiting(slug, write.row.id, request)
        edited = row.revision != write.row.revision
        if edited and (row.version_id is None or db.session.get(DocumentVersion, row.version_id) is None):
            raise Invalid([Problem("", "The version that was asked for is not kept any more. Ask for it once more.")])
        _end(row, actor, APPROVED, note)
        _log(collection, actor, "approve-review", write.row)
        publish_version(slug, id, row.version_id if edited else None, actor=actor)
        tell(row, "approved")
        return edited


def send_back(slug: str, id: Id, request: Id, *, actor: Actor, note: str) -> None:
    """Return a document with a note that says what is missing. Raises NotFound, Forbidden, Invalid."""
    collection = registry[slug]
    collection.access.require("publish", actor)
    if not _words(note):
        raise Invalid([Problem("answer", "Say what is missing, so that the next version can be better.", "Note")])
    with transaction():
        write = load(collection, id, actor, "update")
        row = _waiting(slug, write.row.id, request)
        _end(row, actor, RETURNED, note)
        row.is_open = True
        _log(collection, actor, "return-review", write.row)
        tell(row, "returned")


def find_open(slug: str, id: Id, *, actor: Actor) -> dict[str, Any] | None:
    """The request of a document that waits or was returned and is not settled; None if there is none.

    `edited` says whether the document was saved since. Raises Forbidden."""
    collection = registry[slug]
    collection.access.require("versions", actor)
    row = _open(slug, uuid.UUID(str(id)))
    if row is None:
        return None
    revision = db.session.scalar(sa.select(collection.model.revision).where(collection.model.id == row.document_id))
    names = names_of(str(person) for person in (row.asked_by, row.reviewer_id, row.decided_by) if person)
    return _as_document(row, names) | {"edited": revision != row.revision}


def find_all_open(*, actor: Actor, limit: int = 20) -> list[dict[str, Any]]:
    """What concerns this person: what waits for whoever may publish, and what they asked for themselves, waiting or
    returned; what names them first, then the longest waiting. One statement, and one for the names."""
    seen = [c for c in registry.collections.values() if c.drafts and _may(c, "versions", actor)]
    decided = [c.slug for c in seen if may_decide(c, actor)]
    mine = sa.and_(ReviewRequest.asked_by == actor.id, ReviewRequest.collection.in_([c.slug for c in seen]))
    waiting = sa.and_(ReviewRequest.state == WAITING, ReviewRequest.collection.in_(decided))
    first = sa.case((ReviewRequest.reviewer_id == actor.id, 0), else_=1)
    query = sa.select(ReviewRequest).where(ReviewRequest.is_open, sa.or_(mine, waiting))
    rows = list(db.session.scalars(query.order_by(first, ReviewRequest.asked_at).limit(limit)))
    names = names_of(str(person) for row in rows for person in (row.asked_by, row.decided_by) if person)
    return [_as_document(row, names) for row in rows]


def waiting_ids(slug: str, *, actor: Actor) -> list[str]:
    """The ids of the documents of a collection that wait for a review, the longest waiting first. Raises Forbidden."""
    registry[slug].access.require("versions", actor)
    query = sa.select(ReviewRequest.document_id).where(_is_waiting(slug)).order_by(ReviewRequest.asked_at)
    return [str(id_) for id_ in db.session.scalars(query.limit(MOST_WAITING))]


def waiting_among(slug: str, ids: list[str], *, actor: Actor) -> set[str]:
    """Which of these documents wait for a review; one statement, and none for who may not see versions."""
    if not ids or not _may(registry[slug], "versions", actor):
        return set()
    keys = [uuid.UUID(id_) for id_ in ids]
    query = sa.select(ReviewRequest.document_id).where(_is_waiting(slug), ReviewRequest.document_id.in_(keys))
    return {str(id_) for id_ in db.session.scalars(query)}


def reviewers(collection: Collection) -> dict[str, str]:
    """The names of those who may publish such documents, by id, as they stand in bylines."""
    rows = db.session.execute(
        sa.select(User.id, User.name, User.slug).where(*ABLE).order_by(User.name, User.id).limit(MOST_REVIEWERS * 4)
        .where(User.role.in_(_deciding_roles(collection)))
    )  # fmt: skip
    return {str(id_): name or slug for id_, name, slug in rows.all()[:MOST_REVIEWERS]}


def _deciding_roles(collection: Collection) -> list[str]:
    roles = db.session.scalars(sa.select(User.role).distinct())
    return [role for role in roles if may_decide(collection, Actor(uuid.UUID(int=0), role))]


def settle(event: Event) -> None:
    """A watcher that ends requests as their documents are published, trashed or deleted: nothing is left to review."""
    if not event.id or not event.collection.drafts or event.collection.single:
        return
    key = uuid.UUID(event.id)
    if event.operation == "delete":
        about = ReviewRequest.collection == event.collection.slug, ReviewRequest.document_id == key
        db.session.execute(sa.delete(ReviewRequest).where(*about))
    elif event.context.get("trash") == "trash":
        _close(event.collection.slug, key, event.actor, WITHDRAWN)
    elif event.operation != "create" and event.values.get("status") == PUBLISHED:
        approves = event.actor.is_system or may_decide(event.collection, event.actor)
        _close(event.collection.slug, key, event.actor, APPROVED if approves else WITHDRAWN)


registry.watch(settle)


def _close(slug: str, key: uuid.UUID, actor: Actor, state: str) -> None:
    """End the open request of a document, if there is one; what was returned keeps saying so."""
    row = _open(slug, key)
    if row is None:
        return
    if row.state == RETURNED:
        row.is_open = False
        return
    _end(row, actor, state)
    if state == APPROVED:
        tell(row, "approved")


def _end(row: ReviewRequest, actor: Actor, state: str, words: str = "") -> None:
    row.state, row.is_open, row.answer = state, False, _words(words)
    row.decided_by, row.decided_at = actor.id, now()
    db.session.flush()


def _open(slug: str, key: uuid.UUID) -> ReviewRequest | None:
    about = ReviewRequest.collection == slug, ReviewRequest.document_id == key, ReviewRequest.is_open
    return db.session.scalar(sa.select(ReviewRequest).where(*about))


def _waiting(slug: str, key: uuid.UUID, request: Id) -> ReviewRequest:
    """The request that somebody decides about. Raises Invalid if it is not the one that waits now."""
    row = _open(slug, key)
    if row is None or row.state != WAITING or str(row.id) != str(request):
        raise Invalid([Problem("", "This request does not wait any more. Look at what there is now.")])
    return row


def _is_waiting(slug: str) -> sa.ColumnElement[bool]:
    return sa.and_(ReviewRequest.collection == slug, ReviewRequest.is_open, ReviewRequest.state == WAITING)


def _reviewer(collection: Collection, chosen: str) -> uuid.UUID | None:
    if not chosen:
        return None
    if chosen not in reviewers(collection):
        raise Invalid([Problem("reviewer", "Choose somebody who may publish this.", "Reviewer")])
    return uuid.UUID(chosen)


def _words(text: str) -> str:
    """A note as it can be stored and shown."""
    kept = "".join(sign for sign in text.replace("\r\n", "\n") if sign.isprintable() or sign == "\n")
    return kept.strip()[:LONGEST_NOTE]


def _log(collection: Collection, actor: Actor, action: str, row: Any) -> None:
    note(collection, actor, action, str(row.id), title_of(collection, row))


def _as_document(row: ReviewRequest, names: dict[str, str]) -> dict[str, Any]:
    def person(id_: uuid.UUID | None) -> dict[str, str] | None:
        return {"id": str(id_), "name": names.get(str(id_), "")} if id_ else None

    return {
        "id": str(row.id),
        "collection": row.collection,
        "document": str(row.document_id),
        "version": str(row.version_id) if row.version_id else None,
        "state": row.state,
        "note": row.note,
        "by": person(row.asked_by),
        "reviewer": person(row.reviewer_id),
        "askedAt": row.asked_at,
        "decidedBy": person(row.decided_by),
        "answer": row.answer,
        "decidedAt": row.decided_at,
    }
