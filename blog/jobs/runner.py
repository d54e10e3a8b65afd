"""Does the jobs that are due: a thread of a web process, or the whole of `blog worker`.

Every job gets an application context of its own, and its lease is kept alive while it runs.
"""

from __future__ import annotations

import atexit
import datetime as dt
import logging
import multiprocessing.util
import os
import random
import socket
import threading
import time
import uuid

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from blog.jobs import kinds, queue
from blog.jobs.queue import Lease

log = logging.getLogger(__name__)

LEASE = dt.timedelta(seconds=60)
PAUSE = 1.0
LONGEST_PAUSE = 30.0
TIDY_EVERY = 3600.0
#: A web process answers its first visitors before it turns to what was left over.
AFTER_START = 2.0


def run_due(limit: int | None = None) -> int:
    """Do the jobs that are due now, at most `limit` of them, and return how many; needs an application context."""
    app, worker, count = current_app._get_current_object(), worker_name(), 0
    while (limit is None or count < limit) and _run_one(app, worker, LEASE):
        count += 1
    return count


def worker_name() -> str:
    """A name no other worker has, for the lease; the machine and process are there for people to read."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


class Runner:
    """A thread that does due jobs until it is stopped; a stop waits for the job in hand."""

    def __init__(
        self, app: Flask, *, lease: dt.timedelta = LEASE, pause: float = PAUSE, first_after: float = 0
    ) -> None:
        self.app = app
        self.first_after = first_after
        self.lease = lease
        self.pause = pause
        self.worker = worker_name()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._tidied = 0.0

    def start(self) -> Runner:
        """Begin; returns the runner itself."""
        self._thread.start()
        return self

    def stop(self, timeout: float | None = None) -> bool:
        """Take no further job and wait for the one in hand; true once the thread has ended."""
        self._stopping.set()
        queue.fresh.set()
        if self._thread.is_alive():
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _work(self) -> None:
        failures = 0
        self._stopping.wait(self.first_after)
        while not self._stopping.is_set():
            queue.fresh.clear()
            try:
                self._tidy()
                while not self._stopping.is_set() and _run_one(self.app, self.worker, self.lease):
                    pass
                failures = 0
            except SQLAlchemyError as error:
                # The database is away: the thread must outlive that, without a line of log every second.
                failures += 1
                log.warning("Jobs wait, because the database does not answer: %s", str(error).splitlines()[0])
            self._wait(min(self.pause * 2**failures, LONGEST_PAUSE))

    def _wait(self, seconds: float) -> None:
        if not self._stopping.is_set():
            queue.fresh.wait(seconds * random.uniform(0.8, 1.2))  # noqa: S311 - no secret

    def _tidy(self) -> None:
        if time.monotonic() - self._tidied < TIDY_EVERY and self._tidied:
            return
        self._tidied = time.monotonic()
        with self.app.app_context():
            queue.tidy()


def start_runner(app: Flask) -> Runner:
    """Start the runner of this web process and stop it when the process ends."""
    runner = Runner(app, first_after=AFTER_START).start()
    # A process made by multiprocessing, as granian's workers are, skips atexit and honours Finalize instead.
    atexit.register(runner.stop)
    multiprocessing.util.Finalize(None, runner.stop, exitpriority=10)
    return runner


def _run_one(app: Flask, worker: str, lease: dt.timedelta) -> bool:
    with app.app_context():
        queue.bury()
        held = queue.claim(worker, lease)
    if held is None:
        return False
    with _Heartbeat(app, held, lease):
        error = _do(app, held)
    with app.app_context():
        kept = queue.finish(held) if error is None else queue.fail(held, error)
    if not kept:
        log.warning("Job %s (%s) outlived its lease and was given to another worker.", held.id, held.kind)
    return True


def _do(app: Flask, held: Lease) -> str | None:
    """Run the job's function; None, or what went wrong as text."""
    try:
        with app.app_context():
            kinds.kind(held.kind).work(**held.args)
    except Exception as error:
        log.warning("Job %s (%s) failed at attempt %s.", held.id, held.kind, held.attempt, exc_info=error)
        return f"{type(error).__name__}: {error}"
    return None


class _Heartbeat:
    """Extends the lease of the job in hand every third of its length."""

    def __init__(self, app: Flask, held: Lease, lease: dt.timedelta) -> None:
        self._app, self._held, self._lease = app, held, lease
        self._over = threading.Event()
        self._timer: threading.Thread | None = None

    def __enter__(self) -> None:
        self._timer = threading.Thread(target=self._beat, name="jobs-heartbeat", daemon=True)
        self._timer.start()

    def __exit__(self, *exception: object) -> None:
        self._over.set()
        self._timer.join()

    def _beat(self) -> None:
        while not self._over.wait(self._lease.total_seconds() / 3):
            try:
                with self._app.app_context():
                    queue.extend(self._held, self._lease)
            except SQLAlchemyError as error:
                log.warning("The lease of job %s could not be extended: %s", self._held.id, error)
