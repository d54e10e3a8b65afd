"""Finding documents by their words, and those like another one: what a person may not read is not found."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from markupsafe import Markup

from blog import search as index
from blog.content.access import Actor
from blog.content.changes import remember, tag
from blog.content.indexing import searched
from blog.content.operations.reading import Question, Select, find
from blog.content.registry import Collection, registry
from blog.db import in_transaction
from blog.errors import NotFound
from blog.models import SearchEntry

LAST_PAGE = 1000


@dataclass(frozen=True)
class Result:
    """A document that answers: `title` and `snippet` are safe HTML with the words asked for in <mark>."""

    collection: str
    id: str
    slug: str
    name: str
    title: Markup
    snippet: Markup
    published_at: datetime | None

    @property
    def address(self) -> str:
        """Where it is, as a path."""
        return registry[self.collection].address.format(slug=quote(self.slug))


@dataclass(frozen=True)
class Results:
    """A page of results, the best first, and what they could be narrowed by.

    `total` counts no further than a thousand; `more_than_counted` says that there are more. `corrected` is the text
    that was asked instead, where nothing answered the one given; `loose` says that not every word was found."""

    docs: list[Result] = field(default_factory=list)
    page: int = 1
    limit: int = 10
    total: int = 0
    more_than_counted: bool = False
    corrected: str = ""
    loose: bool = False
    collections: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[int, int] = field(default_factory=dict)
    terms: Mapping[str, int] = field(default_factory=dict)

    @property
    def has_next(self) -> bool:
        return self.page * self.limit < self.total


def search(
    text: str,
    *,
    actor: Actor,
    collections: Sequence[str] | None = None,
    filed: Iterable[str] = (),
    year: int | None = None,
    limit: int = 10,
    page: int = 1,
    unfinished: bool = True,
) -> Results:
    """The documents that this person may read and that answer a typed text, whatever was typed.

    `filed` are ids of categories, technologies or people that all results belong to; `unfinished` looks for what the
    last word may become, too. At most nine statements, however many documents there are."""
    reading = index.read(text, index.language(), unfinished=unfinished)
    chosen = _chosen(actor, collections)
    if not reading.question() or not chosen:
        return Results(limit=limit)
    asker = _Asker(actor, chosen, [index.bare(id_) for id_ in filed if _is_id(id_)], year)
    reading.complete(asker.ends)
    reading, found, corrected, loose = _answers(reading, asker)
    page, limit = max(1, min(page, LAST_PAGE)), max(1, min(limit, 100))
    return Results(
        docs=_results(found.hits[(page - 1) * limit : page * limit], reading.question().stems),
        page=page,
        limit=limit,
        total=len(found.hits),
        more_than_counted=found.more,
        corrected=corrected,
        loose=loose,
        collections=Counter(hit.collection for hit in found.hits),
        years=Counter(hit.year for hit in found.hits if hit.year),
        terms=index.count_terms(found.hits),
    )


def recall(words: Sequence[str], *, actor: Actor, limit: int = 5) -> list[Result]:
    """What somebody may mean who remembers these words: documents with two of them at least, or one in the title.

    Up to two mistyped words are set right. At most nine statements."""
    reading = index.read(" ".join(words), index.language(), unfinished=False)
    chosen = _chosen(actor, None)
    if not reading.question() or not chosen:
        return []
    reading, found, _, _ = _answers(reading, _Asker(actor, chosen, [], None), most_mistyped=2)
    stems = reading.question().stems
    return [result for result, said in _told(found.hits[:limit], stems) if len(said) > 1 or "<mark>" in result.title]


def matching(slug: str, text: str, *, actor: Actor) -> tuple[list[str], bool]:
    """The ids of the documents of a collection that hold every word of a text, the best first, and whether there are
    more than the thousand that are counted; drafts, too, for who may read them. None where the collection is not
    searched by its words. At most three statements."""
    chosen = _chosen(actor, [slug])
    reading = index.read(text, index.language(), unfinished=True)
    if not chosen or not reading.question():
        return [], False
    asker = _Asker(actor, chosen, [], None)
    reading.complete(asker.ends)
    found = asker.hits(reading.question())
    return [hit.document_id for hit in found.hits], found.more


def search_names(text: str, *, actor: Actor, most: int = 8) -> dict[str, list[tuple[str, str]]]:
    """The ids and names of the documents that answer a typed text, drafts, too, for who may read them: at most `most`
    of each collection, the best first. At most nine statements, however many documents there are."""
    reading = index.read(text, index.language(), unfinished=True)
    chosen = _chosen(actor, None)
    if not reading.question() or not chosen:
        return {}
    asker = _Asker(actor, chosen, [], None)
    reading.complete(asker.ends)
    _, answer, _, _ = _answers(reading, asker)
    best: dict[str, list[index.Hit]] = {}
    for hit in answer.hits:
        kept = best.setdefault(hit.collection, [])
        if len(kept) < most:
            kept.append(hit)
    rows = index.texts([hit for kept in best.values() for hit in kept])
    return {slug: [(hit.document_id, rows[hit.id].title) for hit in kept] for slug, kept in best.items()}


def alike(
    slug: str, id: str | uuid.UUID, *, actor: Actor, limit: int = 3, depth: int = 0, select: Select = None
) -> list[dict[str, Any]]:  # fmt: skip
    """The published documents of its collection that are most like one, the most alike first.

    What they share counts: what they are filed under, then rare words. One statement while nothing in the collection
    changes, at most three otherwise. Raises NotFound where the collection is not searched."""
    collection = searched(registry).get(slug)
    if collection is None:
        raise NotFound

    def ids() -> list[str]:
        asker = _Asker(actor, {slug: collection}, [], None)
        found = index.like(slug, str(id), within=(*asker.within, SearchEntry.public), guard=asker.guard)
        return [hit.document_id for hit in found.hits[:limit]]

    if not _is_id(str(id)):
        return []
    key = ("alike", slug, str(id), limit, actor.role, actor.id)
    chosen = ids() if in_transaction() else remember(key, [tag(slug)], ids)
    if not chosen:
        return []
    where = {"id": {"in": chosen}}
    docs = find(slug, actor=actor, where=where, limit=len(chosen), count=False, depth=depth, select=select).docs
    return sorted(docs, key=lambda doc: chosen.index(doc["id"]))


def _chosen(actor: Actor, slugs: Sequence[str] | None) -> dict[str, Collection]:
    readable = {slug: c for slug, c in searched(registry).items() if c.access.allows("read", actor)}
    return readable if slugs is None else {slug: readable[slug] for slug in slugs if slug in readable}


class _Asker:
    """Asks the index for one person: of some collections, filed under some terms, of a year."""

    def __init__(self, actor: Actor, collections: Mapping[str, Collection], filed: list[str], year: int | None) -> None:
        self.filed = filed
        self.within: list[Any] = [SearchEntry.collection.in_(list(collections))]
        if year is not None:
            self.within.append(SearchEntry.year == year)
        questions = [Question(collection, actor, None, draft=False, trash=False) for collection in collections.values()]
        self.public = all(question.rule is not None or not question.collection.drafts for question in questions)
        if self.public:
            # Whoever reads under a condition reads what is published at most; the rule itself is asked below.
            self.within.append(SearchEntry.public)
        self.guard = [sa.or_(*map(_readable, questions))]

    def hits(self, question: index.Question) -> index.Found:
        """What answers the question and may be read."""
        return index.ask(question.within(self.filed), within=self.within, guard=self.guard)

    def ends(self, start: str) -> list[str]:
        """The words that begin so, of what the person may read."""
        return index.ends(start, public=self.public)

    def written(self, words: Iterable[str]) -> set[str]:
        """Which of some words are written in anything that may be found here."""
        asked = {word: index.read(word, index.language(), unfinished=False).question() for word in words}
        asked = {word: question.within(self.filed) for word, question in asked.items() if question}
        return index.present(asked, within=self.within, guard=self.guard)

    def corrections(self, words: Sequence[str], most: int) -> dict[str, list[str]]:
        """For each of the words that is written nowhere here, the nearest ones that are; none for more than `most`.
        Three statements.

        What is known is not enough: it may be of a document that is not published yet, or not any more."""
        there = self.written(words)
        near = index.nearest([word for word in words if word not in there], most=most, public=self.public)
        if not near:
            return {}
        there = self.written(dict.fromkeys(other for found in near.values() for other in found))
        kept = {word: [other for other in found if other in there] for word, found in near.items()}
        return {word: found for word, found in kept.items() if found}


def _readable(question: Question) -> Any:
    """The condition that an entry is of a document that the rules of its collection show to the person."""
    collection = question.collection
    there = sa.exists().where(collection.model.id == SearchEntry.document_id, *question.conditions)
    return sa.and_(SearchEntry.collection == collection.slug, there.correlate(SearchEntry))


def _answers(
    reading: index.Reading, asker: _Asker, most_mistyped: int = 3
) -> tuple[index.Reading, index.Found, str, bool]:
    """What answers a question: as it is, or set right, or by some of its words; what was asked, and which it was."""
    found, corrected = asker.hits(reading.question()), ""
    if not found.hits:
        reading, found, corrected = _correct(reading, asker, most_mistyped)
    if found.hits or len(reading.question().every) < 2:
        return reading, found, corrected, False
    found = asker.hits(reading.question().loosely())
    return reading, found, "", bool(found.hits)


def _correct(reading: index.Reading, asker: _Asker, most: int) -> tuple[index.Reading, index.Found, str]:
    """The question with its mistyped words set right, if that finds anything."""
    words = [word for asked in reading.asked if not asked.denied for word in asked.words]
    near = asker.corrections(list(dict.fromkeys(words)), most)
    for place in range(2 if near else 0):
        # The second best of each word is tried where the best finds nothing.
        chosen = {word: found[min(place, len(found) - 1)] for word, found in near.items()}
        other = reading.corrected(chosen)
        found = asker.hits(other.question())
        if found.hits:
            return other, found, other.text
    return reading, index.Found([], more=False), ""


def _results(hits: Sequence[index.Hit], stems: frozenset[str]) -> list[Result]:
    rows, language = index.texts(hits), index.language()
    return [_result(hit, rows[hit.id], stems, language) for hit in hits]


def _told(hits: Sequence[index.Hit], stems: frozenset[str]) -> list[tuple[Result, set[str]]]:
    """The results, each with those of the stems that its document says."""
    rows, language = index.texts(hits), index.language()
    texts = {id_: f"{row.title}\n{row.summary}\n{row.body}" for id_, row in rows.items()}
    return [(_result(hit, rows[hit.id], stems, language), index.said(texts[hit.id], stems, language)) for hit in hits]


def _result(hit: index.Hit, row: Any, stems: frozenset[str], language: str) -> Result:
    shown = index.snippet(row.body, stems, language)
    if row.summary and ("<mark>" not in shown or "<mark>" in index.marked(row.summary, stems, language)):
        shown = index.snippet(row.summary, stems, language)
    title = index.marked(row.title, stems, language)
    return Result(hit.collection, hit.document_id, row.slug, row.title, title, shown, row.published_at)


def _is_id(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False
