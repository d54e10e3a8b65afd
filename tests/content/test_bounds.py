"""How much one question may cost: its size, the related documents it opens, and who a remembered count is for."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from blog import richtext
from blog.clock import now
from blog.content import operations, populate
from blog.content.access import ANONYMOUS
from blog.db import db, transaction
from blog.errors import BadQuery
from blog.models import Post

LONG = {
    "words": {"title": {"like": "a " * 500}},
    "every": {"title": {"all": ["a"] * 500}},
    "text": {"title": {"contains": "a" * 5000}},
    "values": {"or": [{"title": {"in": ["a"] * 1000}} for _ in range(5)]},
    "conditions": {"or": [{"title": {"equals": "a"}} for _ in range(500)]},
}


@pytest.fixture
def circle(people) -> list[dict]:
    """Posts that all name each other, with a text of some length."""
    content = richtext.from_markdown("word " * 400)
    made = [
        operations.create(
            "posts", {"title": f"Post {n}", "content": content, "status": "published"}, actor=people.ada.actor
        )
        for n in range(6)
    ]
    for post in made:
        others = [other["id"] for other in made if other is not post]
        operations.update("posts", post["id"], {"relatedPosts": others}, actor=people.ada.actor, depth=0)
    return made


@pytest.mark.parametrize("where", LONG.values(), ids=LONG)
def test_a_question_that_is_too_large_is_refused_with_a_sentence(app, where) -> None:
    with pytest.raises(BadQuery, match="where"):
        operations.find("posts", actor=ANONYMOUS, where=where)


def test_a_large_question_within_the_bounds_is_answered(circle) -> None:
    where = {"or": [{"title": {"like": f"post {n}"}} for n in range(60)] + [{"id": {"in": [p["id"] for p in circle]}}]}
    assert operations.find("posts", actor=ANONYMOUS, where=where, count=False).docs


def test_versions_are_asked_within_the_same_bounds(circle, people) -> None:
    where = {"or": [{"version.title": {"equals": "x"}} for _ in range(500)]}
    with pytest.raises(BadQuery):
        operations.find_versions("posts", actor=people.ada.actor, where=where)
    assert operations.find_versions("posts", actor=people.ada.actor, page=10**30).docs == []


def test_documents_that_name_each_other_do_not_grow_without_bound(circle, monkeypatch) -> None:
    monkeypatch.setattr(populate, "MOST_BYTES", 20_000)
    select = {"posts": {"title": True, "content": True, "relatedPosts": True}}
    page = operations.find("posts", actor=ANONYMOUS, depth=10, populate=select, select=["relatedPosts"])
    related = [item for doc in page.docs for item in doc["relatedPosts"]]
    opened = [item for item in related if isinstance(item, dict)]
    assert 0 < len(opened) < len(related)
    assert all(isinstance(item, str) for item in related if item not in opened)


@pytest.mark.parametrize("sort", ["relatedPosts.title", "-categories.title", "author.name", "meta.title"])
def test_a_sort_across_a_relation_shows_each_document_once(circle, sort) -> None:
    page = operations.find("posts", actor=ANONYMOUS, sort=sort)
    assert sorted(doc["title"] for doc in page.docs) == [f"Post {n}" for n in range(6)]


@pytest.mark.parametrize(
    "sort", ["relatedPosts.relatedPosts.title", "relatedPosts.author", "content", "relatedPosts", "meta", "authors.id"]
)
def test_a_sort_by_what_has_no_order_is_refused(app, sort) -> None:
    with pytest.raises(BadQuery):
        operations.find("posts", actor=ANONYMOUS, sort=sort)


def test_a_truth_of_many_has_an_order_on_both_databases(app) -> None:
    assert operations.find("projects", actor=ANONYMOUS, sort="relatedProjects.featured").docs == []


def test_a_count_is_remembered_for_one_person_only(circle, people) -> None:
    where = {
        "or": [{"author.email": {"like": "ada"}}, {"title": {"equals": "Post 1"}}, {"title": {"equals": "Post 2"}}]
    }

    def asked(actor) -> int:
        return operations.find("posts", actor=actor, where=where, limit=1, depth=0).total_docs

    assert [asked(people.ada.actor), asked(people.ed.actor)] == [6, 2]


def test_a_global_is_not_remembered_out_of_a_transaction_that_failed(app, people) -> None:
    operations.update_global("site", {"name": "Good"}, actor=people.ada.actor)
    with pytest.raises(RuntimeError):
        _rename_in_vain(people)
    assert operations.read_global("site", actor=ANONYMOUS)["name"] == "Good"


def _rename_in_vain(people) -> None:
    with transaction():
        operations.update_global("site", {"name": "Bad"}, actor=people.ada.actor)
        assert operations.read_global("site", actor=ANONYMOUS)["name"] == "Bad"
        raise RuntimeError


def test_a_place_below_the_address_is_for_pages_only(people) -> None:
    operations.create("pages", {"title": "Where", "slug": "about/where"}, actor=people.ada.actor)
    with pytest.raises(Exception, match="Slug"):
        operations.create("posts", {"title": "Where", "slug": "about/where"}, actor=people.ada.actor, draft=True)


def test_what_a_rule_lets_through_later_is_counted_later(circle, people) -> None:
    with transaction():
        db.session.execute(sa.update(Post).values(published_at=now() + timedelta(hours=1)))
    assert operations.count("posts", actor=ANONYMOUS) == 0
