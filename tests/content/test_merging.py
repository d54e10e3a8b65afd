"""Bringing together what two people made of one text: nothing of either is lost without being asked about."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.content.fields import Block, Field
from blog.content.merging import Piece, compare, merge_fields, merge_text, merge_value
from blog.content.merging.sequences import three_way
from blog.content.merging.words import tokens

WORDS = st.lists(st.sampled_from(["tide", "slack", "water", "a", ".", " ", "\n"]), max_size=14).map(" ".join)
ANYTHING = st.one_of(WORDS, st.text(max_size=40))
PARAGRAPHS = st.lists(st.sampled_from(["One two three.", "Four five.", "Six", "Seven eight nine ten."]), max_size=6)
ITEMS = st.lists(st.integers(0, 4), max_size=9)


def doc(*paragraphs: str, **attrs: Any) -> dict[str, Any]:
    return {"type": "doc", "content": [paragraph(words, **attrs) for words in paragraphs]}


def paragraph(words: str, *marks: str) -> dict[str, Any]:
    run = {"type": "text", "text": words, **({"marks": [{"type": mark} for mark in marks]} if marks else {})}
    return {"type": "paragraph", **({"content": [run]} if words else {})}


def said(document: dict[str, Any]) -> list[str]:
    return ["".join(run["text"] for run in each.get("content", ())) for each in document["content"]]


PROSE = PARAGRAPHS.map(lambda words: doc(*words))


@given(ANYTHING)
def test_the_words_of_a_text_are_the_text(text) -> None:
    assert "".join(tokens(text)) == text


@given(ITEMS, ITEMS, ITEMS)
def test_a_merge_has_both_sides_in_it(base, mine, theirs) -> None:
    chunks = three_way(base, mine, theirs)
    assert [item for chunk in chunks for item in chunk.base] == base
    mirrored = three_way(base, theirs, mine)
    assert [(c.base, c.mine, c.theirs) for c in chunks] == [(c.base, c.theirs, c.mine) for c in mirrored]
    if all(chunk.is_clear for chunk in chunks) and theirs == base:
        assert [item for chunk in chunks for item in chunk.mine] == mine


@pytest.mark.parametrize(("kind", "values"), [("textarea", ANYTHING), ("richtext", PROSE), ("relation", ITEMS)])
def test_the_laws_of_merging(kind, values) -> None:
    field = Field("f", kind, many=kind == "relation")

    @given(values, values, values)
    def hold(base, mine, theirs) -> None:
        for one in (base, mine):
            assert merge_value(field, one, one, one, {}).mine == one
        assert merge_value(field, base, mine, base, {}).mine == mine
        assert merge_value(field, base, base, theirs, {}).mine == theirs
        assert not merge_value(field, base, mine, mine, {}).clashes
        here, there = merge_value(field, base, mine, theirs, {}), merge_value(field, base, theirs, mine, {})
        assert here.clashes == there.clashes
        if here.clashes:
            assert (here.mine, here.theirs) == (there.theirs, there.mine)

    hold()


@given(ANYTHING, ANYTHING)
def test_a_comparison_has_both_texts_in_it(before, after) -> None:
    pieces = compare(before, after)
    assert "".join(text for mark, text in pieces if mark != "added") == before
    assert "".join(text for mark, text in pieces if mark != "removed") == after


def test_words_that_do_not_touch_are_brought_together() -> None:
    base = "The quick fox jumps over the lazy dog."
    assert merge_text(base, "The slow fox jumps over the lazy dog.", "The quick fox jumps over the lazy cat!") == (
        ("The slow fox jumps over the lazy cat!",) * 2
    )


def test_words_side_by_side_are_for_people_to_decide() -> None:
    assert merge_text("lazy dog", "idle dog", "lazy cat") == ("idle dog", "lazy cat")


def test_texts_written_anew_are_not_mixed_and_lines_never_are() -> None:
    base, mine, theirs = "Low tide at six today.", "Mine is about winds today.", "Grace wrote of boats today."
    assert merge_text(base, mine, theirs) == (mine, theirs)
    merged = merge_value(Field("title", "text"), "Notes on a tide", "My notes on a tide", "Notes on a current", {})
    assert (merged.mine, merged.theirs) == ("My notes on a tide", "Notes on a current")


def test_a_comparison_marks_words_and_not_lines() -> None:
    assert compare("Low tide at six.", "High tide at six.") == [
        Piece("removed", "Low"), Piece("added", "High"), Piece("kept", " tide at six."),
    ]  # fmt: skip


def test_blocks_and_words_of_rich_text_are_brought_together() -> None:
    base = doc("One two three four.", "Five six.", "Seven.")
    mine = doc("New.", "One two three FOUR.", "Five six.", "Seven.")
    theirs = doc("ONE two three four.", "Five six.", "Seven.", "Eight.")
    merged = merge_value(Field("content", "richtext"), base, mine, theirs, {})
    assert not merged.clashes
    assert said(merged.mine) == ["New.", "ONE two three FOUR.", "Five six.", "Seven.", "Eight."]


def test_a_clash_keeps_the_rest_of_both_and_offers_both() -> None:
    base, mine, theirs = doc("Lazy dog.", "Five."), doc("Idle dog.", "Five.", "Six."), doc("Sleepy dog.", "FIVE.")
    merged = merge_value(Field("content", "richtext"), base, mine, theirs, {})
    assert merged.clashes
    assert said(merged.mine) == ["Idle dog.", "FIVE.", "Six."]
    assert said(merged.theirs) == ["Sleepy dog.", "FIVE.", "Six."]
    assert said(merged.both) == ["Idle dog.", "Sleepy dog.", "FIVE.", "Six."]


def test_bold_made_by_one_and_words_by_the_other() -> None:
    base = {"type": "doc", "content": [paragraph("One two three four")]}
    bold = {"type": "text", "text": "One", "marks": [{"type": "bold"}]}
    mine = {
        "type": "doc",
        "content": [{"type": "paragraph", "content": [bold, {"type": "text", "text": " two three four"}]}],
    }
    merged = merge_value(Field("content", "richtext"), base, mine, doc("One two three five"), {})
    assert not merged.clashes
    assert merged.mine["content"][0]["content"] == [bold, {"type": "text", "text": " two three five"}]


ROW = Field("links", "array", fields=(Field("label", "text"), Field("url", "url")))


def rows(**labels: str) -> list[dict[str, Any]]:
    return [{"id": id_, "label": label, "url": "/"} for id_, label in labels.items()]


def test_rows_are_merged_by_what_they_are() -> None:
    base = rows(a="One", b="Two", c="Three")
    mine = [*rows(a="One"), *rows(c="THREE"), *rows(d="Four")]
    theirs = [{**base[0], "url": "/new"}, base[1], base[2], *rows(e="Five")]
    merged = merge_value(ROW, base, mine, theirs, {})
    assert not merged.clashes
    assert [(row["label"], row["url"]) for row in merged.mine] == [
        ("One", "/new"), ("THREE", "/"), ("Four", "/"), ("Five", "/"),
    ]  # fmt: skip


def test_a_row_taken_out_here_and_written_in_there_is_a_clash() -> None:
    base = rows(a="One", b="Two")
    assert merge_value(ROW, base, rows(a="One"), rows(a="One", b="TWO"), {}).clashes


def test_blocks_of_a_layout_are_merged_by_their_own_fields() -> None:
    blocks = {"quote": Block("quote", "Quotation", (Field("text", "textarea"), Field("source", "text")))}
    base = [{"id": "1", "blockType": "quote", "text": "One two three", "source": "X"}]
    mine, theirs = [{**base[0], "text": "ONE two three"}], [{**base[0], "text": "One two THREE", "source": "Y"}]
    merged = merge_value(Field("layout", "blocks"), base, mine, theirs, blocks)
    assert merged.mine == merged.theirs == [{**base[0], "text": "ONE two THREE", "source": "Y"}]


def test_a_field_of_one_value_clashes_as_a_whole_and_others_do_not() -> None:
    fields = [Field("slug", "slug"), Field("state", "select"), Field("meta", "group", fields=(Field("t", "text"),))]
    base = {"slug": "a", "state": "x", "meta": {"t": None}}
    mine, theirs = {**base, "slug": "b", "meta": {"t": "T"}}, {**base, "slug": "c", "state": "y"}
    merged = merge_fields(fields, base, mine, theirs, {})
    assert {name: each.clashes for name, each in merged.items()} == {"slug": True, "state": False, "meta": False}
    assert (merged["state"].mine, merged["meta"].mine) == ("y", {"t": "T"})


def test_a_long_text_of_one_word_is_not_a_long_wait() -> None:
    one, other = "a " * 4000, "b " + "a " * 4100 + "c"
    assert "".join(text for mark, text in compare(one, other) if mark != "removed") == other
