"""Text as the words it is searched by: letters without case and accents, cut where words end, reduced to stems.

Knows no database: both search for the same stems.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import regex
import Stemmer

from blog.models.search import LONGEST_WORD

#: Scripts without spaces are cut into single characters, which a question asks for as a phrase.
UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]"
LETTER = rf"[[\p{{L}}\p{{N}}]--{UNSPACED}]"
#: What English leaves after an apostrophe (it's, we'll) is no word.
REST = r"(?:['’]\p{L}{1,2}(?![\p{L}\p{N}]))?"
WORD = regex.compile(rf"(?V1)({UNSPACED}|{LETTER}[[\p{{L}}\p{{M}}\p{{N}}]--{UNSPACED}]*){REST}")
#: The same for text without any but plain letters, in a third of the time.
PLAIN_WORD = re.compile(r"([a-z0-9]+)(?:'[a-z]{1,2}(?![a-z0-9]))?")
#: Beyond these, folding a letter would make it another one.
LAST_FOLDED = 0x2000
#: Letters with a stroke, which Unicode does not take apart.
STROKES = str.maketrans("øđłħŧıð", "odlhtid")

#: English words that say nothing of what a text is about.
SAYS_NOTHING = """
    a about after all also an and any are as at be because been but by can could did do does for from had has have he
    her his how i if in into is it its just like may me more most my no not of on one only or other our out over
    said she so some than that the their them then there these they this those to too two up us very was we were
    what when where which while who why will with would you your
"""
EMPTY = frozenset(SAYS_NOTHING.split())


class Word(NamedTuple):
    """A word and where it stands in its text."""

    text: str
    start: int
    end: int


class _Plain(dict[int, str]):
    """One plain character for each, so that places in the folded text are places in the text."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if code < LAST_FOLDED:
            first, *rest = unicodedata.normalize("NFKD", character)
            if all(unicodedata.combining(mark) for mark in rest):
                character = first
        lower = character.lower().translate(STROKES)
        self[code] = lower if len(lower) == 1 else character
        return self[code]


_PLAIN = _Plain()
_own = threading.local()


def tidy(text: str) -> str:
    """The text with its letters put together, and no character that a database cannot keep."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.encode("utf-8", "ignore").decode())
    return text.replace("\0", " ")


def fold(text: str) -> str:
    """The text in plain lower-case letters, each where it was."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


def words(text: str) -> list[str]:
    """The folded words of a text, in their order."""
    folded = fold(text)
    found = PLAIN_WORD.findall(folded) if folded.isascii() else WORD.findall(folded)
    return [word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] for word in found]


def placed_words(text: str) -> Iterator[Word]:
    """The folded words of a text with their places."""
    folded = fold(text)
    pattern = PLAIN_WORD if folded.isascii() else WORD
    for match in pattern.finditer(folded):
        yield Word(match[1][:LONGEST_WORD], *match.span(1))


def stems(found: list[str], language: str) -> list[str]:
    """What words have in common with their other forms: `gardening` and `gardens` are `garden`."""
    # A stemmer is not safe under threads.
    known = _own.__dict__
    stemmer = known.get(language) or known.setdefault(language, Stemmer.Stemmer(language))
    return stemmer.stemWords(found)
