"""Which parts of a Markdown text are code, so that nothing there is taken for a tag, a link or an emoji."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

OPENING = re.compile(r"^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)
SPAN = re.compile(r"(?<!`)(?<!\\)(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]|[ \t]*\[\^")
COMMENT_OR_CODE = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))"
    r"|^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})"
    r"|(?<!`)(?<!\\)(?P<span>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=span)(?!`)",
    re.DOTALL | re.MULTILINE,
)
HTML_CODE = re.compile(r"<(pre|code|script|style)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)


class CodeRanges:
    """The code in one text: fenced blocks, indented blocks, spans, and `pre` and `code` of HTML."""

    def __init__(self, text: str) -> None:
        blocks = _fences(text)
        blocks += _indented(text, blocks)
        found = sorted(blocks)
        inline = [match.span() for prose in _between(found, len(text)) for match in SPAN.finditer(text, *prose)]
        found = sorted(found + inline)
        found += [m.span() for prose in _between(found, len(text)) for m in HTML_CODE.finditer(text, *prose)]
        self.ranges = sorted(found)
        self._starts = [start for start, _ in self.ranges]

    def holds(self, position: int) -> bool:
        """Whether the character at this position is part of code."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self.ranges[index][1]


def change_prose(text: str, change: Callable[[str], str]) -> str:
    """The text with every part that is no code changed."""
    pieces, end = [], 0
    for start, stop in CodeRanges(text).ranges:
        pieces += [change(text[end:start]), text[start:stop]]
        end = stop
    return "".join([*pieces, change(text[end:])])


def without_comments(text: str) -> str:
    """The text without its HTML comments; what looks like one inside code stays."""
    if "<!--" not in text:
        return text
    pieces, position = [], 0
    while found := COMMENT_OR_CODE.search(text, position):
        end = found.end()
        if found.group("fence"):
            end = _end_of_fence(text, found.group("fence"), end)
        pieces.append(text[position : found.start() if found.group("comment") else end])
        position = end
    return "".join([*pieces, text[position:]])


def _fences(text: str) -> list[tuple[int, int]]:
    found, position = [], 0
    while match := OPENING.search(text, position):
        position = _end_of_fence(text, match.group(1), match.end())
        found.append((match.start(), position))
    return found


def _end_of_fence(text: str, mark: str, start: int) -> int:
    closing = re.compile(rf"^[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", re.MULTILINE)
    end = closing.search(text, start)
    return end.end() if end else len(text)


def _indented(text: str, fences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, stop in _between(fences, len(text)):
        position, blank, in_list = start, True, False
        for line in text[start:stop].splitlines(keepends=True):
            deep = line.startswith(("    ", "\t"))
            if not line.strip():
                blank = True
            elif deep and not in_list and (blank or (found and found[-1][1] == position)):
                found.append((position, position + len(line)))
            else:
                blank = False
                in_list = bool(ITEM.match(line)) or (in_list and line[:1] in " \t")
            position += len(line)
    return found


def _between(ranges: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    gaps, end = [], 0
    for start, stop in ranges:
        if start > end:
            gaps.append((end, start))
        end = max(end, stop)
    return [*gaps, (end, length)] if end < length else gaps
