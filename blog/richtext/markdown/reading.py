"""Markdown as a document: follows the parser's tokens and tells a building what they mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown_it.token import Token

from blog.richtext.building import Building, Image, Link
from blog.richtext.html.reading import Reading
from blog.richtext.markdown.blocks import Blocks
from blog.richtext.markdown.bounds import check_depth, check_length
from blog.richtext.markdown.inline import Lines
from blog.richtext.markdown.parser import parser

Node = dict[str, Any]


def from_markdown(text: str, *, image: Image | None = None, link: Link | None = None) -> Node:
    """Return the document that a Markdown text says; `validate` accepts it unless it is too long.

    Raises InvalidDocument for a text that is too long itself, has too large tables or is nested too deeply.

    `image(src, alt, title)` and `link(href)` may return the attributes of a picture or link that the caller knows
    better, such as {"media": id} or {"reference": {"relationTo": …, "value": …}}; None leaves them as they stand.
    """
    check_length(text)
    building = Building(image, link)
    Tokens(building).read(text.removeprefix("\ufeff"))
    return building.result()


class Tokens:
    """Hands the tokens of blocks and of lines to those who know them."""

    def __init__(self, building: Building) -> None:
        self.building = building
        self.html = Reading(building, self._parse_line)
        self.lines = Lines(building, self.html)
        self.blocks = Blocks(building, self.html, self._parse_inside)
        self.env: dict[str, Any] = {}
        self.depth = 0

    def read(self, text: str) -> None:
        self._follow(parser().parse(text, self.env))

    def _parse_inside(self, text: str) -> None:
        self.depth += 1
        check_depth(self.depth)
        self._follow(parser().parse(text, self.env))
        self.depth -= 1

    def _parse_line(self, text: str) -> None:
        Lines(self.building, Reading(self.building)).read(parser().parseInline(text, self.env)[0])

    def _follow(self, tokens: list[Token]) -> None:
        readers: dict[str, Callable[[Token], None]] = self.blocks.readers
        for token in tokens:
            if token.type == "inline":
                self.lines.read(token)
            elif reader := readers.get(token.type):
                reader(token)
