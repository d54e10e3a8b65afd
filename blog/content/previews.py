"""Documents before readers see them: shown to whoever holds a ticket, which staff make and can take back.

Only the one document is shown with its unpublished edits. What it points to is shown as everybody may see it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import current_app

from blog.auth import previews as tickets
from blog.auth.previews import Ticket
from blog.clock import now
from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM, Actor
from blog.content.events import Event
from blog.content.operations.reading import Question, with_working_copy
from blog.content.operations.saving import note
from blog.content.people import names_of
from blog.content.populate import Populator
from blog.content.present import present
from blog.content.registry import Collection, registry
from blog.content.selection import selection
from blog.content.states import read_states
from blog.db import db, transaction
from blog.errors import Forbidden, Invalid, NotFound, Problem
from blog.models import PreviewLink, User
from blog.models.record import PUBLISHED

#: How long the address is good that an author's own preview opens at. It is made anew with every save.
OWN_LIFE = dt.timedelta(hours=1)
#: For how many days a link may be given away.
DAYS = (1, 7, 30)
MOST_LINKS = 20
#: What there is to say of a document: never published, published with edits that are not, for later, as readers see it.
NEW, EDITED, LATER, SEEN = "new", "edited", "later", "seen"


@dataclass(frozen=True)
class Preview:
    """A document as it would be published now. `planned` is when readers will see it, where that is certain."""

    collection: str
    doc: dict[str, Any]
    state: str
    until: dt.datetime
    is_own: bool
    planned: dt.datetime | None


def has_previews(collection: Collection) -> bool:
    """Whether documents of this collection have pages, and are drafted before they have them."""
    return collection.drafts and not collection.single and bool(collection.address)


def may_share(collection: Collection, actor: Actor) -> bool:
    """Whether this person may give links away: whoever may change the documents."""
    return has_previews(collection) and _reads_drafts(collection, actor) and collection.access.allows("update", actor)


def own_preview(slug: str, id: str | uuid.UUID, *, actor: Actor) -> str:
    """The path of a preview for this person's own eyes, good for an hour. Raises NotFound and Forbidden."""
    _title(slug, id, actor)
    return _path(Ticket(slug, str(id), str(actor.id), now() + OWN_LIFE))


def share(slug: str, id: str | uuid.UUID, *, actor: Actor, days: int) -> dict[str, Any]:
    """Make a link for people without an account, good for 1, 7 or 30 days: `{id, path, by, createdAt, expiresAt}`.

    Raises NotFound, Forbidden, Invalid."""
    title = _shared_title(slug, id, actor)
    if days not in DAYS:
        raise Invalid([Problem("days", "A link lasts 1, 7 or 30 days.", "Good for")])
    with transaction() as session:
        session.execute(sa.delete(PreviewLink).where(PreviewLink.expires_at <= now()))
        if len(_links(slug, id)) >= MOST_LINKS:
            raise Invalid([Problem("days", f"A document has at most {MOST_LINKS} links. Take one back.", "Good for")])
        row = PreviewLink(
            id=uuid.uuid4(),
            collection=slug,
            document_id=uuid.UUID(str(id)),
            made_by=actor.id,
            created_at=now(),
            expires_at=now() + dt.timedelta(days=days),
        )
        session.add(row)
        note(registry[slug], actor, "share-preview", str(id), title)
        return _as_document(row, {str(actor.id): actor.name})


def shared(slug: str, id: str | uuid.UUID, *, actor: Actor) -> list[dict[str, Any]]:
    """The links to a document that are good now, the newest first, as `share` gives them. Raises Forbidden."""
    if not may_share(registry[slug], actor):
        raise Forbidden
    rows = _links(slug, id)
    names = names_of(str(row.made_by) for row in rows)
    return [_as_document(row, names) for row in rows]


def take_back(slug: str, id: str | uuid.UUID, link: str | uuid.UUID, *, actor: Actor) -> None:
    """End a link to a document, whoever made it. Raises NotFound and Forbidden."""
    title = _shared_title(slug, id, actor)
    chosen = PreviewLink.id == link, PreviewLink.collection == slug, PreviewLink.document_id == id
    with transaction() as session:
        if not session.execute(sa.delete(PreviewLink).where(*chosen)).rowcount:
            raise NotFound
        note(registry[slug], actor, "unshare-preview", str(id), title)


