"""Requests that are sent again under the same name."""

from __future__ import annotations

import io
import threading

import pytest

from blog.clock import now
from blog.content import operations, repeats
from blog.content.access import SYSTEM
from tests.content.documents import form, text

KEY = {"Idempotency-Key": "5f2c-try-1"}


def posts() -> int:
    return operations.count("posts", actor=SYSTEM)


def test_the_same_request_is_done_once_and_answered_the_same(app, ada):
    data = {"title": "Once", "content": text("Only once."), "_status": "published"}
    first = ada.post("/posts", data, headers=KEY)
    again = ada.post("/posts", data, headers=KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.data == first.data
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert posts() == 1


def test_another_request_under_the_same_name_is_refused(app, ada):
    assert ada.post("/posts?draft=true", {"title": "One"}, headers=KEY).status_code == 201
    refused = ada.post("/posts?draft=true", {"title": "Two"}, headers=KEY)
    assert refused.status_code == 422
    assert "another request" in refused.json["errors"][0]["message"]
    assert ada.post("/posts", {"title": "One"}, headers=KEY).status_code == 422
    assert posts() == 1


def test_what_was_refused_may_be_tried_again_under_its_name(app, ada):
    assert ada.post("/posts", {"title": "", "status": "published"}, headers=KEY).status_code == 400
    assert ada.post("/posts?draft=true", {"title": "Better"}, headers=KEY).status_code == 201


def test_names_of_different_people_do_not_meet(app, ada, ed):
    mine = ada.post("/posts?draft=true", {"title": "Mine"}, headers=KEY).json["doc"]
    theirs = ed.post("/posts?draft=true", {"title": "Mine"}, headers=KEY).json["doc"]
    assert mine["id"] != theirs["id"]


def test_an_answer_is_kept_for_a_day(app, ada, monkeypatch):
    ada.post("/posts?draft=true", {"title": "Today"}, headers=KEY)
    monkeypatch.setattr(repeats, "now", lambda: now() + repeats.KEPT * 1.01)
    assert "Idempotent-Replayed" not in ada.post("/posts?draft=true", {"title": "Today"}, headers=KEY).headers
    assert posts() == 2


def test_a_message_is_not_sent_twice(app, visitor):
    data = {"form": form()["id"], "submissionData": [{"field": "name", "value": "Wren"}]}
    assert visitor.post("/form-submissions", data, headers=KEY).status_code == 201
    assert visitor.post("/form-submissions", data, headers=KEY).headers["Idempotent-Replayed"] == "true"
    assert operations.count("form-submissions", actor=SYSTEM) == 1


def test_a_file_is_known_again_whatever_the_boundary_of_the_form(app, ada):
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'

    def send(data: bytes):
        form_data = {"file": (io.BytesIO(data), "line.svg"), "_payload": '{"alt": "A line"}'}
        return ada("POST", "/media", data=form_data, headers=KEY)

    assert send(drawing).status_code == 201
    assert send(drawing).headers["Idempotent-Replayed"] == "true"
    assert send(drawing.replace(b"h9", b"h8")).status_code == 422
    assert operations.count("media", actor=SYSTEM) == 1


@pytest.mark.parametrize("key", ["", "x" * 256, "two words", "caf\u00e9"])
def test_a_name_that_is_none_is_refused(key, app, ada):
    answer = ada.post("/posts?draft=true", {"title": "One"}, headers={"Idempotency-Key": key})
    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json["errors"][0]["message"]


def test_who_comes_while_the_first_is_at_work_waits_for_it(app, caller, people):
    """Six at once, as a program that lost patience sends them: one document, and all get the same answer."""
    callers = [caller(people.ada) for _ in range(6)]
    answers = []

    def send(one) -> None:
        with app.app_context():
            answers.append(one.post("/posts?draft=true", {"title": "At once"}, headers=KEY))

    threads = [threading.Thread(target=send, args=(one,)) for one in callers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json["doc"]["id"] for answer in answers}) == 1
    assert posts() == 1
