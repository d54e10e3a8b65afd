"""What a query asks of the database follows from its shape, not from how many documents there are."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy_continuum import version_class

from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import db, transaction
from blog.models import DocumentVersion, Post
from tests.content.documents import make, picture, post, text

DEEP = """{ Posts(limit: 5, sort: "-publishedAt") { totalDocs docs { title
    relatedPosts { title author { name avatar { url } } categories { title parent { title } }
        relatedPosts { title heroImage { url } relatedPosts { title categories { title } } } } } } }"""
WIDE = """{ Posts(limit: 5, sort: "-publishedAt") { docs { title content(format: HTML) heroImage { url alt }
    categories { title parent { title } }
    authors { name email } author { name } populatedAuthors { name avatar { url } } relatedPosts { title }
    meta { title image { url } } status } }
    again: Posts(limit: 4, page: 2, sort: "-publishedAt") { docs { title author { name } heroImage { url } } }
    Categories { docs { title parent { title } } } Header { navItems { link { label } } }
    Site { name logo { url } } }"""


def fill(people) -> None:
    """Ten posts that lead to three hubs, which lead to three others, and those to three more."""
    coast = make("categories", title="Coast")
    harbours = make("categories", title="Harbours", parent=coast["id"])
    avatar, hero = picture("avatar.png"), picture("hero.png")
    operations.update("users", people.ed.id, {"avatar": avatar}, actor=SYSTEM)
    common = {"author": people.ed.id, "heroImage": hero, "categories": [harbours["id"]], "meta": {"image": hero}}
    next_ = None
    for kind in ("End", "Middle", "Hub"):
        old = common | {"publishedAt": "2020-01-01T00:00:00Z"} | ({"relatedPosts": next_} if next_ else {})
        next_ = [post(f"{kind} {number}", **old)["id"] for number in range(3)]
    for number in range(10):
        post(f"Listed {number}", relatedPosts=next_, authors=[people.ed.id], **common)


def more(count: int) -> list[dict[str, Any]]:
    """Posts that are older than those."""
    common = {"status": "published", "published_at": datetime(2019, 1, 1, tzinfo=UTC), "content": text("More.")}
    return [common | {"title": f"More {number}", "slug": f"more-{number}"} for number in range(count)]


def add(count: int) -> None:
    """More posts, without a history."""
    with transaction() as session:
        session.execute(sa.insert(Post), more(count))


def counts(asker, statements, query: str) -> int:
    asker(query)  # what is remembered between requests is made
    with statements() as seen:
        asker(query)
    return len(seen)


def test_a_thousand_documents_take_no_more_statements_than_a_few(admin, people, statements):
    fill(people)
    few = {query: counts(admin, statements, query) for query in (DEEP, WIDE)}
    add(1000)
    assert {query: counts(admin, statements, query) for query in (DEEP, WIDE)} == few
    assert max(few.values()) <= 32


def test_longer_lists_take_no_more_statements(admin, people, statements):
    fill(people)
    add(60)
    query = "{ Posts(limit: %d) { docs { title relatedPosts { title } author { name } categories { title } } } }"
    assert counts(admin, statements, query % 5) == counts(admin, statements, query % 50) <= 10


def test_what_is_not_selected_is_not_asked_for(nobody, people, statements):
    fill(people)
    assert counts(nobody, statements, "{ Posts(limit: 5) { docs { title slug } } }") == 1
    assert counts(nobody, statements, "{ Posts(limit: 5) { docs { title heroImage { url } } } }") == 2


VERSIONS = """{ versionsPosts(limit: %d) { totalDocs docs { latest reason version { title author { name avatar { url } }
    categories { title parent { title } } relatedPosts { title heroImage { url } relatedPosts { title } } } } } }"""


def note_versions() -> None:
    """Every state of a post that has no version yet gets one, older than the others."""
    moment = datetime(2019, 1, 1, tzinfo=UTC)
    history = version_class(Post)
    known = sa.select(DocumentVersion.document_id, DocumentVersion.transaction_id)
    with transaction() as session:
        states = session.execute(sa.select(history.id, history.transaction_id).except_(known)).all()
        session.add_all(
            DocumentVersion(
                collection="posts", document_id=id_, transaction_id=number, reason="save", created_at=moment
            )
            for id_, number in states
        )  # fmt: skip


def test_hundreds_of_versions_take_no_more_statements_than_a_few(admin, people, statements):
    fill(people)
    few = counts(admin, statements, VERSIONS % 10)
    with transaction() as session:
        session.add_all(Post(**values) for values in more(300))
    note_versions()
    assert admin("{ versionsPosts { totalDocs } }")["versionsPosts"]["totalDocs"] > 300
    assert counts(admin, statements, VERSIONS % 10) == few <= 24
    assert counts(admin, statements, VERSIONS % 100) <= few


def test_a_statement_that_takes_too_long_is_ended_and_nothing_more_is_asked(visitor, monkeypatch):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no clock of its own.")
    monkeypatch.setattr("blog.api.graphql.request.PATIENCE", 0.05)
    monkeypatch.setattr("blog.api.graphql.request.Request.check_time", lambda _: None)
    monkeypatch.setattr(operations, "count", lambda *_, **__: db.session.scalar(sa.select(sa.func.pg_sleep(5))))
    began = time.monotonic()
    told = visitor.post("/graphql", {"query": "{ countPosts { totalDocs } Posts { totalDocs } }"}).json
    assert time.monotonic() - began < 4
    assert told["data"] == {"countPosts": None, "Posts": {"totalDocs": 0}}
    assert told["errors"][0]["extensions"]["statusCode"] == 400
    assert "took too long" in told["errors"][0]["message"]