def open_preview(token: str) -> Preview | None:
    """What the token in an address shows; None if it is forged, over or taken back, if its document is in the trash
    or gone, or if whoever made it may not see drafts any more."""
    ticket = tickets.read(current_app.config["SECRET_KEY"], token)
    if ticket is None or ticket.collection not in registry.collections:
        return None
    collection = registry.collections[ticket.collection]
    if not has_previews(collection) or not _is_good(ticket, collection):
        return None
    question = Question(collection, SYSTEM, {"id": {"equals": ticket.document}}, draft=True, trash=False)
    wanted = selection(collection, None)
    row = db.session.scalar(question.rows(wanted))
    if row is None:
        return None
    state = with_working_copy(collection, row, read_states(collection, [row], collection.fields)[0])
    docs = present(collection, [state], ANONYMOUS, wanted)
    Populator(registry, ANONYMOUS).run(collection, docs, 1)
    said, planned = _state(collection, row)
    return Preview(collection.slug, docs[0], said, ticket.until, not ticket.link, planned)


def end_links(event: Event) -> None:
    """A watcher that ends the links to a document as it is trashed or deleted; restoring it brings none back."""
    if event.id and (event.operation == "delete" or event.context.get("trash") == "trash"):
        chosen = PreviewLink.collection == event.collection.slug, PreviewLink.document_id == uuid.UUID(event.id)
        statement = sa.delete(PreviewLink).where(*chosen)
        db.session.execute(statement.execution_options(synchronize_session=False))


registry.watch(end_links)


def _reads_drafts(collection: Collection, actor: Actor) -> bool:
    return actor.id is not None and collection.access.verdict("read", actor) is True


def _title(slug: str, id_: str | uuid.UUID, actor: Actor) -> str:
    """The title of a document whose drafts this person may read and that is not in the trash."""
    collection = registry[slug]
    if not has_previews(collection) or not _reads_drafts(collection, actor):
        raise Forbidden
    doc = operations.find_by_id(slug, id_, actor=actor, depth=0, draft=True, select=(collection.title,))
    return str(doc.get(collection.title) or "")[:255]


def _shared_title(slug: str, id_: str | uuid.UUID, actor: Actor) -> str:
    if not may_share(registry[slug], actor):
        raise Forbidden
    return _title(slug, id_, actor)


def _links(slug: str, id_: str | uuid.UUID) -> list[PreviewLink]:
    query = sa.select(PreviewLink).where(
        PreviewLink.collection == slug,
        PreviewLink.document_id == uuid.UUID(str(id_)),
        PreviewLink.expires_at > now(),
    )
    return list(db.session.scalars(query.order_by(PreviewLink.created_at.desc(), PreviewLink.id)))


def _as_document(row: PreviewLink, names: dict[str, str]) -> dict[str, Any]:
    person = str(row.made_by)
    return {
        "id": str(row.id),
        "path": _path(Ticket(row.collection, str(row.document_id), person, row.expires_at, str(row.id))),
        "by": names.get(person, ""),
        "createdAt": row.created_at,
        "expiresAt": row.expires_at,
    }


def _path(ticket: Ticket) -> str:
    return f"/preview/{tickets.seal(current_app.config['SECRET_KEY'], ticket)}"


def _is_good(ticket: Ticket, collection: Collection) -> bool:
    """Whether the ticket's link still stands, and whether its maker may still see what it shows."""
    query = sa.select(User).where(User.id == uuid.UUID(ticket.person))
    if ticket.link:
        link = sa.and_(PreviewLink.id == uuid.UUID(ticket.link), PreviewLink.expires_at > now())
        query = query.join(PreviewLink, PreviewLink.made_by == User.id).where(link)
    user = db.session.scalar(query)
    return user is not None and _reads_drafts(collection, Actor(user.id, user.role, user.name or user.email))


def _state(collection: Collection, row: Any) -> tuple[str, dt.datetime | None]:
    appears = getattr(row, "published_at", None)
    if row.status == PUBLISHED and not row.draft:
        return (LATER, appears) if appears and appears > now() else (SEEN, None)
    planned = operations.scheduled(collection.slug, row.id, actor=SYSTEM)
    at = next((each["at"] for each in planned if each["action"] == "publish" and not each["failed"]), None)
    hidden = row.status != PUBLISHED or (appears is not None and appears > now())
    return NEW if hidden else EDITED, at
