"""The mails about reviews: to those who may publish when somebody asks, and to whoever asked when it is decided."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from flask import current_app

from blog import mail
from blog.auth import sign_in
from blog.content.access import Actor
from blog.content.operations.saving import title_of
from blog.content.people import names_of
from blog.content.registry import registry
from blog.db import db
from blog.jobs import enqueue, job
from blog.models import ReviewRequest, User

KIND = "review.mail"
MOST_MAILS = 50
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
    """Have everybody whom it concerns told by mail, with the current transaction: `asked`, `approved` or `returned`."""
    for person in _recipients(request, what):
        enqueue(KIND, request=str(request.id), to=str(person), what=what)


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
    """Send one of the mails, unless the request, the document or the person is gone by now."""
    row, user = db.session.get(ReviewRequest, uuid.UUID(request)), db.session.get(User, uuid.UUID(to))
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
