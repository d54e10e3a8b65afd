"""Publishing and unpublishing at a time: the content that was there when the schedule was set."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from blog.clock import now
from blog.content.access import Actor
from blog.content.events import Event
from blog.content.operations.failing import reporting
from blog.content.operations.lapsing import ACTIONS, REASON, is_overtaken, key_of
from blog.content.operations.publishing import unpublish
from blog.content.operations.saving import Answer, Write, answer, load
from blog.content.operations.writing import save
from blog.content.registry import Collection, registry
from blog.content.snapshots import state_at
from blog.content.versions import SCHEDULE, versions_of
from blog.db import db, transaction
from blog.errors import Forbidden, Invalid, NotFound, Problem
from blog.jobs import cancel, enqueue, job
from blog.jobs.queue import FAILED, RUNNING, WAITING
from blog.models import DocumentVersion, Job, User
from blog.models.record import PUBLISHED

FAILURES_SHOWN = timedelta(days=7)
#: A schedule that should have begun this long ago is overdue: nobody does the jobs.
LATE = timedelta(minutes=2)
Id = str | uuid.UUID


def schedule(
    slug: str,
    id: str | uuid.UUID,
    *,
    actor: Actor,
    at: datetime,
    action: str = "publish",
    latest: bool = False,
) -> dict[str, Any]:
    """Have a document published or unpublished at a time, in this person's name; a second call moves the first.

    What is published is what its authors see now, or with `latest` what they will see then. Edits made meanwhile
    become the working copy. It lapses when somebody does it by hand or shows readers something newer. Returns
    `{action, at}`. Raises NotFound, Forbidden, Invalid."""
    collection = registry[slug]
    if action not in ACTIONS:
        raise Invalid([Problem("action", "This must be one of: publish, unpublish.", "Action")])
    if at <= now():
        raise Invalid([Problem("at", "Choose a time that is still to come.", "Time")])
    with transaction():
        collection.access.require("publish", actor)
        write = load(collection, id, actor, "update")
        version = None if latest or action == "unpublish" else newest_version(collection, write.row.id)
        unschedule(slug, write.row.id, actor=actor, action=action)
        enqueue(
            SCHEDULE,
            run_at=at,
            unique_key=key_of(slug, write.row.id, action),
            slug=slug,
            id=str(write.row.id),
            action=action,
            version=str(version.id) if version else None,
            user=str(actor.id) if actor.id else None,
        )
    return {"action": action, "at": at}


def unschedule(slug: str, id: str | uuid.UUID, *, actor: Actor, action: str = "publish") -> bool:
    """Take a schedule back; false if there was none. Raises Forbidden."""
    registry[slug].access.require("publish", actor)
    if action not in ACTIONS:
        return False
    with transaction():
        return cancel(key_of(slug, id, action))


def scheduled(slug: str, id: str | uuid.UUID, *, actor: Actor) -> list[dict[str, Any]]:
    """What is scheduled for a document, the next first, and what failed in the last week and is not scheduled again:
    `{action, at, failed, overdue, latest, version}`. Raises Forbidden."""
    registry[slug].access.require("versions", actor)
    keys = [key_of(slug, id, action) for action in ACTIONS]
    # A job that runs or has failed has given up its key.
    running = sa.and_(Job.kind == SCHEDULE, Job.state.in_((RUNNING, FAILED)), Job.run_at > now() - FAILURES_SHOWN)
    jobs = db.session.scalars(sa.select(Job).where(sa.or_(Job.unique_key.in_(keys), running)).order_by(Job.run_at))
    found = [_plan(j) for j in jobs if (j.args["slug"], j.args["id"]) == (slug, str(id))]
    newest = {(plan["action"], plan["failed"]): plan for plan in found}
    return [
        plan
        for plan in found
        if not plan["failed"] or (newest[plan["action"], True] is plan and (plan["action"], False) not in newest)
    ]


def scheduled_among(slug: str, ids: Iterable[str], *, actor: Actor) -> dict[str, dict[str, Any]]:
    """The next schedule of each of these documents that has one, as `scheduled` gives it; one statement, and none for
    who may not see versions."""
    keys = [key_of(slug, id_, action) for id_ in ids for action in ACTIONS]
    if not keys or not registry[slug].access.allows("versions", actor):
        return {}
    jobs = db.session.scalars(sa.select(Job).where(Job.unique_key.in_(keys)).order_by(Job.run_at.desc()))
    return {job.args["id"]: _plan(job) for job in jobs}


def _plan(job: Job) -> dict[str, Any]:
    return {
        "action": job.args["action"],
        "at": job.run_at,
        "failed": job.state == FAILED,
        "overdue": job.state == WAITING and job.run_at < now() - LATE,
        "latest": job.args["action"] == "publish" and not job.args.get("version"),
        "version": job.args.get("version"),
    }


def upcoming(*, actor: Actor, limit: int = 10) -> list[dict[str, Any]]:
    """What is scheduled for any document that this person may see the versions of, the next first, and what failed in
    the last week: `{collection, id}` with what `scheduled` tells; one statement."""
    slugs = {c.slug for c in registry.collections.values() if c.drafts and c.access.allows("versions", actor)}
    failed = sa.and_(Job.state == FAILED, Job.run_at > now() - FAILURES_SHOWN)
    query = sa.select(Job).where(Job.kind == SCHEDULE, sa.or_(Job.state.in_((WAITING, RUNNING)), failed))
    return [
        {"collection": job.args["slug"], "id": job.args["id"], **_plan(job)}
        for job in db.session.scalars(query.order_by(Job.run_at).limit(limit))
        if job.args["slug"] in slugs
    ]


def newest_version(collection: Collection, document_id: uuid.UUID) -> DocumentVersion | None:
    """The version that holds a document as it is now."""
    query = versions_of(collection, document_id)
    return db.session.scalar(query.order_by(DocumentVersion.transaction_id.desc()).limit(1))


@job(SCHEDULE, attempts=5)
def run_schedule(slug: str, id: str, action: str, version: str | None, user: str | None) -> None:
    """Do what was scheduled, with the rights its author has now, unless there is nothing left to do it to."""
    with transaction():
        collection = registry[slug]
        row = db.session.get(collection.model, uuid.UUID(id), with_for_update={"key_share": True})
        if row is None or row.deleted_at is not None:
            return
        if action == "publish":
            chosen = db.session.get(DocumentVersion, uuid.UUID(version)) if version else None
            if chosen is None or not is_overtaken(collection, chosen):
                publish_version(slug, id, version, actor=_actor(user), reason=REASON)
        elif row.status == PUBLISHED:
            unpublish(slug, id, actor=_actor(user), reason=REASON)


def publish_version(slug: str, id: Id, version: Id | None, *, actor: Actor, reason: str = "publish") -> None:
    """Publish exactly what a version holds, or what is saved now; what was edited since goes on as the working copy.

    Raises NotFound, Forbidden and Invalid."""
    collection = registry[slug]
    event = Event(collection, "publish", actor, data={"status": PUBLISHED}, id=str(id))
    with reporting(event), transaction():
        event.run("before_operation")
        collection.access.require("publish", actor)
        write = load(collection, id, actor, "update")
        event.original, write.event, write.reason = write.event.original, event, reason
        event.context["reason"] = reason
        if version:
            _return_to(write, str(version))
        changes = save(write, draft=False)
        answer(write, Answer(0), changes)


def _return_to(write: Write, version_id: str) -> None:
    """Publish what that version holds; what was edited since goes on as the working copy."""
    collection = write.collection
    version = db.session.get(DocumentVersion, uuid.UUID(version_id))
    if version is None:
        raise NotFound
    content, today = state_at(collection, version), write.effective
    names = [f.name for f in collection.content_fields if f.name in content and f.name != "publishedAt"]
    write.event.context["later"] = {name: today[name] for name in names if today[name] != content[name]}
    write.edits = {name: content[name] for name in names if content[name] != write.live.get(name)}


def _actor(user_id: str | None) -> Actor:
    if user_id is None:
        return Actor(None, "system", "the site")
    user = db.session.get(User, uuid.UUID(user_id))
    if user is None:
        raise Forbidden("The person who set this schedule has no account any more.")
    return Actor(user.id, user.role, user.name or user.email)
