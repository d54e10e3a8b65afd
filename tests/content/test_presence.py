"""Who has a document open: heard of now and then, forgotten when silent, and cheap to hear of."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from blog.content import operations, presence
from blog.content.access import ANONYMOUS
from blog.db import transaction
from blog.errors import Forbidden, NotFound
from blog.models import Presence
from tests.content.documents import post


def names(doc, person) -> list[str]:
    return [each["name"] for each in presence.others("posts", doc["id"], actor=person.actor)]


def let_pass(seconds: int) -> None:
    with transaction() as session:
        for row in session.scalars(sa.select(Presence)):
            row.seen_at -= dt.timedelta(seconds=seconds)


def test_two_people_see_each_other_and_not_themselves(app, people) -> None:
    doc, other = post(), post("Another")
    assert presence.appear("posts", doc["id"], actor=people.ada.actor) == []
    seen = presence.appear("posts", doc["id"], actor=people.ed.actor)
    assert [each["name"] for each in seen] == ["Ada Admin"]
    assert seen[0]["since"].tzinfo
    assert names(doc, people.ada) == ["Ed Editor"]
    assert names(other, people.ada) == []
    assert presence.present("posts", [doc["id"], other["id"]], actor=people.ada.actor) == {doc["id"]: ["Ed Editor"]}


def test_who_leaves_or_falls_silent_is_gone(app, people) -> None:
    doc = post()
    for person in (people.ada, people.ed):
        presence.appear("posts", doc["id"], actor=person.actor)
    presence.leave("posts", doc["id"], actor=people.ed.actor)
    assert names(doc, people.ada) == []
    let_pass(101)
    assert names(doc, people.ed) == []
    presence.appear("posts", doc["id"], actor=people.ed.actor)
    with transaction() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Presence)) == 1


def test_a_beat_writes_only_now_and_then_and_keeps_since_when(app, people, statements) -> None:
    doc = post()
    presence.appear("posts", doc["id"], actor=people.ada.actor)
    with transaction() as session:
        began = session.scalar(sa.select(Presence.since))
    with statements() as made:
        presence.appear("posts", doc["id"], actor=people.ada.actor)
    assert len(made) <= 3
    assert not [each for each in made if not each.lstrip().upper().startswith("SELECT")]
    let_pass(50)
    presence.appear("posts", doc["id"], actor=people.ada.actor)
    with transaction() as session:
        assert session.scalar(sa.select(Presence.since)) == began
        assert session.scalar(sa.select(Presence.seen_at)) > began - dt.timedelta(seconds=10)


def test_nobody_is_told_who_may_not_write(app, people) -> None:
    doc = post()
    for actor in (ANONYMOUS, people.uma.actor):
        with pytest.raises((Forbidden, NotFound)):
            presence.appear("posts", doc["id"], actor=actor)
    operations.delete("posts", doc["id"], actor=people.ada.actor)
    with pytest.raises(NotFound):
        presence.appear("posts", doc["id"], actor=people.ada.actor)
