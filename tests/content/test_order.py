"""Order, pages and cursors."""

from __future__ import annotations

import base64
import datetime as dt
import json
from typing import Any

import pytest

from blog.clock import now
from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.errors import BadQuery
from tests.content.documents import make, post, text


def project(title: str, **data):
    return make("projects", title=title, content=text("x"), status="published", **data)


def titles(**asked):
    return [doc["title"] for doc in operations.find("projects", actor=SYSTEM, depth=0, **asked).docs]


def test_nothing_comes_last_whichever_way_is_sorted(app):
    project("none")
    project("late", started="2025-01-01")
    project("early", started="2020-01-01")
    assert titles(sort="started") == ["early", "late", "none"]
    assert titles(sort="-started") == ["late", "early", "none"]
    assert titles(sort=["-started", "title"]) == ["late", "early", "none"]


def test_equal_values_are_told_apart_the_same_way_on_every_page(app):
    for n in range(7):
        project(f"p{n}", role="same")
    for sort in ("role", "-role", "role,-state"):
        one_by_one = [titles(sort=sort, limit=1, page=n)[0] for n in range(1, 8)]
        assert sorted(one_by_one) == [f"p{n}" for n in range(7)]
        assert one_by_one == titles(sort=sort)


def test_order_goes_across_groups_and_relations(app):
    b, a = (make("technologies", name=name)["id"] for name in ("B", "A"))
    project("first", primaryTechnology=a, technologies=[b, a], meta={"title": "2"})
    project("second", primaryTechnology=b, technologies=[b], meta={"title": "1"})
    project("third")
    assert titles(sort="primaryTechnology.name") == ["first", "second", "third"]
    assert titles(sort="-primaryTechnology.name") == ["second", "first", "third"]
    assert titles(sort="technologies.name") == ["first", "second", "third"]
    assert titles(sort="meta.title") == ["second", "first", "third"]


def test_cursors_go_through_everything_once_while_documents_are_added(app):
    for n in range(5):
        project(f"old {n}", started=None if n % 2 else f"2024-01-0{n + 1}", featured=n == 2)
    for sort in (
        "started",
        "-started",
        "-started,title",
        "title",
        "-createdAt",
        "-featured,-started,title",
        "featured",
    ):
        seen, cursor, added = [], None, 0
        while True:
            found = operations.find("projects", actor=SYSTEM, sort=sort, limit=2, cursor=cursor, depth=0)
            seen += [doc["title"] for doc in found.docs]
            if not found.has_next:
                break
            cursor, added = found.next_cursor, added + 1
            project(f"new {sort} {added}", started="2030-01-01" if added % 2 else "2001-01-01")
        assert len(seen) == len(set(seen)), sort
        assert {f"old {n}" for n in range(5)} <= set(seen), sort


def test_a_cursor_says_how_many_there_are_in_all(app):
    for n in range(3):
        project(f"p{n}")
    first = operations.find("projects", actor=SYSTEM, sort="title", limit=2, depth=0)
    last = operations.find("projects", actor=SYSTEM, sort="title", limit=2, cursor=first.next_cursor, depth=0)
    assert (first.total_docs, last.total_docs) == (3, 3)
    assert (last.has_next, last.next_cursor) == (False, None)


def test_a_forged_cursor_is_refused(app):
    post()
    forged = ["", "x", "§", "====", "[]", "A" * 5000]
    for inside in ([], {}, 5, None, ["id"], ["id", 5], ["id", None], ["id", "x"], ["id", []], ["-id", "x"], ["title",
                   "x", 5],
                   ["title", "\x00", "x"], ["title", {"a": 1}, "x"]):  # fmt: skip
        forged.append(base64.urlsafe_b64encode(json.dumps(inside).encode()).decode())
    for sort in ("id", "title", "-createdAt"):
        for cursor in forged[1:]:
            with pytest.raises(BadQuery) as refused:
                operations.find("posts", actor=ANONYMOUS, sort=sort, cursor=cursor)
            assert refused.value.problems[0].path == "cursor"


