"""Finding documents: lists, one by id, one by a condition, and how many there are."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import current_app

from blog.cache import ANY
from blog.clock import now
from blog.content.access import Actor
from blog.content.changes import remember
from blog.content.events import Event
from blog.content.fields import Field
from blog.content.populate import Known, Populator, is_column, only, wanted_fields
from blog.content.present import present
from blog.content.query import Order, check_size, condition, never_null, order_by, scope_of, visible
from blog.content.registry import Collection, registry
from blog.content.selection import Selection, selection
from blog.content.states import State, read_states, thaw
from blog.db import db, in_transaction
from blog.errors import BadQuery, NotFound, Problem
from blog.models.record import DRAFT

Select = Mapping[str, Any] | Sequence[str] | None


@dataclass(frozen=True)
class Page:
    """One page of documents. `total_docs` and `total_pages` are None where nobody asked for a count."""

    docs: list[dict[str, Any]]
    limit: int
    page: int
    total_docs: int | None
    has_next: bool
    next_cursor: str | None = None
    prev_cursor: str | None = None
    #: The revision of each document, read with it.
    revisions: tuple[int, ...] = ()

    @property
    def total_pages(self) -> int | None:
        if self.total_docs is None:
            return None
        return max(1, -(-self.total_docs // self.limit)) if self.limit else 1

    @property
    def has_prev(self) -> bool:
        return self.page > 1

    @property
    def prev_page(self) -> int | None:
        return self.page - 1 if self.has_prev else None

    @property
    def next_page(self) -> int | None:
        return self.page + 1 if self.has_next else None

    def envelope(self) -> dict[str, Any]:
        """The page as Payload's clients know it, and the cursor of what follows."""
        counts = {} if self.total_docs is None else {"totalDocs": self.total_docs, "totalPages": self.total_pages}
        return {
            "docs": self.docs,
            **counts,
            "limit": self.limit,
            "page": self.page,
            "pagingCounter": (self.page - 1) * self.limit + 1,
            "hasPrevPage": self.has_prev,
            "hasNextPage": self.has_next,
            "prevPage": self.prev_page,
            "nextPage": self.next_page,
            "nextCursor": self.next_cursor,
        }


def find(
    slug: str,
    *,
    actor: Actor,
    where: Mapping[str, Any] | None = None,
    sort: str | Sequence[str] | None = None,
    limit: int = 10,
    page: int = 1,
    cursor: str | None = None,
    backwards: bool = False,
    count: bool = True,
    depth: int = 1,
    select: Select = None,
    populate: Mapping[str, Any] | None = None,
    draft: bool = False,
    trash: bool = False,
    known: Known | None = None,
) -> Page:
    """A page of the documents that this person may read. Raises Forbidden and BadQuery.

    `draft` reads working copies (where the person may read drafts), `trash` includes what is in the trash. A limit of
    0 is as many as one answer may hold, and no bound for the site itself. What follows a cursor is given, or with
    `backwards` what stands right before it. `known` are related documents, by collection and id, that the caller has
    for this person already: they are shared, and not asked for again."""
    collection = registry.collections[slug]
    event = Event(collection, "find", actor, data={"where": where, "sort": sort})
    event.run("before_operation")
    limit, page, depth = _bounds(actor, limit, page, depth)
    wanted = selection(collection, select)
    question = Question(collection, actor, where, draft, trash)
    order = order_by(question.scope, sort or collection.order, never_null(question.rule) | never_null(where))
    query = _placed(question.rows(wanted), order, cursor, backwards)
    query = query if cursor or page == 1 else query.offset((page - 1) * limit)
    rows = list(db.session.scalars(query.limit(limit + 1) if limit else query))
    more = bool(limit) and len(rows) > limit
    rows = rows[:limit] if limit else rows
    rows = rows[::-1] if backwards else rows
    event.context["docs"] = documents(question, rows, wanted, depth, populate, known)
    event.run("after_operation")
    total = _total(question, rows, page, limit, more, cursor) if count else None
    ways = _ways(order, rows, bool(cursor) or page > 1, backwards, more)
    return Page(event.context["docs"], limit or len(rows), page, total, *ways, tuple(row.revision for row in rows))


