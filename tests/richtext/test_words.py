"""The words of a document, what it refers to, and HTML read into it."""

from __future__ import annotations

import pytest

from blog.richtext import (
    InvalidDocument,
    from_html,
    from_markdown,
    plain_text,
    populated,
    reading_minutes,
    references,
    render,
    validate,
    word_count,
)

DOCUMENT = from_markdown(
    "# Title\n\nSome *words* and [a link](reference:posts/p1), it's well-known.\n\n"
    '![what is seen](media:m1 "caption")\n\n'
    ":::gallery\n![x](media:m2)\n:::\n\n"
    ":::cta{title=Go href=reference:pages/g1}\nnow\n:::\n\n```\ncode\n```"
)


def test_plain_text_has_every_visible_word():
    assert plain_text(DOCUMENT).split("\n") == [
        "Title", "Some words and a link, it's well-known.", "what is seen", "caption", "x", "Go", "now", "code",
    ]  # fmt: skip


def test_words_are_counted_once_and_scripts_without_spaces_by_character():
    assert word_count(from_markdown("It's a well-known **wo**rd.")) == 4
    assert word_count(from_markdown("中文字 and two")) == 5


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (220, 1), (440, 2), (2_200, 10)])
def test_reading_takes_a_minute_at_least(words, minutes):
    assert reading_minutes(from_markdown("word " * words)) == minutes


def test_references_name_pictures_and_documents():
    assert references(DOCUMENT) == {("media", "m1"), ("media", "m2"), ("posts", "p1"), ("pages", "g1")}


def test_what_is_populated_is_stored_as_its_id_again():
    full = populated(DOCUMENT, lambda collection, name: {"id": name, "slug": collection} if name != "m2" else None)
    assert full["content"][2]["attrs"]["media"] == {"id": "m1", "slug": "media"}
    assert references(full) == references(DOCUMENT)
    assert validate(full) == validate(DOCUMENT)


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (None, "This is not a rich text document."),
        ({"type": "doc"}, "A doc must not be empty or incomplete."),
        ({"type": "doc", "content": [{"type": "listItem"}]}, "A listItem cannot stand there in a doc."),
        ({"type": "doc", "content": [{"type": "video"}]}, "There is no part of a document called 'video'."),
        (
            {"type": "doc", "content": [{"type": "heading", "attrs": {"level": "<script>"}}]},
            "must be a whole number from 1 to 6.",
        ),
        (
            {"type": "doc", "content": [{"type": "heading", "attrs": {"level": True}}]},
            "must be a whole number from 1 to 6.",
        ),
        (
            {"type": "doc", "content": [{"type": "callout", "attrs": {"kind": ["info"]}}]},
            "must be one of info, success",
        ),
        (
            {"type": "doc", "content": [{"type": "image", "attrs": {"media": {"id": "a/b"}}}]},
            "must be the id of a document.",
        ),
        (
            {"type": "doc", "content": [{"type": "codeBlock", "attrs": {"language": 'x" onclick'}}]},
            "must be the name of a language.",
        ),
    ],
)
def test_a_refusal_is_a_sentence(document, sentence):
    with pytest.raises(InvalidDocument) as refusal:
        validate(document)
    assert sentence in str(refusal.value)


def test_what_is_not_known_is_not_stored():
    text = {
        "type": "text",
        "text": "a\x00b\nc",
        "marks": [{"type": "code"}, {"type": "bold"}, {"type": "bold"}],
        "evil": 1,
    }
    document = validate({"type": "doc", "content": [{"type": "paragraph", "attrs": {"style": "x"}, "content": [text]}]})
    marks = [{"type": "bold"}, {"type": "code"}]
    assert document["content"] == [{"type": "paragraph", "content": [{"type": "text", "marks": marks, "text": "ab c"}]}]


def test_html_says_the_same_as_its_page():
    page = (
        "<html><head><title>no</title></head><body><h1>T</h1><p align=center>a<p>b <i>c</i>"
        "<ul><li>d<li><input type=checkbox checked>e</ul>"
        "<table><caption>cap</caption><tr><th>f<td align=right colspan=2>g</table>"
        "<figure><img src=/h.png alt=i><figcaption>j</figcaption></figure>"
        "<pre><code class='language-c'>k &lt; l\n</code></pre><dl><dt>m<dd>n</dl><blockquote cite=/o>p</blockquote><hr>"
        "<iframe src='//www.youtube.com/embed/abcdefghijk' title=q></iframe><center><font color=red>r</font></center>"
    )
    document = validate(from_html(page))
    assert [node["type"] for node in document["content"]] == [
        "heading", "paragraph", "paragraph", "bulletList", "taskList", "paragraph", "table", "image", "codeBlock",
        "facts", "blockquote", "horizontalRule", "embed", "paragraph",
    ]  # fmt: skip
    assert document["content"][7]["attrs"]["caption"] == "j"
    assert document["content"][12]["attrs"]["url"] == "https://www.youtube.com/watch?v=abcdefghijk"
    assert "no" not in plain_text(document).split()


def test_what_is_rendered_reads_back_as_the_same_text():
    document = validate(
        from_markdown("a **b** $x$ [c](/d)\n\n- e\n- [x] f\n\n> g\n\n```c\nh\n```\n\n| i |\n| - |\n| j |")
    )
    assert [node["type"] for node in from_html(render(document))["content"]][:3] == [
        "paragraph",
        "bulletList",
        "taskList",
    ]
