"""What a list can be narrowed down by: one filter for each field whose kind has an obvious one."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from blog.admin.words import choice_words
from blog.clock import meant
from blog.content.access import Actor
from blog.content.fields import Field
from blog.content.registry import Collection

#: Names in a list's address that mean something else.
TAKEN = frozenset({"search", "status", "sort", "page", "after", "before", "view", "panel", "all", "id", "box"})
NONE = "none"
CHOICE, TRUTH, RELATED, PERIOD, WORD = "choice", "truth", "related", "period", "word"
#: Filters of a collection that no field has by itself, by its slug; they come first.
PARTICULAR: dict[str, tuple[Filter, ...]] = {}


@dataclass(frozen=True)
class Filter:
    """A way to narrow a list down by one field; `names` are what it is called in an address."""

    field: Field
    kind: str

    @property
    def names(self) -> tuple[str, ...]:
        name = self.field.name if self.field.name not in TAKEN else f"{self.field.name}_"
        return (f"{name}.from", f"{name}.to") if self.kind == PERIOD else (name,)

    def accepts(self, value: str) -> bool:
        """Whether a value in an address makes sense here."""
        if self.kind == CHOICE:
            return value in map(str, self.field.choices)
        if self.kind == TRUTH:
            return value in ("yes", "no")
        if self.kind == PERIOD:
            return day(value) is not None
        return value == NONE or _is_id(value)

    def condition(self, values: Mapping[str, str]) -> dict[str, Any]:
        """What this filter asks for, in the query language."""
        if self.kind == PERIOD:
            return {self.field.name: self._period(*(values.get(name) for name in self.names))}
        value = values[self.names[0]]
        if self.kind == TRUTH:
            return {self.field.name: {"equals": value == "yes"}}
        if self.kind == RELATED and value == NONE:
            return {self.field.name: {"exists": False}}
        return {self.field.name: {"equals": value}}

    def words(self, values: Sequence[str]) -> str:
        """What the filter is set to, for people; a related document is named by who knows its name."""
        if self.kind == PERIOD:
            since, until = values
            return f"{since} to {until}" if since and until else f"from {since}" if since else f"until {until}"
        return "none" if values[0] == NONE else choice_words(values[0]).lower()

    def _period(self, since: str | None, until: str | None) -> dict[str, str]:
        """From the beginning of the first day to the end of the last, by the clocks of the site."""
        first, last = day(since or ""), day(until or "")
        if self.field.kind == "date":
            asked = {"greater_than_equal": first, "less_than_equal": last}
            return {word: value.isoformat() for word, value in asked.items() if value}
        asked = {"greater_than_equal": first, "less_than": last + timedelta(days=1) if last else None}
        return {
            word: meant(datetime(value.year, value.month, value.day)).isoformat()
            for word, value in asked.items()
            if value
        }


def filters_of(collection: Collection, actor: Actor) -> list[Filter]:
    """The filters of a list, for the fields that this person may read. The status of drafts has tabs instead."""
    found = list(PARTICULAR.get(collection.slug, ()))
    for field in collection.fields:
        kind = _kind(collection, field)
        readable = collection.access.field_allows(field.name, "read", actor)
        if kind and readable and not (collection.drafts and field.name in ("status", "deletedAt")):
            found.append(Filter(field, kind))
    return found


def day(text: str) -> date | None:
    """The day that a text names, if it is one that has a day after it."""
    try:
        value = date.fromisoformat(text)
    except ValueError:
        return None
    return value if value.year < 9999 else None


def _kind(collection: Collection, field: Field) -> str:
    if not (field.attr or field.name in collection.links):
        return ""
    if field.kind == "select" and field.choices and not field.many:
        return CHOICE
    if field.kind == "relation" and len(field.targets) == 1 and not field.polymorphic:
        return RELATED if field.targets[0] in collection.registry.collections else ""
    return {"checkbox": TRUTH, "date": PERIOD, "datetime": PERIOD}.get(field.kind, "")


def _is_id(text: str) -> bool:
    try:
        return len(text) == 36 and bool(uuid.UUID(text))
    except ValueError:
        return False
