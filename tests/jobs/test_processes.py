"""Jobs over several real processes: none is lost when one is killed, none is done by two at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from blog.db import db, transaction
from blog.jobs import enqueue
from blog.models import Job
from tests.jobs import worker_process
from tests.rules.source import ROOT

pytestmark = pytest.mark.slow
PATIENCE = 60

Start = Callable[..., subprocess.Popen]


@pytest.fixture
def start(app: Flask, database_url: str, tmp_path: Path) -> Iterator[Start]:
    """Start a worker of its own process; all are gone at the end."""
    started: list[subprocess.Popen] = []

    def make(lease: float | str = 60) -> subprocess.Popen:
        command = [sys.executable, "-m", "tests.jobs.worker_process", str(tmp_path), database_url, str(lease)]
        started.append(subprocess.Popen(command, cwd=ROOT))
        return started[-1]

    yield make
    for process in started:
        process.kill()
        process.wait()


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


def test_a_job_whose_process_is_killed_is_done_by_another(app: Flask, start: Start, tmp_path: Path) -> None:
    put(tmp_path, 1, seconds=3)
    victim = start(lease=2)
    wait_for(lambda: ("begin", 0, victim.pid) in log(tmp_path))
    os.kill(victim.pid, signal.SIGKILL)
    heir = start(lease=2)
    wait_for(lambda: ("end", 0, heir.pid) in log(tmp_path))
    wait_for(lambda: states() == {"done": 1})
    assert [word for word, _, _ in log(tmp_path) if word != "ready"] == ["begin", "begin", "end"]


def test_a_commit_whose_process_is_killed_at_once_keeps_its_job(app: Flask, start: Start, tmp_path: Path) -> None:
    dying = start("die")
    assert dying.wait(PATIENCE) == -signal.SIGKILL
    assert states() == {"waiting": 1}
    start()
    wait_for(lambda: states() == {"done": 1})


def test_many_jobs_over_three_processes_are_each_done_once(app: Flask, start: Start, tmp_path: Path) -> None:
    workers = [start() for _ in range(3)]
    wait_for(lambda: sum(word == "ready" for word, _, _ in log(tmp_path)) == 3)
    put(tmp_path, 60, seconds=0.02)
    wait_for(lambda: states() == {"done": 60})
    begun = Counter(number for word, number, _ in log(tmp_path) if word == "begin")
    assert begun == dict.fromkeys(range(60), 1)
    assert len({process for word, _, process in log(tmp_path) if word == "begin"}) > 1
    assert len(workers) == 3


def test_a_job_longer_than_its_lease_is_not_given_to_another(app: Flask, start: Start, tmp_path: Path) -> None:
    put(tmp_path, 1, seconds=4)
    start(lease=1)
    start(lease=1)
    wait_for(lambda: states() == {"done": 1})
    assert [word for word, _, _ in log(tmp_path) if word != "ready"] == ["begin", "end"]


def test_a_stop_waits_for_the_job_in_hand_and_takes_no_other(app: Flask, start: Start, tmp_path: Path) -> None:
    put(tmp_path, 2, seconds=3)
    worker = start()
    wait_for(lambda: any(word == "begin" for word, _, _ in log(tmp_path)))
    worker.terminate()
    assert worker.wait(PATIENCE) == 0
    assert states() == {"done": 1, "waiting": 1}
