"""The index: writes and removes what is searched of one document, and answers questions about all of them.

Knows no collection and no rule: what may be found is a condition that the caller gives.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import sqlalchemy as sa
from flask import current_app

from blog.clock import here, now, zone
from blog.db import db
from blog.models import SearchEntry, SearchWord
from blog.search import words
from blog.search.dialects import LIKENESS, WEIGHTS, Stems, dialect
from blog.search.likeness import NOTHING, likeness
from blog.search.questions import Question

#: Saves go past the objects, which cost more than the rows.
ENTRIES, WORDS = SearchEntry.__table__, SearchWord.__table__
INSERT = sa.insert(ENTRIES)
REMOVE = (
    sa.delete(ENTRIES)
    .where(ENTRIES.c.collection == sa.bindparam("slug"), ENTRIES.c.document_id == sa.bindparam("document"))
    .returning(ENTRIES.c.id)
)
#: Changes when other stems would be made of the same text.
EDITION = "3"
#: The width of its column.
LONGEST_MARK = 40
#: How much of one document is searched.
LONGEST_BODY = 400_000
#: How many hits are ranked, the newest ones, and how far they are counted.
MOST_RANKED = 1000
#: How many more are ranked that have the words in their titles, however old they are; for each way to have them.
MOST_CALLED = 200
#: How many are ranked by likeness, which takes more words and less care.
MOST_LIKENED = 300
#: How much more a new document is worth than an old one, at most.
RECENCY = 0.1
YEAR = 31_557_600
#: An id is the second of the document's date, then this many bits of its own.
OWN_BITS = 30
LAST_SECOND = 2**33 - 1
SHORTEST_WORD, LONGEST_KNOWN = 2, 40


@dataclass(frozen=True)
class Entry:
    """What is searched of one document; `terms` are the ids of what it is filed under, `people` those of who made it.

    Both narrow a question down; only the terms make two documents alike."""

    collection: str
    document_id: str
    slug: str
    title: str
    summary: str
    body: str
    terms: tuple[str, ...]
    people: tuple[str, ...]
    public: bool
    published_at: datetime | None


@dataclass(frozen=True)
class Hit:
    """A document that answers a question, before its text is read."""

    id: int
    collection: str
    key: Any
    year: int | None
    terms: str
    score: float

    @property
    def document_id(self) -> str:
        """The document's id as text; made when it is asked for, since most hits are only counted."""
        return str(uuid.UUID(str(self.key)))


@dataclass(frozen=True)
class Found:
    """The hits, the best first; `more` if the newest thousand were not all there are."""

    hits: list[Hit]
    more: bool


def language() -> str:
    """The language that words are reduced to their stems in."""
    return current_app.config["SEARCH_LANGUAGE"]


def mark() -> str:
    """How the entries of today are made."""
    # Of the time zone, an entry has its year.
    return " ".join((EDITION, language(), *((str(zone()),) if zone() != UTC else ())))[:LONGEST_MARK]


def write(entry: Entry) -> None:
    """Put a document into the index, or anew. Joins the open transaction."""
    before = remove(entry.collection, entry.document_id)
    texts = {"title": words.tidy(entry.title), "summary": words.tidy(entry.summary)}
    texts["body"] = words.tidy(entry.body[:LONGEST_BODY])
    found = {name: words.words(text) for name, text in texts.items()}
    stems: Stems = {name: words.stems(each, language()) for name, each in found.items()}
    stems = {**stems, "terms": sorted(map(bare, (*entry.terms, *entry.people)))}
    tongue = dialect()
    id_ = _free(_dated(entry), before)
    row = {
        "id": id_,
        "collection": entry.collection,
        "document_id": uuid.UUID(entry.document_id),
        "public": entry.public,
        "published_at": entry.published_at,
        "year": here(entry.published_at).year if entry.published_at else None,
        "mark": mark(),
        "slug": entry.slug,
        "terms": " ".join(stems["terms"]),
        "likeness": tongue.write(likeness(found, stems, list(map(bare, entry.terms)))),
        "words": tongue.column(stems),
        **texts,
    }
    db.session.execute(INSERT, row)
    tongue.store(id_, stems)
    _learn(chain.from_iterable(found.values()), public=entry.public)


def remove(collection: str, document_id: str) -> Sequence[int]:
    """Take a document out of the index, if it is there; the ids of its entry. Joins the open transaction."""
    gone = db.session.scalars(REMOVE, {"slug": collection, "document": uuid.UUID(document_id)}).all()
    dialect().drop(gone)
    return gone


def remove_lost(collection: str, kept: Any) -> None:
    """Take out what there is of a collection but for the document ids that a select gives."""
    lost = sa.delete(ENTRIES).where(ENTRIES.c.collection == collection, ENTRIES.c.document_id.not_in(kept))
    dialect().drop(db.session.scalars(lost.returning(ENTRIES.c.id)).all())


