"""The job table: what a job is, when it runs, how often, and what its key means."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from blog.clock import now
from blog.db import db, transaction
from blog.jobs import (
    Runner,
    UnknownKind,
    cancel,
    count_failed,
    enqueue,
    job,
    kinds,
    overdue,
    queue,
    retry,
    run_due,
)
from blog.models import Job

done: list[object] = []


@pytest.fixture(autouse=True)
def _some_kinds() -> Iterator[None]:
    """Kinds that note what they do, and one that fails; gone after the test."""
    before = dict(kinds.KINDS)
    done.clear()
    job("test.note")(lambda **args: done.append(args))
    job("test.fail", attempts=3)(_fail)
    yield
    kinds.KINDS.clear()
    kinds.KINDS.update(before)


def _fail() -> None:
    raise RuntimeError("the printer is on fire")


def put(kind: str, **args: object) -> None:
    with transaction():
        enqueue(kind, **args)


def rows() -> list[Job]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(Job).order_by(Job.created_at, Job.id)))


def hasten() -> None:
    """Let everything that waits be due."""
    with transaction() as session:
        session.execute(sa.update(Job).values(run_at=now() - dt.timedelta(seconds=1)))


def test_a_job_is_done_once_with_its_arguments(app: Flask) -> None:
    put("test.note", n=1, text="ü", parts=["a", None])
    assert run_due() == 1
    assert run_due() == 0
    assert done == [{"n": 1, "text": "ü", "parts": ["a", None]}]
    assert rows()[0].state == "done"


def test_a_job_of_a_transaction_that_fails_never_was(app: Flask) -> None:
    def fail() -> None:
        with transaction():
            enqueue("test.note")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert rows() == []


def test_a_job_outside_a_transaction_is_refused(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        enqueue("test.note")


def test_a_job_of_an_unknown_kind_is_refused(app: Flask) -> None:
    with pytest.raises(UnknownKind, match=r"test\.unknown"):
        put("test.unknown")


def test_a_kind_of_newer_code_waits_for_a_worker_that_knows_it(app: Flask) -> None:
    put("test.note")
    del kinds.KINDS["test.note"]
    assert run_due() == 0
    assert rows()[0].state == "waiting"


def test_a_kind_has_one_function(app: Flask) -> None:
    with pytest.raises(ValueError, match="registered already"):
        job("test.note")(_fail)


def test_a_job_waits_for_its_time(app: Flask) -> None:
    put("test.note", run_at=now() + dt.timedelta(minutes=5))
    assert run_due() == 0
    hasten()
    assert run_due() == 1


def test_jobs_are_done_in_the_order_of_their_times(app: Flask) -> None:
    for minutes in (1, 3, 2):
        put("test.note", run_at=now() - dt.timedelta(minutes=minutes), n=minutes)
    run_due()
    assert done == [{"n": 3}, {"n": 2}, {"n": 1}]


def test_a_limit_leaves_the_rest(app: Flask) -> None:
    for n in range(3):
        put("test.note", n=n)
    assert run_due(limit=2) == 2
    assert len(done) == 2


def test_a_failure_is_kept_and_tried_again_later_each_time(app: Flask) -> None:
    put("test.fail")
    waits = []
    for _ in range(2):
        run_due()
        (row,) = rows()
        assert row.state == "waiting"
        assert row.error == "RuntimeError: the printer is on fire"
        waits.append((row.run_at - now()).total_seconds())
        hasten()
    assert 7 < waits[0] < 13
    assert 15 < waits[1] < 25


def test_after_its_last_attempt_a_job_stays_failed_and_visible(app: Flask) -> None:
    put("test.fail")
    for _ in range(4):
        run_due()
        hasten()
    (row,) = rows()
    assert (row.state, row.attempts, row.error) == ("failed", 3, "RuntimeError: the printer is on fire")
    assert row.finished_at is not None
    assert count_failed() == 1


def test_a_failed_job_can_begin_again(app: Flask) -> None:
    put("test.fail")
    for _ in range(3):
        run_due()
        hasten()
    (row,) = rows()
    with transaction():
        assert retry(row.id)
    assert (rows()[0].state, rows()[0].attempts) == ("waiting", 0)
    with transaction():
        assert not retry(row.id)


def test_the_pause_doubles_up_to_an_hour() -> None:
    seconds = [queue.pause(attempt).total_seconds() for attempt in (1, 4, 30)]
    assert 8 <= seconds[0] <= 12
    assert 64 <= seconds[1] <= 96
    assert 2880 <= seconds[2] <= 4320


def test_a_failing_job_keeps_none_of_its_own_writes(app: Flask) -> None:
    def half_done() -> None:
        with transaction():
            enqueue("test.note", n=1)
            raise RuntimeError("no")

    job("test.half")(half_done)
    put("test.half")
    run_due()
    assert [row.kind for row in rows()] == ["test.half"]


def test_two_waiting_jobs_with_one_key_are_one(app: Flask) -> None:
    put("test.note", unique_key="a", n=1)
    put("test.note", unique_key="a", n=2)
    put("test.note", unique_key="b", n=3)
    run_due()
    assert sorted(args["n"] for args in done) == [1, 3]


def test_a_key_is_free_again_once_its_job_is_done(app: Flask) -> None:
    for n in (1, 2):
        put("test.note", unique_key="a", n=n)
        run_due()
    assert done == [{"n": 1}, {"n": 2}]


def test_a_key_is_free_while_its_job_runs(app: Flask) -> None:
    """The running one may have read what was there before; the change that came meanwhile needs one of its own."""
    job("test.again")(lambda n: (done.append(n), n == 1 and put("test.again", unique_key="a", n=2)))
    put("test.again", unique_key="a", n=1)
    assert run_due() == 2
    assert done == [1, 2]


def test_a_job_that_will_be_tried_again_has_its_key_back(app: Flask) -> None:
    put("test.fail", unique_key="a")
    run_due()
    put("test.fail", unique_key="a")
    assert len(rows()) == 1


def test_a_key_that_was_taken_meanwhile_stays_with_the_newer_job(app: Flask) -> None:
    def fail_late() -> None:
        put("test.note", unique_key="a")
        raise RuntimeError("no")

    job("test.late")(fail_late)
    put("test.late", unique_key="a")
    run_due(limit=1)
    assert sorted((row.kind, row.state) for row in rows()) == [("test.late", "waiting"), ("test.note", "waiting")]
    assert [row.kind for row in rows() if row.unique_key == "a"] == ["test.note"]


def test_a_waiting_job_can_be_taken_back_by_its_key(app: Flask) -> None:
    put("test.note", unique_key="a")
    with transaction():
        assert cancel("a")
        assert not cancel("a")
    assert run_due() == 0


def test_a_key_that_is_too_long_is_refused(app: Flask) -> None:
    with pytest.raises(ValueError, match="200"):
        put("test.note", unique_key="x" * 201)


def test_a_lease_that_ran_out_is_taken_over_and_its_holder_told(app: Flask) -> None:
    put("test.note")
    slow = queue.claim("slow", dt.timedelta(seconds=-1))
    quick = queue.claim("quick", dt.timedelta(minutes=1))
    assert (slow.id, quick.attempt) == (quick.id, 2)
    assert not queue.extend(slow, dt.timedelta(minutes=1))
    assert not queue.finish(slow)
    assert not queue.fail(slow, "late")
    assert queue.finish(quick)
    assert rows()[0].state == "done"


def test_a_job_that_ends_its_process_each_time_is_failed_at_last(app: Flask) -> None:
    put("test.fail")
    for _ in range(3):
        assert queue.claim("doomed", dt.timedelta(seconds=-1))
    assert queue.claim("doomed", dt.timedelta(seconds=-1)) is None
    assert queue.bury() == 1
    assert rows()[0].state == "failed"
    assert "ended before the job did" in rows()[0].error


def test_overdue_jobs_are_counted(app: Flask) -> None:
    put("test.note", run_at=now() - dt.timedelta(minutes=10))
    put("test.note")
    assert overdue() == 1


def test_done_jobs_are_deleted_after_a_week_and_failed_ones_stay(app: Flask) -> None:
    put("test.note")
    put("test.fail")
    run_due()
    with transaction() as session:
        session.execute(sa.update(Job).where(Job.kind == "test.fail").values(state="failed"))
        session.execute(sa.update(Job).values(finished_at=now() - dt.timedelta(days=8)))
    assert queue.tidy() == 1
    assert [row.kind for row in rows()] == ["test.fail"]


def test_a_runner_does_a_job_at_once_after_its_commit(app: Flask) -> None:
    runner = Runner(app, pause=30).start()
    try:
        time.sleep(0.3)
        began = time.monotonic()
        put("test.note", n=1)
        while not done and time.monotonic() - began < 10:
            time.sleep(0.01)
        assert done == [{"n": 1}]
        assert time.monotonic() - began < 5
    finally:
        assert runner.stop(10)


def test_a_runner_outlives_a_database_that_is_away(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([sa.exc.OperationalError("SELECT", {}, Exception("gone"))])

    def away_once(*args: object) -> object:
        for error in answers:
            raise error
        return claim(*args)

    claim = queue.claim
    monkeypatch.setattr(queue, "claim", away_once)
    put("test.note", n=1)
    runner = Runner(app, pause=0.05).start()
    began = time.monotonic()
    while not done and time.monotonic() - began < 10:
        time.sleep(0.01)
    assert runner.stop(10)
    assert done == [{"n": 1}]
