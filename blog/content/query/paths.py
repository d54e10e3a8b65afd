"""Where a dotted path leads: a column, a place in a JSON column, or another document across a relation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from blog.content.access import Actor
from blog.content.fields import RELATIONS, TREES, Field
from blog.content.query.sql import Written, as_day, as_moment, as_uuid, has_key, item_text, json_items
from blog.content.registry import Collection, registry
from blog.models.record import DRAFT

ID = Field("id", "id", "id")
#: How deep a path may lead through relations.
LONGEST_PATH = 8


class UnknownPath(Exception):
    """The path names nothing that this person may ask about."""


@dataclass(frozen=True)
class Scope:
    """What a path starts from: a collection, the entity that stands for it in the statement, and who asks.

    `draft` reads the working copy where there is one. `trusted` is for the rules' own conditions, which may name
    what the person may not."""

    collection: Collection
    entity: Any
    actor: Actor
    draft: bool = False
    trusted: bool = False
    guard: Callable[[Scope], tuple[Any, ...]] = lambda _: ()

    def field(self, name: str) -> Field:
        """The field of that name, if this person may read it. Raises UnknownPath."""
        if name == "id":
            return ID
        field = self.collection.by_name.get("status" if name == "_status" else name)
        if field is None or field.kind == "password" or not (field.attr or field.name in self.collection.links):
            raise UnknownPath(name)
        if self.trusted or self.actor.is_system:
            return field
        if not self.collection.access.field_allows(field.name, "read", self.actor):
            raise UnknownPath(name)
        if not self.collection.access.allows("read", self.actor) and field.name not in self.collection.byline:
            raise UnknownPath(name)
        return field


#: Makes the SQL of a comparison from a column expression and the field that says its kind.
Compare = Callable[[Any, Field], Any]


def resolve(scope: Scope, path: list[str], compare: Compare) -> Any:
    """The condition that `compare` makes at the end of the path, wrapped in what leads there. Raises UnknownPath."""
    if not path or len(path) > LONGEST_PATH:
        raise UnknownPath
    field, rest = scope.field(path[0]), path[1:]
    if field.name in scope.collection.links:
        return _through_links(scope, field, rest, compare)
    if field.name in scope.collection.rows:
        return _through_rows(scope, field, rest, compare)
    if field.kind in RELATIONS:
        return _through_relation(scope, field, rest, compare)
    if rest:
        if field.kind not in ("group", "array", "blocks"):
            raise UnknownPath
        return _inside(tree(scope, field), field, rest, compare)
    return compare(column(scope, field), field)


def column(scope: Scope, field: Field) -> Any:
    """The SQL of a field that is a column, as the scope sees it."""
    live = getattr(scope.entity, field.attr)
    if scope.draft and field.name == "status":
        return sa.case((scope.entity.draft.is_not(None), DRAFT), else_=live)
    if not scope.draft or field.kind == "id" or field not in scope.collection.content_fields:
        return live
    if field.kind in TREES:
        return tree(scope, field)
    drafted = _typed(scope.entity.draft[field.name], field)
    if field.kind in RELATIONS:
        drafted = sa.type_coerce(as_uuid(drafted), live.type)
    elif field.kind in ("datetime", "date"):
        drafted = sa.type_coerce((as_moment if field.kind == "datetime" else as_day)(drafted), live.type)
    return sa.case((has_key(scope.entity.draft, field.name), drafted), else_=live)


def tree(scope: Scope, field: Field) -> Any:
    """A JSON column, out of the working copy where the scope reads it."""
    live = getattr(scope.entity, field.attr)
    if not scope.draft:
        return live
    drafted = scope.entity.draft[field.name]
    return sa.type_coerce(sa.case((has_key(scope.entity.draft, field.name), drafted), else_=live), live.type)


def _typed(json: Any, field: Field) -> Any:
    if field.kind == "checkbox":
        return json.as_boolean()
    if field.kind in ("number", "integer"):
        return json.as_float()
    if field.kind in TREES:
        return json
    if field.kind in ("date", "datetime"):
        return sa.type_coerce(json.as_string(), Written())
    return json.as_string()


def _inside(json: Any, field: Field, path: list[str], compare: Compare) -> Any:
    if field.kind in ("array", "blocks"):
        return _in_list(json, field, path, compare)
    inner = field.child(path[0])
    if inner is None:
        raise UnknownPath
    if inner.kind in RELATIONS and (inner.many or inner.polymorphic or len(path) > 1):
        raise UnknownPath
    here = json[inner.name]
    if len(path) > 1:
        return _inside(here, inner, path[1:], compare)
    return compare(_typed(here, inner), replace(inner, kind="text") if inner.kind in RELATIONS else inner)


def there_is(*conditions: Any, of: Any = None) -> Any:
    """Whether a row fulfils every condition; simply no where one of them never holds.

    SQLAlchemy would drop the others beside it, and warn of the product of tables that is left."""
    if any(isinstance(condition, sa.sql.elements.False_) for condition in conditions):
        return sa.false()
    found = sa.exists() if of is None else sa.exists().select_from(of)
    return found.where(*conditions)


def _in_list(json: Any, field: Field, path: list[str], compare: Compare) -> Any:
    items = json_items(json).table_valued(sa.column("value", json.type)).alias()
    child = field.child(path[0]) if field.kind == "array" else _in_blocks(path[0])
    if child is None:
        raise UnknownPath
    shape = replace(field, kind="group", fields=(child,))
    return there_is(_inside(items.c.value, shape, path, compare), of=items)


def _in_blocks(name: str) -> Field | None:
    """The field of that name in whatever kinds of block have it; as text where they differ."""
    if name in ("id", "blockType", "blockName"):
        return Field(name)
    found = [f for block in registry.blocks.values() for f in block.fields if f.name == name]
    if len({f.kind for f in found}) > 1:
        return Field(name)
    return replace(found[0], fields=tuple(f for one in found for f in one.fields)) if found else None


def _through_rows(scope: Scope, field: Field, path: list[str], compare: Compare) -> Any:
    table = scope.collection.rows[field.name]
    row = sa.orm.aliased(table.cls)
    child = field.child(path[0]) if path else None
    if child is None:
        raise UnknownPath
    inside = getattr(row, child.attr)
    found = _inside(inside, child, path[1:], compare) if len(path) > 1 else compare(inside, child)
    return there_is(getattr(row, table.owner) == scope.entity.id, found)


def _other(scope: Scope, field: Field) -> Scope:
    collection = scope.collection.registry[field.targets[0]]
    entity = sa.orm.aliased(collection.model)
    return Scope(collection, entity, scope.actor, trusted=scope.trusted, guard=scope.guard)


def _guard(other: Scope, path: list[str]) -> tuple[Any, ...]:
    """What keeps a path to documents this person may read; a byline is public, whoever the author is."""
    return () if path[0] in other.collection.byline else other.guard(other)


def _through_relation(scope: Scope, field: Field, path: list[str], compare: Compare) -> Any:
    here = column(scope, field)
    if not path or path == ["id"]:
        return compare(here, field)
    other = _other(scope, field)
    return there_is(other.entity.id == here, *_guard(other, path), resolve(other, path, compare))


def _through_links(scope: Scope, field: Field, path: list[str], compare: Compare) -> Any:
    link = scope.collection.links[field.name]
    row = sa.orm.aliased(link.cls)
    target, owned = getattr(row, link.target), getattr(row, link.owner) == scope.entity.id
    if path in ([], ["id"]):
        return compare(Members(scope, field, row, owned, target), field)
    other = _other(scope, field)
    # The link comes first, by itself: joined, SQLite looked through every published document for each link.
    return there_is(owned, there_is(other.entity.id == target, *_guard(other, path), resolve(other, path, compare)))


def value_at(scope: Scope, path: list[str], *, within_many: bool = False) -> tuple[Any, Field]:
    """The value at the end of a path as one SQL expression, the least where there are several; for sorting.

    Raises UnknownPath, also for what has no order: lists, trees and rows, and the many of many."""
    field, rest = scope.field(path[0]), path[1:]
    if field.name in scope.collection.rows or len(path) > LONGEST_PATH:
        raise UnknownPath
    if field.name in scope.collection.links:
        if within_many:
            raise UnknownPath
        return _least(scope, field, rest)
    if field.kind in RELATIONS:
        return _across(scope, field, column(scope, field), rest, within_many)
    if field.kind == "group" and rest:
        return _member(tree(scope, field), field, rest)
    if rest or field.kind in TREES:
        raise UnknownPath
    return column(scope, field), field


def _least(scope: Scope, field: Field, path: list[str]) -> tuple[Any, Field]:
    if not path:
        raise UnknownPath
    link = scope.collection.links[field.name]
    row = sa.orm.aliased(link.cls)
    value, end = _across(replace(scope, entity=row), field, getattr(row, link.target), path, True)
    if end.kind in RELATIONS or end.kind == "id":
        raise UnknownPath
    if end.kind == "checkbox":
        value = sa.cast(value, sa.Integer)  # PostgreSQL knows no least of truths
    owned = getattr(row, link.owner) == scope.entity.id
    least = sa.select(sa.func.min(value)).select_from(row).where(owned)
    return least.correlate(scope.entity).scalar_subquery(), end


def _across(scope: Scope, field: Field, here: Any, path: list[str], within_many: bool) -> tuple[Any, Field]:
    if not path:
        return here, field
    other = _other(scope, field)
    value, end = value_at(other, path, within_many=within_many)
    query = sa.select(value).where(other.entity.id == here, *_guard(other, path)).correlate(scope.entity)
    return query.scalar_subquery(), end


def _member(json: Any, field: Field, path: list[str]) -> tuple[Any, Field]:
    inner = field.child(path[0])
    if inner is None or (len(path) > 1) != (inner.kind == "group"):
        raise UnknownPath
    if len(path) > 1:
        return _member(json[inner.name], inner, path[1:])
    if inner.kind in TREES or inner.many or inner.polymorphic:
        raise UnknownPath
    return _typed(json[inner.name], inner), inner


@dataclass(frozen=True)
class Members:
    """The ids of a has-many, for comparisons that ask about the whole of them."""

    scope: Scope
    field: Field
    row: Any
    owned: Any
    target: Any

    def any(self, condition: Callable[[Any], Any] | None = None) -> Any:
        """Whether there is one, or one for which the condition holds."""
        parts = [self.owned] if condition is None else [self.owned, condition(self.target)]
        live = there_is(*parts)
        if not self.scope.draft:
            return live
        return sa.case((has_key(self.scope.entity.draft, self.field.name), self._drafted(condition)), else_=live)

    def _drafted(self, condition: Callable[[Any], Any] | None) -> Any:
        items = json_items(self.scope.entity.draft[self.field.name]).table_valued(sa.column("value", sa.JSON)).alias()
        if condition is None:
            return sa.exists().select_from(items)
        other = sa.orm.aliased(self.scope.collection.registry[self.field.targets[0]].model)
        same = other.id == sa.type_coerce(as_uuid(item_text(items.c.value)), other.id.type)
        return there_is(same, condition(other.id), of=items)
