"""The words of a document: plain text for search and summaries, their number and the time that reading takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]

WORDS_PER_MINUTE = 220
CHARACTERS_PER_MINUTE = 400  # of scripts that are written without spaces

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"\w+(?:['’\-.]\w+)*")
_SHOWN_ATTRIBUTES = ("summary", "title", "text", "label", "alt", "caption", "description", "source")
_SILENT_LABELS = {"footnote", "footnoteReference"}
_TEXTBLOCKS = {"paragraph", "heading", "codeBlock"}


def plain_text(document: Node) -> str:
    """Return every word that a reader of the document can see, one block to a line."""
    return "\n".join(line for line in _lines(document) if line)


def inline_text(nodes: list[Node]) -> str:
    """Return the words of some inline nodes, on one line."""
    parts = []
    for node in nodes:
        if node["type"] == "text":
            parts.append(node["text"])
        elif node["type"] == "hardBreak":
            parts.append(" ")
        elif node["type"] == "math":
            parts.append(node["attrs"]["source"])
    return "".join(parts)


def word_count(document: Node) -> int:
    """Return the number of words; where a script has no spaces, each character counts as one."""
    words, characters = _counts(document)
    return words + characters


def reading_minutes(document: Node) -> int:
    """Return how many minutes reading takes, at least one."""
    words, characters = _counts(document)
    return max(1, round(words / WORDS_PER_MINUTE + characters / CHARACTERS_PER_MINUTE))


def _counts(document: Node) -> tuple[int, int]:
    text = plain_text(document)
    characters = len(_UNSPACED.findall(text))
    if characters:
        text = _UNSPACED.sub(" ", text)
    return sum(1 for _ in _WORD.finditer(text)), characters


def _lines(document: Node) -> Iterator[str]:
    pending = [document]
    while pending:
        node = pending.pop()
        kind, attrs = node["type"], node.get("attrs") or {}
        if kind in _TEXTBLOCKS:
            yield inline_text(node.get("content") or [])
            continue
        if kind not in _SILENT_LABELS:
            yield from _shown(attrs)
        pending.extend(reversed(node.get("content") or []))


def _shown(attrs: Node) -> Iterator[str]:
    for name in _SHOWN_ATTRIBUTES:
        if isinstance(attrs.get(name), str):
            yield attrs[name]
    for item in attrs.get("items") or ():
        yield " ".join(str(value) for value in item.values() if value)
