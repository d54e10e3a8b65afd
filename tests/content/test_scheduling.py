"""Publishing at a time: the content of the moment it was set, in its author's name, by the jobs."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from blog import richtext
from blog.clock import now
from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.db import db, transaction
from blog.errors import Forbidden, Invalid
from blog.jobs import run_due
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
