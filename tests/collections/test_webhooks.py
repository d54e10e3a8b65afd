"""Webhooks: who is told what, that it is signed, that it is tried again, and whom the site will not call."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook as Receiver
from standardwebhooks.webhooks import WebhookVerificationError

from blog.collections import webhooks
from blog.config import load_settings
from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import db, transaction
from blog.errors import Forbidden, Invalid
from blog.jobs import run_due
from blog.models import Job
from blog.webhooks import NotAllowed
from blog.webhooks import post as call
from blog.webhooks.addresses import is_public, resolve
from tests.content.documents import form, make, post, text


@pytest.fixture
def settings(database_url, tmp_path):
    return load_settings({"DATABASE_URL": database_url, "WEBHOOK_PRIVATE": "on"}, tmp_path)


class Listener:
    """Another program: it keeps what it is told, and answers as the test wants it to."""

    def __init__(self) -> None:
        self.status, self.heard = 204, []
        listener = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.heard.append((dict(self.headers), body))
                self.send_response(listener.status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook?from=quire"

    @property
    def types(self) -> list[str]:
        return [json.loads(body)["type"] for _, body in self.heard]


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


@pytest.fixture
def hook(app, listener) -> dict[str, Any]:
    return make("webhooks", name="Index", url=listener.url)


def deliveries() -> list[dict[str, Any]]:
    return operations.find("webhook-deliveries", actor=SYSTEM, sort="createdAt", depth=0).docs


def due_again() -> None:
    """Let the time pass until the next attempt."""
    with transaction() as session:
        for row in session.query(Job).filter(Job.state == "waiting"):
            row.run_at = row.created_at
    db.session.remove()


def test_what_readers_notice_is_told_in_its_order(hook, listener):
    doc = post("Tide")
    operations.update("posts", doc["id"], {"title": "Tides"}, actor=SYSTEM)
    operations.update("posts", doc["id"], {"title": "Later"}, actor=SYSTEM, draft=True)
    operations.unpublish("posts", doc["id"], actor=SYSTEM)
    operations.publish("posts", doc["id"], actor=SYSTEM)
    operations.trash("posts", doc["id"], actor=SYSTEM)
    operations.restore("posts", doc["id"], actor=SYSTEM)
    operations.delete("posts", doc["id"], actor=SYSTEM)
    run_due()
    kinds = ["publish", "update", "unpublish", "publish", "unpublish", "publish", "delete"]
    assert [row["event"] for row in deliveries() if row["event"].startswith("posts")] == [f"posts.{k}" for k in kinds]
    assert sorted(listener.types) == sorted(row["event"] for row in deliveries())
    assert {row["state"] for row in deliveries()} == {"delivered"}


def test_drafts_and_accounts_are_nobodys_business(hook, people):
    doc = make("posts", title="Secret", draft=True)
    operations.update("posts", doc["id"], {"title": "More secret"}, actor=SYSTEM, draft=True)
    operations.delete("posts", doc["id"], actor=SYSTEM)
    operations.update("users", str(people.ed.id), {"name": "Edward"}, actor=SYSTEM)
    assert deliveries() == []


def test_a_delivery_has_the_document_as_readers_see_it(hook, listener):
    post("Tide", internalNotes="Not for you")
    run_due()
    told = json.loads(listener.heard[0][1])
    assert told["data"]["doc"]["title"] == "Tide"
    assert told["data"]["url"].endswith("/posts/tide")
    assert "internalNotes" not in told["data"]["doc"]


def test_messages_are_told_only_where_that_is_wanted(hook, listener):
    answers = {"form": form()["id"], "submissionData": [{"field": "name", "value": "Wren"}]}
    operations.create("form-submissions", answers, actor=SYSTEM)
    assert "form-submissions.submission" not in [row["event"] for row in deliveries()]
    operations.update("webhooks", hook["id"], {"onSubmission": True}, actor=SYSTEM)
    operations.create("form-submissions", answers, actor=SYSTEM)
    run_due()
    assert json.loads(listener.heard[-1][1])["data"]["doc"]["submissionData"][0]["value"] == "Wren"


def test_a_receiver_can_check_that_it_was_the_site(hook, listener):
    post("Tide")
    run_due()
    headers, body = listener.heard[0]
    assert Receiver(hook["secret"]).verify(body, headers)["type"] == "posts.publish"
    with pytest.raises(WebhookVerificationError):
        Receiver(hook["secret"]).verify(body.replace(b"Tide", b"Ebb"), headers)


def test_a_delivery_that_fails_is_tried_again_under_the_same_name(hook, listener):
    listener.status = 503
    post("Tide")
    run_due()
    (row,) = deliveries()
    assert (row["state"], row["attempts"], row["answerStatus"]) == ("waiting", 1, 503)
    listener.status = 200
    due_again()
    run_due()
    (row,) = deliveries()
    assert (row["state"], row["attempts"], row["answerStatus"]) == ("delivered", 2, 200)
    assert len({headers["webhook-id"] for headers, _ in listener.heard}) == 1


def test_it_gives_up_in_the_end_and_can_be_sent_again(hook, listener, people):
    listener.status = 302
    post("Tide")
    for _ in range(webhooks.ATTEMPTS):
        run_due()
        due_again()
    (row,) = deliveries()
    assert (row["state"], row["attempts"]) == ("failed", webhooks.ATTEMPTS)
    assert len(listener.heard) == webhooks.ATTEMPTS, "a redirect is not followed"
    with pytest.raises(Forbidden):
        webhooks.redeliver(row["id"], actor=people.ed.actor)
    listener.status = 204
    webhooks.redeliver(row["id"], actor=people.ada.actor)
    run_due()
    assert deliveries()[0]["state"] == "delivered"


def test_a_change_that_is_taken_back_is_not_told(hook):
    def fail() -> None:
        with transaction():
            post("Tide")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert deliveries() == []


def test_one_that_is_switched_off_hears_nothing(hook):
    operations.update("webhooks", hook["id"], {"active": False}, actor=SYSTEM)
    post("Tide")
    assert deliveries() == []


@pytest.mark.parametrize("data", [{"url": "mailto:a@example.org"}, {"secret": "short"}, {"secret": "whsec_!!!"}])
def test_an_address_or_secret_that_cannot_work_is_refused(app, data):
    with pytest.raises(Invalid) as refused:
        make("webhooks", **{"name": "Bell", "url": "https://example.org/"} | data)
    assert [problem.path for problem in refused.value.problems] == list(data)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_private_machines_are_not_called(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "64:ff9b::5db8:d70e"])
def test_public_machines_are(address):
    assert is_public(address)


def test_a_name_that_leads_inside_is_refused(listener, monkeypatch):
    with pytest.raises(NotAllowed, match="WEBHOOK_PRIVATE"):
        call(listener.url, b"{}", {})
    with pytest.raises(NotAllowed):
        resolve("localhost", 80, private=False)
    assert listener.heard == []


def test_what_was_refused_stands_in_the_log(app, listener):
    app.config["WEBHOOK_PRIVATE"] = False
    make("webhooks", name="Inside", url=listener.url)
    post("Tide")
    run_due()
    (row,) = deliveries()
    assert "not on the public network" in row["answerText"]
    assert listener.heard == []


def test_a_save_without_webhooks_asks_nothing_more(app, statements):
    doc = post("Tide")
    operations.update("posts", doc["id"], {"content": text("One.")}, actor=SYSTEM)
    with statements() as seen:
        operations.update("posts", doc["id"], {"content": text("Two.")}, actor=SYSTEM)
    assert not [sql for sql in seen if "webhook" in sql]


def test_editors_neither_see_nor_change_them(hook, people):
    for slug in ("webhooks", "webhook-deliveries"):
        with pytest.raises(Forbidden):
            operations.find(slug, actor=people.ed.actor)
