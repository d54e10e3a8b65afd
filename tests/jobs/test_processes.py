"""Jobs over several real processes: none is lost when one is killed, none is done by two at once."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from blog.db import db, transaction
from blog.jobs import enqueue
from blog.models import Job
from tests.jobs import worker_process
from tests.processes import Start, started

pytestmark = pytest.mark.slow
PATIENCE = 60

Work = Callable[..., BaseProcess]


@pytest.fixture
def start() -> Iterator[Start]:
    with started() as start:
        yield start


@pytest.fixture
def work(app: Flask, database_url: str, tmp_path: Path, start: Start) -> Work:
    """Start a worker of its own process, with a lease in seconds."""
    return lambda lease=60.0: start(worker_process.work, str(tmp_path), database_url, lease)


def log(folder: Path) -> list[tuple[str, int, int]]:
    """What the workers wrote: the word, the job's number, the process."""
    path = folder / "log"
    lines = path.read_text().splitlines() if path.exists() else []
    return [(word, int(number), int(process)) for word, number, process in map(str.split, lines)]


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "the workers did not get there"
        time.sleep(0.05)


def put(folder: Path, count: int, seconds: float) -> None:
    assert worker_process.slow
    with transaction():
        for number in range(count):
            enqueue("test.slow", folder=str(folder), number=number, seconds=seconds)


def states() -> Counter:
    db.session.expire_all()
    return Counter(db.session.scalars(sa.select(Job.state)))


def test_a_job_whose_process_is_killed_is_done_by_another(app: Flask, work: Work, tmp_path: Path) -> None:
    put(tmp_path, 1, seconds=3)
    victim = work(lease=2)
    wait_for(lambda: ("begin", 0, victim.pid) in log(tmp_path))
    os.kill(victim.pid, signal.SIGKILL)
    heir = work(lease=2)
    wait_for(lambda: ("end", 0, heir.pid) in log(tmp_path))
    wait_for(lambda: states() == {"done": 1})
    assert [word for word, _, _ in log(tmp_path) if word != "ready"] == ["begin", "begin", "end"]


def test_a_commit_whose_process_is_killed_at_once_keeps_its_job(
    app: Flask, work: Work, start: Start, database_url: str, tmp_path: Path
) -> None:
    dying = start(worker_process.enqueue_and_die, str(tmp_path), database_url)
    dying.join(PATIENCE)
    assert dying.exitcode == -signal.SIGKILL
    assert states() == {"waiting": 1}
    work()
    wait_for(lambda: states() == {"done": 1})


def test_many_jobs_over_three_processes_are_each_done_once(app: Flask, work: Work, tmp_path: Path) -> None:
    workers = [work() for _ in range(3)]
    wait_for(lambda: sum(word == "ready" for word, _, _ in log(tmp_path)) == 3)
    put(tmp_path, 60, seconds=0.02)
    wait_for(lambda: states() == {"done": 60})
    begun = Counter(number for word, number, _ in log(tmp_path) if word == "begin")
    assert begun == dict.fromkeys(range(60), 1)
    assert len({process for word, _, process in log(tmp_path) if word == "begin"}) > 1
    assert len(workers) == 3


def test_a_job_longer_than_its_lease_is_not_given_to_another(app: Flask, work: Work, tmp_path: Path) -> None:
    put(tmp_path, 1, seconds=4)
    work(lease=1)
    work(lease=1)
    wait_for(lambda: states() == {"done": 1})
    assert [word for word, _, _ in log(tmp_path) if word != "ready"] == ["begin", "end"]


def test_a_stop_waits_for_the_job_in_hand_and_takes_no_other(app: Flask, work: Work, tmp_path: Path) -> None:
    put(tmp_path, 2, seconds=3)
    worker = work()
    wait_for(lambda: any(word == "begin" for word, _, _ in log(tmp_path)))
    worker.terminate()
    worker.join(PATIENCE)
    assert worker.exitcode == 0
    assert states() == {"done": 1, "waiting": 1}
