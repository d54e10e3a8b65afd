"""What each operator finds in each kind of field, the same on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.errors import BadQuery
from tests.content.documents import form, make, page, post, text


def titles(slug: str, where: dict[str, Any], *, actor: Any = SYSTEM, **asked: Any) -> list[str]:
    found = operations.find(slug, actor=actor, where=where, sort="title", limit=50, depth=0, **asked)
    assert found.total_docs == len(found.docs) == operations.count(slug, actor=actor, where=where, **asked)
    return [doc["title"] for doc in found.docs]


@pytest.fixture
def projects(app):
    python, rust = (make("technologies", name=name)["id"] for name in ("Python", "Rust"))
    apps, libs = (make("categories", title=title)["id"] for title in ("Apps", "Libraries"))
    make(
        "projects",
        title="A",
        content=text("x"),
        status="published",
        started="2024-03-01",
        featured=True,
        state="completed",
        summary="Quick brown fox",
        technologies=[python, rust],
        categories=[apps],
        primaryTechnology=python,
        links={"source": "https://example.org/a"},
        metrics=[{"value": "3", "label": "users"}, {"value": "9", "label": "cups"}],
    )
    make(
        "projects",
        title="B",
        content=text("y"),
        status="published",
        started="2025-03-01",
        state="archived",
        summary="",
        technologies=[rust],
        categories=[apps, libs],
        primaryTechnology=rust,
        role="lead",
        metrics=[{"value": "9", "label": "users"}],
    )
    make("projects", title="C", content=text("z"), status="published")  # fmt: skip
    return {"python": python, "rust": rust, "apps": apps, "libs": libs}


CASES = [
    ({"title": {"equals": "A"}}, "A"),
    ({"title": {"equals": "a"}}, ""),
    ({"title": {"not_equals": "A"}}, "BC"),
    ({"role": {"not_equals": "lead"}}, "AC"),
    ({"role": {"equals": None}}, "AC"),
    ({"role": {"equals": "null"}}, "AC"),
    ({"role": {"not_equals": None}}, "B"),
    ({"role": {"exists": False}}, "AC"),
    ({"role": {"exists": "true"}}, "B"),
    ({"summary": {"exists": True}}, "A"),
    ({"summary": {"exists": "perhaps"}}, ""),
    ({"title": {"in": ["A", "B"]}}, "AB"),
    ({"title": {"in": "A, C"}}, "AC"),
    ({"title": {"in": []}}, ""),
    ({"title": {"not_in": []}}, "ABC"),
    ({"title": {"not_in": "A,B"}}, "C"),
    ({"role": {"not_in": ["lead"]}}, "AC"),
    ({"role": {"in": ["lead", None]}}, "ABC"),
    ({"role": {"not_in": ["boss", None]}}, "B"),
    ({"summary": {"like": "FOX quick"}}, "A"),
    ({"summary": {"like": "fox slow"}}, ""),
    ({"summary": {"not_like": "fox"}}, "BC"),
    ({"summary": {"contains": "brown fox"}}, "A"),
    ({"summary": {"contains": "fox brown"}}, ""),
    ({"summary": {"contains": ["fox"]}}, ""),
    ({"featured": {"equals": True}}, "A"),
    ({"featured": {"equals": "true"}}, "A"),
    ({"featured": {"not_equals": "true"}}, "BC"),
    ({"featured": {"equals": "maybe"}}, ""),
    ({"state": {"equals": "archived"}}, "B"),
    ({"state": {"in": "archived,completed"}}, "AB"),
    ({"state": {"equals": "no such state"}}, ""),
    ({"started": {"equals": "2024-03-01"}}, "A"),
    ({"started": {"greater_than": "2024-03-01"}}, "B"),
    ({"started": {"greater_than_equal": "2024-03-01"}}, "AB"),
    ({"started": {"less_than": "2025-03-01"}}, "A"),
    ({"started": {"less_than_equal": "2025-03-01T00:00:00Z"}}, "AB"),
    ({"started": {"equals": "yesterday"}}, ""),
    ({"started": {"not_equals": "yesterday"}}, "ABC"),
    ({"started": {"greater_than": "yesterday"}}, ""),
    ({"started": {"greater_than": None}}, ""),
    ({"createdAt": {"less_than": "2001-01-01"}}, ""),
    ({"createdAt": {"greater_than": "2001-01-01"}}, "ABC"),
    ({"id": {"equals": "nonsense"}}, ""),
    ({"id": {"in": ["nonsense", 5, None]}}, ""),
    ({"links.source": {"like": "example.org"}}, "A"),
    ({"links.source": {"equals": "https://example.org/a"}}, "A"),
    ({"links.demo": {"exists": True}}, ""),
    ({"metrics.value": {"equals": "9"}}, "AB"),
    ({"metrics.label": {"like": "CUP"}}, "A"),
    ({"metrics.value": {"equals": "nine"}}, ""),
    ({"technologies.name": {"equals": "Rust"}}, "AB"),
    ({"technologies.name": {"not_equals": "Rust"}}, "A"),
    ({"primaryTechnology.name": {"equals": "Python"}}, "A"),
    ({"primaryTechnology.slug": {"in": "python,rust"}}, "AB"),
    ({"primaryTechnology": {"exists": False}}, "C"),
    ({"technologies": {"exists": True}}, "AB"),
    ({"technologies": {"exists": False}}, "C"),
    ({"technologies": {"equals": None}}, "C"),
    ({"categories.title": {"like": "librar"}}, "B"),
    ({"content": {"like": "paragraph"}}, "ABC"),
    ({"content": {"equals": {"type": "doc"}}}, ""),
    ({"links": {"equals": "x"}}, ""),
    ({"and": [{"featured": {"equals": True}}, {"title": {"equals": "A"}}]}, "A"),
    ({"OR": [{"title": {"equals": "A"}}, {"role": {"equals": "lead"}}]}, "AB"),
    ({"or": {"0": {"title": {"equals": "A"}}, "1": {"title": {"equals": "C"}}}}, "AC"),
    ({"title": {"not_equals": "A", "like": "b"}}, "B"),
    ({"title": {"not_equals": "A"}, "or": [{"role": {"exists": True}}, {"featured": {"equals": True}}]}, "B"),
    ({"or": [{"and": [{"title": {"equals": "A"}}, {"role": {"exists": True}}]}, {"title": {"equals": "C"}}]}, "C"),
]


def test_each_operator_finds_what_it_says(projects):
    wrong = {}
    for where, expected in CASES:
        found = "".join(titles("projects", where))
        if found != expected:
            wrong[str(where)] = (found, expected)
    assert not wrong


def test_a_has_many_is_asked_as_a_whole(projects):
    python, rust = projects["python"], projects["rust"]
    assert titles("projects", {"technologies": {"equals": rust}}) == ["A", "B"]
    assert titles("projects", {"technologies": {"contains": python}}) == ["A"]
    assert titles("projects", {"technologies": {"in": [python]}}) == ["A"]
    assert titles("projects", {"technologies": {"all": [python, rust]}}) == ["A"]
    assert titles("projects", {"technologies": {"all": f"{python},{rust}"}}) == ["A"]
    assert titles("projects", {"technologies": {"not_equals": python}}) == ["B", "C"]
    assert titles("projects", {"technologies": {"not_in": [python, rust]}}) == ["C"]
    assert titles("projects", {"technologies": {"in": ["nonsense"]}}) == []
    assert titles("projects", {"technologies": {"all": ["nonsense"]}}) == []
    assert titles("projects", {"categories": {"equals": {"id": projects["libs"]}}}) == ["B"]


def test_numbers_and_rows_with_a_table_of_their_own(app):
    make("redirects", **{"from": "/a", "to": {"url": "/b"}, "status": 302})
    find = lambda **where: operations.count("redirects", actor=SYSTEM, where=where)  # noqa: E731
    assert find(status={"equals": "302"}) == find(status={"greater_than": 301}) == find(status={"in": [302, "x"]}) == 1
    assert find(status={"equals": "302.5"}) == find(status={"equals": 10**400}) == find(status={"equals": "nan"}) == 0
    assert find(status={"equals": [302]}) == find(status={"equals": {"a": 1}}) == 0
    form(title="Two fields")
    assert titles("forms", {"fields.name": {"equals": "message"}}) == ["Two fields"]
    assert titles("forms", {"fields.required": {"equals": True}}) == ["Two fields"]
    assert titles("forms", {"fields.name": {"equals": "nothing"}}) == []


def test_blocks_are_asked_by_the_names_of_their_fields(app):
    page("One", layout=[{"blockType": "code", "language": "rust", "code": "fn"}, {"blockType": "archive", "limit": 3}])
    page("Two", layout=[{"blockType": "metrics", "items": [{"value": "1", "label": "cup"}]}])
    assert titles("pages", {"layout.blockType": {"equals": "code"}}) == ["One"]
    assert titles("pages", {"layout.language": {"in": "rust,go"}}) == ["One"]
    assert titles("pages", {"layout.limit": {"greater_than": 2}}) == ["One"]
    assert titles("pages", {"layout.items.label": {"equals": "cup"}}) == ["Two"]
    for path in ("layout.colour", 'layout.a"b', "layout.a\x00b", "layout.items.nothing", "layout.code.deeper"):
        with pytest.raises(BadQuery) as refused:
            titles("pages", {path: {"equals": "x"}})
        assert refused.value.problems[0].path == path


def test_letter_case_is_left_out_of_account_in_any_script(app):
    for title in ("Élan vital", "ЖУРНАЛ", "Straße", "İstanbul", "日本語"):
        post(title)
    for wanted, found in (("élan", "Élan vital"), ("ÉLAN", "Élan vital"), ("журнал", "ЖУРНАЛ"), ("STRAßE", "Straße"),
                          ("本", "日本語")):  # fmt: skip
        assert titles("posts", {"title": {"like": wanted}}) == [found], wanted
        assert titles("posts", {"title": {"contains": wanted}}) == [found], wanted


def test_the_wildcards_of_sql_stand_for_themselves(app):
    for title in ("100%", "a_b", "a\\b", "acb", "it's", '"quoted"'):
        post(title)
    for wanted, found in (
        ("%", "100%"),
        ("_", "a_b"),
        ("\\", "a\\b"),
        ("a_b", "a_b"),
        ("'", "it's"),
        ('"', '"quoted"'),
    ):
        assert titles("posts", {"title": {"like": wanted}}) == [found], wanted
        assert titles("posts", {"title": {"contains": wanted}}) == [found], wanted


def test_values_that_no_text_can_have_find_nothing(app):
    post("A")
    for value in ("\x00", "\ud800", 10**5000, {"a": 1}, ["x", "\ud800"]):
        for operator in ("equals", "like", "contains", "greater_than"):
            assert titles("posts", {"title": {operator: value}}) == [], (
                operator,
                value if value != 10**5000 else "huge",
            )
        assert titles("posts", {"title": {"not_equals": value}}) == ["A"]
    assert titles("posts", {"title": {"in": ["\x00", "\ud800"]}}) == []


def test_what_cannot_be_asked_names_its_path(app):
    for where, path in (
        ({"colour": {"equals": 1}}, "colour"),
        ({"title": {"resembles": 1}}, "title.resembles"),
        ({"title": "x"}, "title"),
        ({"title": ["x"]}, "title"),
        ({"title": None}, "title"),
        ({"or": "x"}, "or"),
        ({"and": 5}, "and"),
        ({"and": ["x"]}, "where"),
        ({"title.deeper": {"equals": 1}}, "title.deeper"),
        ({"": {"equals": 1}}, ""),
        ({".": {"equals": 1}}, "."),
        ({"categories.": {"equals": 1}}, "categories."),
        ({"author.password": {"equals": 1}}, "author.password"),
        ({"meta.nothing": {"equals": 1}}, "meta.nothing"),
        ({"readingTime.x": {"equals": 1}}, "readingTime.x"),
        ({".".join(["relatedPosts"] * 9 + ["title"]): {"equals": 1}}, ".".join(["relatedPosts"] * 9 + ["title"])),
    ):
        with pytest.raises(BadQuery) as refused:
            operations.find("posts", actor=SYSTEM, where=where)
        assert refused.value.problems[0].path == path
        assert "cannot be queried" in refused.value.problems[0].message


def test_a_question_is_bounded(app):
    deep: dict[str, Any] = {"title": {"equals": "x"}}
    for _ in range(2000):
        deep = {"and": [deep]}
    wide = {"or": [{"title": {"equals": str(n)}} for n in range(300)]}
    for where in (deep, wide, {"title": {"in": ["x"] * 70_000}}, {"id": {"not_in": ",".join(["x"] * 2000)}}):
        with pytest.raises(BadQuery):
            operations.find("posts", actor=ANONYMOUS, where=where)
    assert titles("posts", {"title": {"in": [str(n) for n in range(1000)]}}) == []


def test_a_relation_of_a_relation_is_followed(app):
    root = make("categories", title="Root")["id"]
    leaf = make("categories", title="Leaf", parent=root)["id"]
    first = post("First", categories=[leaf])["id"]
    post("Second", relatedPosts=[first])
    assert titles("posts", {"categories.parent.title": {"equals": "Root"}}) == ["First"]
    assert titles("posts", {"relatedPosts.categories.parent.slug": {"equals": "root"}}) == ["Second"]
    assert titles("posts", {"categories.parent": {"equals": root}}) == ["First"]
