"""The documents that answer the question of a list, one page of them, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from blog.admin.choices import searched
from blog.admin.lists.columns import columns_of, is_sortable
from blog.admin.lists.questions import Question
from blog.content import operations, presence, reviews
from blog.content.access import Actor
from blog.content.changes import remember
from blog.content.fields import Field
from blog.content.operations import Page
from blog.content.people import names_of
from blog.content.registry import Collection
from blog.models.record import DRAFT, PUBLISHED

PER_PAGE = 25


@dataclass
class Listing:
    """One page of a list. `is_best` says that more documents hold the searched words than the list was made from."""

    question: Question
    columns: list[Field]
    page: Page
    total: int | None
    ranked: bool = False
    is_best: bool = False
    sortable: set[str] = field(default_factory=set)
    edited: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    #: What waits for a review, and what is to happen to a document at a time.
    waiting: set[str] = field(default_factory=set)
    planned: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: The names of those who have a document open.
    present: dict[str, list[str]] = field(default_factory=dict)
    per_page: int = PER_PAGE

    @property
    def docs(self) -> list[dict[str, Any]]:
        return self.page.docs

    @property
    def has_next(self) -> bool:
        return self.page.has_next

    @property
    def pages(self) -> int | None:
        """How many pages there are, where that is known."""
        return None if self.total is None else max(1, -(-self.total // self.per_page))

    @property
    def onward(self) -> str:
        """The address of the next page; empty on the last."""
        if not self.page.has_next:
            return ""
        return self.question.address(page=self.question.page + 1, after=self.page.next_cursor or "")

    @property
    def back(self) -> str:
        """The address of the page before this one; empty on the first."""
        number = self.question.page - 1
        if self.page.prev_cursor and number > 1:
            return self.question.address(page=number, before=self.page.prev_cursor)
        return self.question.address(page=max(1, number)) if number or self.page.prev_cursor else ""

    def sort_of(self, column: Field) -> str:
        """Which way the list is sorted by a column: `ascending`, `descending` or not at all."""
        if self.question.sort.removeprefix("-") != column.name:
            return ""
        return "descending" if self.question.sort.startswith("-") else "ascending"

    def sorted_by(self, column: Field) -> str:
        """The address of the same list sorted by a column, the other way round if it is already."""
        turned = f"-{column.name}" if self.sort_of(column) == "ascending" else column.name
        return self.question.address(sort=turned)


@dataclass(frozen=True)
class Asked:
    """A question as operations take it. `ids` are what its words were found in, the best first."""

    where: dict[str, Any]
    sort: str
    trash: bool
    ids: tuple[str, ...] = ()
    is_best: bool = False
    #: Whether nothing else narrows or orders the found documents, so that the best can stand first.
    ranked: bool = False


def ask(collection: Collection, question: Question, actor: Actor, more: Mapping[str, Any] | None = None) -> Asked:
    """What a question means for this person. The index is asked for words where it has them; what it does not know,
    such as a part of a word or what lies in the trash, is looked for in the names themselves."""
    parts = [*question.conditions(collection, actor), *([dict(more)] if more else [])]
    usual = "-updatedAt" if collection.drafts else collection.order
    sort, trash = question.sort or usual, question.status == "trash"
    ids: list[str] = []
    is_best = False
    if question.search:
        if not trash:
            ids, is_best = operations.matching(collection.slug, question.search, actor=actor)
        found = {"id": {"in": ids}} if ids else searched(collection, question.search)
        ranked = bool(ids) and not parts and not question.sort
        return Asked({"and": [*parts, found]}, sort, trash, tuple(ids), is_best, ranked)
    return Asked({"and": parts} if parts else {}, sort, trash)


def listing(
    collection: Collection,
    question: Question,
    actor: Actor,
    *,
    more: Mapping[str, Any] | None = None,
    select: Iterable[str] = (),
    columns: Sequence[str] = (),
    per_page: int = PER_PAGE,
) -> Listing:
    """The documents of a page of the list; `more` narrows it down, `select` names fields wanted besides the columns.

    Raises BadQuery for a cursor that belongs to another list."""
    shown = columns_of(collection, columns, actor)
    asked = ask(collection, question, actor, more)
    wanted = [collection.title, *(f.name for f in shown), *select, *(("status", "slug") if collection.drafts else ())]
    wanted = [name for name in dict.fromkeys(wanted) if name in collection.by_name]
    read = _best if asked.ranked else _page
    page = read(collection, asked, question, actor, wanted, per_page)
    total = page.total_docs if asked.where else _whole(collection, actor)
    found = Listing(question, shown, page, total, asked.ranked, asked.is_best, per_page=per_page)
    found.sortable = {f.name for f in shown if is_sortable(collection, f, actor)}
    found.edited = edited_among(collection, page.docs, actor, trash=asked.trash)
    found.names = names_of(_people(shown, page.docs))
    if collection.drafts and any(column.name == "status" for column in shown):
        ids = [doc["id"] for doc in page.docs]
        found.waiting = reviews.waiting_among(collection.slug, ids, actor=actor)
        found.planned = operations.scheduled_among(collection.slug, ids, actor=actor)
        found.present = presence.present(collection.slug, ids, actor=actor)
    return found


def _page(
    collection: Collection, asked: Asked, question: Question, actor: Actor, wanted: list[str], per_page: int
) -> Page:
    cursor = question.after or question.before
    return operations.find(
        collection.slug,
        actor=actor,
        where=asked.where or None,
        sort=asked.sort,
        limit=per_page,
        page=1 if cursor else question.page,
        cursor=cursor or None,
        backwards=bool(question.before and not question.after),
        depth=1,
        select=wanted,
        count=bool(asked.where),
        trash=asked.trash,
    )


def _best(
    collection: Collection, asked: Asked, question: Question, actor: Actor, wanted: list[str], per_page: int
) -> Page:
    """A page of what the index found, in its order."""
    start = (question.page - 1) * per_page
    ids = asked.ids[start : start + per_page]
    docs = operations.find(
        collection.slug, actor=actor, where={"id": {"in": list(ids)}}, limit=per_page, depth=1, select=wanted,
        count=False,
    ).docs  # fmt: skip
    place = {id_: number for number, id_ in enumerate(ids)}
    docs.sort(key=lambda doc: place[doc["id"]])
    return Page(docs, per_page, question.page, len(asked.ids), start + per_page < len(asked.ids))


def _whole(collection: Collection, actor: Actor) -> int:
    """How many documents there are at all. Counting a large table takes longer than showing a page of it."""
    if collection.access.verdict("read", actor) is not True:
        return operations.count(collection.slug, actor=actor)
    return remember(
        f"whole:{collection.slug}:{actor.role}",
        [collection.slug],
        lambda: operations.count(collection.slug, actor=actor),
    )


def edited_among(collection: Collection, docs: list[dict[str, Any]], actor: Actor, *, trash: bool = False) -> set[str]:
    """The published documents among these, at most as many as one answer holds, that have changes which readers do
    not see yet."""
    live = [doc["id"] for doc in docs if doc.get("status") == PUBLISHED]
    if not collection.drafts or not live:
        return set()
    page = operations.find(
        collection.slug, actor=actor, where={"id": {"in": live}}, limit=len(live), depth=0, select=["status"],
        draft=True, count=False, trash=trash,
    )  # fmt: skip
    return {doc["id"] for doc in page.docs if doc["status"] == DRAFT}


def _people(columns: list[Field], docs: list[dict[str, Any]]) -> set[str]:
    """The ids of people that stand in the list and whose accounts this person may not read."""
    names = [column.name for column in columns if column.targets == ("users",) and not column.many]
    return {doc[name] for doc in docs for name in names if isinstance(doc.get(name), str)}
