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
from blog.search.questions import SHORT, TERMS, TEXT, Question, Term

Stems = Mapping[str, Sequence[str]]
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

    FIELDS: ClassVar = {TEXT: "{title summary body}", SHORT: "{title summary}", TERMS: "{terms}"}

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

    def hits(self, question: Any, conditions: Iterable[Any], most: int, weights: Sequence[float]) -> sa.Subquery:
        """The newest rows that answer a written question: `id` and `score`."""
        kept = sa.exists().where(SearchEntry.id == TEXT_TABLE.c.rowid, *conditions).correlate(TEXT_TABLE)
        return (
            sa.select(TEXT_TABLE.c.rowid.label("id"), (-sa.func.bm25(WHOLE, *weights)).label("score"))
            .where(WHOLE.op("MATCH")(question), kept)
            .order_by(TEXT_TABLE.c.rowid.desc())
            .limit(most)
            .subquery("hits")
        )

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
                known = places.setdefault(f".{stem}" if name == "terms" else stem, [])
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
        dot = "." if term.where == TERMS else ""  # which no word begins with
        # Nor does it ask for weights: they are not in the index, and every row would have to be opened for them.
        each = (f"'{dot}{stem}'" for stem in term.stems)
        return f"({' <-> '.join(each)})"

    def hits(self, question: Any, conditions: Iterable[Any], most: int, weights: Sequence[float]) -> sa.Subquery:
        """The newest rows that answer a written question: `id` and `score`."""
        asked = sa.cast(question, TSQUERY)
        # Plus nothing: with the bare key, the planner may walk all rows from the newest instead of using the index.
        newest = (SearchEntry.id + 0).desc()
        found = (
            sa.select(SearchEntry.id, SearchEntry.words)
            .where(SearchEntry.words.op("@@")(asked), *conditions)
            .order_by(newest)
            .limit(most)
            .subquery("newest")
        )
        worth = [weight / max(weights) for weight in reversed(weights)]
        return sa.select(
            found.c.id, sa.func.ts_rank(sa.cast(worth, sa.ARRAY(sa.REAL)), found.c.words, asked).label("score")
        ).subquery("hits")

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
