"""Publishing at a time: the content of the moment it was set, in its author's name, by the jobs."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from blog import richtext
from blog.clock import now
from blog.content import operations, reviews
from blog.content.access import ANONYMOUS, SYSTEM
from blog.db import db, transaction
from blog.errors import Forbidden, Invalid
from blog.jobs import enqueue, run_due
from blog.models import Job


@pytest.fixture
def post(people):
    content = richtext.from_markdown("Some words.")
    return operations.create("posts", {"title": "As planned", "content": content}, actor=people.ada.actor)


def let_the_time_come() -> None:
    with transaction():
        db.session.execute(
            sa.update(Job).where(Job.kind == "content.schedule").values(run_at=now() - timedelta(seconds=1))
        )
    run_due()


def titles_readers_see() -> list[str]:
    return [doc["title"] for doc in operations.find("posts", actor=ANONYMOUS, depth=0).docs]


def test_a_schedule_publishes_what_was_there_when_it_was_set(post, people) -> None:
    ada = people.ada.actor
    operations.schedule("posts", post["id"], actor=ada, at=now() + timedelta(hours=1))
    operations.update("posts", post["id"], {"title": "Written later"}, actor=ada, draft=True)
    assert titles_readers_see() == []
    let_the_time_come()
    assert titles_readers_see() == ["As planned"]
    edited = operations.find_by_id("posts", post["id"], actor=ada, draft=True)
    assert (edited["title"], edited["status"]) == ("Written later", "draft")
    newest = operations.find_versions("posts", post["id"], actor=ada).docs[0]
    assert (newest["reason"], newest["author"], newest["published"]) == ("schedule", people.ada.id, True)


def test_a_schedule_of_the_latest_publishes_what_is_there_when_its_time_comes(post, people) -> None:
    ada = people.ada.actor
    operations.schedule("posts", post["id"], actor=ada, at=now() + timedelta(hours=1), latest=True)
    operations.update("posts", post["id"], {"title": "Written later"}, actor=ada, draft=True)
    let_the_time_come()
    assert titles_readers_see() == ["Written later"]


def test_a_second_schedule_moves_the_first(post, people) -> None:
    ada = people.ada.actor
    later = now() + timedelta(hours=2)
    operations.schedule("posts", post["id"], actor=ada, at=now() + timedelta(hours=1))
    operations.schedule("posts", post["id"], actor=ada, at=later)
    planned = operations.scheduled("posts", post["id"], actor=ada)
    assert [(plan["action"], plan["at"], plan["failed"]) for plan in planned] == [("publish", later, False)]


def test_a_schedule_that_was_taken_back_does_nothing(post, people) -> None:
    ada = people.ada.actor
    operations.schedule("posts", post["id"], actor=ada, at=now() + timedelta(hours=1))
    assert operations.unschedule("posts", post["id"], actor=ada)
    let_the_time_come()
    assert titles_readers_see() == []


def test_a_document_is_unpublished_at_its_time(post, people) -> None:
    ada = people.ada.actor
    operations.publish("posts", post["id"], actor=ada)
    operations.schedule("posts", post["id"], actor=ada, at=now() + timedelta(hours=1), action="unpublish")
    assert titles_readers_see() == ["As planned"]
    let_the_time_come()
    assert titles_readers_see() == []


def test_who_may_not_publish_may_not_schedule(post, people) -> None:
    with pytest.raises(Forbidden):
        operations.schedule("posts", post["id"], actor=people.ed.actor, at=now() + timedelta(hours=1))


def test_a_schedule_acts_with_the_rights_its_author_has_by_then(post, people) -> None:
    operations.create("users", {"email": "bo@example.org", "name": "Bo", "role": "admin"}, actor=SYSTEM)
    operations.schedule("posts", post["id"], actor=people.ada.actor, at=now() + timedelta(hours=1))
    operations.update("users", people.ada.id, {"role": "user"}, actor=SYSTEM)
    let_the_time_come()
    assert titles_readers_see() == []
    assert "not allowed" in db.session.scalar(sa.select(Job.error).where(Job.kind == "content.schedule"))


def test_a_time_that_is_over_is_refused(post, people) -> None:
    with pytest.raises(Invalid, match="Time"):
        operations.schedule("posts", post["id"], actor=people.ada.actor, at=now() - timedelta(minutes=1))


def test_the_version_of_a_schedule_is_not_pruned(app, post, people) -> None:
    app.config["MAX_VERSIONS"] = 3
    ada = people.ada.actor
    operations.schedule("posts", post["id"], actor=ada, at=now() + timedelta(hours=1))
    for number in range(6):
        operations.update("posts", post["id"], {"title": f"Draft {number}"}, actor=ada, draft=True)
    let_the_time_come()
    assert titles_readers_see() == ["As planned"]


def versions_of(post) -> list[dict]:
    return operations.find_versions("posts", post["id"], actor=SYSTEM, limit=99).docs


def test_a_schedule_that_was_taken_back_or_moved_keeps_no_version(app, post, people) -> None:
    app.config["MAX_VERSIONS"] = 3
    ada, later = people.ada.actor, now() + timedelta(hours=1)
    operations.schedule("posts", post["id"], actor=ada, at=later)
    operations.update("posts", post["id"], {"title": "Moved"}, actor=ada, draft=True)
    operations.schedule("posts", post["id"], actor=ada, at=later)
    operations.unschedule("posts", post["id"], actor=ada)
    for number in range(6):
        operations.update("posts", post["id"], {"title": f"Draft {number}"}, actor=ada, draft=True)
    assert len(versions_of(post)) == 3
    assert not any(version["pinned"] for version in versions_of(post))


def test_a_version_that_somebody_pinned_stays_pinned_after_its_schedule(post, people) -> None:
    ada = people.ada.actor
    pinned = versions_of(post)[0]["id"]
    operations.mark_version("posts", pinned, actor=ada, pinned=True)
    operations.schedule("posts", post["id"], actor=ada, at=now() + timedelta(hours=1))
    let_the_time_come()
    assert [version["id"] for version in versions_of(post) if version["pinned"]] == [pinned]


def test_an_autosave_takes_no_place_of_one_that_is_scheduled(post, people) -> None:
    ada = people.ada.actor
    operations.update("posts", post["id"], {"title": "As planned 2"}, actor=ada, draft=True, autosave=True)
    operations.schedule("posts", post["id"], actor=ada, at=now() + timedelta(hours=1))
    for number in range(2):
        title = {"title": f"Written later {number}"}
        operations.update("posts", post["id"], title, actor=ada, draft=True, autosave=True)
    assert len(versions_of(post)) == 3
    let_the_time_come()
    assert titles_readers_see() == ["As planned 2"]


def plan(post, people, action: str = "publish", **more) -> None:
    at = now() + timedelta(hours=1)
    operations.schedule("posts", post["id"], actor=people.ada.actor, at=at, action=action, **more)


def planned(post, people) -> list[str]:
    return [each["action"] for each in operations.scheduled("posts", post["id"], actor=people.ada.actor)]


def edit(post, people, title: str, *, draft: bool = True) -> None:
    operations.update("posts", post["id"], {"title": title}, actor=people.ada.actor, draft=draft)


def publish_by_status(slug: str, id: str, *, actor) -> None:
    operations.update(slug, id, {"status": "published"}, actor=actor)


def ask_and_approve(slug: str, id: str, *, actor) -> None:
    asked = reviews.ask(slug, id, actor=actor)
    reviews.approve(slug, id, asked["id"], actor=actor)


@pytest.mark.parametrize(
    ("publish", "latest"), [(operations.publish, False), (publish_by_status, True), (ask_and_approve, False)]
)
def test_what_is_published_by_hand_ends_the_schedule_to_publish(post, people, publish, latest) -> None:
    plan(post, people, latest=latest)
    plan(post, people, "unpublish")
    edit(post, people, "Newer")
    publish("posts", post["id"], actor=people.ada.actor)
    assert planned(post, people) == ["unpublish"]
    edit(post, people, "Not ready yet")
    with transaction():
        db.session.execute(sa.delete(Job).where(Job.args["action"].as_string() == "unpublish"))
    let_the_time_come()
    assert titles_readers_see() == ["Newer"]


def test_what_is_taken_from_readers_by_hand_does_not_come_back(post, people) -> None:
    operations.publish("posts", post["id"], actor=people.ada.actor)
    plan(post, people)
    plan(post, people, "unpublish")
    operations.unpublish("posts", post["id"], actor=people.ada.actor)
    assert planned(post, people) == []
    let_the_time_come()
    assert titles_readers_see() == []


@pytest.mark.parametrize("latest", [False, True])
def test_a_change_for_readers_ends_what_would_put_older_content_over_it(post, people, latest) -> None:
    operations.publish("posts", post["id"], actor=people.ada.actor)
    operations.update("posts", post["id"], {"summary": "Planned"}, actor=people.ada.actor, draft=True)
    plan(post, people, latest=latest)
    operations.update("posts", post["id"], {"internalNotes": "Soon"}, actor=people.ada.actor)
    assert planned(post, people) == ["publish"]
    edit(post, people, "Corrected", draft=False)
    assert planned(post, people) == (["publish"] if latest else [])
    let_the_time_come()
    assert titles_readers_see() == ["Corrected"]
    seen = operations.find_one("posts", {}, actor=ANONYMOUS, depth=0)
    assert seen["summary"] == ("Planned" if latest else None)


@pytest.mark.parametrize("end", ["trash", "delete"])
def test_nothing_is_planned_for_what_is_in_the_trash_or_deleted(post, people, end) -> None:
    ada = people.ada.actor
    plan(post, people)
    plan(post, people, "unpublish")
    with transaction():
        db.session.add(Job(kind="content.schedule", args={"slug": "posts", "id": post["id"], "action": "publish"},
                           state="failed", run_at=now()))  # fmt: skip
    assert len(operations.upcoming(actor=ada)) == 3
    getattr(operations, end)("posts", post["id"], actor=ada)
    assert operations.upcoming(actor=ada) == []
    assert db.session.scalar(sa.select(sa.func.count()).where(Job.kind == "content.schedule")) == 0


def run(post, people, action: str, version: str | None = None) -> None:
    """What a schedule does that had begun before it could be taken back."""
    args = {"slug": "posts", "id": post["id"], "action": action, "version": version, "user": people.ada.id}
    with transaction():
        enqueue("content.schedule", **args)
    run_due()
    states = sa.select(Job.state, Job.error).where(Job.kind == "content.schedule")
    assert {tuple(row) for row in db.session.execute(states)} == {("done", None)}


def test_a_schedule_that_has_begun_puts_nothing_older_over_what_was_published(post, people) -> None:
    old = versions_of(post)[0]["id"]
    edit(post, people, "Newer")
    operations.publish("posts", post["id"], actor=people.ada.actor)
    edit(post, people, "Newest")
    run(post, people, "publish", old)
    assert titles_readers_see() == ["Newer"]
    operations.unpublish("posts", post["id"], actor=people.ada.actor)
    run(post, people, "publish", old)
    assert titles_readers_see() == []


@pytest.mark.parametrize("end", ["trash", "delete"])
@pytest.mark.parametrize("action", ["publish", "unpublish"])
def test_a_schedule_of_what_is_gone_ends_quietly(post, people, action, end) -> None:
    getattr(operations, end)("posts", post["id"], actor=people.ada.actor)
    run(post, people, action)


def test_a_schedule_takes_no_draft_from_readers(post, people) -> None:
    unfinished = operations.create("posts", {"title": "No text yet"}, actor=people.ada.actor, draft=True)
    run(unfinished, people, "unpublish")


def test_one_schedule_leaves_the_other_alone(post, people) -> None:
    operations.publish("posts", post["id"], actor=people.ada.actor)
    edit(post, people, "Back again")
    plan(post, people)
    plan(post, people, "unpublish")
    with transaction():
        due = now() - timedelta(seconds=1)
        job = Job.args["action"].as_string() == "unpublish"
        db.session.execute(sa.update(Job).where(Job.kind == "content.schedule", job).values(run_at=due))
    run_due()
    assert titles_readers_see() == []
    assert planned(post, people) == ["publish"]
    let_the_time_come()
    assert titles_readers_see() == ["Back again"]
