"""What the two databases do differently: how stems are stored, how a question is written, how hits are ranked.

SQLite keeps stems in an FTS5 table and ranks by BM25; PostgreSQL keeps them in a tsvector and ranks by ts_rank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY, insert

from blog.db import db
from blog.models import SearchEntry, SearchWord
from blog.search.questions import SHORT, TERMS, TEXT, TITLE, Question, Term

Stems = Mapping[str, Sequence[str]]
Conditions = Sequence[Any]
#: A written question, and how many of its answers are wanted.
Named = tuple[str, int]
COLUMNS = ("title", "summary", "body", "terms")
#: A word in the title is worth more than any number of the same in the body.
WEIGHTS = (10.0, 2.0, 0.1, 0.0)
#: What two documents have in common: what they are filed under comes first, then the words of their titles.
LIKENESS = (0.5, 0.25, 0.05, 10.0)

TEXT_TABLE = sa.table("search_text", sa.column("rowid"), *(sa.column(name) for name in COLUMNS))
#: How FTS5 calls the table itself in a MATCH and in bm25().
WHOLE = sa.literal_column("search_text")
WORDS = SearchWord.__table__
#: Put together once: that takes longer than running them.
STORE = sa.insert(TEXT_TABLE)
DROP = sa.delete(TEXT_TABLE).where(TEXT_TABLE.c.rowid == sa.bindparam("gone"))
LEARN = sa.insert(WORDS).prefix_with("OR IGNORE")


class SQLite:
    """FTS5 over stems."""

    FIELDS: ClassVar = {TEXT: "{title summary body}", SHORT: "{title summary}", TITLE: "{title}", TERMS: "{terms}"}

    def store(self, id_: int, stems: Stems) -> None:
        """Keep the stems of a row."""
        columns = {name: " ".join(stems[name]) for name in COLUMNS}
        db.session.execute(STORE, {"rowid": id_, **columns})

    def drop(self, ids: Sequence[int]) -> None:
        """Forget the stems of rows that are gone."""
        if ids:
            db.session.execute(DROP, [{"gone": id_} for id_ in ids])

    def column(self, stems: Stems) -> None:
        """Nothing, which is what the column `words` holds."""

    def write(self, question: Question) -> str:
        """The question in FTS5's language."""
        parts = " AND ".join(f"({' OR '.join(map(self._term, terms))})" for terms in question.every)
        return " NOT ".join([f"({parts})", *map(self._term, question.never)])

    def _term(self, term: Term) -> str:
        # Stems are letters and digits only, so nothing in them can end the quotation.
        return f'{self.FIELDS[term.where]} : "{" ".join(term.stems)}"'

    def hits(
        self,
        question: str | sa.ColumnElement[str],
        conditions: Conditions,
        most: int,
        weights: Sequence[float],
        *,
        named: Sequence[Named] = (),
    ) -> sa.Subquery:
        """The newest rows that answer a written question, and the newest of each that is `named`: `id` and `score`."""
        newest = sa.union(*(self._newest(each, conditions, few) for each, few in ((question, most), *named)))
        # Plus nothing: or FTS5 is asked anew for every row, and counts all words anew for its rank.
        row = TEXT_TABLE.c.rowid + 0
        query = sa.select(TEXT_TABLE.c.rowid.label("id"), (-sa.func.bm25(WHOLE, *weights)).label("score"))
        return query.where(WHOLE.op("MATCH")(question), row.in_(sa.select(newest.subquery()))).subquery("hits")

    def _newest(self, question: Any, conditions: Conditions, most: int) -> sa.Select[Any]:
        kept = sa.exists().where(SearchEntry.id == TEXT_TABLE.c.rowid, *conditions).correlate(TEXT_TABLE)
        query = sa.select(TEXT_TABLE.c.rowid).where(WHOLE.op("MATCH")(question), kept)
        return sa.select(query.order_by(TEXT_TABLE.c.rowid.desc()).limit(most).subquery())

    def answered(self, question: Any, conditions: Iterable[Any]) -> sa.Exists:
        """Whether a row of these conditions answers a written question."""
        kept = sa.exists().where(SearchEntry.id == TEXT_TABLE.c.rowid, *conditions).correlate(TEXT_TABLE)
        return sa.exists().where(WHOLE.op("MATCH")(question), kept).select_from(TEXT_TABLE)

    def add_words(self, rows: list[dict[str, Any]]) -> None:
        """Add the words that are new."""
        db.session.execute(LEARN, rows)


