"""What stands before and after a document: the right ones, and at the price of two steps in an index."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from blog.clock import now
from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.db import db
from blog.errors import BadQuery
from blog.models import Post
from tests.content.documents import make, post, text

NEWEST_FIRST = "-publishedAt"


def dated(title: str, days_ago: float, **more) -> dict:
    return post(title, publishedAt=now() - timedelta(days=days_ago), **more)


def titles(doc: dict, **asked) -> tuple[str | None, ...]:
    question = {"actor": ANONYMOUS, "sort": NEWEST_FIRST, "select": ("title",)} | asked
    return tuple(found and found["title"] for found in operations.neighbours("posts", doc, **question))


def test_the_neighbours_are_the_nearest_that_the_person_may_read(app) -> None:
    old, middle, new = dated("old", 9), dated("middle", 5), dated("new", 1)
    dated("draft", 4, status="draft")
    dated("for later", -3)
    operations.trash("posts", dated("gone", 6)["id"], actor=SYSTEM)
    assert titles(middle) == ("new", "old")
    assert titles(new) == (None, "middle")
    assert titles(old) == ("middle", None)
    assert titles(middle, actor=SYSTEM) == ("draft", "old")
    assert titles(middle, sort="publishedAt") == ("old", "new")


def test_posts_of_one_moment_have_an_order_that_misses_none(app) -> None:
    moment = now() - timedelta(days=1)
    docs = {doc["id"]: doc for doc in (post(f"p{n}", publishedAt=moment) for n in range(5))}
    ids = [doc["id"] for doc in operations.find("posts", actor=ANONYMOUS, sort=NEWEST_FIRST).docs]
    for before, here, after in zip([None, *ids], ids, [*ids[1:], None], strict=False):
        found = operations.neighbours("posts", docs[here], actor=ANONYMOUS, sort=NEWEST_FIRST)
        assert [one and one["id"] for one in found] == [before, after]


def test_a_condition_keeps_the_neighbours_to_what_fits(app) -> None:
    craft = make("categories", title="Craft")["id"]
    dated("older of craft", 9, categories=[craft])
    dated("older", 6)
    here = dated("here", 5, categories=[craft])
    assert titles(here, where={"categories": {"in": [craft]}}) == (None, "older of craft")


@pytest.mark.parametrize("sort", ["author.name", "colour", "content"])
def test_an_order_that_is_not_the_documents_own_is_refused(app, sort) -> None:
    with pytest.raises(BadQuery):
        operations.neighbours("posts", post(), actor=ANONYMOUS, sort=sort)


def test_among_thousands_an_index_answers_with_one_statement(app) -> None:
    moment = now() - timedelta(days=400)
    fill(5000, moment)
    here = dated("here", 399, slug="here")
    asked = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2:4]))
    asking = {"actor": ANONYMOUS, "sort": NEWEST_FIRST, "select": ("title", "publishedAt")}
    before, after = operations.neighbours("posts", here, **asking)
    assert len(asked) == 1
    assert after["publishedAt"] < here["publishedAt"] < before["publishedAt"]
    plan = explained(*asked[0])
    assert plan.count("published_at>?") + plan.count("published_at<?") == 2 or plan.count("index cond: ((") == 2
    assert "seq scan" not in plan


def fill(number: int, newest: datetime) -> None:
    rows = [
        {
            "id": uuid.uuid4(), "title": f"p{n}", "slug": f"p{n}", "content": text("x"), "status": "published",
            "published_at": newest + timedelta(minutes=n), "created_at": newest, "updated_at": newest, "revision": 1,
        }
        for n in range(number)
    ]  # fmt: skip
    with db.engine.begin() as connection:
        connection.execute(sa.insert(Post.__table__), rows)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE posts")


def explained(statement: str, values: object) -> str:
    """How the database would go about it, in small letters, one step a line."""
    word = "EXPLAIN QUERY PLAN " if db.engine.dialect.name == "sqlite" else "EXPLAIN "
    with db.engine.connect() as connection:
        steps = connection.exec_driver_sql(word + statement, values).all()
    return "".join(f"{step[-1]}\n" for step in steps).lower()
