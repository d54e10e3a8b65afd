"""The way to readers in the admin: reviews, the checklist, schedules and how a document looks elsewhere."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from blog import richtext
from blog.clock import now
from blog.content import operations, reviews
from blog.content.access import ANONYMOUS, SYSTEM
from blog.db import db, transaction
from blog.jobs import run_due
from blog.models import Job
from tests.admin.browser import changed, fields, page, press, send, text
from tests.content.documents import picture, post


def address_of(doc: dict, slug: str = "posts") -> str:
    return f"/admin/{slug}/{doc['id']}"


def readers_see(doc: dict) -> str | None:
    found = operations.find_one("posts", {"id": {"equals": doc["id"]}}, actor=ANONYMOUS, depth=0)
    return found and found["title"]


def ask(client: FlaskClient, doc: dict, **more: str) -> None:
    assert send(client, address_of(doc), press="review", **more).status_code == 303


def decide(client: FlaskClient, doc: dict, decision: str, answer: str = "") -> int:
    sent = dict(fields(client.get(address_of(doc)), "step-review"))
    return client.post(f"{address_of(doc)}/review/{decision}", data={**sent, "answer": answer}).status_code


@pytest.fixture
def draft(people) -> dict:
    return post("Tulips", actor=people.ed.actor, draft=True, status="draft")


def test_an_editor_saves_and_asks_and_an_administrator_approves(ada, ed, draft) -> None:
    ask(ed, draft, title="Roses", _note="Is it true?")
    assert "Ask for review" not in text(ed.get(address_of(draft)))
    seen = text(ada.get(address_of(draft)))
    assert "Waiting for review Ed Editor asked now" in seen
    assert "Is it true?" in seen
    assert "Roses" in text(ada.get("/admin/"))
    assert decide(ada, draft, "approve") == 303
    assert readers_see(draft) == "Roses"
    assert "Waiting for review" not in text(ada.get(address_of(draft)))


def test_a_new_post_can_be_saved_and_asked_about_at_once(ed, people) -> None:
    answer = send(ed, "/admin/posts/new", press="review", title="New", content="Words.")
    assert answer.status_code == 303
    assert reviews.waiting_ids("posts", actor=people.ada.actor) == [answer.location.rsplit("/", 1)[1]]


def test_what_was_edited_since_is_said_shown_and_not_published(ada, ed, people) -> None:
    doc = post("First")
    ask(ed, doc, title="Asked for")
    send(ed, address_of(doc), title="Written since")
    answer = ada.get(address_of(doc))
    assert "It was edited since." in text(answer)
    links = page(answer).xpath('//section[@class="review"]//a/@href')
    new = [" ".join(page(ada.get(link)).xpath("//ins//text()")) for link in links]
    assert ["Asked for" in new[0], "Written since" in new[0], "Written since" in new[1]] == [True, False, True]
    assert decide(ada, doc, "approve") == 303
    assert readers_see(doc) == "Asked for"


def test_what_is_returned_says_why_in_the_form_and_on_the_dashboard(ada, ed, draft) -> None:
    ask(ed, draft)
    assert decide(ada, draft, "return") == 422
    assert decide(ada, draft, "return", "The <b>second</b> paragraph.") == 303
    for address in (address_of(draft), "/admin/"):
        seen = ed.get(address)
        assert "The <b>second</b> paragraph." in text(seen)
        assert "<b>second" not in seen.text
    assert "Ask for review again" in text(ed.get(address_of(draft)))
    ask(ed, draft)
    assert "second" not in text(ed.get("/admin/"))


def test_an_editor_cannot_decide_by_hand_made_requests(ada, ed, draft, people) -> None:
    ask(ed, draft)
    for decision in ("approve", "return"):
        assert decide(ed, draft, decision, "Mine") == 403
    assert readers_see(draft) is None
    assert decide(ed, draft, "withdraw") == 303
    assert reviews.waiting_ids("posts", actor=people.ada.actor) == []
    for request in ("", "\x00", "9" * 10_000, draft["id"]):
        where = f"{address_of(draft)}/review/approve"
        assert press(ada, address_of(draft), where, request=request).status_code == 422
    assert ada.post(f"{address_of(draft)}/review/approve", data={}).status_code == 400


def test_a_decision_about_an_old_request_is_refused_in_words(ada, ed, draft) -> None:
    ask(ed, draft)
    old = dict(fields(ada.get(address_of(draft)), "step-review"))
    ask(ed, draft, title="Other")
    answer = ada.post(f"{address_of(draft)}/review/approve", data=old)
    assert answer.status_code == 422
    assert "does not wait any more" in text(answer)


def test_lists_mark_and_filter_what_waits(ada, ed, draft) -> None:
    post("Other", draft=True, status="draft")
    ask(ed, draft)
    everything, waiting = text(ada.get("/admin/posts/")), text(ada.get("/admin/posts/?status=review"))
    assert everything.count("In review") == 2, "the filter and one mark"
    assert "Other" in everything
    assert "Tulips" in waiting
    assert "Other" not in waiting
    operations.trash("posts", draft["id"], actor=SYSTEM)
    assert "Nothing fits" in text(ed.get("/admin/posts/?status=review"))


def test_the_mails_lead_to_the_form(ed, draft, tmp_path: Path, people) -> None:
    ask(ed, draft, _note="Look, please.")
    run_due()
    (mail,) = [message_from_bytes(path.read_bytes()) for path in (tmp_path / "outbox").glob("*.eml")]
    assert (mail["To"], mail["Subject"]) == (people.ada.email, "Waiting for your review: Tulips")
    assert address_of(draft) in mail.get_payload(decode=True).decode()


def test_publishing_with_warnings_takes_one_more_press(ada) -> None:
    doc = post("Harbour", draft=True, status="draft", heroImage=picture(alt=None))
    held = send(ada, address_of(doc), press="publish", summary="What was typed")
    assert held.status_code == 200
    assert "Not published yet: one thing to look at The picture tulips.png has no alternative text." in text(held)
    assert readers_see(doc) is None
    sent = changed(fields(held))
    assert sent["summary"] == ["What was typed"]
    again = ada.post(address_of(doc), data={**sent, "_save": "publish", "_seen_warnings": "another"})
    assert readers_see(doc) is None
    assert ada.post(address_of(doc), data={**changed(fields(again)), "_save": "publish"}).status_code == 303
    assert readers_see(doc) == "Harbour"


def test_a_new_post_is_held_too_and_what_is_written_stays(ada) -> None:
    held = send(ada, "/admin/posts/new", press="publish", title="New", content="![](https://else.example/a.png)")
    assert "Not published yet" in text(held)
    sent = {**changed(fields(held)), "_save": "publish"}
    assert ada.post("/admin/posts/new", data=sent).status_code == 303


def test_the_checklist_follows_what_is_saved_and_leads_to_the_places(ada, ed) -> None:
    doc = post("Harbour", draft=True, status="draft", content=richtext.from_markdown("[the past](/gone)"))
    seen = page(ada.get(address_of(doc)))
    assert seen.xpath('//*[@data-checklist]//a[@href="#content"]/text()') == [
        "The link “the past” leads to /gone, where readers find nothing."
    ]
    operations.update("posts", doc["id"], {"content": richtext.from_markdown("Words")}, actor=SYSTEM)
    told = ed.get(f"{address_of(doc)}/checks").json
    assert "the past" not in told["checklist"]
    assert told["fallback"] == "Words"
    operations.trash("posts", doc["id"], actor=SYSTEM)
    assert ed.get(f"{address_of(doc)}/checks").json["checklist"] == ""


def test_how_a_document_looks_elsewhere_is_what_its_page_says(ada, client) -> None:
    doc = post("Harbour", content=richtext.from_markdown("The first sentence of it."))
    head = page(client.get("/posts/harbour"))
    looks = page(ada.get(address_of(doc))).xpath("//*[@data-looks]")[0]
    said = [each.text_content() for each in looks.xpath(".//*[@data-looks-title] | .//p[@data-looks-words]")]
    assert said[0] == head.findtext(".//title")
    assert set(said[1:]) == {head.xpath('//meta[@name="description"]/@content')[0]}
    assert looks.xpath(".//img/@src")[0].endswith("/card.png")
    operations.update("posts", doc["id"], {"meta": {"title": "For engines", "description": "Said"}}, actor=SYSTEM)
    seen = text(ada.get(address_of(doc)))
    assert "For engines – " in seen
    assert "4 of 50 to 160 characters" in seen


@pytest.fixture
def berlin(app) -> None:
    app.config["TIME_ZONE"] = "Europe/Berlin"


CLOCKS = [
    ("2031-03-30T02:30", "2031-03-30T01:30", "at 03:30, by the clocks of Europe/Berlin. The clocks skip 02:30"),
    ("2031-10-26T02:30", "2031-10-26T00:30", "The clocks show 02:30 twice that night: it is the first time."),
    ("2031-06-01T02:30", "2031-06-01T00:30", "It is published on 1 June 2031 at 02:30, by the clocks of Europe"),
]


def test_a_schedule_says_what_the_clocks_make_of_it(ada, draft, berlin, people) -> None:
    address = address_of(draft)
    for typed, moment, said in CLOCKS:
        assert press(ada, address, f"{address}/schedule", at=typed, action="publish").status_code == 303
        assert said in text(ada.get(address))
        (plan,) = operations.scheduled("posts", draft["id"], actor=people.ada.actor)
        assert plan["at"] == dt.datetime.fromisoformat(f"{moment}+00:00")


def test_a_schedule_is_shown_changed_and_taken_back(ada, ed, draft, people) -> None:
    address, soon = address_of(draft), (now() + dt.timedelta(days=3, minutes=5)).strftime("%Y-%m-%dT%H:%M")
    press(ada, address, f"{address}/schedule", at=soon, action="publish")
    assert "(in 3 days)" in text(ed.get(address))
    assert "What is saved now." in text(ed.get(address))
    assert "Scheduled" in text(ed.get("/admin/posts/"))
    send(ed, address, summary="Since")
    assert "The edits since stay a draft." in text(ada.get(address))
    press(ada, address, f"{address}/schedule", at=soon, action="publish", latest="1")
    assert "Whatever is saved then." in text(ada.get(address))
    assert press(ed, address, f"{address}/schedule", cancel="publish").status_code == 403
    press(ada, address, f"{address}/schedule", cancel="publish")
    assert operations.scheduled("posts", draft["id"], actor=people.ada.actor) == []
    assert press(ada, address, f"{address}/schedule", cancel="\x00" * 9).status_code == 303
    for at in ("", "soon", "0001-01-01T00:00", "2020-01-01T00:00", "9" * 10_000):
        assert press(ada, address, f"{address}/schedule", at=at).status_code == 422


def test_whoever_overtakes_a_schedule_is_told(ada, draft, berlin, people) -> None:
    address = address_of(draft)
    publish = "It was to be published on 1 June 2031 at 02:30, too"
    unpublish = "It was to be taken from readers on 1 June 2031 at 02:30"

    def plan(action: str) -> None:
        press(ada, address, f"{address}/schedule", at="2031-06-01T02:30", action=action)
        ada.get(address)  # what was said of that

    plan("publish")
    send(ada, address, summary="Sooner", press="publish")
    assert f"Published. {publish}: that schedule is taken back." in text(ada.get(address))
    plan("unpublish")
    send(ada, address, summary="Later", press="publish")
    assert "that schedule is taken back" not in text(ada.get(address))
    press(ada, address, f"{address}/unpublish")
    assert f"{unpublish}: that schedule is taken back." in text(ada.get(address))
    plan("publish")
    press(ada, address, f"{address}/trash")
    assert publish in text(ada.get("/admin/posts/"))
    assert operations.scheduled("posts", draft["id"], actor=people.ada.actor) == []


def test_what_nobody_does_in_time_and_what_failed_is_said(ada, draft, people) -> None:
    address = address_of(draft)
    operations.schedule("posts", draft["id"], actor=people.ada.actor, at=now() + dt.timedelta(days=1))
    for state, words in (("waiting", "Overdue"), ("failed", "It could not be published")):
        with transaction():
            late = {"run_at": now() - dt.timedelta(hours=3), "state": state}
            late |= {"unique_key": None} if state == "failed" else {}
            db.session.execute(sa.update(Job).where(Job.kind == "content.schedule").values(late))
        assert words in text(ada.get(address))
        assert {"waiting": "Overdue:", "failed": "Failed:"}[state] in text(ada.get("/admin/"))
