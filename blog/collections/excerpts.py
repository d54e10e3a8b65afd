"""The first words of a document, where its author has written no description, and texts made short at a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from blog import richtext

#: What search engines show of a description, about.
LONGEST = 160
SHORTEST = 70
ENOUGH = 400
SENTENCE_END = re.compile(r"[.!?…。！？](?=\s|$)|[。！？]")


def shortened(text: object, longest: int = LONGEST) -> str:
    """The text on one line, cut at a word where it is too long, with an ellipsis in the place of the rest."""
    words = " ".join(str(text or "").split())
    if len(words) <= longest:
        return words
    cut = words[: longest - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[longest // 2 :] else cut).rstrip(" ,;:–-") + "…"


def excerpt(document: Mapping[str, Any]) -> str:
    """The first sentences of a post, project or page, as many as a search engine shows; empty where it has no text."""
    gathered = ""
    for paragraph in _paragraphs(document):
        gathered = f"{gathered} {paragraph}".strip()
        if len(gathered) >= ENOUGH:
            break
    if len(gathered) <= LONGEST:
        return " ".join(gathered.split())
    ends = [match.end() for match in SENTENCE_END.finditer(gathered, SHORTEST, LONGEST)]
    return " ".join(gathered[: ends[-1]].split()) if ends else shortened(gathered)


def _paragraphs(document: Mapping[str, Any]) -> Iterator[str]:
    for text in texts_of(document):
        for node in text.get("content") or ():
            if node.get("type") == "paragraph":
                words = richtext.plain_text({"type": "doc", "content": [node]}).strip()
                if words:
                    yield words


def texts_of(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The rich texts of a document in the order in which they are read, those of its blocks included."""
    hero = document.get("hero")
    parts: list[Any] = [document.get("content")]
    parts += [hero.get("richText")] if isinstance(hero, Mapping) and hero.get("type") != "none" else []
    for block in document.get("layout") or ():
        parts += [block.get(name) for name in ("richText", "introContent", "content")]
        parts += [column.get("richText") for column in block.get("columns") or () if isinstance(column, Mapping)]
    yield from (part for part in parts if isinstance(part, Mapping) and part.get("type") == "doc")
