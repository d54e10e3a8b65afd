"""Versions: when one is made, what it says, how they are compared, and which are dropped."""

from __future__ import annotations

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from blog.errors import NotFound
from tests.content.documents import make, post, text
from tests.content.views import newest, reasons, staff


def test_an_unchanged_save_makes_no_version(app, people):
    doc = post("A", summary="s", categories=[make("categories", title="C")["id"]], meta={"title": "m"})
    id_ = doc["id"]
    sent = operations.find_by_id("posts", id_, actor=people.ada.actor)
    for draft in (False, True):
        operations.update("posts", id_, sent, actor=people.ada.actor, draft=draft)
        operations.update("posts", id_, {}, actor=people.ada.actor, draft=draft)
        operations.update("posts", id_, {"title": "A "}, actor=people.ed.actor, draft=draft)
    operations.publish("posts", id_, actor=people.ada.actor)
    assert (reasons(id_), operations.revision("posts", id_, actor=SYSTEM)) == (["save"], 1)
    operations.update("posts", id_, {"title": "B"}, actor=people.ed.actor, draft=True)
    operations.update("posts", id_, {"title": "B"}, actor=people.ed.actor, draft=True)
    assert len(reasons(id_)) == 2


def test_taking_an_edit_back_leaves_nothing_to_publish(app, people):
    id_ = post("A")["id"]
    operations.update("posts", id_, {"title": "B"}, actor=people.ed.actor, draft=True)
    operations.update("posts", id_, {"title": "A"}, actor=people.ed.actor, draft=True)
    assert staff(id_, "status", draft=True) == "published"


def test_versions_say_who_when_and_why(app, people):
    id_ = post("A", actor=people.ada.actor)["id"]
    operations.update("posts", id_, {"title": "B"}, actor=people.ed.actor, draft=True)
    operations.publish("posts", id_, actor=people.ada.actor)
    versions = operations.find_versions("posts", id_, actor=people.ed.actor)
    assert [(v["author"], v["reason"], v["published"], v["latest"]) for v in versions.docs] == [
        (people.ada.id, "publish", True, True),
        (people.ed.id, "save", False, False),
        (people.ada.id, "save", True, False),
    ]
    assert all(v["parent"] == id_ and v["createdAt"].tzinfo is not None for v in versions.docs)
    assert [v["version"]["title"] for v in versions.docs] == ["B", "B", "A"]
    one = operations.find_version("posts", versions.docs[2]["id"], actor=people.ed.actor)
    assert one["version"]["title"] == "A"


def test_versions_are_found_by_what_they_say(app, people):
    a, b = post("Apple")["id"], post("Bear")["id"]
    operations.update("posts", a, {"title": "Apricot"}, actor=people.ada.actor)
    find = lambda where: operations.find_versions("posts", actor=people.ed.actor, where=where).total_docs  # noqa: E731
    assert find({}) == 3
    assert find({"parent": {"equals": a}}) == 2
    assert find({"latest": {"equals": "true"}}) == 2
    assert find({"version.title": {"like": "APR"}}) == 1
    assert find({"version._status": {"equals": "published"}}) == 3
    assert find({"or": [{"parent": {"equals": b}}, {"version.title": {"equals": "Apple"}}]}) == 2
    assert find({"author": {"exists": True}}) == 1
    assert operations.find_versions("posts", actor=people.ed.actor, limit=1, page=3).docs[0]["latest"] is False


def test_versions_of_nothing_are_not_found(app, people):
    for id_ in ("nonsense", "00000000-0000-4000-8000-000000000000"):
        for ask in (operations.find_versions, operations.find_version, operations.restore_version):
            with pytest.raises(NotFound):
                ask("posts", id_, actor=people.ada.actor)


def test_comparing_versions_names_what_differs(app, people):
    id_ = post("A", summary="same")["id"]
    operations.update("posts", id_, {"title": "B", "internalNotes": "n"}, actor=people.ada.actor)
    newer, older = (v["id"] for v in operations.find_versions("posts", id_, actor=SYSTEM).docs)
    found = operations.compare_versions("posts", older, newer, actor=people.ed.actor)
    assert [(d["name"], d["before"], d["after"]) for d in found] == [("title", "A", "B"), ("internalNotes", None, "n")]


