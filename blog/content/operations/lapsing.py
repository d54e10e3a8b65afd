"""When what is scheduled for a document lapses: somebody did by hand what was to happen, or something newer since.

Knows nothing of how a schedule is set or carried out.
"""

from __future__ import annotations

import uuid

import sqlalchemy as sa

from blog.content.events import Event
from blog.content.registry import Collection, registry
from blog.content.versions import SCHEDULE, versions_of
from blog.db import db
from blog.jobs import cancel
from blog.jobs.queue import FAILED
from blog.models import DocumentVersion, Job
from blog.models.record import PUBLISHED

ACTIONS = ("publish", "unpublish")
#: The reason of what is done by a schedule itself.
REASON = "schedule"


def key_of(slug: str, id_: str | uuid.UUID, action: str) -> str:
    """The key under which a schedule waits: there is one of each action for a document."""
    return f"schedule:{action}:{slug}:{id_}"


def lapse(event: Event) -> None:
    """A watcher that takes back schedules as people overtake them.

    Publishing, by an approval too, ends the one to publish; taking from readers ends both, and so do the trash and
    deleting. A change to what readers see ends one that would publish older content over it, not one that takes what
    is saved by then. What a schedule itself does ends none: one may publish and the next one take back."""
    if not event.id or not event.collection.drafts or event.operation == "create":
        return
    slug, id_ = event.collection.slug, str(uuid.UUID(event.id))
    if event.operation == "delete" or event.context.get("trash") == "trash":
        _forget(slug, id_)
    elif event.context.get("reason") == REASON:
        return
    elif event.context.get("published"):
        cancel(key_of(slug, id_, "publish"))
    elif event.live_before.get("status") == PUBLISHED != event.live.get("status"):
        for action in ACTIONS:
            cancel(key_of(slug, id_, action))
    elif event.live.get("status") == PUBLISHED and event.live.get("revisedAt") != event.live_before.get("revisedAt"):
        _cancel_older(key_of(slug, id_, "publish"))


registry.watch(lapse)


def _forget(slug: str, id_: str) -> None:
    """Take back what waits for a document, and the word of what failed: nobody can choose another time for it."""
    for action in ACTIONS:
        cancel(key_of(slug, id_, action))
    failed = (Job.kind == SCHEDULE, Job.state == FAILED)
    jobs = db.session.execute(sa.select(Job.id, Job.args).where(*failed)).all()
    lost = [job.id for job in jobs if (job.args["slug"], job.args["id"]) == (slug, id_)]
    if lost:
        db.session.execute(sa.delete(Job).where(Job.id.in_(lost), *failed))


def _cancel_older(key: str) -> None:
    args = db.session.scalar(sa.select(Job.args).where(Job.unique_key == key))
    if args and args.get("version"):
        cancel(key)


def is_overtaken(collection: Collection, version: DocumentVersion) -> bool:
    """Whether somebody published something newer than a version, by hand."""
    newer = versions_of(collection, version.document_id).where(
        DocumentVersion.transaction_id > version.transaction_id,
        DocumentVersion.is_published,
        DocumentVersion.reason != REASON,
    )
    return bool(db.session.scalar(sa.select(newer.exists())))
