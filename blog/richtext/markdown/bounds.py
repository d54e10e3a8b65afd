"""How much work one text may make: what would take the parser very long is plain text, or refused with a sentence.

Knows no rule of the dialect.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from blog.richtext.invalid import InvalidDocument

LONGEST = 1_000_000  # characters of Markdown
MOST_CELLS = 20_000  # of all tables of a text together
MOST_INSIDE = 20  # levels of Markdown within HTML
FORMULA_LINES, CODE_LINES = 100, 500  # that are searched for the end of a formula, and of a shortcode's code
#: Of one block: signs that may mean something, and brackets that nothing closes, for each of which the rest is read.
MOST_SIGNS, MOST_OPEN = 4_000, 30
SIGNS = "[]{}*_`~=$<&"


def check_length(text: str) -> None:
    """Raises InvalidDocument for a text that is too long to be read as Markdown."""
    if len(text) > LONGEST:
        raise InvalidDocument(f"This text is too long; {LONGEST} characters of Markdown are the most.")


def check_depth(depth: int) -> None:
    """Raises InvalidDocument where Markdown stands too deep within HTML."""
    if depth > MOST_INSIDE:
        raise InvalidDocument(f"The HTML is nested too deeply; {MOST_INSIDE} levels with Markdown inside are the most.")


def check_cells(state: StateCore) -> None:
    """A rule of the parser. Raises InvalidDocument where tables hold too many cells."""
    if sum(token.type in ("td_open", "th_open") for token in state.tokens) > MOST_CELLS:
        raise InvalidDocument(f"The tables are too large; {MOST_CELLS} cells are the most.")


def is_tangled(text: str) -> bool:
    """Whether the signs of a block are so many, or so many brackets open, that nobody wrote them as Markdown."""
    if text.count("[") - text.count("]") > MOST_OPEN:
        return True
    return len(text) > MOST_SIGNS and sum(map(text.count, SIGNS)) > MOST_SIGNS


class BoundedInline(ParserInline):
    """The parser of blocks of text; a tangled one is taken as its very words."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> Sequence[Token]:
        if not is_tangled(src):
            return super().parse(src, md, env, tokens)
        tokens.append(Token("text", "", 0, content=" ".join(src.split("\n"))))
        return tokens
