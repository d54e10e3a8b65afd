"""Writers at the same time, on both databases: nothing lost, nothing half, no lock that could not be had."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.operations import saving
from blog.content.uploads import Upload
from blog.db import db
from blog.errors import Conflict, Invalid
from tests.content.documents import make, post, text
from tests.media.samples import encoded
from tests.media.samples import picture as drawn

WRITERS = 4
ROUNDS = 5


def at_once(app, work: Callable[[int], None], writers: int = WRITERS) -> list[BaseException]:
    """Run `work(number)` in that many threads that start together; the errors they ended in."""
    errors: list[BaseException] = []
    gate = threading.Barrier(writers)

    def run(number: int) -> None:
        with app.app_context():
            gate.wait()
            try:
                work(number)
            except BaseException as error:  # noqa: BLE001 - whatever it is, the test wants to see it
                errors.append(error)
            finally:
                db.session.remove()

    db.session.remove()
    threads = [threading.Thread(target=run, args=(n,)) for n in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors


def test_every_write_has_its_version(app, people):
    ids = [post(f"P{n}")["id"] for n in range(2)]

    def work(number: int) -> None:
        for n in range(ROUNDS):
            operations.update(
                "posts", ids[n % 2], {"summary": f"{number}/{n}"}, actor=people.ada.actor, draft=n % 3 == 0
            )
            operations.create("posts", {"title": f"{number}/{n}", "content": text("x")}, actor=people.ed.actor)

    assert not at_once(app, work)
    assert operations.count("posts", actor=SYSTEM) == 2 + WRITERS * ROUNDS
    versions = [operations.find_versions("posts", id_, actor=SYSTEM, limit=99, trash=True).docs for id_ in ids]
    assert sum(map(len, versions)) == 2 + WRITERS * ROUNDS
    assert [operations.revision("posts", id_, actor=SYSTEM) for id_ in ids] == [len(v) for v in versions]
    for listed in versions:
        assert [v["latest"] for v in listed].count(True) == 1


def test_no_update_is_lost_with_if_match(app, people):
    id_ = post("A", summary="0")["id"]

    def work(number: int) -> None:
        done = 0
        while done < ROUNDS:
            seen = operations.revision("posts", id_, actor=people.ada.actor)
            count = int(operations.find_by_id("posts", id_, actor=people.ada.actor, depth=0)["summary"])
            db.session.rollback()
            try:
                operations.update("posts", id_, {"summary": str(count + 1)}, actor=people.ada.actor, if_match=seen)
                done += 1
            except Conflict:
                continue

    assert not at_once(app, work)
    assert operations.find_by_id("posts", id_, actor=SYSTEM)["summary"] == str(WRITERS * ROUNDS)


def test_fields_written_at_once_are_all_kept(app, people):
    id_ = post("A")["id"]
    fields = ("title", "summary", "internalNotes", "meta")

    def work(number: int) -> None:
        for n in range(ROUNDS):
            value = f"round {n}"
            sent = {"title": value} if fields[number] == "meta" else value
            operations.update("posts", id_, {fields[number]: sent}, actor=people.ada.actor)

    assert not at_once(app, work)
    doc = operations.find_by_id("posts", id_, actor=SYSTEM)
    last = f"round {ROUNDS - 1}"
    assert (doc["title"], doc["summary"], doc["internalNotes"], doc["meta"]["title"]) == (last,) * 4


def test_one_address_is_given_once(app, people):
    made: list[str] = []

    def work(number: int) -> None:
        made.append(make("posts", title="Same", slug="same", content=text("x"))["slug"])

    errors = at_once(app, work)
    assert made == ["same"]
    assert all(isinstance(error, Invalid) and error.problems[0].path == "slug" for error in errors), errors
    assert len(errors) == WRITERS - 1


def test_a_file_that_many_bring_at_once_comes_in_once(app, people):
    def work(number: int) -> None:
        file = Upload(f"{number}.png", encoded(drawn(64, 48), "PNG"), once=True)
        operations.create("media", {"alt": "A harbour"}, actor=people.ada.actor, file=file)

    errors = at_once(app, work)
    assert operations.count("media", actor=SYSTEM) == 1
    assert all("has this file already" in error.problems[0].message for error in errors), errors
    assert len(errors) == WRITERS - 1


def test_a_global_saved_first_by_many_is_one(app, people):
    def work(number: int) -> None:
        operations.update_global("site", {"name": f"Site {number}"}, actor=people.ada.actor)

    assert not at_once(app, work)
    assert operations.find_versions("site", actor=SYSTEM).total_docs == WRITERS


@pytest.mark.parametrize("command", ["publish", "trash", "delete"])
def test_the_same_command_by_many_leaves_one_document_whole(app, people, command):
    id_ = post("A", status="draft")["id"]

    def work(number: int) -> None:
        getattr(operations, command)("posts", id_, actor=people.ada.actor)

    errors = at_once(app, work)
    assert all(type(error).__name__ == "NotFound" for error in errors), errors
    left = operations.count("posts", actor=SYSTEM, trash=True)
    assert (left, operations.find_versions("posts", actor=SYSTEM, trash=True).total_docs) == (
        (0, 0) if command == "delete" else (1, 2)
    )


def test_a_document_deleted_at_the_last_moment_is_a_sentence(people, monkeypatch):
    """The check saw the category; by the time the row is written it is gone."""
    monkeypatch.setattr(saving, "_look_for_references", lambda *_: None)
    with pytest.raises(Invalid) as refusal:
        operations.create(
            "posts", {"title": "A", "categories": [str(uuid.uuid4())]}, actor=people.ada.actor, draft=True
        )
    assert refusal.value.problems[0].message == "A document that is named here has just been deleted."
