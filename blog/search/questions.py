"""What a person typed, as a question that either database can be asked. Anything at all can be typed.

Words are all looked for, "words in quotes" as they stand, -words not at all; the last word may be unfinished.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from blog.search import words

#: More is not read: nobody looks for more, and every word costs the database something.
LONGEST = 200
MOST_WORDS = 16
PIECE = re.compile(r'(?P<not>(?<!\S)-)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')
TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "−": "-", "–": "-"})

TEXT, TERMS, SHORT, TITLE = "text", "terms", "short", "title"
#: How many words of a question are looked for in titles, each by itself.
MOST_NAMED = 3


@dataclass(frozen=True)
class Term:
    """Stems that stand beside each other: anywhere in the text, in title and summary only, in the title, or among the
    terms."""

    stems: tuple[str, ...]
    where: str = TEXT


@dataclass(frozen=True)
class Asked:
    """One thing asked for: the words as they were typed, whether they must not be there, whether more may follow."""

    words: tuple[str, ...]
    denied: bool = False
    unfinished: bool = False
    quoted: bool = False


@dataclass(frozen=True)
class Question:
    """Of each of `every`, one of its terms must be there; of `never`, none. A `loose` one is answered by one word."""

    every: tuple[tuple[Term, ...], ...] = ()
    never: tuple[Term, ...] = ()
    loose: bool = False

    def __bool__(self) -> bool:
        return any(term.where != TERMS for terms in self.every for term in terms)

    def within(self, ids: Iterable[str]) -> Question:
        """The same question about what is filed under all of these only."""
        return replace(self, every=(*self.every, *((Term((id_,), TERMS),) for id_ in ids)))

    def loosely(self) -> Question:
        """The question that one word answers, where all of them together were too much."""
        return replace(self, every=(tuple(term for terms in self.every for term in terms),), loose=True)

    def named(self) -> list[Question]:
        """The same question about what is called so: what has one of the words in its title, and what has all of them
        in title and summary, where all are asked for."""
        short = tuple(tuple(_elsewhere(term, SHORT) for term in terms) for terms in self.every)
        worded = [terms for terms in self.every if any(term.where == TEXT for term in terms)]
        titled = [tuple(_elsewhere(term, TITLE) for term in terms) for terms in worded[:MOST_NAMED]]
        called = [replace(self, every=(*self.every, terms)) for terms in titled]
        return called if self.loose else [replace(self, every=short), *called]

    @property
    def stems(self) -> frozenset[str]:
        """The stems to show where they stand."""
        return frozenset(stem for terms in self.every for term in terms if term.where != TERMS for stem in term.stems)


def _elsewhere(term: Term, where: str) -> Term:
    return replace(term, where=where) if term.where == TEXT else term


@dataclass
class Reading:
    """A typed text, read: what it asks for, and that as a question."""

    text: str
    asked: list[Asked]
    language: str
    ends: dict[str, list[str]] = field(default_factory=dict)

    def question(self) -> Question:
        """What to ask the database. Words that say nothing count only where nothing else was asked."""
        wanted = [asked for asked in self.asked if not asked.denied]
        telling = [asked for asked in wanted if asked.quoted or not self._says_nothing(asked)]
        every = tuple(tuple(self._terms(asked)) for asked in telling or wanted)
        never = tuple(self._term(asked.words) for asked in self.asked if asked.denied)
        return Question(every, never)

    def complete(self, ends: Callable[[str], list[str]]) -> None:
        """Look up what the unfinished last word may become."""
        if self.asked and self.asked[-1].unfinished:
            start = self.asked[-1].words[-1]
            self.ends[start] = ends(start)

    def corrected(self, corrections: dict[str, str]) -> Reading:
        """The same with other words, as a text that a person can read."""
        asked = [replace(a, words=tuple(corrections.get(word, word) for word in a.words)) for a in self.asked]
        asked = [replace(each, unfinished=False) for each in asked]
        return Reading(" ".join(map(written, asked)), asked, self.language)

    def _says_nothing(self, asked: Asked) -> bool:
        return self.language == "english" and not asked.unfinished and set(asked.words) <= words.EMPTY

    def _terms(self, asked: Asked) -> Iterable[Term]:
        yield self._term(asked.words)
        if asked.unfinished:
            stems = {self._stem(asked.words)} if len(asked.words) == 1 else set()
            for end in self.ends.get(asked.words[-1], ()):
                found = self._stem((*asked.words[:-1], end))
                if found not in stems:
                    stems.add(found)
                    yield Term(found)

    def _stem(self, found: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(words.stems(list(found), self.language))

    def _term(self, found: tuple[str, ...]) -> Term:
        return Term(self._stem(found))


def written(asked: Asked) -> str:
    """The thing asked for as a person would type it."""
    text = " ".join(asked.words)
    return ("-" if asked.denied else "") + (f'"{text}"' if asked.quoted or len(asked.words) > 1 else text)


def read(text: str, language: str, *, unfinished: bool = True) -> Reading:
    """The question in a typed text; `unfinished` if its last word may be the beginning of one."""
    text = words.tidy(text[:LONGEST]).strip()
    asked: list[Asked] = []
    room = MOST_WORDS
    for piece in PIECE.finditer(text.translate(TYPOGRAPHIC)):
        quoted = piece["bare"] is None
        found = tuple(words.words(piece["quoted"] if quoted else piece["bare"]))[:room]
        room -= len(found)
        if found:
            asked.append(Asked(found, denied=piece["not"] is not None, quoted=quoted))
    if unfinished and asked and not asked[-1].quoted and not asked[-1].denied:
        asked[-1] = replace(asked[-1], unfinished=True)
    return Reading(text, asked, language)
