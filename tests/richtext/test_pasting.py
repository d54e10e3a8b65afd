"""What comes from the clipboard: word processors, documents in the browser, pages, and text that was Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.richtext import from_pasted, from_plain, is_markdown, plain_text, to_markdown, validate

CLIPBOARDS = Path(__file__).parent / "clipboards"
WORD = """\
# The tide book

## What it says

A **careful** hand wrote ==every line== of it.[^1]

- Ropes
  - hemp
- Anchors

In this order:

3. look
4. leave

> Wait for the turn.
"""
DOCS = """\
# Crossing at slack water

We <strong>waited</strong><em> an hour</em> for the [tide](https://tides.example.org/today?a=1).

- Charts
  - old ones
- Compass

* [x] Oil the lamp
"""


def read(name: str) -> str:
    return (CLIPBOARDS / name).read_text(encoding="utf-8")


def markdown(html: str) -> str:
    return to_markdown(validate(from_pasted(html).document)).strip()


def test_a_document_of_word_is_what_its_author_sees() -> None:
    pasted = from_pasted(read("word.html"))
    written = to_markdown(validate(pasted.document))
    assert written.startswith(WORD)
    assert "High" in written
    assert written.endswith("[^1]: Nearly every line.\n")
    assert (pasted.carded, pasted.left_out) == (0, 1)


def test_a_document_of_google_is_what_its_author_sees() -> None:
    pasted = from_pasted(read("docs.html"))
    written = to_markdown(validate(pasted.document))
    assert written.startswith(DOCS)
    assert "**Hour**" in written
    assert written.endswith("`tide --today`\n")
    assert (pasted.carded, pasted.left_out) == (0, 1)


def test_lists_of_word_in_the_browser_are_one_list() -> None:
    item = (
        '<div class="ListContainerWrapper SCXW1"><ul class="BulletListStyle1"><li data-aria-level="{}">'
        '<p class="Paragraph"><span class="TextRun"><span class="NormalTextRun">{}</span></span></p></li></ul></div>'
    )
    html = "".join(item.format(level, word) for level, word in ((1, "one"), (2, "two"), (1, "three")))
    assert markdown(html) == "- one\n  - two\n- three"


def test_pictures_of_pages_become_cards_and_none_is_fetched() -> None:
    html = (
        '<p>See</p><img src="https://pictures.example.org/boat.jpg" alt="A boat"><img src="//x.example/a.png">'
        '<img src="data:image/png;base64,AAAA"><img src="https://x.example/pixel.gif" width="1" height="1">'
    )
    pasted = from_pasted(html)
    kinds = [(node["type"], (node.get("attrs") or {}).get("url")) for node in pasted.document["content"]]
    assert kinds == [
        ("paragraph", None),
        ("embed", "https://pictures.example.org/boat.jpg"),
        ("embed", "https://x.example/a.png"),
    ]
    assert (pasted.carded, pasted.left_out) == (2, 1)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<span style="font-weight: bold">a</span> b', "**a** b"),
        ('<b style="font-weight:normal">a</b>', "a"),
        ('<span style="text-decoration:line-through">a</span>', "~~a~~"),
        ('<a href="/x" style="text-decoration:underline">a</a>', "[a](/x)"),
        ('<a href="#_Toc123">a</a>', "a"),
        ('<a href="javascript:alert(1)">a</a><script>b</script>', "a"),
        ('<p>a</p><p>&nbsp;</p><br><p>b<br class="Apple-interchange-newline"></p>', "a\n\nb"),
        ("<b>a", "**a**"),
        ("</b></p></div>a", "a"),
    ],
)
def test_styles_mean_what_they_look_like(html: str, expected: str) -> None:
    assert markdown(html) == expected


@given(st.text(st.sampled_from("<>/=\"' \n\x00abp:;-_uliov\ud800\u202e1") | st.characters(), max_size=200))
def test_whatever_is_on_the_clipboard_becomes_a_document(text: str) -> None:
    for shape in (
        "{}",
        "<p class=MsoNormal style='mso-list:l0 level99 lfo1'>{}",
        "<div class=ListContainerWrapper>{}",
        "<b style='{}'>a",
    ):
        validate(from_pasted(shape.format(text)).document)
    validate(from_plain(text))
    is_markdown(text)


def test_a_deep_and_long_clipboard_costs_no_more_than_a_moment() -> None:
    html = "<div class=ListContainerWrapper><b style='font-weight:bold'>" * 20_000
    assert validate(from_pasted(html).document)["type"] == "doc"


@pytest.mark.parametrize(
    "text",
    [
        "# Title",
        "a\n\n```\nb\n```",
        "- a\n- b",
        "Some **bold** and `code`.",
        "| a | b |\n|---|---|",
        "[a](https://b.example)",
    ],
)
def test_markdown_is_known_by_its_signs(text: str) -> None:
    assert is_markdown(text)


@pytest.mark.parametrize(
    "text",
    ["Dear Ada,\n- one thing.\nEd", "2 * 3 * 4", "snake_case_name", "#hashtag", "C:\\dir\n1. April", "a [1] b (c)"],
)
def test_ordinary_words_are_not_taken_for_markdown(text: str) -> None:
    assert not is_markdown(text)


def test_plain_text_keeps_its_paragraphs_and_lines() -> None:
    document = validate(from_plain("a\r\nb\r\n\r\n\r\n <i>c</i>"))
    assert [node["type"] for node in document["content"]] == ["paragraph", "paragraph"]
    assert [node["type"] for node in document["content"][0]["content"]] == ["text", "hardBreak", "text"]
    assert plain_text(document).endswith("<i>c</i>")
