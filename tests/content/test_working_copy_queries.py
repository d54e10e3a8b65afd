"""Questions over working copies: `draft=True` sees the edits, and nobody else's question does."""

from __future__ import annotations

import pytest

from blog.content import operations
from tests.content.documents import make, post, text


@pytest.fixture
def edited(app, people):
    category = make("categories", title="New")["id"]
    doc = post("Before", summary="old", slug="before")
    changes = {
        "title": "After", "summary": "new words", "categories": [category], "author": people.uma.id,
        "meta": {"title": "fresh"}, "content": text("rewritten"), "publishedAt": "2020-01-01",
    }  # fmt: skip
    operations.update("posts", doc["id"], changes, actor=people.ed.actor, draft=True)
    return doc["id"], category


def test_a_draft_question_sees_the_edits_and_no_longer_what_they_replace(edited, people):
    _, category = edited
    for where, seen in (
        ({"title": {"equals": "After"}}, True),
        ({"title": {"equals": "Before"}}, False),
        ({"summary": {"like": "NEW"}}, True),
        ({"meta.title": {"equals": "fresh"}}, True),
        ({"content": {"like": "rewritten"}}, True),
        ({"author": {"equals": people.uma.id}}, True),
        ({"author.slug": {"equals": "uma-user"}}, True),
        ({"categories": {"equals": category}}, True),
        ({"categories": {"exists": True}}, True),
        ({"categories": {"exists": False}}, False),
        ({"publishedAt": {"less_than": "2020-06-01"}}, True),
        ({"slug": {"equals": "before"}}, True),
        ({"status": {"equals": "draft"}}, True),
        ({"_status": {"equals": "published"}}, False),
    ):
        asked = {"actor": people.ed.actor, "where": where}
        assert bool(operations.count("posts", draft=True, **asked)) is seen, where
        page = operations.find("posts", draft=True, depth=0, **asked)
        assert [d["title"] for d in page.docs] == (["After"] if seen else []), where


def test_without_draft_everybody_sees_the_old_text(edited, people):
    for actor in people.actors.values():
        page = operations.find("posts", actor=actor, depth=0)
        assert [d["title"] for d in page.docs] == ["Before"]
        assert operations.count("posts", actor=actor, where={"title": {"equals": "After"}}) == 0


def test_who_may_not_read_drafts_is_not_helped_by_asking_for_them(edited, people):
    id_, category = edited
    for actor in (people.visitor, people.uma.actor):
        assert operations.find_by_id("posts", id_, actor=actor, draft=True)["title"] == "Before"
        assert operations.find("posts", actor=actor, draft=True).docs[0]["title"] == "Before"
        for where in ({"title": {"equals": "After"}}, {"categories": {"equals": category}}):
            assert operations.count("posts", actor=actor, where=where, draft=True) == 0


def test_drafts_are_sorted_by_what_they_say(edited, people):
    post("Between")
    asked = {"actor": people.ed.actor, "depth": 0, "sort": "title"}
    assert [d["title"] for d in operations.find("posts", draft=True, **asked).docs] == ["After", "Between"]
    assert [d["title"] for d in operations.find("posts", **asked).docs] == ["Before", "Between"]
    by_date = operations.find("posts", actor=people.ed.actor, depth=0, draft=True, sort="publishedAt")
    assert [d["title"] for d in by_date.docs] == ["After", "Between"]


def test_collections_without_drafts_take_no_notice(app, people):
    make("categories", title="A")
    assert operations.find("categories", actor=people.ed.actor, draft=True).total_docs == 1


@pytest.mark.parametrize(
    ("slug", "path"),
    [("posts", "categories"), ("posts", "categories.slug"), ("posts", "author.name"), ("forms", "fields.label")],
)
def test_what_cannot_match_across_a_relation_finds_nothing(edited, people, slug, path):
    for operator, value in (("greater_than", None), ("equals", "\x00"), ("in", []), ("like", "\x00")):
        for draft in (False, True):
            assert operations.count(slug, actor=people.ada.actor, where={path: {operator: value}}, draft=draft) == 0
