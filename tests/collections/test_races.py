"""What two people do at the same moment, where each step alone would be right."""

from __future__ import annotations

import contextlib
import hashlib
import threading

import pytest

from blog import media as tool
from blog.collections import media, taxonomy
from blog.collections.renditions import delete_files, provide
from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.content.uploads import Upload
from blog.db import in_transaction, lock
from blog.errors import Forbidden, Invalid
from tests.collections.test_media import key, picture
from tests.content.documents import make
from tests.content.test_concurrency import at_once


@pytest.fixture
def together(monkeypatch):
    """Makes two threads answer from a function at the same moment, unless one of them is kept from getting there."""

    def meet(module, name):
        gate, answer = threading.Barrier(2, timeout=2), getattr(module, name)

        def answer_together(*args, **kwargs):
            found = answer(*args, **kwargs)
            with contextlib.suppress(threading.BrokenBarrierError):
                gate.wait()
            return found

        monkeypatch.setattr(module, name, answer_together)

    return meet


@pytest.mark.sqlite_only
def test_a_lock_outside_a_transaction_is_refused(app):
    with pytest.raises(RuntimeError):
        lock("anything")


@pytest.mark.parametrize("leave", [
    lambda person: operations.update("users", person.id, {"role": "user"}, actor=SYSTEM),
    lambda person: operations.delete("users", person.id, actor=SYSTEM),
])  # fmt: skip
def test_the_last_two_administrators_cannot_leave_at_once(app, people, together, leave):
    operations.update("users", people.ed.id, {"role": "admin"}, actor=SYSTEM)
    together(operations, "count")
    errors = at_once(app, lambda number: leave((people.ada, people.ed)[number]), writers=2)
    assert [type(error) for error in errors] == [Forbidden]
    assert operations.count("users", actor=SYSTEM, where={"role": {"equals": "admin"}}) == 1


def test_two_moves_at_once_make_no_circle(app, together):
    a, b = (make("categories", title=title)["id"] for title in "AB")
    c, d = make("categories", title="C", parent=a)["id"], make("categories", title="D", parent=b)["id"]
    together(taxonomy, "_breadcrumbs")
    moves = ((a, d), (b, c))

    def move(number: int) -> None:
        moved, parent = moves[number]
        operations.update("categories", moved, {"parent": parent}, actor=SYSTEM)

    errors = at_once(app, move, writers=2)
    assert [type(error) for error in errors] == [Invalid]
    docs = operations.find("categories", actor=SYSTEM, depth=0).docs
    assert sorted(len(doc["breadcrumbs"]) for doc in docs) == [1, 2, 3, 4]


def upload(data: bytes) -> dict:
    return operations.create("media", {"alt": "A harbour"}, actor=SYSTEM, file=Upload("harbour.png", data))


def test_a_file_that_comes_again_while_a_job_deletes_it_stays(app, monkeypatch):
    data, free_name = picture(), media.free_name
    stored, deleted = threading.Event(), threading.Event()

    def wait(*args):
        stored.set()
        deleted.wait(2)
        return free_name(*args)

    def delete() -> None:
        assert stored.wait(10)
        delete_files(hashlib.sha256(data).hexdigest())
        deleted.set()

    monkeypatch.setattr(media, "free_name", wait)
    assert not at_once(app, lambda number: delete() if number else upload(data), writers=2)
    doc = operations.find("media", actor=SYSTEM).docs[0]
    assert provide(key(doc["url"]))


def test_a_file_that_is_deleted_between_storing_and_noting_it_is_stored_again(app, monkeypatch):
    storage = app.extensions["storage"]
    put, data = storage.put, picture()

    def put_and_lose(*args):
        put(*args)
        if not in_transaction():
            delete_files(hashlib.sha256(data).hexdigest())

    monkeypatch.setattr(storage, "put", put_and_lose)
    assert provide(key(upload(data)["url"]))


def test_nobody_waits_while_a_file_is_decoded(app, monkeypatch):
    seen = []
    for name in ("inspect", "public_copy", "placeholder"):
        work = getattr(tool, name)
        spy = lambda *args, work=work, **options: seen.append(in_transaction()) or work(*args, **options)  # noqa: E731
        monkeypatch.setattr(tool, name, spy)
    doc = upload(picture())
    operations.update("media", doc["id"], {}, actor=SYSTEM, file=Upload("other.png", picture(colour="red")))
    assert seen == [False] * 6


def test_who_may_not_upload_has_nothing_decoded(app, people, monkeypatch):
    monkeypatch.setattr(tool, "inspect", None)
    for actor in (ANONYMOUS, people.uma.actor):
        with pytest.raises(Forbidden):
            operations.create("media", {"alt": "x"}, actor=actor, file=Upload("harbour.png", picture()))