def make_stale() -> None:
    """Have every entry count as out of date, and forget the words, which come again with the entries."""
    db.session.execute(sa.update(ENTRIES).values(mark=""))
    db.session.execute(sa.delete(WORDS))


def bare(id_: str) -> str:
    """A document's id as a term."""
    return id_.replace("-", "")


def ask(question: Question, *, within: Iterable[Any] = (), guard: Iterable[Any] = ()) -> Found:
    """What answers a question, in one statement: of those `within`, the newest thousand are ranked, then guarded.

    What has the words in its title is ranked with them, however old it is."""
    tongue = dialect()
    named = [(tongue.write(each), MOST_CALLED) for each in question.named()]
    hits = tongue.hits(tongue.write(question), tuple(within), MOST_RANKED + 1, WEIGHTS, named=named)
    return _ranked(hits, guard, MOST_RANKED)


def present(asked: Mapping[str, Question], *, within: Iterable[Any] = (), guard: Iterable[Any] = ()) -> set[str]:
    """Which of some questions, by their names, anything answers. One statement."""
    tongue, conditions = dialect(), (*within, *guard)
    parts = [
        sa.select(sa.literal(name, sa.Text)).where(tongue.answered(tongue.write(question), conditions))
        for name, question in asked.items()
    ]
    return set(db.session.scalars(sa.union_all(*parts))) if parts else set()


def like(collection: str, document_id: str, *, within: Iterable[Any] = (), guard: Iterable[Any] = ()) -> Found:
    """The documents like this one, the most alike first, in one statement."""
    own = sa.orm.aliased(SearchEntry)
    question = (
        sa.select(own.likeness)
        .where(own.collection == collection, own.document_id == uuid.UUID(document_id))
        .scalar_subquery()
    )
    # What is not in the index is like nothing; FTS5 takes no empty question.
    question = sa.func.coalesce(question, dialect().write(NOTHING))
    other = SearchEntry.document_id != uuid.UUID(document_id)
    return _ranked(dialect().hits(question, (*within, other), MOST_LIKENED + 1, LIKENESS), guard, MOST_LIKENED)


def count_terms(hits: Iterable[Hit]) -> dict[str, int]:
    """How many of the hits are filed under each term, as ids of documents."""
    counted = Counter(term for hit in hits for term in hit.terms.split())
    return {str(uuid.UUID(term)): count for term, count in counted.items()}


def _ranked(hits: sa.Subquery, guard: Iterable[Any], most: int) -> Found:
    key = sa.type_coerce(ENTRIES.c.document_id, sa.String)
    columns = (ENTRIES.c.id, ENTRIES.c.collection, key, ENTRIES.c.year, ENTRIES.c.terms, hits.c.score)
    query = sa.select(*columns).select_from(ENTRIES.join(hits, hits.c.id == ENTRIES.c.id)).where(*guard)
    today = now().timestamp()
    found = [
        Hit(id_, collection, key, year, terms, _worth(score, id_, today))
        for id_, collection, key, year, terms, score in db.session.execute(query)
    ]
    found.sort(key=lambda hit: (-hit.score, -hit.id))
    return Found(found[:most], len(found) > most)


def _worth(score: float, id_: int, today: float) -> float:
    age = max(0.0, today - (id_ >> OWN_BITS)) / YEAR
    return score * (1 + RECENCY / (1 + age))


def texts(hits: Sequence[Hit]) -> dict[int, Any]:
    """The rows of some hits, with slug, title, summary, body and date, by id."""
    columns = (SearchEntry.id, SearchEntry.slug, SearchEntry.title, SearchEntry.summary, SearchEntry.body)
    query = sa.select(*columns, SearchEntry.published_at).where(SearchEntry.id.in_([hit.id for hit in hits]))
    return {row.id: row for row in db.session.execute(query)} if hits else {}


def _dated(entry: Entry) -> int:
    moment = entry.published_at or now()
    second = max(-LAST_SECOND, min(int(moment.timestamp()), LAST_SECOND))
    return (second << OWN_BITS) + uuid.UUID(entry.document_id).int % 2**OWN_BITS


def _free(id_: int, own: Sequence[int]) -> int:
    """The id, or the next one that no other document has."""
    while id_ not in own and db.session.scalar(sa.select(sa.exists().where(ENTRIES.c.id == id_))):
        id_ += 1
    return id_


def _learn(found: Iterable[str], *, public: bool) -> None:
    # In one order, so that two who learn the same words at once wait for each other only one way.
    new = sorted(word for word in set(found) if SHORTEST_WORD <= len(word) <= LONGEST_KNOWN and not word.isdigit())
    if new:
        dialect().add_words([{"public": public, "word": word, "backwards": word[::-1]} for word in new])
