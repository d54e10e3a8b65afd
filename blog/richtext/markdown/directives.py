"""The containers of the dialect, from ::: to :::, and its one-line blocks after two colons, as rules of the parser.

Knows the names of the directives but not what they become.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from blog.richtext.markdown.settings import leading_settings

CALLOUTS = {
    "callout": None, "note": "info", "info": "info", "tip": "success", "hint": "success", "success": "success",
    "important": "warning", "warning": "warning", "caution": "warning", "danger": "error", "error": "error",
}  # fmt: skip
CONTAINERS = {*CALLOUTS, "gallery", "columns", "column", "details"}
UNPARSED = {"cta", "metrics", "facts"}
LEAVES = {"embed", "archive", "form"}
DEEPEST = 60

_OPENING = re.compile(r"(:{3,})[ \t]*([a-z][\w-]*)(?=[ \t{]|$)[ \t]*(.*)$")
_CLOSING = re.compile(r"(:{3,})[ \t]*$")
_LEAF = re.compile(r"::([a-z]+)(?=[ \t{]|$)[ \t]*(\{.*\})?[ \t]*$")
# A fence may be the first thing in an item, a quotation or a footnote.
_FENCE = re.compile(r"(?:(?:[-*+]|\d{1,9}[.)]|>|\[\^[^\s\]]+\]:)[ \t]*)*(`{3,}(?=[^`]*$)|~{3,})")


def leaf(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """Read one line such as ::embed{url="…"}."""
    found = _LEAF.match(_line(state, start))
    if not found or found[1] not in LEAVES or state.is_code_block(start):
        return False
    settings = leading_settings(found[2]) if found[2] else ({}, 0)
    if settings is None:
        return False
    if not silent:
        token = state.push("directive_leaf", "", 0)
        token.info, token.meta, token.map = found[1], settings[0], [start, start + 1]
        state.line = start + 1
    return True


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a container with everything up to the line that closes it, or up to the end of what it stands in."""
    found = _OPENING.match(_line(state, start))
    if not found or found[2] not in CONTAINERS | UNPARSED or state.is_code_block(start) or state.level >= DEEPEST:
        return False
    settings = _settings(found[3])
    if settings is None:
        return False
    if silent:
        return True
    last, is_closed = _extent(state, start, end, len(found[1]))
    if found[2] in UNPARSED:
        token = state.push("directive_text", "", 0)
        token.content = state.getLines(start + 1, last, state.blkIndent, False)
        token.info, token.meta, token.map = found[2], settings, [start, last]
    else:
        _parse_inside(state, found[2], settings, start, last)
    state.line = last + (1 if is_closed else 0)
    return True


def _parse_inside(state: StateBlock, name: str, settings: dict[str, str], start: int, last: int) -> None:
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    token = state.push("directive_open", "", 1)
    token.info, token.meta, token.map = name, settings, [start, last]
    state.md.block.tokenize(state, start + 1, last)
    state.push("directive_close", "", -1).info = name
    state.parentType, state.lineMax = parent, line_max


def _settings(rest: str) -> dict[str, str] | None:
    """Read what follows the name: settings in braces, or a bare title as other dialects write it."""
    rest = rest.strip()
    if not rest:
        return {}
    found = leading_settings(rest)
    if found and not rest[found[1] :].strip():
        return found[0]
    return {"title": rest.strip("[]"), "summary": rest.strip("[]")} if rest[0] not in "{:" else None


def _extent(state: StateBlock, start: int, end: int, colons: int) -> tuple[int, bool]:
    """Return the line that closes a container, and whether there is one; containers inside it close first."""
    open_fences = [colons]
    code = ""
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line, False
        text = _line(state, line)
        fence = _FENCE.match(text)
        if code:
            if fence and fence[1].startswith(code) and not text[fence.end() :].strip():
                code = ""
        elif fence:
            code = fence[1]
        elif closing := _CLOSING.match(text):
            if len(closing[1]) >= open_fences[-1]:
                open_fences.pop()
                if not open_fences:
                    return line, True
        elif (opening := _OPENING.match(text)) and opening[2] in CONTAINERS | UNPARSED:
            open_fences.append(len(opening[1]))
    return end, False


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
