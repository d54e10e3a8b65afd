"""What the dialect adds within lines and around them: formulas, highlighting and footnotes, as rules of the parser."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from blog.richtext.markdown.bounds import FORMULA_LINES
from blog.richtext.markdown.settings import leading_settings

_LONGEST = 10_000
_EQUALS = ord("=")
_FORMULA = re.compile(r"\$(?![\s$])((?:\\[^\n]|[^$\\\n]|\n(?!\n)){1,2000}?)(?<!\s)\$(?![\w$])")
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]+)\]")
_ONE_LINE = re.compile(r"\$\$(?!\$)(.+?)\$\$\s*$")


def formula(state: StateInline, silent: bool) -> bool:
    """Read $…$ within a line; sums of money are left alone because they end in front of a digit or a space."""
    before = state.src[state.pos - 1] if state.pos else ""
    if state.src[state.pos] != "$" or before.isalnum() or before == "$":
        return False
    found = _FORMULA.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("formula", "", 0).content = found[1]
    state.pos = found.end()
    return True


def formula_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a formula of its own between two lines of $$, or on one line between two $$."""
    text = _line(state, start)
    if not text.startswith("$$") or state.is_code_block(start):
        return False
    if one_line := _ONE_LINE.match(text):
        source, last = one_line[1], start
    else:
        last, end = start, min(end, start + FORMULA_LINES + 2)
        while True:
            last += 1
            if last >= end or (state.sCount[last] < state.blkIndent and not state.isEmpty(last)):
                return False
            if _line(state, last).rstrip().endswith("$$"):
                break
        source = (
            f"{text[2:]}\n{state.getLines(start + 1, last, state.blkIndent, True)}{_line(state, last).rstrip()[:-2]}"
        )
    if not silent:
        token = state.push("formula_block", "", 0)
        token.content, token.map = source.strip(), [start, last + 1]
        state.line = last + 1
    return True


def footnote_reference(state: StateInline, silent: bool) -> bool:
    """Read [^label] where a footnote of that label is defined anywhere in the text."""
    if state.src[state.pos] != "[":
        return False
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if not found or f":{found[1]}" not in state.env.get("footnotes", {}).get("refs", {}):
        return False
    if not silent:
        state.push("footnote_reference", "", 0).content = found[1]
    state.pos = found.end()
    return True


def settings(state: StateInline, silent: bool) -> bool:
    """Read {…} right after a picture, and the {: …} that other dialects put after anything."""
    if state.src[state.pos] != "{" or silent or not state.pos:
        return False
    picture = state.tokens[-1] if state.tokens and not state.pending and state.tokens[-1].type == "image" else None
    if picture is None and (state.src[state.pos + 1 : state.pos + 2] != ":" or state.src[state.pos - 1].isspace()):
        return False
    found = leading_settings(state.src[state.pos : min(state.posMax, state.pos + _LONGEST)])
    if not found:
        return False
    if picture is not None:
        picture.meta["settings"] = found[0]
    state.pos += found[1]
    return True


def highlight(state: StateInline, silent: bool) -> bool:
    """Find the == that may begin or end a highlighted passage."""
    if state.src[state.pos] != "=" or silent:
        return False
    scanned = state.scanDelims(state.pos, True)
    if scanned.length < 2:
        return False
    if scanned.length > 2 or not (scanned.can_open or scanned.can_close):
        state.pending += "=" * scanned.length
        state.pos += scanned.length
        return True
    state.push("text", "", 0).content = "=="
    place = len(state.tokens) - 1
    # A length of nothing switches off the rule of three, which is for asterisks only.
    state.delimiters.append(Delimiter(_EQUALS, 0, place, -1, scanned.can_open, scanned.can_close))
    state.pos += 2
    return True


def highlighted(state: StateInline) -> None:
    """Turn the pairs of == that belong together into the beginning and end of a highlighted passage."""
    _pair(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _pair(state, meta["delimiters"])


def _pair(state: StateInline, delimiters: list[Delimiter]) -> None:
    for start in delimiters:
        if start.marker == _EQUALS and start.end != -1:
            state.tokens[start.token].type = "highlight_open"
            state.tokens[delimiters[start.end].token].type = "highlight_close"


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
