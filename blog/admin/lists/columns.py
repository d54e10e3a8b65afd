"""The columns of a list: those declared, or those that a person chose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from blog.content.access import Actor
from blog.content.fields import TREES, Field
from blog.content.registry import Collection

MOST_COLUMNS = 12
#: Kinds that no line of a list has room for.
UNSHOWN = TREES | {"password"}


def columns_of(collection: Collection, chosen: Sequence[str] = (), actor: Actor | None = None) -> list[Field]:
    """The columns to show: the chosen ones, else those declared, else the title and when it changed.

    The first is always what documents are called by: it leads to them."""
    usual = collection.columns or tuple(dict.fromkeys((collection.title, "updatedAt")))
    offered = {f.name for f in choosable(collection, actor)} if chosen and actor else set()
    names = list(dict.fromkeys((usual[0], *(name for name in chosen if name in offered))))[:MOST_COLUMNS]
    names = names if len(names) > 1 else usual
    readable = collection.access.field_allows
    return [
        collection.by_name[name]
        for name in names
        if name in collection.by_name and (actor is None or readable(name, "read", actor))
    ]


def choosable(collection: Collection, actor: Actor) -> list[Field]:
    """The fields that a list can show to this person, the usual ones first."""
    fields = {f.name: f for f in collection.fields if _is_shown(collection, f)}
    names = dict.fromkeys((*collection.columns, *fields))
    return [fields[name] for name in names if name in fields and collection.access.field_allows(name, "read", actor)]


def is_sortable(collection: Collection, column: Field, actor: Actor) -> bool:
    """Whether a list can be put in the order of this column."""
    simple = bool(column.attr) and not column.many and column.kind not in UNSHOWN | {"relation", "upload"}
    return simple and collection.access.field_allows(column.name, "read", actor)


def known_columns(collection: Collection, names: Iterable[str], actor: Actor) -> list[str]:
    """Those of these names that a list can show to this person, in the order of the list."""
    wanted = set(names)
    return [f.name for f in choosable(collection, actor) if f.name in wanted][:MOST_COLUMNS]


def _is_shown(collection: Collection, field: Field) -> bool:
    there = bool(field.attr) or field.name in collection.links
    return there and field.kind not in UNSHOWN and field.name not in collection.rows
