"""Tells Markdown from ordinary words, for text that somebody pastes. Reads no document."""

from __future__ import annotations

import re

#: Signs that hardly anybody writes who does not mean them.
_SURE = tuple(
    re.compile(pattern, re.M)
    for pattern in (
        r"^ {0,3}#{1,6} \S",
        r"^ {0,3}(?:```|~~~)",
        r"^ {0,3}\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:? *)?$",
        r"!?\[[^\[\]\n]{1,200}\]\((?:https?:|/|#|media:|reference:)[^()\s]{0,500}\)",
        r"^ {0,3}[-*+] \[[ xX]\] \S",
        r"^ {0,3}:::? ?[a-z]",
        r"^\[\^[^\]\s]{1,60}\]: ",
        r"^\$\$$",
    )
)
#: Signs that are Markdown where there are two of them at least.
_LIKELY = tuple(
    re.compile(pattern, re.M)
    for pattern in (
        r"^ {0,3}[-*+] \S",
        r"^ {0,3}\d{1,3}[.)] \S",
        r"^ {0,3}> \S",
        r"(?<![\w*])\*\*[^\s*][^*\n]{0,300}\*\*(?!\w)",
        r"(?<![\w_])__[^\s_][^_\n]{0,300}__(?!\w)",
        r"(?<![\w`])`[^`\n]{1,200}`(?!\w)",
        r"^ {0,3}(?:-{3,}|\*{3,}|_{3,})$",
        r"~~[^\s~][^~\n]{0,300}~~",
    )
)
READ = 50_000  # characters that are looked at


def is_markdown(text: str) -> bool:
    """Whether a text was most likely written as Markdown."""
    text = text[:READ].replace("\r\n", "\n")
    if any(sign.search(text) for sign in _SURE):
        return True
    found = 0
    for sign in _LIKELY:
        for _ in zip(sign.finditer(text), range(2), strict=False):
            found += 1
        if found > 1:
            return True
    return False
