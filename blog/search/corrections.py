"""Words that nobody wrote, as the nearest ones that somebody did: endings for unfinished words, right for mistyped.

A mistyped word has its beginning or its end right, so two short stretches of the list of words are looked through.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from rapidfuzz.distance import OSA

from blog.db import db
from blog.models import SearchWord

MOST_ENDS = 24
MOST_CANDIDATES = 1500
MOST_NEAR = 8
SHORTEST = 3
#: From this length on, two mistakes are forgiven.
LONG = 6
#: Sorts behind every letter.
LAST = "\U0010ffff"


def ends(start: str, *, public: bool = True) -> list[str]:
    """The words that begin so, the shortest first; of what everybody may read, if `public`. One statement."""
    query = sa.select(SearchWord.word).where(*_among(public), *_beginning(SearchWord.word, start)).distinct()
    found = sa.func.length(SearchWord.word)
    return list(db.session.scalars(query.add_columns(found).order_by(found, SearchWord.word).limit(MOST_ENDS)))


def nearest(mistyped: Sequence[str], *, most: int, public: bool = True) -> dict[str, list[str]]:
    """The known words nearest to each of these, the nearest first; none for more than `most` words, as each
    costs the reading of its candidates. One statement."""
    wanted = [word for word in dict.fromkeys(mistyped) if len(word) >= SHORTEST]
    if not wanted or len(wanted) > most:
        return {}
    candidates: dict[str, set[str]] = {word: set() for word in wanted}
    parts = [part for word in wanted for part in _near(word, public)]
    for mistyped_word, candidate in db.session.execute(sa.union_all(*parts)):
        candidates[mistyped_word].add(candidate)
    return {word: best for word in wanted if (best := _ranked(word, candidates[word]))}


def _near(word: str, public: bool) -> list[sa.Select[tuple[str, str]]]:
    length = sa.func.length(SearchWord.word).between(len(word) - 2, len(word) + 2)
    kept = min(3, max(1, len(word) // 2))
    # A letter more, less or other among the first ones leaves all before it as they are.
    stretches = (
        _beginning(SearchWord.word, word[:kept]),
        _beginning(SearchWord.backwards, word[: -kept - 1 : -1]),
    )
    few = [
        sa.select(SearchWord.word).where(*_among(public), *stretch, length).limit(MOST_CANDIDATES).subquery()
        for stretch in stretches
    ]
    return [sa.select(sa.literal(word, sa.Text).label("mistyped"), each.c.word) for each in few]


def _among(public: bool) -> list[sa.ColumnElement[bool]]:
    return [SearchWord.public] if public else []


def _beginning(column: sa.orm.InstrumentedAttribute[str], start: str) -> tuple[sa.ColumnElement[bool], ...]:
    return column >= start, column < start + LAST


def _ranked(word: str, candidates: Iterable[str]) -> list[str]:
    forgiven = 2 if len(word) >= LONG else 1
    near = ((distance(word, other, forgiven), other[:1] != word[:1], other) for other in candidates if other != word)
    return [other for far, _, other in sorted(near) if far <= forgiven][:MOST_NEAR]


def distance(one: str, other: str, most: int) -> int:
    """How many letters are too many, missing, wrong or exchanged with their neighbour; `most` + 1 if more than that.

    The optimal string alignment distance."""
    return OSA.distance(one, other, score_cutoff=most)
