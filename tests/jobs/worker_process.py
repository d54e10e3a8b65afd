"""What a process of its own does with jobs, for tests that kill it.

Its jobs write what they do to `log` in the folder they are given, one line for each beginning and end.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
import time
from pathlib import Path

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


def enqueue_and_die(folder: str, url: str) -> None:
    """Be gone as soon as a job is committed."""
    with create_app(load_settings({"DATABASE_URL": url}, folder)).app_context():
        with transaction():
            enqueue("test.slow", folder=folder, number=0, seconds=0)
        os.kill(os.getpid(), signal.SIGKILL)


def work(folder: str, url: str, lease: float) -> None:
    """Do jobs until asked to stop; a job is given to another after `lease` seconds without a sign of life."""
    app = create_app(load_settings({"DATABASE_URL": url}, folder))
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    runner = Runner(app, lease=dt.timedelta(seconds=lease), pause=0.1).start()
    note(folder, "ready", 0, os.getpid())
    signal.sigwait([signal.SIGTERM])
    runner.stop()
