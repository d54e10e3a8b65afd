"""Where documents are: slugs and dates alone, in lists as long as a map of the whole site needs them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from blog.content.access import Actor
from blog.content.operations.reading import Question
from blog.content.registry import Collection, registry
from blog.db import db


@dataclass(frozen=True)
class Place:
    """One document: its id and slug, and when it last changed for readers."""

    id: uuid.UUID
    slug: str
    changed: datetime


@dataclass(frozen=True)
class Stretch:
    """Documents that follow each other by age: where they begin, how many there are, when the newest changed."""

    created: datetime
    id: uuid.UUID
    count: int
    changed: datetime


def stretches(slug: str, *, actor: Actor, size: int) -> list[Stretch]:
    """The documents that this person may read, oldest first, in stretches of `size`; one statement. Raises Forbidden.

    A new document only ever lengthens the last stretch."""
    collection = registry.collections[slug]
    model = collection.model
    age = (model.created_at, model.id)
    place = sa.func.row_number().over(order_by=age) - 1
    rows = (
        sa.select(
            *age, _changed(collection).label("changed"), (place // size).label("number"), (place % size).label("at")
        )
        .where(*Question(collection, actor, None, draft=False, trash=False).conditions)
        .cte()
    )
    totals = sa.select(rows.c.number, sa.func.count().label("count"), sa.func.max(rows.c.changed).label("changed"))
    totals = totals.group_by(rows.c.number).subquery()
    query = (
        sa.select(rows.c.created_at, rows.c.id, totals.c.count, totals.c.changed)
        .join(totals, totals.c.number == rows.c.number)
        .where(rows.c.at == 0)
        .order_by(rows.c.number)
    )
    return [Stretch(*row) for row in db.session.execute(query)]


def places(slug: str, *, actor: Actor, start: Stretch) -> list[Place]:
    """The documents of a stretch, as far as this person may read them; one statement, no offset. Raises Forbidden."""
    collection = registry.collections[slug]
    model = collection.model
    conditions = Question(collection, actor, None, draft=False, trash=False).conditions
    query = (
        sa.select(model.id, model.slug, _changed(collection))
        .where(*conditions, sa.tuple_(model.created_at, model.id) >= sa.tuple_(start.created, start.id))
        .order_by(model.created_at, model.id)
        .limit(start.count)
    )
    return [Place(*row) for row in db.session.execute(query)]


def named(slug: str, *fields: str, actor: Actor) -> list[Place]:
    """What the documents that this person may read name in these relations, each with the latest change among those
    that name it; one statement. Raises Forbidden.

    Slugs are public wherever a collection has pages, so the rules of what is named are not asked."""
    collection = registry.collections[slug]
    question = Question(collection, actor, None, draft=False, trash=False)
    changed = _changed(collection)
    pairs = [
        sa.select(target.label("target"), changed.label("changed")).select_from(joined).where(*question.conditions)
        for target, joined in (_relation(collection, field) for field in fields)
    ]
    found = sa.union_all(*pairs).subquery()
    other = registry.collections[collection.by_name[fields[0]].targets[0]].model
    query = (
        sa.select(other.id, other.slug, sa.func.max(found.c.changed))
        .join(found, found.c.target == other.id)
        .where(other.slug != "")
        .group_by(other.id, other.slug)
        .order_by(other.slug)
    )
    return [Place(*row) for row in db.session.execute(query)]


def _relation(collection: Collection, field: str) -> tuple[Any, Any]:
    """The column that holds the id of what is named, and what to select it from."""
    model = collection.model
    link = collection.links.get(field)
    if link is None:
        return getattr(model, collection.by_name[field].attr), model
    return getattr(link.cls, link.target), sa.join(model, link.cls, getattr(link.cls, link.owner) == model.id)


def _changed(collection: Collection) -> Any:
    """What was written before its time came was new to readers only then."""
    model = collection.model
    if not collection.drafts:
        return model.updated_at
    return sa.case((model.published_at > model.revised_at, model.published_at), else_=model.revised_at)
