"""What is asked of a list, as it stands in an address: every list one can see has a link of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from blog.admin.lists.columns import is_sortable
from blog.admin.lists.filters import Filter, filters_of
from blog.content import reviews
from blog.content.access import Actor
from blog.content.registry import Collection
from blog.models.record import DRAFT, PUBLISHED

LONGEST_SEARCH, LONGEST_CURSOR = 200, 2000
#: The documents that wait for a review.
IN_REVIEW = "review"
STATUSES = {PUBLISHED: "Published", DRAFT: "Drafts", IN_REVIEW: "In review", "trash": "Trash"}
#: The id of nothing.
NOTHING = "00000000-0000-0000-0000-000000000000"
PANELS = ("filter", "columns", "views")


@dataclass(frozen=True)
class Question:
    """What a person wants to see of a list; `address` says it again with something changed.

    `after` and `before` are cursors; `page` only counts the pages, except in answers that have no order of their own.
    """

    search: str = ""
    status: str = ""
    sort: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    view: str = ""
    page: int = 1
    after: str = ""
    before: str = ""
    panel: str = ""

    @classmethod
    def of(cls, collection: Collection, args: Mapping[str, str], actor: Actor) -> Question:
        """The question in an address; what makes no sense in it is left out."""
        sort, number, panel = args.get("sort", ""), args.get("page", "1"), args.get("panel", "")
        sortable = {f.name for f in collection.fields if is_sortable(collection, f, actor)}
        status = args.get("status", "") if collection.drafts else ""
        if status == IN_REVIEW and not collection.access.allows("versions", actor):
            status = ""
        offered = {name: each for each in filters_of(collection, actor) for name in each.names}
        chosen = {name: args[name] for name in offered if name in args and offered[name].accepts(args[name])}
        return cls(
            args.get("search", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
            status if status in STATUSES else "",
            sort if sort.removeprefix("-") in sortable else "",
            chosen,
            args.get("view", "")[:36],
            max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 8 else 1,
            args.get("after", "")[:LONGEST_CURSOR],
            args.get("before", "")[:LONGEST_CURSOR],
            panel if panel in PANELS else "",
        )

    def asked(self) -> dict[str, str]:
        """What is asked for, without the place in the list: what a view keeps."""
        said = {"search": self.search, "status": self.status, "sort": self.sort, **self.filters}
        return {name: value for name, value in said.items() if value}

    def address(self, **changes: Any) -> str:
        """The question after these changes, from its first page, as it stands in an address."""
        new = replace(self, **{"page": 1, "after": "", "before": "", "panel": ""} | changes)
        place = {"view": new.view, "page": new.page if new.page > 1 else "", "panel": new.panel}
        place |= {"after": new.after, "before": new.before}
        said = new.asked() | {name: value for name, value in place.items() if value}
        # An address with nothing in it shows the view that its owner wants to see first.
        return "?" + urlencode(said or {"all": "1"})

    def without(self, *names: str) -> str:
        """The address of the question without some of its filters."""
        return self.address(filters={name: value for name, value in self.filters.items() if name not in names})

    def chosen(self, collection: Collection, actor: Actor) -> list[Filter]:
        """The filters that the question narrows by."""
        return [each for each in filters_of(collection, actor) if any(name in self.filters for name in each.names)]

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out that the list has."""
        return bool(self.search or self.status or self.filters)

    def conditions(self, collection: Collection, actor: Actor) -> list[dict[str, Any]]:
        """What the filters ask for, in the query language; the search is not among it."""
        parts = [each.condition(self.filters) for each in self.chosen(collection, actor)]
        if self.status in (DRAFT, PUBLISHED):
            parts.append({"status": {"equals": self.status}})
        if self.status == IN_REVIEW:
            parts.append({"id": {"in": reviews.waiting_ids(collection.slug, actor=actor) or [NOTHING]}})
        if self.status == "trash":
            parts.append({"deletedAt": {"exists": True}})
        return parts
