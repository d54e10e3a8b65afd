"""Order and cursors: several fields, an unambiguous last key, and a place to go on from that inserts do not move."""

from __future__ import annotations

import base64
import binascii
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from blog.content.fields import RELATIONS, TREES, Field
from blog.content.query.paths import ID, Scope, UnknownPath, column, value_at
from blog.content.values import Refused, parse
from blog.errors import BadQuery, Problem

MOST_KEYS = 5
BAD_CURSOR = Problem("cursor", "This cursor does not belong to this question. Ask for the first page again.")


@dataclass(frozen=True)
class Key:
    """One field of an order; `simple` if it is a column of the document itself, which cursors need. What is empty
    comes last, and first in an order that is turned round."""

    path: str
    expression: Any
    descending: bool
    field: Field
    nullable: bool
    simple: bool
    empty_first: bool = False

    def sql(self) -> Any:
        ordered = self.expression.desc() if self.descending else self.expression.asc()
        # The databases disagree on where nothing goes; it goes last. Not said where there is none, so that the
        # index can be used.
        if not self.nullable:
            return ordered
        return ordered.nulls_first() if self.empty_first else ordered.nulls_last()


@dataclass(frozen=True)
class Order:
    """The keys of an order, the last of which is the id."""

    keys: tuple[Key, ...]

    def sql(self) -> list[Any]:
        return [key.sql() for key in self.keys]

    def cursor(self, row: Any) -> str | None:
        """The place of a row in this order as opaque text; None if the order leads through relations."""
        if not all(key.simple for key in self.keys):
            return None
        place = [_frozen(getattr(row, key.field.attr)) for key in self.keys]
        return base64.urlsafe_b64encode(json.dumps([self._name(), *place]).encode()).decode().rstrip("=")

    def after(self, cursor: str) -> Any:
        """The condition for what comes after a cursor's place. Raises BadQuery."""
        return _beyond(self.keys, self._place(cursor))

    def before(self, cursor: str) -> Any:
        """The condition for what comes before a cursor's place. Raises BadQuery."""
        return _beyond(self.turned().keys, self._place(cursor))

    def turned(self) -> Order:
        """The same order from its end."""
        turn = ({"descending": not key.descending, "empty_first": not key.empty_first} for key in self.keys)
        return Order(tuple(replace(key, **turned) for key, turned in zip(self.keys, turn, strict=True)))

    def _place(self, cursor: str) -> list[Any]:
        """The values that a cursor holds, one for each key."""
        try:
            name, *place = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            if name != self._name() or len(place) != len(self.keys) or not all(key.simple for key in self.keys):
                raise BadQuery([BAD_CURSOR])
            values = [_thawed(key, value) for key, value in zip(self.keys, place, strict=True)]
        except (ValueError, TypeError, AttributeError, KeyError, binascii.Error, Refused, RecursionError):
            raise BadQuery([BAD_CURSOR]) from None
        if any(value is None and not key.nullable for key, value in zip(self.keys, values, strict=True)):
            raise BadQuery([BAD_CURSOR])
        return values

    def _name(self) -> str:
        return ",".join(("-" if key.descending else "") + key.path for key in self.keys)


def _beyond(keys: Sequence[Key], values: Sequence[Any]) -> Any:
    beyond: list[Any] = []
    equal: list[Any] = []
    for key, value in zip(keys, values, strict=True):
        further = _further(key, value)
        if further is not None:
            beyond.append(sa.and_(*equal, further))
        equal.append(key.expression.is_(None) if value is None else key.expression == value)
    first, value = keys[0], values[0]
    if first.nullable or isinstance(value, bool):
        return sa.or_(*beyond)
    # Neither database begins its walk through the index at "earlier, or as early and less": it is told twice.
    return sa.and_(first.expression <= value if first.descending else first.expression >= value, sa.or_(*beyond))


def _further(key: Key, value: Any) -> Any:
    if value is None:
        return key.expression.is_not(None) if key.empty_first else None
    if isinstance(value, bool):
        value = sa.literal(value)  # a bare one is not to be had with < and >
    further = key.expression < value if key.descending else key.expression > value
    return sa.or_(further, key.expression.is_(None)) if key.nullable and not key.empty_first else further


def _frozen(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return str(value)
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _thawed(key: Key, value: Any) -> Any:
    if value is None:
        return None
    if key.field.kind == "id":
        return uuid.UUID(value)
    return parse(key.field, value)


def order_by(scope: Scope, sort: str | Sequence[str], never_null: frozenset[str] = frozenset()) -> Order:
    """The order asked for, ended by the id in the direction of the last key. Raises BadQuery."""
    if not isinstance(sort, (str, list, tuple)):
        raise BadQuery([Problem("sort", "sort must name fields, as in -publishedAt,title.")])
    names = [part.strip() for item in ([sort] if isinstance(sort, str) else sort) for part in str(item).split(",")]
    names = [name for name in names if name.lstrip("-")]
    if len(names) > MOST_KEYS:
        raise BadQuery([Problem("sort", f"Sort by at most {MOST_KEYS} fields.")])
    keys, problems = [], []
    for name in names:
        try:
            keys.append(_key(scope, name, never_null))
        except UnknownPath:
            path = name.lstrip("-")
            problems.append(Problem(path, f"The following path cannot be queried: {path}"))
    if problems:
        raise BadQuery(problems)
    if not any(key.path == "id" for key in keys):
        descending = keys[-1].descending if keys else True
        keys.append(Key("id", scope.entity.id, descending, ID, False, True))
    return Order(tuple(keys))


def _key(scope: Scope, name: str, never_null: frozenset[str]) -> Key:
    path, descending = name.lstrip("-"), name.startswith("-")
    field = scope.field(path.split(".")[0])
    if path == field.name and field.kind in TREES:
        raise UnknownPath(path)
    if "." not in path and field.attr and field.kind not in RELATIONS and field.name not in scope.collection.links:
        expression = column(scope, field)
        nullable = field.name not in never_null and sa.inspect(scope.collection.model).columns[field.attr].nullable
        return Key(field.name, expression, descending, field, bool(nullable), not scope.draft)
    expression, _ = value_at(scope, path.split("."))
    return Key(path, expression, descending, field, True, False)


def never_null(where: Mapping[str, Any] | None) -> frozenset[str]:
    """The fields that a condition keeps from being empty, since it compares them."""
    if not isinstance(where, Mapping):
        return frozenset()
    names = set()
    for path, operators in where.items():
        if path == "and":
            names.update(*(never_null(part) for part in operators))
        elif isinstance(operators, Mapping) and {"less_than", "less_than_equal", "greater_than"} & set(operators):
            names.add(path)
    return frozenset(names)
