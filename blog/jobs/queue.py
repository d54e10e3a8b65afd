"""The job table: put in with the caller's transaction, leased, given back, kept when it failed for good.

A job whose process dies keeps its row; the lease runs out and the next process takes it.
"""

from __future__ import annotations

import datetime as dt
import random
import threading
import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from blog.clock import now
from blog.db import db, on_commit, transaction
from blog.jobs.kinds import KINDS, kind
from blog.models.job import Job

WAITING, RUNNING, FAILED, DONE = "waiting", "running", "failed", "done"
FIRST_PAUSE, LONGEST_PAUSE = 10.0, 3600.0
DONE_KEPT = dt.timedelta(days=7)
ERROR_LENGTH = 2000
LONGEST_KEY = 200
HELD = "held:"

#: Set after a commit that enqueued something, for the runners of this process.
fresh = threading.Event()


@dataclass(frozen=True)
class Lease:
    """One job in the hands of one worker, for one attempt."""

    id: uuid.UUID
    kind: str
    args: dict[str, Any]
    worker: str
    attempt: int
    last: bool
    unique_key: str | None


def enqueue(
    kind_name: str, /, *, run_at: dt.datetime | None = None, unique_key: str | None = None, **args: Any
) -> None:
    """Add a job to the current transaction; while one with the same key waits, this is one and the same job.

    UnknownKind if nobody registered the kind; ValueError for a key over 200 characters; RuntimeError outside a
    transaction()."""
    if unique_key and len(unique_key) > LONGEST_KEY:
        raise ValueError(f"The key of a job has at most {LONGEST_KEY} characters.")
    on_commit(fresh.set)
    moment = now()
    row = {
        "id": uuid.uuid4(),
        "kind": kind_name,
        "args": args,
        "run_at": run_at or moment,
        "attempts": 0,
        "max_attempts": kind(kind_name).attempts,
        "unique_key": unique_key,
        "state": WAITING,
        "created_at": moment,
        "updated_at": moment,
    }
    dialect = postgresql if _is_postgresql() else sqlite
    statement = dialect.insert(Job).values(row)
    # The update locks the waiting row until this commit, so that it cannot be run on what was there before.
    db.session.execute(
        statement.on_conflict_do_update(index_elements=[Job.unique_key], set_={"updated_at": moment})
        if unique_key
        else statement
    )


def cancel(unique_key: str) -> bool:
    """Take back the waiting job with this key, within the current transaction; false if there is none."""
    return db.session.execute(sa.delete(Job).where(Job.unique_key == unique_key, Job.state == WAITING)).rowcount > 0


def pending(kind_name: str) -> list[dict[str, Any]]:
    """The arguments of the jobs of this kind that wait or run."""
    query = sa.select(Job.args).where(Job.kind == kind_name, Job.state.in_((WAITING, RUNNING)))
    return list(db.session.scalars(query))


def retry(job_id: uuid.UUID | str) -> bool:
    """Let a job that failed for good begin again, within the current transaction; false if it is not a failed one."""
    on_commit(fresh.set)
    change = {"state": WAITING, "attempts": 0, "run_at": now(), "finished_at": None, "updated_at": now()}
    return db.session.execute(sa.update(Job).where(Job.id == job_id, Job.state == FAILED).values(change)).rowcount > 0


def claim(worker: str, lease: dt.timedelta) -> Lease | None:
    """Lease the job that is due longest, if any; no two workers get the same one."""
    # Looking first takes no write lock; most wake-ups find nothing.
    found = db.session.scalar(_due().limit(1))
    if found is None:
        return None
    with transaction() as session:
        due = session.execute(_due(Job.unique_key).limit(1).with_for_update(skip_locked=True)).first()
        if due is None:
            return None
        key = due.unique_key
        row = session.execute(
            sa.update(Job)
            .where(Job.id == due.id)
            .values(
                state=RUNNING,
                attempts=Job.attempts + 1,
                leased_until=now() + lease,
                leased_by=worker,
                # Whoever enqueues the same key from now on gets a job of their own: this one may have read already.
                unique_key=key if key is None or key.startswith(HELD) else f"{HELD}{due.id}:{key}",
                updated_at=now(),
            )
            .returning(Job.id, Job.kind, Job.args, Job.attempts, Job.max_attempts, Job.unique_key)
            .execution_options(synchronize_session=False)
        ).one()
    return Lease(row.id, row.kind, row.args, worker, row.attempts, row.attempts >= row.max_attempts, row.unique_key)


