"""Markdown made to keep a processor busy: each text is read in little time, or refused with a sentence."""

from __future__ import annotations

import time

import pytest

from blog import richtext

SECONDS = 3  # of the processor, on a slow machine; without bounds most of these take five and more

TANGLED = {
    "pictures that begin": "![" * 40_000,
    "links that begin": "[a][b" * 20_000,
    "in a call to action": ":::cta\n" + "![" * 40_000 + "\n:::\n",
    "in a row of numbers": ":::metrics\n- " + "![" * 40_000 + "\n:::\n",
    "footnotes that begin": "[^" * 50_000,
    "shortcodes that begin": "{{< a" * 20_000,
    "formulas that begin": "$$a\n" * 10_000,
    "templates in addresses": "{{](" + "{{a}}" * 20_000,
}
REFUSED = {
    "cells": "|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n" + ("|" + "b|" * 200 + "\n") * 400,
    "length": "a " * 600_000,
    "nested": "<div markdown=1>\n" * 2_000,
}


@pytest.mark.parametrize("text", TANGLED.values(), ids=TANGLED)
def test_no_signs_keep_a_processor_busy(text: str) -> None:
    began = time.process_time()
    richtext.validate(richtext.from_markdown(text))
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_too_much_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(richtext.InvalidDocument, match=r"too (large|long|deeply)"):
        richtext.from_markdown(text)


def test_a_tangled_block_keeps_its_words_and_its_neighbours_their_meaning() -> None:
    document = richtext.from_markdown("*one*\n\n" + "[" * 31 + "\n\n**two**\n")
    assert richtext.plain_text(document).split() == ["one", "[" * 31, "two"]
    assert document["content"][2]["content"][0]["marks"] == [{"type": "bold"}]


@pytest.mark.parametrize("lines", [99, 100, 101, 102])
def test_long_formulas_come_back_from_markdown(lines: int) -> None:
    formula = {"type": "mathBlock", "attrs": {"source": "\n".join(["x"] * lines)}}
    document = richtext.validate({"type": "doc", "content": [formula]})
    assert richtext.from_markdown(richtext.to_markdown(document)) == document
