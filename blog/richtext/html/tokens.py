"""Cuts HTML into tags and text, whatever state it is in; never fails and takes a few passes over the text at most.

Decides nothing about what is allowed: safety comes from the schema, which has no place for markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

MOST_ATTRIBUTES = 100

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:.-]*)")
_SPACE = re.compile(r"[\s/]*")
_NAME = re.compile(r"[^\s/>=<\"']+")
_UNQUOTED = re.compile(r"[^\s>]*")
_EQUALS = re.compile(r"\s*=\s*")
_RAW = {"script", "style", "textarea", "title", "xmp", "noembed", "noframes"}


class Tag(NamedTuple):
    """One tag with its lower-case name."""

    name: str
    closing: bool
    attrs: dict[str, str]


def tokens(source: str) -> Iterator[Tag | str]:
    """Yield the tags and the texts between them, entities read; comments, declarations and the like are left out."""
    position = 0
    while position < len(source):
        start = source.find("<", position)
        if start < 0:
            yield html.unescape(source[position:])
            return
        if start > position:
            yield html.unescape(source[position:start])
        found = _tag(source, start)
        if found:
            tag, position = found
            yield tag
            if tag.name in _RAW and not tag.closing:
                end = _end_of_raw(source, position, tag.name)
                if tag.name not in {"script", "style"}:
                    yield html.unescape(source[position:end])
                position = end
        elif source.startswith(("<!", "<?"), start):
            position = _end_of_comment(source, start)
        else:
            yield "<"
            position = start + 1


def _tag(source: str, start: int) -> tuple[Tag, int] | None:
    opening = _TAG.match(source, start)
    if not opening:
        return None
    attrs: dict[str, str] = {}
    position = opening.end()
    for _ in range(MOST_ATTRIBUTES):
        position = _SPACE.match(source, position).end()  # type: ignore[union-attr]
        if position >= len(source) or source[position] == "<":
            return None
        if source[position] == ">":
            return Tag(opening[2].lower(), bool(opening[1]), attrs), position + 1
        name = _NAME.match(source, position)
        if name is None:
            position += 1  # a stray quote or equals sign
            continue
        value, position = _value(source, name.end())
        if position < 0:
            return None
        attrs.setdefault(name[0].lower(), value)
    return None


def _value(source: str, position: int) -> tuple[str, int]:
    equals = _EQUALS.match(source, position)
    if equals is None:
        return "", position
    position = equals.end()
    quote = source[position : position + 1]
    if quote and quote in "\"'":
        end = source.find(quote, position + 1)
        return ("", -1) if end < 0 else (html.unescape(source[position + 1 : end]), end + 1)
    unquoted = _UNQUOTED.match(source, position)
    return html.unescape(unquoted[0]), unquoted.end()  # type: ignore[index, union-attr]


def _end_of_raw(source: str, position: int, name: str) -> int:
    end = re.compile(f"</{name}[\\s/>]", re.IGNORECASE).search(source, position)
    return end.start() if end else len(source)


def _end_of_comment(source: str, start: int) -> int:
    ending = "-->" if source.startswith("<!--", start) else "]]>" if source.startswith("<![CDATA[", start) else ">"
    end = source.find(ending, start + 2)
    return end + len(ending) if end >= 0 else len(source)