def extend(held: Lease, lease: dt.timedelta) -> bool:
    """Keep a job for longer; false if it has been given to somebody else."""
    with transaction() as session:
        return session.execute(_held(held).values(leased_until=now() + lease)).rowcount == 1


def finish(held: Lease) -> bool:
    """Note that a job is done; false if it has been given to somebody else meanwhile."""
    return _end(held, state=DONE, error=None, finished_at=now(), unique_key=None)


def fail(held: Lease, error: str) -> bool:
    """Note what went wrong: the job waits for its next attempt, or stays failed after its last one."""
    error = error[:ERROR_LENGTH]
    if held.last:
        return _end(held, state=FAILED, error=error, finished_at=now(), unique_key=None)
    again = {"state": WAITING, "error": error, "run_at": now() + pause(held.attempt)}
    try:
        return _end(held, **again, unique_key=_free_key(held))
    except IntegrityError:
        # Somebody enqueued the same key between the look and the write.
        return _end(held, **again, unique_key=held.unique_key)


def bury() -> int:
    """Fail the jobs whose last attempt ended with the process that ran it; returns how many there were."""
    lost = (Job.state == RUNNING, Job.leased_until < now(), Job.attempts >= Job.max_attempts)
    if db.session.scalar(sa.select(Job.id).where(*lost).limit(1)) is None:
        return 0
    change = {
        "state": FAILED,
        "error": "The process that ran this job ended before the job did, at its last attempt.",
        "finished_at": now(),
        "unique_key": None,
        "leased_by": None,
    }
    with transaction() as session:
        return session.execute(sa.update(Job).where(*lost).values(change)).rowcount


def tidy() -> int:
    """Delete the jobs that were done more than a week ago; returns how many there were."""
    with transaction() as session:
        return session.execute(sa.delete(Job).where(Job.state == DONE, Job.finished_at < now() - DONE_KEPT)).rowcount


def overdue(after: dt.timedelta = dt.timedelta(minutes=5)) -> int:
    """How many jobs should have begun this long ago and have not."""
    return db.session.scalar(
        sa.select(sa.func.count()).select_from(Job).where(Job.state == WAITING, Job.run_at < now() - after)
    )


def count_failed() -> int:
    """How many jobs failed for good and are still kept."""
    return db.session.scalar(sa.select(sa.func.count()).select_from(Job).where(Job.state == FAILED))


def pause(attempt: int) -> dt.timedelta:
    """How long to wait after this attempt: doubling up to an hour, scattered so that failures do not march in step."""
    seconds = min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE)
    return dt.timedelta(seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311 - no secret


def _due(*more: Any) -> sa.Select:
    moment = now()
    return (
        sa.select(Job.id, *more)
        .where(
            Job.kind.in_(sorted(KINDS)),
            Job.attempts < Job.max_attempts,
            sa.or_(
                sa.and_(Job.state == WAITING, Job.run_at <= moment),
                sa.and_(Job.state == RUNNING, Job.leased_until < moment),
            ),
        )
        .order_by(Job.run_at, Job.id)
    )


def _held(held: Lease) -> sa.Update:
    return (
        sa.update(Job)
        .where(
            Job.id == held.id,
            Job.state == RUNNING,
            Job.leased_by == held.worker,
            Job.attempts == held.attempt,
        )
        .execution_options(synchronize_session=False)
    )


def _end(held: Lease, **change: Any) -> bool:
    with transaction() as session:
        change |= {"leased_until": None, "leased_by": None, "updated_at": now()}
        return session.execute(_held(held).values(change)).rowcount == 1


def _free_key(held: Lease) -> str | None:
    """The key the job had while it waited, unless another one waits under it by now."""
    if held.unique_key is None:
        return None
    key = held.unique_key.removeprefix(f"{HELD}{held.id}:")
    taken = db.session.scalar(sa.select(Job.id).where(Job.unique_key == key).limit(1))
    return held.unique_key if taken else key


def _is_postgresql() -> bool:
    return db.session.get_bind().dialect.name == "postgresql"