class PostgreSQL:
    """A tsvector with weights A to C for the text and D for the terms, under a GIN index."""

    LETTERS: ClassVar = {"title": "A", "summary": "B", "body": "C", "terms": "D"}
    #: What stems begin with that are kept apart, and no word does. The weights are not in the index: what has a stem
    #: in its title is found by the mark, or every row with the stem anywhere would have to be opened.
    MARKS: ClassVar = {"title": ("", "^", "="), "summary": ("", "^"), "body": ("",), "terms": (".",)}
    ASKED: ClassVar = {TEXT: "'{}'", SHORT: "'^{}'", TITLE: "'={}'", TERMS: "'.{}'"}
    #: A tsvector counts no further, and keeps no more places of one stem.
    LAST_PLACE, MOST_PLACES = 16_383, 255

    def store(self, id_: int, stems: Stems) -> None:
        """Nothing: the stems are in the row itself."""

    def drop(self, ids: Sequence[int]) -> None:
        """Nothing: the stems went with their rows."""

    def column(self, stems: Stems) -> str:
        """The tsvector of a row, as PostgreSQL writes it."""
        places: dict[str, list[str]] = {}
        place = 0
        for name in COLUMNS:
            for stem in stems[name]:
                place += 1
                for mark in self.MARKS[name]:
                    known = places.setdefault(mark + stem, [])
                    if len(known) < self.MOST_PLACES:
                        known.append(f"{min(place, self.LAST_PLACE)}{self.LETTERS[name]}")
            place += 10  # no phrase goes on from one into the next
        return " ".join(f"'{stem}':{','.join(found)}" for stem, found in places.items())

    def write(self, question: Question) -> str:
        """The question as a tsquery."""
        parts = [f"({' | '.join(map(self._term, terms))})" for terms in question.every]
        return " & ".join([*parts, *(f"!{self._term(term)}" for term in question.never)])

    def _term(self, term: Term) -> str:
        # Stems are letters and digits only, so nothing in them can end the quotation.
        each = (self.ASKED[term.where].format(stem) for stem in term.stems)
        return f"({' <-> '.join(each)})"

    def hits(
        self,
        question: str | sa.ColumnElement[str],
        conditions: Conditions,
        most: int,
        weights: Sequence[float],
        *,
        named: Sequence[Named] = (),
    ) -> sa.Subquery:
        """The newest rows that answer a written question, and the newest of each that is `named`: `id` and `score`."""
        newest = sa.union(*(self._newest(each, conditions, few) for each, few in ((question, most), *named))).subquery()
        worth = sa.cast([weight / max(weights) for weight in reversed(weights)], sa.ARRAY(sa.REAL))
        score = sa.func.ts_rank(worth, SearchEntry.words, sa.cast(self._each(question), TSQUERY)).label("score")
        return sa.select(SearchEntry.id, score).join(newest, newest.c.id == SearchEntry.id).subquery("hits")

    def _each(self, question: str | sa.ColumnElement[str]) -> str | sa.ColumnElement[str]:
        """The question to rank by: asked for all words, ts_rank counts how near they are, not where they stand."""
        return question.split(" & !")[0].replace(") & (", ") | (") if isinstance(question, str) else question

    def _newest(self, question: Any, conditions: Conditions, most: int) -> sa.Select[Any]:
        # Plus nothing: with the bare key, the planner may walk all rows from the newest instead of using the index.
        newest = (SearchEntry.id + 0).desc()
        found = SearchEntry.words.op("@@")(sa.cast(question, TSQUERY))
        return sa.select(sa.select(SearchEntry.id).where(found, *conditions).order_by(newest).limit(most).subquery())

    def answered(self, question: Any, conditions: Iterable[Any]) -> sa.Exists:
        """Whether a row of these conditions answers a written question."""
        return sa.exists().where(SearchEntry.words.op("@@")(sa.cast(question, TSQUERY)), *conditions)

    def add_words(self, rows: list[dict[str, Any]]) -> None:
        """Add the words that are new."""
        columns = {name: [row[name] for row in rows] for name in rows[0]}
        each = [sa.func.unnest(sa.cast(values, sa.ARRAY(WORDS.c[name].type))) for name, values in columns.items()]
        db.session.execute(insert(WORDS).from_select(list(columns), sa.select(*each)).on_conflict_do_nothing())


def dialect() -> SQLite | PostgreSQL:
    """The one of this site's database."""
    return PostgreSQL() if db.session.get_bind().dialect.name == "postgresql" else SQLite()
