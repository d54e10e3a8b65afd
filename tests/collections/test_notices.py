"""A message is stored first; its mails go by a job, to whom the owner said and to nobody else."""

from __future__ import annotations

import email
import email.policy

import pytest
import sqlalchemy as sa

from blog import mail
from blog.clock import now
from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.db import db, transaction
from blog.errors import Forbidden, Invalid
from blog.jobs import run_due
from blog.models import Job

FIELDS = [
    {"blockType": "text", "name": "name", "label": "Your name", "required": True},
    {"blockType": "email", "name": "mail", "label": "Your e-mail", "required": True},
    {"blockType": "textarea", "name": "message", "label": "Message", "required": True},
]
MAIL = {"emailTo": "owner@example.org", "subject": "From {{name}}", "message": "{{*}}", "replyTo": "mail"}
ANSWERS = {"name": "Vic", "mail": "vic@example.com", "message": "Is the harbour open?"}


@pytest.fixture
def form(people):
    return operations.create("forms", {"title": "Contact", "fields": FIELDS, "emails": [MAIL]}, actor=people.ada.actor)


def send(form, **changes):
    rows = [{"field": name, "value": value} for name, value in (ANSWERS | changes).items()]
    return operations.create("form-submissions", {"form": form["id"], "submissionData": rows}, actor=ANONYMOUS)


def outbox(app) -> list[email.message.EmailMessage]:
    folder = app.extensions["settings"].instance_dir / "outbox"
    files = sorted(folder.glob("*.eml")) if folder.exists() else []
    return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]


def test_the_owner_is_told_by_a_job_after_the_message_is_stored(app, form, people) -> None:
    send(form)
    assert outbox(app) == []
    assert operations.count("form-submissions", actor=people.ada.actor) == 1
    run_due()
    (sent,) = outbox(app)
    assert (sent["To"], sent["Subject"], sent["Reply-To"]) == ("owner@example.org", "From Vic", "vic@example.com")
    assert "Is the harbour open?" in sent.get_content()


@pytest.mark.parametrize("broken", ["first@example.org", "second@example.org"])
def test_a_mail_that_cannot_be_sent_repeats_and_holds_up_no_other(app, form, people, monkeypatch, broken) -> None:
    mails = [MAIL | {"emailTo": to} for to in ("first@example.org", "second@example.org")]
    operations.update("forms", form["id"], {"emails": mails}, actor=people.ada.actor)
    deliver, tried = mail.send, []

    def fail(message, settings) -> None:
        tried.append(message.to[0])
        if message.to[0] == broken:
            raise mail.MailError("The mailbox is full.")
        deliver(message, settings)

    monkeypatch.setattr(mail, "send", fail)
    send(form)
    for _ in range(3):
        run_due()
        with transaction() as session:  # nobody waits for the next attempt
            session.execute(sa.update(Job).values(run_at=now()))
    (sent,) = outbox(app)
    assert sent["To"] != broken
    assert sorted(tried) == sorted([sent["To"], broken, broken, broken])


def test_a_mail_that_is_taken_off_its_form_is_not_sent_any_more(app, form, people) -> None:
    send(form)
    run_due(limit=1)
    operations.update("forms", form["id"], {"emails": []}, actor=people.ada.actor)
    run_due()
    assert outbox(app) == []
    assert set(db.session.scalars(sa.select(Job.state))) == {"done"}


def test_a_sender_cannot_add_a_header_or_a_recipient(app, form) -> None:
    send(form, name="Vic\nBcc: everybody@example.org")
    run_due()
    (sent,) = outbox(app)
    assert sent["Bcc"] is None
    assert sent["To"] == "owner@example.org"


def test_spam_is_kept_and_flagged_and_mailed_to_nobody(app, form, people) -> None:
    send(form, message="http://a.example http://b.example http://c.example http://d.example")
    run_due()
    (message,) = operations.find("form-submissions", actor=people.ada.actor).docs
    assert message["spam"]
    assert message["spamReasons"] == ["more than 3 links"]
    assert outbox(app) == []


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"name": ""}, "name", "Please fill in"),
        ({"mail": "nobody"}, "mail", "e-mail address"),
        ({"message": "x" * 20_001}, "message", "at most 20000"),
        ({"role": "admin"}, "role", "no such field"),
    ],
)
def test_each_wrong_answer_is_said_beside_its_field(form, changes, path, words) -> None:
    with pytest.raises(Invalid) as refusal:
        send(form, **changes)
    assert [(p.path, words in p.message) for p in refusal.value.problems] == [(path, True)]


def test_a_form_that_is_not_published_takes_nothing(form, people) -> None:
    operations.update("forms", form["id"], {"status": "draft"}, actor=people.ada.actor)
    with pytest.raises(Invalid):
        send(form)


def test_a_sender_cannot_call_the_message_read_or_harmless(form, people) -> None:
    rows = [{"field": name, "value": value} for name, value in ANSWERS.items()]
    data = {"form": form["id"], "submissionData": rows, "read": True, "notes": "Pay this man"}
    operations.create("form-submissions", data, actor=ANONYMOUS)
    (message,) = operations.find("form-submissions", actor=people.ada.actor).docs
    assert (message["read"], message["notes"]) == (False, None)


def test_a_sender_is_not_told_what_is_thought_of_the_message(form, people) -> None:
    spam = {"message": "http://a.example http://b.example http://c.example http://d.example"}
    rows = [{"field": name, "value": value} for name, value in (ANSWERS | spam).items()]
    for actor in (ANONYMOUS, people.uma.actor, people.ed.actor):
        data = {"form": form["id"], "submissionData": rows}
        made = operations.create("form-submissions", data, actor=actor, depth=0)
        assert set(made) == {"id", "form", "submissionData", "createdAt", "updatedAt"}
    told = operations.find_by_id("form-submissions", made["id"], actor=people.ada.actor)
    assert told["spam"] is True
    assert told["spamReasons"] == ["more than 3 links"]


def test_messages_are_read_by_administrators_only(form, people) -> None:
    send(form)
    for actor in (people.ed.actor, people.uma.actor, ANONYMOUS):
        with pytest.raises(Forbidden):
            operations.find("form-submissions", actor=actor)
