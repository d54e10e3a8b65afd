"""Conditions in the query language (`{"title": {"like": "x"}, "or": […]}`) as SQL.

What cannot be asked is a BadQuery that names the path: a field that is none, or that this person may not read, an
operator that is none, a condition that is no condition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from blog.content.access import Actor
from blog.content.fields import RELATIONS, TREES, Field
from blog.content.query import values
from blog.content.query.paths import Members, Scope, UnknownPath, resolve
from blog.content.query.sql import as_text, folded, likely
from blog.content.query.values import UNMATCHABLE
from blog.content.registry import Collection
from blog.errors import BadQuery, Problem


def scope_of(collection: Collection, actor: Actor, *, draft: bool = False) -> Scope:
    """Where the questions of this person about a collection start from."""
    return Scope(collection, collection.model, actor, draft=draft and collection.drafts, guard=visible)


def visible(scope: Scope) -> tuple[Any, ...]:
    """The conditions that keep a question to the documents that this person may read."""
    if scope.trusted or scope.actor.is_system:
        return ()
    verdict = scope.collection.access.verdict("read", scope.actor)
    parts = []
    if isinstance(verdict, Mapping):
        parts.append(condition(replace(scope, trusted=True, draft=False), verdict))
    if scope.collection.drafts:
        parts.append(scope.entity.deleted_at.is_(None))
    return tuple(parts)


def condition(scope: Scope, where: Mapping[str, Any]) -> Any:
    """The SQL of a where, whose size is checked. Raises BadQuery."""
    walk = _Walk(scope)
    sql = walk.group(where)
    if walk.problems:
        raise BadQuery(walk.problems)
    return sql


class _Walk:
    """One pass over a where, collecting what cannot be asked."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.problems: list[Problem] = []

    def refuse(self, path: str) -> Any:
        self.problems.append(Problem(path, f"The following path cannot be queried: {path}"))
        return sa.false()

    def group(self, where: Any) -> Any:
        if not isinstance(where, Mapping):
            return self.refuse("where")
        parts = []
        for key, value in where.items():
            if key.lower() in ("and", "or"):
                parts.append(self.logic(key.lower(), value))
            else:
                parts.append(self.field(key, value))
        return sa.and_(sa.true(), *parts)

    def logic(self, word: str, value: Any) -> Any:
        items = list(value.values()) if isinstance(value, Mapping) else value
        if not isinstance(items, list):
            return self.refuse(word)
        parts = [self.group(item) for item in items]
        if word == "or":
            return sa.or_(*parts) if parts else sa.true()
        return sa.and_(sa.true(), *parts)

    def field(self, path: str, operators: Any) -> Any:
        if not isinstance(operators, Mapping):
            return self.refuse(path)
        parts = []
        for name, value in operators.items():
            operator = OPERATORS.get(name)
            if operator is None:
                parts.append(self.refuse(f"{path}.{name}"))
                continue
            try:
                part = resolve(self.scope, path.split("."), _comparison(operator, value))
            except UnknownPath:
                return self.refuse(path)
            # A rule's "until now" holds for nearly every row. Unless told, SQLite picks the index of that column and
            # sorts 90,000 rows, where the index of the order asked for would have ended after ten.
            parts.append(likely(part) if self.scope.trusted and name == "less_than_equal" else part)
        return sa.and_(sa.true(), *parts)


Operator = Callable[[Any, Field, Any], Any]


def _comparison(operator: Operator, value: Any) -> Callable[[Any, Field], Any]:
    def compare(column: Any, field: Field) -> Any:
        if isinstance(column, Members):
            return _members(operator, column, value)
        return operator(column, field, value)

    return compare


def _members(operator: Operator, members: Members, value: Any) -> Any:
    """A has-many holds what any of its elements does; denials hold when none does."""
    single = replace(members.field, many=False)
    if operator is exists:
        wanted = values.truth(value)
        return members.any() if wanted else sa.not_(members.any()) if wanted is False else sa.false()
    if operator is all_of:
        each = [values.operand(single, item) for item in values.several(value)]
        return sa.and_(sa.true(), *(_has(members, item) for item in each))
    positive = {not_equals: equals, not_in: in_, not_like: like}.get(operator)
    if value in (None, "null") and operator in (equals, not_equals):
        return members.any() if operator is not_equals else sa.not_(members.any())
    if positive is not None:
        return sa.not_(members.any(lambda target: positive(target, single, value)))
    if operator is contains:
        operator = equals
    return members.any(lambda target: operator(target, single, value))


