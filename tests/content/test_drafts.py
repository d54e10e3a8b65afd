"""Drafts, publishing and versions: the table of the design, row by row."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.errors import Conflict, Forbidden, Invalid, NotFound
from tests.content.documents import make, post, text
from tests.content.views import newest, public, reasons, staff


def test_a_draft_may_lack_what_is_required(app, people):
    doc = operations.create("posts", {}, actor=people.ed.actor, draft=True)
    assert (doc["status"], doc["_status"], doc["publishedAt"]) == ("draft", "draft", None)
    assert reasons(doc["id"]) == ["save"]
    assert public(doc["id"]) is None
    with pytest.raises(Invalid) as refused:
        operations.publish("posts", doc["id"], actor=people.ada.actor)
    assert {p.path for p in refused.value.problems} == {"title", "content"}


def test_a_draft_is_checked_for_what_it_says(app, people):
    with pytest.raises(Invalid):
        operations.create("posts", {"heroImage": "nonsense"}, actor=people.ed.actor, draft=True)


def test_create_without_draft_wants_everything_and_stays_a_draft_unless_told(app, people):
    with pytest.raises(Invalid):
        operations.create("posts", {"title": "A"}, actor=people.ada.actor)
    doc = operations.create("posts", {"title": "A", "content": text("x")}, actor=people.ada.actor)
    assert doc["status"] == "draft"
    live = operations.create(
        "posts", {"title": "B", "content": text("x"), "_status": "published"}, actor=people.ada.actor
    )
    assert public(live["id"]) == "B"
    assert live["publishedAt"] is not None
    assert (len(reasons(doc["id"])), len(reasons(live["id"]))) == (1, 1)


def test_published_is_always_checked_even_with_draft(app, people):
    with pytest.raises(Invalid):
        operations.create("posts", {"title": "A", "status": "published"}, actor=people.ada.actor, draft=True)


def test_draft_update_of_a_draft_changes_the_row(app, people):
    id_ = post("A", status="draft")["id"]
    operations.update("posts", id_, {"title": "B"}, actor=people.ed.actor, draft=True)
    assert staff(id_) == staff(id_, draft=True) == "B"
    assert reasons(id_) == ["save", "save"]


def test_draft_update_of_a_published_document_leaves_it_alone(app, people):
    id_ = post("A")["id"]
    answer = operations.update("posts", id_, {"title": "B"}, actor=people.ada.actor, draft=True)
    assert (answer["title"], answer["status"]) == ("B", "draft")
    assert public(id_) == staff(id_) == "A"
    assert staff(id_, draft=True) == "B"
    assert newest(id_)["draft"] is True
    operations.update("posts", id_, {"summary": "s"}, actor=people.ed.actor, draft=True)
    assert (staff(id_, draft=True), staff(id_, "summary", draft=True)) == ("B", "s")
    assert public(id_, "summary") is None


def test_autosave_is_replaced_in_place_by_the_same_author_only(app, people):
    id_ = post("A")["id"]
    save = lambda title, who: operations.update(  # noqa: E731
        "posts", id_, {"title": title}, actor=who.actor, draft=True, autosave=True
    )
    for n in range(5):
        save(f"ed {n}", people.ed)
    assert reasons(id_) == ["autosave", "save"]
    save("ada 1", people.ada)
    save("ada 2", people.ada)
    assert reasons(id_) == ["autosave", "autosave", "save"]
    save("ed again", people.ed)
    assert len(reasons(id_)) == 4
    assert public(id_) == "A"
    assert [v["version"]["title"] for v in operations.find_versions("posts", id_, actor=SYSTEM).docs] == [
        "ed again", "ada 2", "ed 4", "A",
    ]  # fmt: skip


def test_an_autosave_of_a_draft_is_replaced_too(app, people):
    id_ = operations.create("posts", {"title": "A"}, actor=people.ed.actor, draft=True)["id"]
    for n in range(4):
        operations.update("posts", id_, {"title": f"{n}"}, actor=people.ed.actor, draft=True, autosave=True)
    assert reasons(id_) == ["autosave", "save"]


def test_a_plain_update_cannot_be_undone_by_publishing_later(app, people):
    id_ = post("A", summary="old")["id"]
    operations.update("posts", id_, {"title": "Edited", "summary": "edited"}, actor=people.ed.actor, draft=True)
    operations.update("posts", id_, {"title": "Corrected"}, actor=people.ada.actor)
    assert (public(id_), public(id_, "summary")) == ("Corrected", "old")
    assert (staff(id_, draft=True), staff(id_, "summary", draft=True)) == ("Corrected", "edited")
    operations.publish("posts", id_, actor=people.ada.actor)
    assert (public(id_), public(id_, "summary")) == ("Corrected", "edited")


def test_a_plain_update_never_changes_the_status(app, people):
    live, draft = post("A")["id"], post("B", status="draft")["id"]
    for id_ in (live, draft):
        operations.update("posts", id_, {"summary": "x"}, actor=people.ada.actor)
    assert (staff(live, "status"), staff(draft, "status")) == ("published", "draft")
    with pytest.raises(Invalid):
        operations.update("posts", live, {"title": ""}, actor=people.ada.actor)


def test_a_plain_update_by_an_editor_is_a_working_copy(app, people):
    id_ = post("A")["id"]
    operations.update("posts", id_, {"title": "B"}, actor=people.ed.actor)
    assert (public(id_), staff(id_, draft=True)) == ("A", "B")
    for status in ("published", "draft"):
        with pytest.raises(Forbidden):
            operations.update("posts", id_, {"status": status}, actor=people.ed.actor)
    assert (public(id_), staff(id_, "status")) == ("A", "published")


def test_publish_applies_the_working_copy_at_once(app, people):
    id_ = post("A")["id"]
    category = make("categories", title="C")["id"]
    operations.update("posts", id_, {"title": "B", "categories": [category]}, actor=people.ed.actor, draft=True)
    operations.publish("posts", id_, actor=people.ada.actor)
    assert (public(id_), public(id_, "categories")) == ("B", [category])
    assert (staff(id_, "status", draft=True), reasons(id_)[0]) == ("published", "publish")
    assert newest(id_)["draft"] is False


def test_the_first_publishing_sets_the_date_and_no_other_does(app, people):
    id_ = post("A", status="draft")["id"]
    operations.publish("posts", id_, actor=people.ada.actor)
    first = public(id_, "publishedAt")
    assert abs((datetime.now(UTC) - first).total_seconds()) < 60
    operations.unpublish("posts", id_, actor=people.ada.actor)
    operations.publish("posts", id_, actor=people.ada.actor)
    assert public(id_, "publishedAt") == first
    chosen = post("B", publishedAt="2020-02-03T04:05:06Z")
    assert chosen["publishedAt"] == datetime(2020, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_publishing_an_incomplete_working_copy_changes_nothing(app, people):
    id_ = post("A")["id"]
    operations.update("posts", id_, {"title": "", "summary": "s"}, actor=people.ed.actor, draft=True)
    with pytest.raises(Invalid):
        operations.publish("posts", id_, actor=people.ada.actor)
    assert (public(id_), public(id_, "summary"), len(reasons(id_))) == ("A", None, 2)


def test_unpublish_makes_the_working_copy_the_content_and_keeps_what_was_published(app, people):
    id_ = post("A")["id"]
    operations.update("posts", id_, {"title": "B"}, actor=people.ed.actor, draft=True)
    operations.update("posts", id_, {"_status": "draft"}, actor=people.ada.actor)
    assert public(id_) is None
    assert (staff(id_), staff(id_, "status"), staff(id_, draft=True)) == ("B", "draft", "B")
    published = [v for v in operations.find_versions("posts", id_, actor=SYSTEM).docs if v["published"]]
    assert [v["version"]["title"] for v in published] == ["A"]


def test_a_draft_sent_as_a_draft_is_no_unpublishing(app, people):
    id_ = post("A")["id"]
    operations.update("posts", id_, {"_status": "draft", "title": "B"}, actor=people.ed.actor, draft=True)
    assert (public(id_), staff(id_, draft=True)) == ("A", "B")


def test_restoring_a_version_of_a_published_document_makes_a_working_copy(app, people):
    category = make("categories", title="C")["id"]
    id_ = post("A", categories=[category], summary="first")["id"]
    first = newest(id_)["id"]
    operations.update("posts", id_, {"title": "B", "categories": [], "summary": None}, actor=people.ada.actor)
    answer = operations.restore_version("posts", first, actor=people.ed.actor)
    assert (answer["title"], answer["summary"]) == ("A", "first")
    assert public(id_) == "B"
    assert staff(id_, "categories", draft=True) == [category]
    assert (newest(id_)["reason"], newest(id_)["draft"]) == ("restore", True)
    operations.publish("posts", id_, actor=people.ada.actor)
    assert (public(id_), public(id_, "summary"), public(id_, "categories")) == ("A", "first", [category])


def test_an_admin_may_restore_a_version_at_once(app, people):
    id_ = post("A")["id"]
    first = newest(id_)["id"]
    operations.update("posts", id_, {"title": "B"}, actor=people.ada.actor)
    operations.restore_version("posts", first, actor=people.ada.actor, draft=False)
    assert public(id_) == "A"
    operations.update("posts", id_, {"title": "C"}, actor=people.ada.actor)
    operations.restore_version("posts", first, actor=people.ed.actor, draft=False)
    assert public(id_) == "C"


def test_restoring_a_version_of_a_draft_changes_the_draft(app, people):
    id_ = post("A", status="draft", summary="s")["id"]
    first = newest(id_)["id"]
    operations.update("posts", id_, {"title": "B", "summary": None}, actor=people.ed.actor)
    operations.restore_version("posts", first, actor=people.ed.actor)
    assert (staff(id_), staff(id_, "summary"), staff(id_, "status")) == ("A", "s", "draft")


def test_a_version_comes_back_though_its_category_is_gone(app, people):
    keep, drop = (make("categories", title=title)["id"] for title in "KD")
    id_ = post("A", categories=[keep, drop])["id"]
    first = newest(id_)["id"]
    operations.update("posts", id_, {"title": "B", "categories": []}, actor=people.ada.actor)
    operations.delete("categories", drop, actor=people.ada.actor)
    operations.restore_version("posts", first, actor=people.ed.actor)
    operations.publish("posts", id_, actor=people.ada.actor)
    assert (public(id_), public(id_, "categories")) == ("A", [keep])


def test_the_trash_keeps_status_and_working_copy(app, people):
    id_ = post("A", slug="a")["id"]
    operations.update("posts", id_, {"title": "B"}, actor=people.ed.actor, draft=True)
    operations.trash("posts", id_, actor=people.ada.actor)
    assert public(id_) is None
    assert operations.was_trashed("posts", "slug", "a")
    with pytest.raises(NotFound):
        operations.find_by_id("posts", id_, actor=people.ada.actor)
    operations.restore("posts", id_, actor=people.ada.actor)
    assert (public(id_), staff(id_, draft=True)) == ("A", "B")
    assert not operations.was_trashed("posts", "slug", "a")
    assert reasons(id_)[:2] == ["restore", "trash"]


def test_a_draft_in_the_trash_was_never_seen(app, people):
    id_ = post("A", slug="a", status="draft")["id"]
    operations.trash("posts", id_, actor=people.ada.actor)
    assert not operations.was_trashed("posts", "slug", "a")
    operations.restore("posts", id_, actor=people.ada.actor)
    assert staff(id_, "status") == "draft"


def test_what_is_in_the_trash_cannot_be_published(app, people):
    id_ = post("A", status="draft")["id"]
    operations.trash("posts", id_, actor=people.ada.actor)
    with pytest.raises(Forbidden):
        operations.publish("posts", id_, actor=people.ada.actor)


def test_the_trash_can_be_used_by_a_field(app, people):
    id_ = post("A")["id"]
    with pytest.raises(Forbidden):
        operations.update("posts", id_, {"deletedAt": "2026-01-01"}, actor=people.ed.actor)
    operations.update("posts", id_, {"deletedAt": "2026-01-01"}, actor=people.ada.actor)
    assert public(id_) is None
    operations.update("posts", id_, {"deletedAt": None}, actor=people.ada.actor)
    assert public(id_) == "A"


def test_a_stale_save_is_refused(app, people):
    id_ = post("A")["id"]
    seen = operations.revision("posts", id_, actor=people.ed.actor)
    operations.update("posts", id_, {"title": "B"}, actor=people.ada.actor, if_match=seen)
    with pytest.raises(Conflict):
        operations.update("posts", id_, {"title": "C"}, actor=people.ada.actor, if_match=seen)
    with pytest.raises(Conflict):
        operations.delete("posts", id_, actor=people.ada.actor, if_match=seen)
    assert public(id_) == "B"


def test_a_copy_is_a_draft_under_a_name_of_its_own(app, people):
    category = make("categories", title="C")["id"]
    doc = post("A", slug="a", categories=[category], internalNotes="n")
    operations.update("posts", doc["id"], {"summary": "edited"}, actor=people.ed.actor, draft=True)
    copy = operations.duplicate("posts", doc["id"], actor=people.ed.actor)
    assert (copy["title"], copy["slug"], copy["status"], copy["publishedAt"]) == ("A - Copy", "a-copy", "draft", None)
    assert (copy["summary"], [c["id"] for c in copy["categories"]]) == ("edited", [category])
    again = operations.duplicate("posts", doc["id"], actor=people.ed.actor, data={"title": "Mine"})
    assert (again["title"], again["slug"]) == ("Mine", "a-copy-2")
    long = make("posts", title="x" * 255, slug="y" * 255, draft=True)
    assert len(operations.duplicate("posts", long["id"], actor=people.ed.actor)["title"]) == 255


def test_a_copy_of_a_form_has_fields_of_its_own(app, people):
    from tests.content.documents import form

    doc = form()
    copy = operations.duplicate("forms", doc["id"], actor=people.ada.actor)
    assert [f["name"] for f in copy["fields"]] == ["name", "message"]
    again = operations.find_by_id("forms", doc["id"], actor=SYSTEM)
    assert {f["id"] for f in again["fields"]}.isdisjoint(f["id"] for f in copy["fields"])


def test_globals_are_drafted_and_versioned_and_always_there(app, people):
    read = lambda **asked: operations.read_global("site", actor=people.ada.actor, **asked)["name"]  # noqa: E731
    assert (read(), operations.read_global("header", actor=ANONYMOUS)["navItems"]) == ("Quire", [])
    operations.update_global("site", {"name": "One"}, actor=people.ada.actor)
    operations.update_global("site", {"name": "Two"}, actor=people.ada.actor, draft=True)
    assert (read(), read(draft=True)) == ("One", "Two")
    sent = operations.read_global("site", actor=people.ada.actor, draft=True)
    assert sent["status"] == "draft"
    operations.update_global("site", sent, actor=people.ada.actor)
    assert (read(), operations.read_global("site", actor=ANONYMOUS)["name"]) == ("Two", "Two")
    versions = operations.find_versions("site", actor=people.ada.actor)
    assert [v["version"]["name"] for v in versions.docs] == ["Two", "Two", "One"]
    operations.restore_version("site", versions.docs[2]["id"], actor=people.ada.actor, draft=False)
    assert read() == "One"
    with pytest.raises(Forbidden):
        operations.update_global("site", {"name": "Mine"}, actor=people.ed.actor)
