"""What stands right before and right after a document in an order, found without walking the whole list."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from blog.content.access import Actor
from blog.content.events import Event
from blog.content.operations.reading import Question, Select, documents
from blog.content.query import never_null, order_by
from blog.content.registry import registry
from blog.content.selection import selection
from blog.db import db

Neighbours = tuple[dict[str, Any] | None, dict[str, Any] | None]


def neighbours(
    slug: str,
    doc: Mapping[str, Any],
    *,
    actor: Actor,
    sort: str,
    where: Mapping[str, Any] | None = None,
    select: Select = None,
) -> Neighbours:
    """The documents before and after this one in an order of its own fields, of those that this person may read.

    One statement, which an index of that order answers however long the list is. `doc` must have the fields of the
    order. Related documents stay ids. Raises Forbidden and BadQuery."""
    collection = registry.collections[slug]
    event = Event(collection, "find", actor, data={"where": where, "sort": sort})
    event.run("before_operation")
    question = Question(collection, actor, where, draft=False, trash=False)
    sides = sa.union_all(
        sa.select(sa.literal(0).label("side"), _next(question, _reversed(sort), doc).subquery().c.id),
        sa.select(sa.literal(1).label("side"), _next(question, sort, doc).subquery().c.id),
    ).subquery()
    wanted = selection(collection, select)
    query = question.rows(wanted).join(sides, sides.c.id == collection.model.id).add_columns(sides.c.side)
    found = db.session.execute(query).all()
    event.context["docs"] = documents(question, [row for row, _ in found], wanted, 0)
    event.run("after_operation")
    by_side = dict(zip((side for _, side in found), event.context["docs"], strict=True))
    return by_side.get(0), by_side.get(1)


def _next(question: Question, sort: str, doc: Mapping[str, Any]) -> sa.Select[Any]:
    order = order_by(question.scope, sort, never_null(question.rule) | never_null(question.where))
    place = SimpleNamespace(**{key.field.attr: doc[key.field.name] for key in order.keys})
    conditions = [*question.conditions, order.after(order.cursor(place) or "")]
    return sa.select(question.collection.model.id).where(*conditions).order_by(*order.sql()).limit(1)


def _reversed(sort: str) -> str:
    return ",".join(name[1:] if name.startswith("-") else f"-{name}" for name in sort.split(","))
