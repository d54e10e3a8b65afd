"""The mails about reviews: to those who may publish when somebody asks, and to whoever asked when it is decided."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import current_app

from blog import mail
from blog.auth import sign_in
from blog.clock import now
from blog.content.access import Actor
from blog.content.operations.saving import title_of
from blog.content.people import names_of
from blog.content.registry import registry
from blog.db import db
from blog.jobs import enqueue, job
from blog.models import ReviewRequest, User
from blog.models.review import WAITING, WITHDRAWN

KIND = "review.mail"
MOST_MAILS = 50
#: How often at most somebody gets a mail that asks about the same document, unless they returned it.
PAUSE = timedelta(hours=1)
#: Who can sign in: invitations that nobody took have no password yet.
ABLE = (User.password.startswith("$"),)
SUBJECTS = {
    "asked": "Waiting for your review: {title}",
    "approved": "Published: {title}",
    "returned": "Returned to you: {title}",
}
SENTENCES = {
    "asked": "{by} asks you to look at “{title}” before it is published.",
    "approved": "{by} approved “{title}”. Readers can see it now, or from the time that it is published for.",
    "returned": "{by} looked at “{title}” and returned it to you.",
}


def tell(request: ReviewRequest, what: str) -> None:
    """Have everybody whom it concerns told by mail, with the current transaction: `asked`, `approved` or `returned`.

    Who was asked about the document within the last hour already is told when that is over, if it still waits then."""
    before = _asked_lately(request) if what == "asked" else {}
    for person in _recipients(request, what):
        last = max((at for whom, at in before.items() if whom in (None, person)), default=None)
        enqueue(
            KIND,
            run_at=last and last + PAUSE,
            unique_key=f"review:{request.document_id}:{person}" if what == "asked" else None,
            request=str(request.id),
            to=str(person),
            what=what,
        )


def _asked_lately(request: ReviewRequest) -> dict[uuid.UUID | None, datetime]:
    """When the document was last asked about and nobody answered, by whom it was asked of; None is everybody."""
    asked = (
        sa.select(ReviewRequest.reviewer_id, sa.func.max(ReviewRequest.asked_at))
        .where(ReviewRequest.document_id == request.document_id, ReviewRequest.collection == request.collection)
        .where(ReviewRequest.state == WITHDRAWN, ReviewRequest.asked_at > now() - PAUSE)
        .group_by(ReviewRequest.reviewer_id)
    )
    return dict(db.session.execute(asked).all())


def _recipients(request: ReviewRequest, what: str) -> list[uuid.UUID]:
    if what != "asked":
        known = request.asked_by is not None and request.asked_by != request.decided_by
        return [request.asked_by] if known and request.asked_by else []
    if request.reviewer_id:
        return [request.reviewer_id]
    access = registry[request.collection].access
    people = db.session.execute(sa.select(User.id, User.role).where(*ABLE, sign_in.is_open()).order_by(User.id))
    able = [id_ for id_, role in people if id_ != request.asked_by and access.allows("publish", Actor(id_, role))]
    return able[:MOST_MAILS]


@job(KIND)
def send_mail(request: str, to: str, what: str) -> None:
    """Send one of the mails, unless the request, the document or the person is gone by now, or nothing waits for them
    any more; what was asked for again meanwhile is told instead."""
    row, user = db.session.get(ReviewRequest, uuid.UUID(request)), db.session.get(User, uuid.UUID(to))
    if row is not None and user is not None and what == "asked":
        row = _waiting_for(user, row)
    collection = registry[row.collection] if row else None
    document = db.session.get(collection.model, row.document_id) if row and collection else None
    if row is None or collection is None or document is None or user is None:
        return
    settings = current_app.extensions["settings"]
    title = " ".join((title_of(collection, document) or collection.singular).split())
    person = row.asked_by if what == "asked" else row.decided_by
    by = names_of([str(person)]).get(str(person)) if person else None
    words = row.note if what == "asked" else row.answer
    parts = [SENTENCES[what].format(by=by or "The site", title=title)]
    parts += [f"{by or 'The note'} wrote:\n\n{words}"] if words else []
    parts.append(f"{settings.site_url.rstrip('/')}/admin/{row.collection}/{row.document_id}")
    subject = SUBJECTS[what].format(title=title)[:200]
    mail.send(mail.Message(to=(user.email,), subject=subject, text="\n\n".join(parts) + "\n"), settings)


def _waiting_for(user: User, request: ReviewRequest) -> ReviewRequest | None:
    """The request about the same document that waits for this person now."""
    query = sa.select(ReviewRequest).where(
        ReviewRequest.collection == request.collection,
        ReviewRequest.document_id == request.document_id,
        ReviewRequest.is_open,
        ReviewRequest.state == WAITING,
    )
    row = db.session.scalar(query)
    is_asked = row is not None and row.asked_by != user.id and row.reviewer_id in (None, user.id)
    return row if is_asked else None
