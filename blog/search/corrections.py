"""Words that nobody wrote, as the nearest ones that somebody did: endings for unfinished words, right for mistyped.

A mistyped word has its beginning or its end right, so two short stretches of the list of words are looked through.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from blog.db import db
from blog.models import SearchWord

MOST_ENDS = 24
MOST_CANDIDATES = 1500
SHORTEST = 3
#: From this length on, two mistakes are forgiven.
LONG = 6
#: Sorts behind every letter.
LAST = "\U0010ffff"


def ends(start: str) -> list[str]:
    """The words that begin so, the shortest first. One statement."""
    query = sa.select(SearchWord.word).where(*_beginning(SearchWord.word, start))
    return list(db.session.scalars(query.order_by(sa.func.length(SearchWord.word), SearchWord.word).limit(MOST_ENDS)))


def corrections(unknown: Iterable[str]) -> dict[str, list[str]]:
    """The known words nearest to each of these, the nearest first; none for a word that is known. Two statements."""
    wanted = [word for word in dict.fromkeys(unknown) if len(word) >= SHORTEST]
    if not wanted:
        return {}
    known = set(db.session.scalars(sa.select(SearchWord.word).where(SearchWord.word.in_(wanted))))
    wanted = [word for word in wanted if word not in known]
    if not wanted:
        return {}
    parts = [part for word in wanted for part in _near(word)]
    candidates = set(db.session.scalars(sa.union_all(*parts)))
    return {word: best for word in wanted if (best := _nearest(word, candidates))}


def _near(word: str) -> list[sa.Select[tuple[str]]]:
    length = sa.func.length(SearchWord.word).between(len(word) - 2, len(word) + 2)
    kept = min(3, max(1, len(word) // 2))
    # A letter more, less or other among the first ones leaves all before it as they are.
    return [
        sa.select(sa.select(SearchWord.word).where(*condition, length).limit(MOST_CANDIDATES).subquery().c.word)
        for condition in (
            _beginning(SearchWord.word, word[:kept]),
            _beginning(SearchWord.backwards, word[: -kept - 1 : -1]),
        )
    ]


def _beginning(column: sa.orm.InstrumentedAttribute[str], start: str) -> tuple[sa.ColumnElement[bool], ...]:
    return column >= start, column < start + LAST


def _nearest(word: str, candidates: Iterable[str]) -> list[str]:
    forgiven = 2 if len(word) >= LONG else 1
    near = ((distance(word, other, forgiven), other[:1] != word[:1], other) for other in candidates)
    return [other for far, _, other in sorted(near) if far <= forgiven][:5]


def distance(one: str, other: str, most: int) -> int:
    """How many letters are too many, missing, wrong or exchanged with their neighbour; `most` + 1 if more than that.

    The optimal string alignment distance."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
