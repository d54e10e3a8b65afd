"""The texts of the demo site: whole, valid, and between them in need of every block there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from blog import richtext
from blog.cli.demo import manuscripts
from blog.cli.demo.manuscripts import FOLDER, Link, Manuscript, Reference, Writing
from blog.cli.demo.pictures import PICTURES
from blog.richtext.schema import SCHEMA

POSTS = manuscripts.posts()
PROJECTS = manuscripts.projects()
YAML = {name: manuscripts.read(name) for name in ("taxonomy.yaml", "people.yaml", "form.yaml", "settings.yaml")}
PICTURE_LINE = re.compile(r"!\[[^\]]*\]\((\S+)")
INSIDE = re.compile(r"(?:\]\(|href=\")/(?:(posts|projects|categories)/)?([a-z0-9-]+)[)\"]")


def named(manuscript: Manuscript) -> str:
    return manuscript.head["slug"]


def parsed(text: str) -> dict[str, Any]:
    return richtext.validate(richtext.from_markdown(text))


def walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("content") or ():
        yield from walk(child)


def found(value: Any, kind: type) -> Iterator[Any]:
    if isinstance(value, kind):
        yield value
    if isinstance(value, Link) and value.to:
        yield from found(value.to, kind)
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from found(inner, kind)


def there_is() -> set[Reference]:
    """Every document of the demo site."""
    names = {
        "media": list(PICTURES),
        "users": [person["slug"] for person in YAML["people.yaml"]],
        "forms": [YAML["form.yaml"]["slug"]],
        "projects": [named(project) for project in PROJECTS],
        "posts": [named(post) for post in POSTS],
        "pages": [page["slug"] for page in manuscripts.pages()],
        **{name: [entry["slug"] for entry in entries] for name, entries in YAML["taxonomy.yaml"].items()},
    }
    return {Reference(collection, name) for collection, slugs in names.items() for name in slugs}


def test_there_is_as_much_as_a_newcomer_is_promised() -> None:
    assert len(POSTS) == 12
    assert len(PROJECTS) == 6
    assert {page["slug"] for page in manuscripts.pages()} == {"home", "about", "about/colophon", "contact", "uses"}
    assert 6 <= len(YAML["taxonomy.yaml"]["categories"]) <= 10
    assert len(YAML["taxonomy.yaml"]["technologies"]) == 12


def test_the_posts_use_every_node_of_the_schema() -> None:
    used = {node["type"] for post in POSTS for node in walk(parsed(post.body))}
    assert set(SCHEMA.nodes) - used == set()


def test_the_posts_use_every_mark_of_the_schema() -> None:
    nodes = [node for post in POSTS for node in walk(parsed(post.body))]
    used = {mark["type"] for node in nodes for mark in node.get("marks") or ()}
    assert set(SCHEMA.marks) - used == set()


def test_callouts_pictures_and_cells_come_in_all_their_kinds() -> None:
    nodes = [node for post in POSTS for node in walk(parsed(post.body))]
    attrs = {
        kind: [node["attrs"] for node in nodes if node["type"] == kind]
        for kind in ("callout", "image", "tableCell", "codeBlock", "blockquote", "taskItem")
    }
    assert {one["kind"] for one in attrs["callout"]} == {"info", "success", "warning", "error"}
    assert {one["width"] for one in attrs["image"]} == {"column", "wide", "full"}
    assert {one["align"] for one in attrs["tableCell"]} >= {"left", "center", "right"}
    assert len({one["language"] for one in attrs["codeBlock"]}) >= 10
    assert any(one["title"] for one in attrs["codeBlock"])
    assert any(one["highlight"] for one in attrs["codeBlock"])
    assert any(one["cite"] for one in attrs["blockquote"])
    assert {one["checked"] for one in attrs["taskItem"]} == {True, False}


@pytest.mark.parametrize("manuscript", [*POSTS, *PROJECTS], ids=named)
def test_nothing_of_the_dialect_is_left_unread(manuscript: Manuscript) -> None:
    document = parsed(manuscript.body)
    shown = [node for node in walk(document) if node["type"] == "text"]
    code = {id(child) for node in walk(document) if node["type"] == "codeBlock" for child in node.get("content") or ()}
    for node in shown:
        if id(node) not in code and not any(mark["type"] == "code" for mark in node.get("marks") or ()):
            assert not re.search(r":::|::\w+\{|\{width=|\[\^|==|~~|\$\$|<\w+>", node["text"]), node["text"]


@pytest.mark.parametrize("manuscript", [*POSTS, *PROJECTS], ids=named)
def test_code_is_highlighted_within_its_lines(manuscript: Manuscript) -> None:
    for node in walk(parsed(manuscript.body)):
        if node["type"] == "codeBlock" and node["attrs"]["highlight"]:
            lines = node["content"][0]["text"].count("\n") + 1
            assert max(map(int, re.findall(r"\d+", node["attrs"]["highlight"]))) <= lines


@pytest.mark.parametrize("post", POSTS, ids=named)
def test_a_post_has_all_that_a_list_and_a_search_engine_show(post: Manuscript) -> None:
    head = post.head
    assert head["title"]
    assert 60 <= len(head["summary"]) <= 240
    assert 60 <= len(head["meta"]) <= 200
    assert head["categories"]
    assert head["authors"]
    assert head["date"].tzinfo
    assert 300 <= richtext.word_count(parsed(post.body)) <= 1500


def test_the_posts_are_spread_over_a_year_and_a_half() -> None:
    dates = [post.head["date"] for post in POSTS]
    assert dates == sorted(dates)
    assert timedelta(days=500) < dates[-1] - dates[0] < timedelta(days=600)
    assert all(timedelta(days=14) < later - earlier for earlier, later in pairwise(dates))


@pytest.mark.parametrize("manuscript", [*POSTS, *PROJECTS], ids=named)
def test_what_a_text_names_is_there(manuscript: Manuscript) -> None:
    head, everything = manuscript.head, there_is()
    own = "posts" if "date" in head else "projects"
    wanted = {Reference("media", name) for name in [head["hero"], *head.get("gallery", ())]}
    wanted |= {Reference("users", name) for name in head["authors"]}
    wanted |= {Reference("categories", name) for name in head["categories"]}
    wanted |= {Reference(own, name) for name in head["related"]}
    wanted |= {Reference("technologies", name) for name in head.get("technologies", ())}
    wanted |= {Reference("media", name) for name in PICTURE_LINE.findall(manuscript.body)}
    wanted |= {Reference(folder or "pages", name) for folder, name in INSIDE.findall(manuscript.body)}
    assert wanted <= everything


@pytest.mark.parametrize("manuscript", [*POSTS, *PROJECTS], ids=named)
def test_a_text_is_related_only_to_earlier_ones(manuscript: Manuscript) -> None:
    row = POSTS if manuscript in POSTS else PROJECTS
    before = [named(other) for other in row[: row.index(manuscript)]]
    assert set(manuscript.head["related"]) <= set(before)


def test_what_pages_and_settings_name_is_there() -> None:
    values = [*YAML.values(), *manuscripts.pages()]
    assert set(found(values, Reference)) <= there_is()


def test_the_texts_of_pages_and_settings_are_valid() -> None:
    texts = list(found([*YAML.values(), *manuscripts.pages()], Writing))
    assert len(texts) > 10
    for text in texts:
        assert richtext.word_count(parsed(text.markdown)) > 1


def test_rows_of_figures_and_facts_are_whole() -> None:
    heads = [manuscript.head for manuscript in [*POSTS, *PROJECTS]]
    for mapping in found([heads, *YAML.values(), *manuscripts.pages()], dict):
        for name, shape in (("metrics", {"value", "label", "description"}), ("facts", {"term", "description"})):
            for row in mapping.get(name) or ():
                assert set(row) <= shape
                assert all(isinstance(value, str) and value for value in row.values()), row


def test_every_page_block_is_used_somewhere() -> None:
    used = {block["blockType"] for page in manuscripts.pages() for block in page["layout"]}
    assert used == {
        "content", "cta", "mediaBlock", "gallery", "archive", "formBlock", "banner", "code", "metrics", "facts",
        "quote", "profile",
    }  # fmt: skip


def test_pictures_in_texts_have_words_for_who_cannot_see_them() -> None:
    for manuscript in [*POSTS, *PROJECTS]:
        for node in walk(parsed(manuscript.body)):
            if node["type"] == "image":
                assert node["attrs"]["alt"]


def test_no_address_leads_to_a_stranger() -> None:
    known = {"example.org", "example.com", "www.rfc-editor.org"}
    homes = {entry["website"].split("/")[2] for entry in YAML["taxonomy.yaml"]["technologies"]}
    for file in FOLDER.rglob("*"):
        if file.suffix in {".md", ".yaml"}:
            hosts = set(re.findall(r"https?://([\w.-]+)", file.read_text(encoding="utf-8")))
            assert hosts <= (known | homes if file.name == "taxonomy.yaml" else known), file.name


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    for file in FOLDER.rglob("*"):
        if file.suffix in {".md", ".yaml", ".py"}:
            assert not re.search(r"(?<![\w.~])/(work|root|home|tmp|Users)/", file.read_text(encoding="utf-8")), (
                file.name
            )
