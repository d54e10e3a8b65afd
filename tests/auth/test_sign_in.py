"""Signing in: the right password, the wrong one, and the lock after five of those."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from flask import Flask

from blog.auth import passwords
from blog.auth import sign_in as module
from blog.auth.sign_in import sign_in, unlock
from blog.clock import now
from blog.db import db
from blog.models import User
from tests.auth.guesser import guess_often
from tests.people import PASSWORD, People
from tests.processes import CONTEXT, started

ADA = "ada@example.org"


def stored() -> User:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalar(sa.select(User).where(User.email == ADA))


def guess(times: int) -> None:
    for _ in range(times):
        assert sign_in(ADA, "a wrong password indeed") is None


def test_the_right_password_signs_in_however_the_address_is_written(app: Flask, people: People) -> None:
    assert str(sign_in(" ADA@example.org ", PASSWORD).id) == people.ada.id


def test_a_wrong_password_or_address_does_not(app: Flask, people: People) -> None:
    assert sign_in(ADA, "a wrong password indeed") is None
    assert sign_in("nobody@example.org", PASSWORD) is None
    assert sign_in(ADA, "") is None


def test_four_wrong_passwords_are_forgotten_by_a_right_one(app: Flask, people: People) -> None:
    for _ in range(2):
        guess(4)
        assert sign_in(ADA, PASSWORD) is not None
    assert stored().login_attempts == 0


def test_the_fifth_wrong_password_locks_the_account_against_the_right_one(app: Flask, people: People) -> None:
    guess(5)
    assert sign_in(ADA, PASSWORD) is None
    assert dt.timedelta(minutes=9) < stored().locked_until - now() <= dt.timedelta(minutes=10)


def test_a_lock_ends_by_itself_and_the_count_begins_anew(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    guess(5)
    later = now() + dt.timedelta(minutes=11)
    monkeypatch.setattr(module, "now", lambda: later)
    guess(4)
    assert sign_in(ADA, PASSWORD) is not None


def test_an_account_can_be_unlocked(app: Flask, people: People) -> None:
    guess(5)
    unlock(people.ada.id)
    assert sign_in(ADA, PASSWORD) is not None


def test_nobody_learns_from_the_work_whether_an_address_has_an_account(
    app: Flask, people: People, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    def asked(email: str) -> list[str]:
        with statements() as seen:
            assert sign_in(email, "a wrong password indeed", attempts=2) is None
        return seen

    work = asked("nobody@example.org")
    assert any(statement.startswith("UPDATE") for statement in work)
    counted, locking, locked = (asked(ADA) for _ in range(3))
    assert counted == locking == locked == work
    assert stored().locked_until is not None


def test_guesses_at_the_same_moment_do_not_get_around_the_lock(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []
    verify = passwords.verify_password

    def note(password_hash: str | None, password: str) -> bool:
        if password_hash is not None:
            judged.append(password)
        return verify(password_hash, password)

    monkeypatch.setattr(module, "verify_password", note)

    def one(number: int) -> None:
        with app.app_context():
            sign_in(ADA, f"a wrong password {number}")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(one, range(24)))
    assert len(judged) == 5
    assert stored().locked_until is not None


@pytest.mark.slow
def test_guesses_of_several_processes_are_counted_together(
    app: Flask, people: People, database_url: str, tmp_path: Path
) -> None:
    with started() as start:
        lines = []
        for _ in range(3):
            here, there = CONTEXT.Pipe()
            start(guess_often, database_url, str(tmp_path), ADA, there)
            lines.append(here)
        for line in lines:
            assert line.poll(60)
            assert line.recv() == "ready"
        for line in lines:
            line.send("go")
        for line in lines:
            assert line.poll(60)
        judged = [line.recv() for line in lines]
    assert sum(judged) == 5
    assert sign_in(ADA, PASSWORD) is None


def test_a_hash_with_old_parameters_is_made_again(app: Flask, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stored().password
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert sign_in(ADA, PASSWORD) is not None
    assert stored().password != before
    assert sign_in(ADA, PASSWORD) is not None
