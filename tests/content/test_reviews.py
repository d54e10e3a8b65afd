"""Reviews: an editor asks, whoever may publish approves exactly that or returns it, and everybody is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest
import sqlalchemy as sa

from blog.clock import now
from blog.content import operations, reviews
from blog.content.access import ANONYMOUS, Actor, Scope
from blog.content.registry import registry
from blog.db import db, transaction
from blog.errors import Forbidden, Invalid, NotFound
from blog.jobs import run_due
from blog.models import AuditEvent, Job, ReviewRequest
from tests.content.documents import make, page, post
from tests.content.test_scheduling import let_the_time_come


@pytest.fixture
def ada(people):
    return people.ada.actor


@pytest.fixture
def ed(people):
    return people.ed.actor


@pytest.fixture
def draft(ed):
    return post("Tulips", actor=ed, draft=True, status="draft")


@contextmanager
def refused(words: str) -> Iterator[None]:
    with pytest.raises(Invalid) as refusal:
        yield
    assert words in refusal.value.problems[0].message


def mails(folder: Path) -> list[tuple[str, str, str]]:
    read = BytesParser(policy=policy.default).parsebytes
    found = [read(path.read_bytes()) for path in sorted((folder / "outbox").glob("*.eml"))]
    return [(mail["To"], mail["Subject"], mail.get_content()) for mail in found]


def readers_see(doc) -> str | None:
    found = operations.find_one("posts", {"id": {"equals": doc["id"]}}, actor=ANONYMOUS, depth=0)
    return found and found["title"]


def edit(doc, title, actor) -> None:
    operations.update("posts", doc["id"], {"title": title}, actor=actor, draft=True)


def test_what_is_approved_is_published_and_both_are_told(tmp_path, people, ada, ed, draft) -> None:
    asked = reviews.ask("posts", draft["id"], actor=ed, note="Is the title right?")
    assert reviews.waiting_ids("posts", actor=ada) == [draft["id"]]
    assert [each["id"] for each in reviews.find_all_open(actor=ada)] == [asked["id"]]
    run_due()
    assert reviews.approve("posts", draft["id"], asked["id"], actor=ada) is False
    assert readers_see(draft) == "Tulips"
    assert reviews.find_open("posts", draft["id"], actor=ed) is None
    run_due()
    told = mails(tmp_path)
    assert [(to, subject) for to, subject, _ in told] == [
        (people.ada.email, "Waiting for your review: Tulips"),
        (people.ed.email, "Published: Tulips"),
    ]
    assert "Is the title right?" in told[0][2]
    assert f"/admin/posts/{draft['id']}" in told[0][2]
    actions = db.session.query(AuditEvent.action, AuditEvent.actor_name).order_by(AuditEvent.at).all()
    assert {("ask-review", "Ed Editor"), ("approve-review", "Ada Admin"), ("publish", "Ada Admin")} <= set(actions)


@pytest.mark.parametrize("published", [False, True])
def test_exactly_what_was_asked_for_is_published(ada, ed, published) -> None:
    doc = post("First", status="published" if published else "draft", draft=not published)
    edit(doc, "Asked for", ed)
    asked = reviews.ask("posts", doc["id"], actor=ed)
    edit(doc, "Written since", ed)
    assert reviews.find_open("posts", doc["id"], actor=ada)["edited"]
    assert reviews.approve("posts", doc["id"], asked["id"], actor=ada) is True
    assert readers_see(doc) == "Asked for"
    today = operations.find_by_id("posts", doc["id"], actor=ed, draft=True, depth=0)
    assert (today["title"], today["status"]) == ("Written since", "draft")


def test_an_autosave_and_the_limit_of_versions_keep_what_was_asked_for(app, ada, ed) -> None:
    doc = post("First")
    operations.update("posts", doc["id"], {"title": "Asked for"}, actor=ed, draft=True, autosave=True)
    asked = reviews.ask("posts", doc["id"], actor=ed)
    app.config["MAX_VERSIONS"] = 3
    for number in range(6):
        operations.update("posts", doc["id"], {"title": f"{number}"}, actor=ed, draft=True, autosave=number % 2 == 0)
    reviews.approve("posts", doc["id"], asked["id"], actor=ada)
    assert readers_see(doc) == "Asked for"


def test_what_is_returned_comes_with_a_note_and_can_be_asked_for_again(tmp_path, people, ada, ed, draft) -> None:
    asked = reviews.ask("posts", draft["id"], actor=ed)
    with refused("Say what is missing"):
        reviews.send_back("posts", draft["id"], asked["id"], actor=ada, note=" \n ")
    reviews.send_back("posts", draft["id"], asked["id"], actor=ada, note="The second\nparagraph\x00.")
    found = reviews.find_open("posts", draft["id"], actor=ed)
    assert (found["state"], found["answer"], found["decidedBy"]["name"]) == (
        "returned", "The second\nparagraph.", "Ada Admin",
    )  # fmt: skip
    assert reviews.waiting_ids("posts", actor=ada) == []
    assert [each["state"] for each in reviews.find_all_open(actor=ed)] == ["returned"]
    assert reviews.find_all_open(actor=ada) == []
    run_due()
    assert (people.ed.email, "Returned to you: Tulips") in [mail[:2] for mail in mails(tmp_path)]
    again = reviews.ask("posts", draft["id"], actor=ed)
    assert [each["id"] for each in reviews.find_all_open(actor=ed)] == [again["id"]]
    with refused("does not wait any more"):
        reviews.approve("posts", draft["id"], asked["id"], actor=ada)
    assert readers_see(draft) is None


@pytest.mark.parametrize("end", ["publish", "trash", "delete", "withdraw"])
def test_a_request_ends_with_what_it_was_about(ada, ed, draft, end) -> None:
    reviews.ask("posts", draft["id"], actor=ed)
    if end == "withdraw":
        reviews.withdraw("posts", draft["id"], actor=ed)
    else:
        getattr(operations, end)("posts", draft["id"], actor=ada)
    assert reviews.waiting_ids("posts", actor=ada) == []
    states = [row.state for row in db.session.query(ReviewRequest)]
    assert states == {"publish": ["approved"], "delete": []}.get(end, ["withdrawn"])


def test_a_schedule_of_older_content_leaves_the_request_for_the_newer(ada, ed) -> None:
    doc = post("First")
    edit(doc, "Scheduled", ada)
    operations.schedule("posts", doc["id"], actor=ada, at=now() + timedelta(hours=1))
    edit(doc, "Asked for", ed)
    reviews.ask("posts", doc["id"], actor=ed)
    let_the_time_come()
    assert readers_see(doc) == "Scheduled"
    assert reviews.waiting_ids("posts", actor=ada) == [doc["id"]]


def test_a_plain_save_that_publishes_ends_the_request(ada, ed, draft) -> None:
    reviews.ask("posts", draft["id"], actor=ed)
    operations.update("posts", draft["id"], {"summary": "Words"}, actor=ed, draft=True)
    assert reviews.waiting_ids("posts", actor=ada) == [draft["id"]]
    operations.update("posts", draft["id"], {"status": "published"}, actor=ada)
    assert reviews.waiting_ids("posts", actor=ada) == []


def test_only_who_may_does(people, ada, ed, draft) -> None:
    uma, reads = people.uma.actor, Actor(ed.id, ed.role, ed.name, scope=Scope(frozenset({"read"})))
    for who in (uma, ANONYMOUS, reads):
        with pytest.raises((Forbidden, NotFound)):
            reviews.ask("posts", draft["id"], actor=who)
    with pytest.raises(Forbidden):
        reviews.ask("pages", page("Home", status="draft", draft=True)["id"], actor=ed)
    asked = reviews.ask("posts", draft["id"], actor=ada)
    for decide in (
        lambda: reviews.approve("posts", draft["id"], asked["id"], actor=ed),
        lambda: reviews.send_back("posts", draft["id"], asked["id"], actor=ed, note="No"),
        lambda: reviews.withdraw("posts", draft["id"], actor=ed),
        lambda: reviews.find_open("posts", draft["id"], actor=uma),
        lambda: reviews.waiting_ids("posts", actor=ANONYMOUS),
    ):
        with pytest.raises(Forbidden):
            decide()
    assert readers_see(draft) is None
    assert reviews.waiting_among("posts", [draft["id"]], actor=uma) == set()


def test_there_is_nothing_to_ask_where_readers_see_it_all(ada, ed, draft) -> None:
    with refused("nothing to review"):
        reviews.ask("posts", post()["id"], actor=ed)
    operations.trash("posts", draft["id"], actor=ada)
    with pytest.raises(Forbidden, match="trash"):
        reviews.ask("posts", draft["id"], actor=ed)
    with pytest.raises(NotFound):
        reviews.withdraw("posts", draft["id"], actor=ed)


def test_one_reviewer_may_be_named(tmp_path, people, ada, ed, draft) -> None:
    other = make(
        "users", email="olive@example.org", name="Olive", role="admin", password="a long enough password"
    )  # fmt: skip
    assert set(reviews.reviewers(registry["posts"]).values()) == {"Ada Admin", "Olive"}
    with refused("Choose somebody who may publish"):
        reviews.ask("posts", draft["id"], actor=ed, reviewer=people.uma.id)
    reviews.ask("posts", draft["id"], actor=ed, reviewer=other["id"])
    run_due()
    assert [mail[0] for mail in mails(tmp_path) if "review" in mail[1]] == ["olive@example.org"]
    second = post("Roses", actor=ed, draft=True, status="draft")
    reviews.ask("posts", second["id"], actor=ed, reviewer=people.ada.id)
    assert [each["document"] for each in reviews.find_all_open(actor=ada)] == [second["id"], draft["id"]]


def asking_mails(tmp_path) -> list[str]:
    return [f"{to}: {words.split('wrote:')[-1].split()[0]}" for to, subject, words in mails(tmp_path)
            if subject.startswith("Waiting for your review")]  # fmt: skip


def an_hour_later() -> None:
    with transaction():
        db.session.execute(sa.update(Job).where(Job.state == "waiting").values(run_at=now()))
        at = now() - timedelta(hours=2)
        db.session.execute(sa.update(ReviewRequest).values(asked_at=at))
    run_due()


def test_asking_again_and_again_sends_one_mail_an_hour(tmp_path, people, ada, ed, draft) -> None:
    for words in ("one", "two"):  # the first mail is not on its way yet
        reviews.ask("posts", draft["id"], actor=ed, note=words)
    run_due()
    assert asking_mails(tmp_path) == [f"{people.ada.email}: two"]
    for words in ("three", "four"):
        reviews.ask("posts", draft["id"], actor=ed, note=words)
        run_due()
    assert len(asking_mails(tmp_path)) == 1
    an_hour_later()
    assert sorted(asking_mails(tmp_path)) == [f"{people.ada.email}: four", f"{people.ada.email}: two"]
    reviews.ask("posts", draft["id"], actor=ed, note="five")
    run_due()
    assert len(asking_mails(tmp_path)) == 3


def test_a_request_that_is_taken_back_sends_no_mail_any_more(tmp_path, ed, draft) -> None:
    reviews.ask("posts", draft["id"], actor=ed)
    reviews.withdraw("posts", draft["id"], actor=ed)
    run_due()
    assert mails(tmp_path) == []


def test_who_was_not_asked_yet_and_who_returned_it_get_their_mail_at_once(tmp_path, people, ada, ed, draft) -> None:
    other = make(
        "users", email="olive@example.org", name="Olive", role="admin", password="a long enough password"
    )  # fmt: skip
    for reviewer in (people.ada.id, other["id"]):
        asked = reviews.ask("posts", draft["id"], actor=ed, reviewer=reviewer, note="Please")
        run_due()
    reviews.send_back("posts", draft["id"], asked["id"], actor=ada, note="Shorter")
    reviews.ask("posts", draft["id"], actor=ed, reviewer=other["id"], note="Again")
    run_due()
    first = [f"{people.ada.email}: Please", "olive@example.org: Please"]
    assert sorted(asking_mails(tmp_path)) == sorted([*first, "olive@example.org: Again"])
