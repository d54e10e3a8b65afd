"""A worker of its own process, for tests that kill it: `python -m tests.jobs.worker_process FOLDER DATABASE_URL LEASE`.

Its jobs write what they do to FOLDER/log, one line for each beginning and end. With the word `die` for a lease it does
no jobs, but enqueues one and kills itself as soon as that is committed.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
import time
from pathlib import Path

from flask import Flask

from blog import create_app
from blog.config import load_settings
from blog.db import transaction
from blog.jobs import Runner, enqueue, job


def note(folder: str, *words: object) -> None:
    """Append one line in one write, so that the lines of several processes do not mix."""
    descriptor = os.open(Path(folder) / "log", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(descriptor, (" ".join(map(str, words)) + "\n").encode())
    os.close(descriptor)


@job("test.slow")
def slow(folder: str, number: int, seconds: float) -> None:
    note(folder, "begin", number, os.getpid())
    time.sleep(seconds)
    note(folder, "end", number, os.getpid())


def enqueue_and_die(app: Flask, folder: str) -> None:
    with app.app_context():
        with transaction():
            enqueue("test.slow", folder=folder, number=0, seconds=0)
        os.kill(os.getpid(), signal.SIGKILL)


def main(folder: str, url: str, lease: str) -> None:
    app = create_app(load_settings({"DATABASE_URL": url}, folder))
    if lease == "die":
        enqueue_and_die(app, folder)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    runner = Runner(app, lease=dt.timedelta(seconds=float(lease)), pause=0.1).start()
    note(folder, "ready", 0, os.getpid())
    signal.sigwait([signal.SIGTERM])
    runner.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