def test_pruning_never_takes_the_newest_a_pinned_or_the_last_published(app, people):
    app.config["MAX_VERSIONS"] = 4
    id_ = post("published")["id"]
    operations.update("posts", id_, {"title": "to keep"}, actor=people.ed.actor, draft=True)
    operations.mark_version("posts", newest(id_)["id"], actor=people.ada.actor, pinned=True, name="For the book")
    for n in range(10):
        operations.update("posts", id_, {"title": f"edit {n}"}, actor=people.ed.actor, draft=True)
    kept = [v["version"]["title"] for v in operations.find_versions("posts", id_, actor=SYSTEM, limit=99).docs]
    assert kept == ["edit 9", "edit 8", "edit 7", "edit 6", "to keep", "published"]


def test_pruned_versions_take_their_links_with_them_and_no_others(app, people):
    app.config["MAX_VERSIONS"] = 3
    ids = [make("categories", title=str(n))["id"] for n in range(8)]
    id_ = post("A", status="draft", categories=[])["id"]
    for n in range(8):
        operations.update("posts", id_, {"categories": ids[: n + 1]}, actor=people.ed.actor)
    versions = operations.find_versions("posts", id_, actor=SYSTEM).docs
    assert [v["version"]["categories"] for v in versions] == [ids, ids[:7], ids[:6]]


def test_deleting_takes_the_versions_too(app, people):
    id_ = post("A")["id"]
    operations.update("posts", id_, {"title": "B"}, actor=people.ada.actor)
    gone = operations.delete("posts", id_, actor=people.ada.actor)
    assert gone["title"] == "B"
    assert operations.find_versions("posts", actor=people.ada.actor).total_docs == 0
    with pytest.raises(NotFound):
        operations.find_by_id("posts", id_, actor=SYSTEM, trash=True)


@pytest.mark.parametrize("slug", ["posts", "projects"])
def test_many_versions_take_no_more_statements_than_a_few(app, people, statements, slug):
    kinds = [make("categories", title=str(n))["id"] for n in range(4)]
    links = {"links": {"source": "https://example.org/"}} if slug == "projects" else {}
    id_ = make(slug, title="A", content=text("a"), status="published", **links)["id"]

    def grow(names):
        for n, name in enumerate(names):
            changed = {"title": name, "categories": kinds[: n % 4]}
            operations.update(slug, id_, changed, actor=people.ada.actor, draft=n % 2 == 0)

    def count(**asked):
        with statements() as seen:
            docs = operations.find_versions(slug, id_, actor=people.ada.actor, limit=50, **asked).docs
        return len(seen), len(docs)

    grow("bcd")
    few = count(depth=1)
    grow("efghijklmnop")
    many = count(depth=1)
    assert (few[1], many[1]) == (4, 16)
    assert many[0] == few[0] <= 9
    assert count(select=("id", "reason"), count=False)[0] == 1
    assert count(select={"id": True, "version": {"title": True}}, count=False)[0] == 2


def test_what_is_in_the_trash_has_no_versions_unless_they_are_asked_for(app, people):
    kept, id_ = post("Kept")["id"], post("Gone")["id"]
    version = newest(id_)["id"]
    operations.trash("posts", id_, actor=people.ada.actor)
    for ask, of in ((operations.find_versions, id_), (operations.find_version, version)):
        with pytest.raises(NotFound):
            ask("posts", of, actor=people.ada.actor)
    assert operations.find_version("posts", version, actor=people.ada.actor, trash=True)["version"]["title"] == "Gone"
    assert operations.find_versions("posts", id_, actor=people.ada.actor, trash=True).total_docs >= 1
    parents = [v["parent"] for v in operations.find_versions("posts", actor=people.ada.actor).docs]
    assert parents == [kept]
