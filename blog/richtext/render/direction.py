"""Which way the blocks of a text run: those that run against their page, or against the block around them, say so."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

BLOCKS = frozenset(
    {
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "dt", "dd", "th", "td"),
        *("figcaption", "summary"),
    }
)
_PART = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^>]*)?)>|[^<]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


@dataclass
class _Block:
    """An open block: where its tag stands, and which way it runs once a letter has told."""

    place: int
    rtl: bool | None = None


def directed(html: str, *, rtl: bool = False) -> str:
    """Return the HTML of a text with a `dir` on each block whose first letter runs against what is around it.

    The rule is P2 and P3 of the Unicode Bidirectional Algorithm, as for `dir="auto"`. Attributes must be escaped."""
    if not rtl and not _RIGHT_TO_LEFT.search(html):
        return html
    parts: list[str] = []
    blocks: list[_Block] = []
    for part in _PART.finditer(html):
        end, tag = part[1], part[2]
        if tag is None:
            _decide(unescape(part[0]), blocks, parts, rtl)
        elif tag in BLOCKS and not end:
            blocks.append(_Block(len(parts)))
        elif tag in BLOCKS and blocks:
            blocks.pop()
        parts.append(part[0])
    return "".join(parts)


def _decide(text: str, blocks: list[_Block], parts: list[str], around: bool) -> None:
    """Has the first strong letter of a text decide for all the open blocks that it is the first of."""
    runs = _runs(text) if blocks and blocks[-1].rtl is None else None
    if runs is None:
        return
    for block in blocks:
        if block.rtl is None:
            block.rtl = runs
            if runs != around and " dir=" not in parts[block.place]:
                parts[block.place] = f'{parts[block.place][:-1]} dir="{"rtl" if runs else "ltr"}">'
        around = block.rtl


def _runs(text: str) -> bool | None:
    """Whether the first strong letter runs from right to left; None where there is none."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), None)
