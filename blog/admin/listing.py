"""The list of a collection: what is asked for in the address, and the documents that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from blog.admin.choices import searched
from blog.content import operations
from blog.content.access import Actor
from blog.content.changes import remember
from blog.content.fields import Field
from blog.content.people import names_of
from blog.content.registry import Collection
from blog.models.record import DRAFT, PUBLISHED

PER_PAGE = 25
LONGEST_SEARCH = 200
STATUSES = {"published": "Published", "draft": "Drafts", "trash": "Trash"}


@dataclass(frozen=True)
class Question:
    """What a person wants to see of a list; `address` says it again with something changed."""

    search: str = ""
    status: str = ""
    sort: str = ""
    page: int = 1

    @classmethod
    def of(cls, collection: Collection, args: Mapping[str, str]) -> Question:
        """The question in an address; what makes no sense in it is left out."""
        sort = args.get("sort", "")
        sortable = {f.name for f in columns_of(collection) if is_sortable(f)}
        status = args.get("status", "") if collection.drafts else ""
        number = args.get("page", "1")
        return cls(
            args.get("search", "").strip()[:LONGEST_SEARCH],
            status if status in STATUSES else "",
            sort if sort.removeprefix("-") in sortable else "",
            max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 8 else 1,
        )

    def address(self, **changes: Any) -> str:
        """The question after these changes, as it stands in an address."""
        new = replace(self, **{"page": 1} | changes)
        said = {"search": new.search, "status": new.status, "sort": new.sort, "page": new.page if new.page > 1 else ""}
        return "?" + urlencode({name: value for name, value in said.items() if value})

    def where(self, collection: Collection) -> dict[str, Any]:
        """The condition of the question in the query language."""
        parts: list[dict[str, Any]] = []
        if self.search:
            parts.append(searched(collection, self.search))
        if self.status in (DRAFT, PUBLISHED):
            parts.append({"status": {"equals": self.status}})
        if self.status == "trash":
            parts.append({"deletedAt": {"exists": True}})
        return {"and": parts} if parts else {}


@dataclass
class Listing:
    """One page of a list, ready to be shown."""

    question: Question
    columns: list[Field]
    docs: list[dict[str, Any]]
    total: int | None
    has_next: bool
    edited: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)

    def sort_of(self, column: Field) -> str:
        """Which way the list is sorted by a column: `ascending`, `descending` or not at all."""
        if self.question.sort.removeprefix("-") != column.name:
            return ""
        return "descending" if self.question.sort.startswith("-") else "ascending"

    def sorted_by(self, column: Field) -> str:
        """The address of the same list sorted by a column, the other way round if it is already."""
        turned = f"-{column.name}" if self.sort_of(column) == "ascending" else column.name
        return self.question.address(sort=turned)


def listing(
    collection: Collection,
    question: Question,
    actor: Actor,
    *,
    more: Mapping[str, Any] | None = None,
    select: Iterable[str] = (),
) -> Listing:
    """The documents of a page of the list; `more` narrows it down, `select` names fields wanted besides the columns."""
    columns = columns_of(collection)
    where = question.where(collection)
    where = {"and": [where or {}, more]} if more else where
    wanted = {collection.title, *(f.name for f in columns), *select, *(("status", "slug") if collection.drafts else ())}
    page = operations.find(
        collection.slug,
        actor=actor,
        where=where or None,
        sort=question.sort or ("-updatedAt" if collection.drafts else collection.order),
        limit=PER_PAGE,
        page=question.page,
        depth=1,
        select=[name for name in dict.fromkeys(wanted) if name in collection.by_name],
        count=bool(where),
        trash=question.status == "trash",
    )
    total = page.total_docs if where else _whole(collection, actor)
    found = Listing(question, columns, page.docs, total, page.has_next)
    found.edited = _edited(collection, page.docs, actor, trash=question.status == "trash")
    found.names = names_of(_people(columns, page.docs))
    return found


def columns_of(collection: Collection) -> list[Field]:
    """The columns of a list: as declared, or the title and when it changed."""
    names = collection.columns or tuple(dict.fromkeys((collection.title, "updatedAt")))
    return [collection.by_name[name] for name in names if name in collection.by_name]


def is_sortable(column: Field) -> bool:
    """Whether a list can be put in the order of this column."""
    return bool(column.attr) and not column.many and column.kind not in ("relation", "upload", "array", "json", "group")


def _whole(collection: Collection, actor: Actor) -> int:
    """How many documents there are at all. Counting a large table takes longer than showing a page of it."""
    if collection.access.verdict("read", actor) is not True:
        return operations.count(collection.slug, actor=actor)
    return remember(
        f"whole:{collection.slug}:{actor.role}",
        [collection.slug],
        lambda: operations.count(collection.slug, actor=actor),
    )


def _edited(collection: Collection, docs: list[dict[str, Any]], actor: Actor, *, trash: bool) -> set[str]:
    """The published documents among these that have changes which readers do not see yet."""
    live = [doc["id"] for doc in docs if doc.get("status") == PUBLISHED]
    if not collection.drafts or not live:
        return set()
    page = operations.find(
        collection.slug,
        actor=actor,
        where={"id": {"in": live}},
        limit=len(live),
        depth=0,
        select=["status"],
        draft=True,
        count=False,
        trash=trash,
    )
    return {doc["id"] for doc in page.docs if doc["status"] == DRAFT}


def _people(columns: list[Field], docs: list[dict[str, Any]]) -> set[str]:
    """The ids of people that stand in the list and whose accounts this person may not read."""
    names = [column.name for column in columns if column.targets == ("users",) and not column.many]
    return {doc[name] for doc in docs for name in names if isinstance(doc.get(name), str)}
