"""Whatever is sent, the answer is a document or a list of problems, and never another error."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.content.fields import Field
from blog.content.registry import registry
from blog.content.validation import Checked
from blog.content.values import PARSERS, Refused, parse
from blog.db import db
from blog.errors import BadQuery, ContentError, Invalid
from tests.content.documents import form, make, picture, post, text

EXAMPLES = int(os.environ.get("QUIRE_EXAMPLES", "60"))

NAUGHTY: list[Any] = [
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff x", "\ufffe", "\u202e", "\u200b", "💥" * 300, "é" * 3_000,
    "' OR 1=1 --",
    "{{7*7}}", "<script>", "javascript:alert(1)", "//evil.example", "http://[", "http://a:99999999/", "mailto:",
    "data:x",
    "null", "true", "NaN", "1e400", "-0", "9" * 400, "0x10", "٣", "2026-13-45", "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00", "2026-W53-9", "24:00", "../../etc/passwd", "%00", "\\", "\n\r\t",
    0, -1, 1, 2**31, 2**63, 10**30, 10**400, -(10**400), 0.1, 1e308, float("nan"), float("inf"), True, False, None,
    [], {}, [[]], [None], [{}], {"": ""}, {"id": None}, {"id": 10**400}, {"value": []}, {"relationTo": []}, [[[[]]]],
    {"relationTo": "posts", "value": "x"}, {"blockType": []}, [{"blockType": "cta", "links": 5}], [{"id": []}],
    {"type": "doc"}, {"type": "doc", "content": 5}, {"type": "doc", "content": [{"type": []}]}, b"bytes",
    {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "a\x00"}]}]},
    {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "\ud800"}]}]},
    {"type": "doc", "content": [{"type": "image", "attrs": {"media": 5, "src": ["javascript:x"]}}]},
    {"type": "doc", "content": [{"type": "heading", "attrs": {"level": 10**400}}]},
]  # fmt: skip

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.sampled_from(NAUGHTY),
    st.text(alphabet=st.characters(), max_size=20),
)  # fmt: skip
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "type", "content", "attrs", "blockType", "title", "link",
    "url"]) | st.text(),
                      inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
FUZZ = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


def deep(levels: int = 3000) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = {"content": [value]}
    return value


def attempt(act: Any) -> Any:
    try:
        return act()
    except ContentError:
        db.session.rollback()
        return None


@pytest.fixture
def valid(app, people):
    """A way to make a whole document of each collection."""
    asked = form()["id"]
    return {
        "posts": {"title": "A", "content": text("x")},
        "pages": {"title": "A", "layout": [{"blockType": "quote", "text": "x"}]},
        "categories": {"title": "A"},
        "technologies": {"name": "A"},
        "users": {"email": "a@example.org", "password": "a quiet morning by the sea"},
        "forms": {"title": "A", "fields": [{"blockType": "text", "name": "a"}]},
        "form-submissions": {"form": asked, "submissionData": [{"field": "name", "value": "x"}]},
        "redirects": {"from": "/a", "to": {"url": "/b"}},
    }


def storable(field: Field) -> list[Any]:
    """The naughty values that this field takes; the others are refused in words."""
    taken = []
    for value in (*NAUGHTY, deep(), 10**5000):
        checked = Checked(registry.blocks)
        checked.tree(field, value, None, "x", "X")
        assert all(problem.message for problem in checked.problems)
        if not checked.problems and not checked.references:
            taken.append(value)
    return taken


def rounds(fields: Iterable[Field]) -> Iterator[dict[str, Any]]:
    """Dictionaries in which every field has each of the values it takes at least once."""
    taken = {f.name: storable(f) for f in fields if f.name not in ("status", "password", "email")}
    for number in range(max(map(len, taken.values()))):
        yield {name: values[number % len(values)] for name, values in taken.items() if values}


def test_no_naughty_value_in_any_field_breaks_a_write(valid, people):
    written = 0
    for slug, data in valid.items():
        for sent in rounds(registry.collections[slug].fields):
            values = sent | data
            made = attempt(lambda slug=slug, values=values: operations.create(
                slug, values, actor=people.ada.actor, draft=True, depth=0
            ))  # fmt: skip
            written += made is not None
    assert written > 50  # many odd values are fine where text is wanted


def test_no_naughty_value_breaks_a_working_copy_or_its_publishing(valid, people):
    for slug in ("posts", "pages"):
        id_ = operations.create(slug, valid[slug] | {"status": "published"}, actor=SYSTEM)["id"]
        for sent in rounds(registry.collections[slug].fields):
            for draft in (True, False):
                attempt(lambda slug=slug, id_=id_, sent=sent, draft=draft: operations.update(
                    slug, id_, sent, actor=people.ed.actor, draft=draft, depth=0
                ))  # fmt: skip
            attempt(
                lambda slug=slug, id_=id_: operations.find(slug, actor=people.ed.actor, draft=True, sort="title,slug")
            )
        assert operations.find_by_id(slug, id_, actor=ANONYMOUS)["title"] == "A"
        attempt(lambda slug=slug, id_=id_: operations.publish(slug, id_, actor=people.ada.actor))


def test_every_block_keeps_what_it_takes(app, people):
    each = {slug: list(rounds(block.fields)) for slug, block in registry.blocks.items()}
    for number in range(max(map(len, each.values()))):
        layout = [{"blockType": slug, **values[number % len(values)]} for slug, values in each.items()]
        made = operations.create("pages", {"title": "A", "layout": layout}, actor=SYSTEM, draft=True)
        assert [row["blockType"] for row in made["layout"]] == list(each)


def test_names_that_are_no_field_are_refused_by_name(app, people):
    for name in ("colour", "", "title ", "__proto__", "password", "draft", "revision", "a\x00", "\ud800"):
        with pytest.raises(Invalid) as refused:
            operations.create("posts", {"title": "A", "content": text("x"), name: 1}, actor=people.ada.actor)
        assert refused.value.problems[0].path == name
    with pytest.raises(Invalid) as refused:
        operations.create("posts", {"title": "A", "content": text("x"), "meta": {"x": 1}}, actor=people.ada.actor)
    assert refused.value.problems[0].path == "meta.x"


def test_every_problem_is_told_at_once_with_its_path(app, people):
    with pytest.raises(Invalid) as refused:
        operations.create(
            "pages",
            {"slug": "no way", "hero": {"links": [{"link": {"url": "javascript:x"}}]},
            "layout": [{"blockType": "quote"}, {"blockType": "x"}]},
            actor=people.ada.actor,
        )  # fmt: skip
    assert {p.path for p in refused.value.problems} == {"slug", "hero.links.0.link.url", "layout.1"}
    with pytest.raises(Invalid) as refused:
        operations.create("pages", {"layout": [{"blockType": "quote"}]}, actor=people.ada.actor)
    assert {p.path for p in refused.value.problems} == {"title", "layout.0.text"}
    assert refused.value.problems[1].label == "Layout 1 > Text"


@pytest.mark.parametrize("kind", sorted(PARSERS))
@pytest.mark.sqlite_only
def test_every_kind_of_value_is_read_or_refused(kind):
    field = Field("x", kind, choices=("a", 5), max_length=50)

    @FUZZ
    @given(TREES)
    def hold(value: Any) -> None:
        try:
            read = parse(field, value)
        except Refused as refusal:
            assert str(refusal)  # noqa: PT017 - other values are read
            return
        if read is not None and kind not in ("richtext", "json", "password"):
            assert parse(field, read) == read  # what was read is read the same again

    hold()
    for value in (*NAUGHTY, deep(), 10**5000):
        try:
            parse(field, value)
        except Refused:
            continue


def test_random_trees_never_break_a_write(app, people):
    fields = {slug: list(registry.collections[slug].by_name) for slug in ("posts", "pages", "forms", "redirects")}

    @FUZZ
    @given(st.data())
    def hold(data: st.DataObject) -> None:
        slug = data.draw(st.sampled_from(sorted(fields)))
        sent = data.draw(st.dictionaries(st.sampled_from(fields[slug]), TREES, max_size=4))
        made = attempt(lambda: operations.create(slug, {"title": "A"} | sent, actor=people.ada.actor, draft=True))
        if made and registry.collections[slug].drafts:
            attempt(lambda: operations.publish(slug, made["id"], actor=people.ada.actor))

    hold()


def test_random_questions_never_break_a_search(app, people):
    post("A", categories=[make("categories", title="C")["id"]], heroImage=picture())
    paths = [
        "title", "id", "status", "publishedAt", "content", "meta", "meta.title", "meta.image", "categories",
        "categories.title",
        "author.name", "relatedPosts", "relatedPosts.publishedAt", "readingTime", "heroImage", "deletedAt",
        "internalNotes",
    ]  # fmt: skip
    from blog.content.query.where import OPERATORS

    conditions = st.dictionaries(
        st.sampled_from(paths) | st.text(max_size=5),
        st.dictionaries(st.sampled_from(sorted(OPERATORS)) | st.text(max_size=3), TREES, max_size=2) | TREES,
        max_size=3,
    )
    wheres = st.recursive(conditions, lambda w: st.dictionaries(st.sampled_from(["and", "or", "OR"]), st.lists(w,
    max_size=3)),
                          max_leaves=5)  # fmt: skip

    @FUZZ
    @given(wheres, st.sampled_from(paths) | st.text(max_size=5), st.booleans(), st.text(max_size=8) | st.none())
    def hold(where: Any, sort: str, draft: bool, cursor: str | None) -> None:
        for actor in (people.visitor, people.ada.actor):
            try:
                operations.find("posts", actor=actor, where=where, sort=sort, draft=draft, cursor=cursor, limit=2)
            except BadQuery as refused:
                assert refused.problems  # noqa: PT017 - other values are read
                db.session.rollback()

    hold()
