"""Lists as word processors put them on the clipboard, paragraphs that only say how deep they stand, made into lists.

Turns tags into tags; knows no document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from blog.richtext.html.styling import styles
from blog.richtext.html.tokens import Tag

Token = Tag | str

_LEVEL = re.compile(r"\blevel(\d{1,2})\b")
_NUMBER = re.compile(r"\(?(\d{1,9}|[a-z]{1,4}|[ivxlcdm]{1,8})[.)]", re.I)
DEEPEST = 9
#: What ends a list when it comes without saying that it belongs to one.
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote", "hr", "div"})


class _Item(NamedTuple):
    """One paragraph of a list."""

    level: int
    kind: str
    start: str
    body: list[Token]


def nested(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens with flat lists as nested ones, the bullets and numbers that were written out left away."""
    lists = _Lists()
    stream = iter(tokens)
    for token in stream:
        if isinstance(token, Tag) and not token.closing:
            if (item := _item(token, stream)) is not None:
                yield from lists.put(item)
                continue
            if token.name in _BLOCKS and not _is_wrapper(token):
                yield from lists.end()
        yield token
    yield from lists.end()


class _Lists:
    """The lists that are open, the outermost first."""

    def __init__(self) -> None:
        self.open: list[tuple[int, str]] = []

    def put(self, item: _Item) -> Iterator[Token]:
        """Yield what it takes to come to this item, and the item, left open for what stands below it."""
        while self.open and self.open[-1][0] > item.level:
            yield from self._close()
        if self.open and self.open[-1] == (item.level, item.kind):
            yield Tag("li", True, {})
        else:
            if self.open and self.open[-1][0] == item.level:
                yield from self._close()
            self.open.append((item.level, item.kind))
            yield Tag(item.kind, False, {"start": item.start} if item.start else {})
        yield Tag("li", False, {})
        yield Tag("p", False, {})
        yield from item.body
        yield Tag("p", True, {})

    def end(self) -> Iterator[Token]:
        while self.open:
            yield from self._close()

    def _close(self) -> Iterator[Token]:
        yield Tag("li", True, {})
        yield Tag(self.open.pop()[1], True, {})


def _item(token: Tag, stream: Iterator[Token]) -> _Item | None:
    """The item that begins with this tag, read to its end; None where none does."""
    if token.name in ("p", "h1", "h2", "h3", "h4", "h5", "h6"):
        found = _LEVEL.search(styles(token).get("mso-list", ""))
        return _paragraph(token.name, int(found[1]), stream) if found else None
    if _is_wrapper(token):
        return _wrapped(stream)
    return None


def _is_wrapper(token: Tag) -> bool:
    # Word in the browser puts each item into a list and a box of its own.
    return token.name == "div" and "ListContainerWrapper" in token.attrs.get("class", "")


def _paragraph(name: str, level: int, stream: Iterator[Token]) -> _Item:
    body: list[Token] = []
    marker, within = "", 0
    for token in stream:
        if isinstance(token, Tag):
            if within:
                within += 0 if token.name != "span" else -1 if token.closing else 1
                continue
            if token.name == name and token.closing:
                break
            if token.name == "span" and not token.closing and styles(token).get("mso-list") == "ignore":
                within = 1
                continue
            body.append(token)
        elif within:
            marker += token
        else:
            body.append(token)
    number = _NUMBER.fullmatch(marker.strip())
    start = number[1] if number and number[1].isdigit() and number[1] != "1" else ""
    return _Item(min(level, DEEPEST), "ol" if number else "ul", start, body)


def _wrapped(stream: Iterator[Token]) -> _Item:
    body: list[Token] = []
    kind, start, level, depth = "ul", "", 1, 1
    for token in stream:
        if isinstance(token, Tag):
            if token.name == "div":
                depth += -1 if token.closing else 1
                if depth == 0:
                    break
            elif token.name in ("ul", "ol"):
                kind, start = (kind, start) if token.closing else (token.name, token.attrs.get("start", ""))
            elif token.name == "li":
                said = token.attrs.get("data-aria-level") or token.attrs.get("aria-level") or ""
                level = int(said) if said.isdigit() and len(said) < 3 else level
            elif token.name != "p":
                body.append(token)
        else:
            body.append(token)
    return _Item(min(level, DEEPEST), kind, "" if start == "1" else start, body)
