"""What two people do at the same moment, where each step alone would be right."""

from __future__ import annotations

import time

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import lock
from blog.errors import Forbidden
from tests.content.test_concurrency import at_once


@pytest.fixture
def slowly(monkeypatch):
    """Makes a function take its time after it has answered, so that others come in between."""

    def slow(module, name):
        answer = getattr(module, name)

        def answer_and_wait(*args, **kwargs):
            found = answer(*args, **kwargs)
            time.sleep(0.3)
            return found

        monkeypatch.setattr(module, name, answer_and_wait)

    return slow


@pytest.mark.sqlite_only
def test_a_lock_outside_a_transaction_is_refused(app):
    with pytest.raises(RuntimeError):
        lock("anything")


@pytest.mark.parametrize("leave", [
    lambda person: operations.update("users", person.id, {"role": "user"}, actor=SYSTEM),
    lambda person: operations.delete("users", person.id, actor=SYSTEM),
])  # fmt: skip
def test_the_last_two_administrators_cannot_leave_at_once(app, people, slowly, leave):
    operations.update("users", people.ed.id, {"role": "admin"}, actor=SYSTEM)
    slowly(operations, "count")
    errors = at_once(app, lambda number: leave((people.ada, people.ed)[number]), writers=2)
    assert [type(error) for error in errors] == [Forbidden]
    assert operations.count("users", actor=SYSTEM, where={"role": {"equals": "admin"}}) == 1
