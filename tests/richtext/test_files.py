"""Whole posts as different generators' authors write them: nothing lost, nothing raw, and stable once read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html as lxml_html

from blog.richtext import from_markdown, plain_text, render, to_markdown, validate

FILES = sorted((Path(__file__).parent / "files").glob("*.md"))
MARKUP = re.compile(r"</?[a-z]+[ >/]|\]\(|\*\*|\{:|:::|\[\^|&\w+;|!\[|<!--")


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def text(request):
    return request.param.read_bytes().decode("utf-8")


def test_a_post_is_valid_and_stable(text):
    document = validate(from_markdown(text))
    markdown = to_markdown(document)
    assert from_markdown(markdown) == document
    assert to_markdown(from_markdown(markdown)) == markdown


def test_a_post_shows_no_markup(text):
    page = lxml_html.fromstring(f"<div>{render(from_markdown(text))}</div>")
    for code in [*page.iter("pre"), *page.iter("code")]:
        code.drop_tree()
    shown = page.text_content().replace("[not a link](x)", "").replace("&amp;", "").replace(":::note", "")
    assert not MARKUP.search(shown), MARKUP.search(shown)


def test_a_post_loses_no_words():
    words = " ".join(plain_text(from_markdown(path.read_bytes().decode("utf-8"))) for path in FILES)
    expected = (
        "Moving Before After Careful hello two Boats harbour Notices unknown weight println lazily Ten Body Video "
        "quotes nested tilde parentheses indented HTML anchor red 換行 unclosed Seven deep Escaped system tab"
    )
    assert [word for word in expected.split() if word not in words] == []
    assert "gone" not in words
