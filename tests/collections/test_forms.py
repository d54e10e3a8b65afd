"""Forms, and the answers that are taken through them."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.db import db
from blog.errors import Invalid
from blog.models import Job
from tests.content.documents import form, make

CHOICES = [{"label": "Red", "value": "red"}, {"label": "Blue", "value": "blue"}]


def send(form_id: str, answers: dict[str, Any], actor=ANONYMOUS) -> dict[str, Any]:
    rows = [{"field": name, "value": value} for name, value in answers.items()]
    made = operations.create("form-submissions", {"form": form_id, "submissionData": rows}, actor=actor, depth=0)
    kept = operations.find_by_id("form-submissions", made["id"], actor=SYSTEM, depth=0)
    return {row["field"]: row["value"] for row in kept["submissionData"]} | {"spam": kept["spam"]}


def refused(form_id: str, answers: dict[str, Any]) -> set[str]:
    before = operations.count("form-submissions", actor=SYSTEM)
    with pytest.raises(Invalid) as problem:
        send(form_id, answers)
    assert operations.count("form-submissions", actor=SYSTEM) == before
    return {p.path for p in problem.value.problems}


def test_an_answer_is_stored_and_its_mail_is_a_job(app):
    id_ = form(emails=[{"emailTo": "owner@example.org", "subject": "From {{name}}"}])["id"]
    assert send(id_, {"name": "Uma", "message": "Hello"}) == {"name": "Uma", "message": "Hello", "spam": False}
    db.session.rollback()
    assert list(db.session.scalars(sa.select(Job.kind))) == ["form.notify"]


def test_a_form_without_mails_sends_none(app):
    send(form()["id"], {"name": "Uma"})
    db.session.rollback()
    assert not list(db.session.scalars(sa.select(Job.kind)))


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ({"blockType": "text", "required": True}, ["x"], ["", "  ", None]),
        ({"blockType": "text", "maxLength": 3}, ["abc", ""], ["abcd", "x" * 600]),
        ({"blockType": "text", "pattern": "[a-z]+"}, ["abc"], ["ABC", "abc1", "a b"]),
        ({"blockType": "email"}, ["a@example.org"], ["a@", "a", "a@b c.org"]),
        ({"blockType": "tel"}, ["+49 (30) 123-45", "0301234"], ["call me", "1"]),
        ({"blockType": "number"}, ["5", "-1.5", "1,5"], ["five", "1e400", "NaN"]),
        ({"blockType": "date"}, ["2026-11-05"], ["05.11.2026", "2026-13-01"]),
        ({"blockType": "select", "options": CHOICES}, ["red"], ["green", "red, blue"]),
        ({"blockType": "radio", "options": CHOICES}, ["blue"], ["Blue"]),
        ({"blockType": "checkboxes", "options": CHOICES}, ["red", "red, blue"], ["red, green"]),
        ({"blockType": "checkbox", "required": True}, ["true", "on"], ["false", "", "no"]),
        ({"blockType": "textarea"}, ["long\ntext"], ["\x00", "x" * 20_001]),
    ],
)
@pytest.mark.sqlite_only
def test_each_kind_of_field_is_checked_on_the_server(app, field, good, bad):
    id_ = form({"name": "asked", "label": "Asked", **field}, {"blockType": "text", "name": "other"})["id"]
    for value in good:
        assert send(id_, {"asked": value, "other": "x"}).get("asked", "") == value.strip()
    for value in bad:
        assert refused(id_, {"asked": value, "other": "x"}) in ({"asked"}, {"submissionData.0.value"}), value


def test_what_the_form_does_not_ask_is_refused(app):
    id_ = form()["id"]
    assert refused(id_, {"name": "x", "role": "admin"}) == {"role"}


@pytest.mark.sqlite_only
def test_a_field_that_is_not_shown_is_not_wanted(app):
    id_ = form(
        {"blockType": "checkbox", "name": "more"},
        {"blockType": "text", "name": "why", "required": True, "condition": {"field": "more", "value": "true"}},
    )["id"]
    assert send(id_, {"more": "true", "why": "because"})["why"] == "because"
    assert refused(id_, {"more": "true"}) == {"why"}
    assert "why" not in send(id_, {"more": "on", "why": "hidden"})


def test_only_a_published_form_can_be_sent(app):
    hidden = form(status="draft")
    assert operations.find_by_id("forms", hidden["id"], actor=SYSTEM)["status"] == "draft"
    assert refused(hidden["id"], {"name": "x"}) == {"form"}
    assert "form" in refused("00000000-0000-4000-8000-000000000000", {"name": "x"})


@pytest.mark.sqlite_only
def test_messages_without_a_form_or_a_name_are_refused(app):
    id_ = form()["id"]
    for data in (
        {}, {"form": id_}, {"form": id_, "submissionData": [{"value": "x"}]}, {"submissionData": []},
        {"form": id_, "submissionData": [{}]}, {"form": id_, "submissionData": "x"}, {"form": None},
    ):  # fmt: skip
        with pytest.raises(Invalid):
            operations.create("form-submissions", data, actor=ANONYMOUS)


def test_signs_of_spam_flag_a_message_and_keep_it(app):
    id_ = form(emails=[{"emailTo": "owner@example.org", "subject": "x"}])["id"]
    links = " ".join(f"https://example.org/{n}" for n in range(5))
    assert send(id_, {"name": "x", "message": links})["spam"] is True
    assert send(id_, {"name": "x", "message": "<a href=x>"})["spam"] is True
    db.session.rollback()
    assert not list(db.session.scalars(sa.select(Job.kind)))


@pytest.mark.sqlite_only
def test_a_form_names_its_fields_apart(app, people):
    for fields, path in (
        ([{"blockType": "text", "name": "a"}, {"blockType": "text", "name": "a"}], "fields.1.name"),
        ([{"blockType": "text", "name": "no way"}], "fields.0.name"),
        ([{"blockType": "text"}], "fields.0.name"),
        ([{"blockType": "text", "name": "a", "pattern": "("}], "fields.0.pattern"),
    ):
        with pytest.raises(Invalid) as problem:
            operations.create("forms", {"title": "F", "fields": fields}, actor=people.ada.actor)
        assert problem.value.problems[0].path == path


def test_a_message_stays_readable_when_its_form_changes(app, people):
    doc = form()
    send(doc["id"], {"name": "Uma", "message": "Hello"})
    operations.update("forms", doc["id"], {"fields": [{"blockType": "text", "name": "new"}]}, actor=people.ada.actor)
    kept = operations.find("form-submissions", actor=people.ada.actor).docs[0]
    assert {row["field"]: row["value"] for row in kept["submissionData"]} == {"name": "Uma", "message": "Hello"}
    operations.update("form-submissions", kept["id"], {"read": True, "notes": "Called."}, actor=people.ada.actor)


@pytest.mark.sqlite_only
def test_a_redirect_leads_somewhere(app, people):
    create = lambda **data: operations.create("redirects", data, actor=people.ada.actor)  # noqa: E731
    for data, path in (
        ({"from": "no-slash", "to": {"url": "/x"}}, "from"),
        ({"from": "//evil.example", "to": {"url": "/x"}}, "from"),
        ({"from": "/a"}, "to"),
        ({"from": "/a", "to": {"url": "/a"}}, "to.url"),
        ({"from": "/a", "to": {"url": "javascript:alert(1)"}}, "to.url"),
        ({"from": "/a", "to": {"url": "/b"}, "status": 200}, "status"),
    ):
        with pytest.raises(Invalid) as problem:
            create(**data)
        assert path in {p.path for p in problem.value.problems}, data
    assert create(**{"from": "/gone", "status": 410})["status"] == 410
    assert create(**{"from": "/old", "to": {"url": "/new"}, "status": "308"})["status"] == 308
    with pytest.raises(Invalid):
        make("redirects", **{"from": "/old", "to": {"url": "/other"}})
