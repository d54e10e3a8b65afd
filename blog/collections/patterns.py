"""Patterns that owners write for answers that strangers write: none may take long or much memory, whoever wrote what.

Knows no form."""

from __future__ import annotations

import re

import regex

#: Seconds for one answer. Backtracking may take a careless pattern hours, and `re` cannot be stopped.
LONGEST_MATCH = 0.2
#: Characters that a pattern stands for with its counts written out, as `regex` does when it compiles one.
LARGEST = 20_000
PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(?P<least>\d*)(?P<more>,?)(?P<most>\d*)\}|.", re.DOTALL)


def problem_with(pattern: str) -> str | None:
    """What keeps this text from being a pattern for answers, as a sentence; None when it can be one."""
    try:
        re.compile(pattern)  # knows when a pattern is none, and writes no counts out
        if _size(pattern) > LARGEST:
            return "This pattern counts too far. Please use smaller numbers in its braces."
        regex.compile(pattern)
    except (re.error, regex.error, OverflowError, RecursionError):
        return "This pattern is not a regular expression."
    return None


def matches(pattern: str, text: str) -> bool:
    """Whether the pattern describes the whole text. Raises TimeoutError where that cannot be told in time."""
    return regex.fullmatch(pattern, text, timeout=LONGEST_MATCH) is not None


def _size(pattern: str) -> int:
    """How many single characters the pattern is made of, once every count is written out."""
    groups, last = [0], 0
    for part in PARTS.finditer(pattern):
        if part[0] == "(":
            groups.append(0)
            continue
        if part[0] == ")" and len(groups) > 1:
            last = groups.pop()
        elif part["more"] is not None and (part["least"] or part["most"]):
            times = int(part["most"] or part["least"] or 1)
            groups[-1] += last * (times - 1)
            last *= times
            continue
        else:
            last = 1
        groups[-1] += last
    return sum(groups)