def _placed(query: sa.Select[Any], order: Order, cursor: str | None, backwards: bool) -> sa.Select[Any]:
    """The rows in their order, from a cursor on, or from it back to the beginning."""
    if not cursor:
        return query.order_by(*order.sql())
    if backwards:
        return query.order_by(*order.turned().sql()).where(order.before(cursor))
    return query.order_by(*order.sql()).where(order.after(cursor))


def _ways(
    order: Order, rows: list[Any], inside: bool, backwards: bool, more: bool
) -> tuple[bool, str | None, str | None]:
    """Whether something follows, and the cursors to what follows and to what came before."""
    follows, precedes = (True, more) if backwards else (more, inside)
    last = order.cursor(rows[-1]) if rows and follows else None
    return follows, last, order.cursor(rows[0]) if rows and precedes else None


def _total(question: Question, rows: list[Any], page: int, limit: int, more: bool, cursor: str | None) -> int:
    if not more and not cursor and (rows or page == 1):
        return (page - 1) * limit + len(rows)  # the last page says how many there are
    if in_transaction():
        return question.count()
    # Counting a hundred thousand rows takes longer than everything else on the page together.
    asking = question.actor.role, question.actor.id
    return remember(("count", asking, question.name), [ANY], question.count)


def _bounds(actor: Actor, limit: int, page: int, depth: int) -> tuple[int, int, int]:
    problems = []
    if limit < 0:
        problems.append(Problem("limit", "limit must be 0 or more."))
    if page < 1:
        problems.append(Problem("page", "page must be 1 or more."))
    if depth < 0:
        problems.append(Problem("depth", "depth must be 0 or more."))
    if problems:
        raise BadQuery(problems)
    if not actor.is_system:
        most = current_app.config["MAX_LIMIT"]
        limit = min(limit, most) or most
    # A page number whose offset the database cannot count to is simply past the end.
    return limit, min(page, 2**31 // (limit or 1)), min(depth, current_app.config["MAX_DEPTH"])


class Question:
    """Which documents are asked about: the rules' condition, the person's own, and the trash left out."""

    def __init__(
        self, collection: Collection, actor: Actor, where: Mapping[str, Any] | None, draft: bool, trash: bool
    ) -> None:
        verdict = collection.access.require("read", actor)
        self.collection = collection
        self.actor = actor
        self.where, self.trash = where, trash
        self.rule = verdict if isinstance(verdict, Mapping) else None
        # A person whose rule is a condition reads what is published; working copies are not theirs to see.
        self.draft = draft and self.rule is None and collection.drafts
        self.scope = scope_of(collection, actor, draft=self.draft)
        self.conditions = list(visible(self.scope)) if not trash or self.rule else []
        if collection.drafts and not trash and actor.is_system:
            self.conditions.append(collection.model.deleted_at.is_(None))
        if where:
            check_size(where)
            self.conditions.append(condition(self.scope, where))

    @property
    def name(self) -> str:
        """The same for the same question. A rule's "until now" counts in minutes here."""
        rule = {
            path: {word: f"{value:%F %R}" if isinstance(value, datetime) else value for word, value in words.items()}
            for path, words in (self.rule or {}).items()
        }
        return f"{self.collection.slug} {rule!r} {self.where!r} {self.draft} {self.trash}"

    def rows(self, wanted: Selection) -> sa.Select[Any]:
        """The rows, with the columns that a selection needs."""
        model = self.collection.model
        fields = wanted_fields(self.collection, wanted)
        names = {f.attr for f in fields if is_column(self.collection, f)}
        names |= {"revision", "created_at", "updated_at", *(("draft", "status") if self.draft else ())}
        names |= {"published_at"} if hasattr(model, "published_at") else set()
        return sa.select(model).where(*self.conditions).options(only(model, frozenset(names)))

    def count(self) -> int:
        """How many there are."""
        return db.session.scalar(sa.select(sa.func.count()).select_from(self.collection.model).where(*self.conditions))


def documents(
    question: Question,
    rows: list[Any],
    wanted: Selection,
    depth: int,
    populate: Mapping[str, Any] | None = None,
    known: Known | None = None,
) -> list[dict[str, Any]]:
    """Rows as documents for the asking person, with what they point to."""
    collection, actor = question.collection, question.actor
    fields: list[Field] = wanted_fields(collection, wanted)
    states = read_states(collection, rows, fields)
    if question.draft:
        states = [with_working_copy(collection, row, state) for row, state in zip(rows, states, strict=True)]
    docs = present(collection, states, actor, wanted)
    Populator(registry, actor, populate, known).run(collection, docs, depth)
    return docs


def with_working_copy(collection: Collection, row: Any, state: State) -> State:
    """The content with the edits that are not live yet."""
    if not row.draft:
        return state
    edits = {name: value for name, value in thaw(collection, row.draft).items() if name in state}
    return state | edits | ({"status": DRAFT} if "status" in state else {})


def find_one(
    slug: str,
    where: Mapping[str, Any],
    *,
    actor: Actor,
    depth: int = 1,
    select: Select = None,
    populate: Mapping[str, Any] | None = None,
    draft: bool = False,
    trash: bool = False,
    known: Known | None = None,
) -> dict[str, Any] | None:
    """The first document that fits a condition, or None. `known` as for `find`. Raises Forbidden and BadQuery."""
    page = find(
        slug, actor=actor, where=where, limit=1, count=False, depth=depth, select=select, populate=populate,
        draft=draft, trash=trash, known=known,
    )  # fmt: skip
    return page.docs[0] if page.docs else None


def find_by_id(
    slug: str,
    id: str | uuid.UUID,
    *,
    actor: Actor,
    depth: int = 1,
    select: Select = None,
    populate: Mapping[str, Any] | None = None,
    draft: bool = False,
    trash: bool = False,
) -> dict[str, Any]:
    """One document. Raises NotFound, also where it is there but not for this person; Forbidden; BadQuery."""
    where = {"id": {"equals": str(id)}}
    doc = find_one(slug, where, actor=actor, depth=depth, select=select, populate=populate, draft=draft, trash=trash)
    if doc is None:
        raise NotFound
    return doc


def find_revised(slug: str, id: str | uuid.UUID, *, actor: Actor, **asked: Any) -> tuple[dict[str, Any], int]:
    """One document as `find_by_id` gives it, and its revision, read together so that nobody writes in between."""
    page = find(slug, actor=actor, where={"id": {"equals": str(id)}}, limit=1, count=False, **asked)
    if not page.docs:
        raise NotFound
    return page.docs[0], page.revisions[0]


def count(
    slug: str, *, actor: Actor, where: Mapping[str, Any] | None = None, draft: bool = False, trash: bool = False
) -> int:
    """How many documents this person may read and that fit. Raises Forbidden and BadQuery."""
    return Question(registry.collections[slug], actor, where, draft, trash).count()


def revision(slug: str, id: str | uuid.UUID, *, actor: Actor) -> int:
    """The number that rises with every write of a document, in the trash or not: what `if_match` is compared with.

    Raises NotFound and Forbidden."""
    collection = registry[slug]
    where = {"id": {"equals": str(id)}}
    question = Question(collection, actor, where, draft=False, trash=True)
    found = db.session.scalar(sa.select(collection.model.revision).where(*question.conditions))
    if found is None:
        raise NotFound
    return found


def was_trashed(slug: str, field: str, value: Any) -> bool:
    """Whether a document that readers could see is in the trash now: its address answers that it is gone."""
    collection = registry.collections[slug]
    if not collection.drafts:
        return False
    model = collection.model
    column = model.id if field == "id" else getattr(model, collection.by_name[field].attr)
    found = sa.exists().where(
        column == value, model.deleted_at.is_not(None), model.published_at <= now(), model.status != DRAFT
    )
    return bool(db.session.scalar(sa.select(found)))