def test_a_cursor_belongs_to_its_order(app):
    for n in range(3):
        project(f"p{n}")
    cursor = operations.find("projects", actor=SYSTEM, sort="title", limit=1).next_cursor
    with pytest.raises(BadQuery):
        operations.find("projects", actor=SYSTEM, sort="-title", cursor=cursor)


def test_what_cannot_be_sorted_by_is_refused(app):
    for sort in (
        "colour",
        "-colour",
        "content",
        "meta",
        "password",
        "title.x",
        "categories",
        "a,b,c,d,e,f",
        "author.email",
    ):
        with pytest.raises(BadQuery):
            operations.find("posts", actor=ANONYMOUS, sort=sort)
    for sort in ("", " , ", "-", "title,,"):
        operations.find("posts", actor=ANONYMOUS, sort=sort)


def test_pages_and_limits_are_bounded(app):
    for n in range(3):
        post(f"p{n}")
    for wrong in ({"limit": -1}, {"page": 0}, {"page": -1}, {"depth": -1}):
        with pytest.raises(BadQuery) as refused:
            operations.find("posts", actor=ANONYMOUS, **wrong)
        assert refused.value.problems[0].path == next(iter(wrong))
    everything = operations.find("posts", actor=ANONYMOUS, limit=0)
    assert (everything.limit, len(everything.docs)) == (app.config["MAX_LIMIT"], 3)
    assert operations.find("posts", actor=ANONYMOUS, limit=10**9).limit == app.config["MAX_LIMIT"]
    beyond = operations.find("posts", actor=ANONYMOUS, limit=2, page=9)
    assert (beyond.docs, beyond.total_docs, beyond.has_prev, beyond.has_next, beyond.prev_page) == (
        [],
        3,
        True,
        False,
        8,
    )
    assert operations.find("posts", actor=ANONYMOUS, page=10**30).docs == []
    empty = operations.find("posts", actor=ANONYMOUS, where={"title": {"equals": "none"}}).envelope()
    assert (empty["totalDocs"], empty["totalPages"], empty["page"], empty["pagingCounter"]) == (0, 1, 1, 1)


def test_the_envelope_says_where_one_is(app):
    for n in range(5):
        post(f"p{n}")
    page = operations.find("posts", actor=ANONYMOUS, limit=2, page=2, sort="title", depth=0).envelope()
    docs = page.pop("docs")
    cursor = page.pop("nextCursor")
    assert [doc["title"] for doc in docs] == ["p2", "p3"]
    assert cursor
    assert page == {
        "totalDocs": 5, "totalPages": 3, "limit": 2, "page": 2, "pagingCounter": 3, "hasPrevPage": True,
        "hasNextPage": True, "prevPage": 1, "nextPage": 3,
    }  # fmt: skip


def test_counting_can_be_left_out(app, statements):
    for n in range(3):
        post(f"p{n}")
    with statements() as seen:
        page = operations.find("posts", actor=ANONYMOUS, limit=2, count=False, depth=0)
    assert page.total_docs is None
    assert "totalDocs" not in page.envelope()
    assert not [sql for sql in seen if "count(" in sql]


@pytest.mark.parametrize("sort", ["publishedAt", "-publishedAt,title", "-title", "readingTime"])
def test_a_list_is_read_backwards_from_any_place(app, sort) -> None:
    for number in range(9):
        moment = now() - dt.timedelta(days=number // 2) if number % 3 else None
        status = {"status": "published", "publishedAt": moment} if moment else {"status": "draft"}
        post(f"P{number % 4}", slug=f"p{number}", draft=not moment, **status)

    def page(**place: Any) -> Any:
        return operations.find("posts", actor=SYSTEM, sort=sort, limit=2, **place)

    pages = [page()]
    while pages[-1].has_next:
        pages.append(page(cursor=pages[-1].next_cursor))
    assert pages[0].prev_cursor is None
    back = pages[-1]
    for expected in reversed(pages[:-1]):
        back = page(cursor=back.prev_cursor, backwards=True)
        assert [doc["id"] for doc in back.docs] == [doc["id"] for doc in expected.docs]
        assert back.has_next
    assert back.prev_cursor is None