def _has(members: Members, item: Any) -> Any:
    return sa.false() if item is UNMATCHABLE else members.any(lambda target: target == item)


def equals(column: Any, field: Field, value: Any) -> Any:
    wanted = values.operand(field, value)
    if wanted is UNMATCHABLE:
        return sa.false()
    return column.is_(None) if wanted is None else _plain(column, field) == wanted


def not_equals(column: Any, field: Field, value: Any) -> Any:
    wanted = values.operand(field, value)
    if wanted is UNMATCHABLE:
        return sa.true()
    if wanted is None:
        return column.is_not(None)
    return sa.or_(_plain(column, field) != wanted, column.is_(None))


def in_(column: Any, field: Field, value: Any) -> Any:
    wanted = [values.operand(field, item) for item in values.several(value)]
    found = _plain(column, field).in_([item for item in wanted if item is not UNMATCHABLE and item is not None])
    return sa.or_(found, column.is_(None)) if None in wanted else found


def not_in(column: Any, field: Field, value: Any) -> Any:
    wanted = [values.operand(field, item) for item in values.several(value)]
    absent = _plain(column, field).not_in([item for item in wanted if item is not UNMATCHABLE and item is not None])
    return sa.and_(absent, column.is_not(None)) if None in wanted else sa.or_(absent, column.is_(None))


def all_of(column: Any, field: Field, value: Any) -> Any:
    return sa.and_(sa.true(), *(equals(column, field, item) for item in values.several(value)))


def exists(column: Any, field: Field, value: Any) -> Any:
    wanted = values.truth(value)
    if wanted is None:
        return sa.false()
    empty = column.is_(None)
    if values.holds_text(field):
        empty = sa.or_(empty, column == "")
    return sa.not_(empty) if wanted else empty


def like(column: Any, field: Field, value: Any) -> Any:
    wanted = values.findable(value)
    if wanted is None:
        return sa.false()
    text = folded(_text(column, field))
    return sa.and_(sa.true(), *(_within(text, word) for word in wanted.split()))


def not_like(column: Any, field: Field, value: Any) -> Any:
    return sa.or_(sa.not_(like(column, field, value)), column.is_(None))


def contains(column: Any, field: Field, value: Any) -> Any:
    wanted = values.findable(value)
    return sa.false() if wanted is None else _within(folded(_text(column, field)), wanted)


def _within(text: Any, part: str) -> Any:
    # The database folds what is looked for, too: Python's folding and PostgreSQL's lower() differ on ß and ς.
    return text.like(folded(sa.literal(f"%{values.escaped(part)}%", sa.Text())), escape="\\")


def _ordered(compare: Callable[[Any, Any], Any]) -> Operator:
    def ordered(column: Any, field: Field, value: Any) -> Any:
        wanted = values.operand(field, value)
        if wanted is UNMATCHABLE or wanted is None or field.kind in RELATIONS:
            return sa.false()
        return compare(_plain(column, field), wanted)

    return ordered


def _plain(column: Any, field: Field) -> Any:
    return as_text(column) if field.kind in TREES else column


def _text(column: Any, field: Field) -> Any:
    if field.kind in TREES:
        return as_text(column)
    return column if values.holds_text(field) else sa.cast(column, sa.String)


OPERATORS: dict[str, Operator] = {
    "equals": equals,
    "not_equals": not_equals,
    "in": in_,
    "not_in": not_in,
    "all": all_of,
    "exists": exists,
    "like": like,
    "not_like": not_like,
    "contains": contains,
    "greater_than": _ordered(lambda column, value: column > value),
    "greater_than_equal": _ordered(lambda column, value: column >= value),
    "less_than": _ordered(lambda column, value: column < value),
    "less_than_equal": _ordered(lambda column, value: column <= value),
}
#: Those that take a list of values.
