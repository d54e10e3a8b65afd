"""The page for authors tells the truth: each of its examples becomes what it says and survives the way back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from blog.richtext import from_markdown, render, to_markdown, validate

PAGE = Path(__file__).parents[2] / "docs" / "markdown.md"
EXAMPLES = re.findall(r"^(`{3,})markdown\n(.*?)^\1$", PAGE.read_text(encoding="utf-8"), re.S | re.M)
SHOWN = {
    "heading", "image", "gallery", "codeBlock", "diagram", "mathBlock", "math", "taskList", "table", "footnotes",
    "callout", "details", "columns", "embed", "archive", "form", "callToAction", "metrics", "facts", "paragraph",
}  # fmt: skip


def _kinds(node: dict) -> set[str]:
    return {node["type"]}.union(*map(_kinds, node.get("content", [])))


@pytest.mark.parametrize("example", [text for _, text in EXAMPLES], ids=range(len(EXAMPLES)))
def test_an_example_is_read_shown_and_written_back(example):
    document = validate(from_markdown(example))
    shown = render(document, block=lambda node: f"<p>{node['type']}</p>")
    without_code = re.sub(r"<(pre|code)\b.*?</\1>", "", shown, flags=re.S)
    assert not re.search(r":::|::[a-z]|\{\{|\{%|\]\(|\*\*|\$\$", without_code)
    assert from_markdown(to_markdown(document)) == document


def test_the_page_shows_every_block():
    assert set().union(*(_kinds(from_markdown(text)) for _, text in EXAMPLES)) >= SHOWN


def test_the_page_itself_survives_the_round_trip():
    document = validate(from_markdown(PAGE.read_text(encoding="utf-8")))
    assert from_markdown(to_markdown(document)) == document
