"""The same change to many documents: each on its own, or all or none."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from blog.content.access import Actor
from blog.content.operations.publishing import delete
from blog.content.operations.reading import Question, Select
from blog.content.operations.writing import update
from blog.content.query import order_by
from blog.content.registry import Collection, registry
from blog.db import db, transaction
from blog.errors import BadQuery, ContentError, Problem

MOST_AT_ONCE = 1000


@dataclass
class Bulk:
    """The documents that were changed, and a sentence for each that was not."""

    docs: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Batch:
    """Which documents are changed: the first `limit` of what fits in the order of `sort`, or all of it."""

    where: Mapping[str, Any]
    sort: str | Sequence[str] | None = None
    limit: int = 0
    trash: bool = False
    atomic: bool = False


def update_many(
    slug: str, where: Mapping[str, Any], data: Mapping[str, Any], *, actor: Actor, draft: bool = False,
    sort: str | Sequence[str] | None = None, limit: int = 0, atomic: bool = False, trash: bool = False,
    depth: int = 1, select: Select = None, populate: Mapping[str, Any] | None = None,
) -> Bulk:  # fmt: skip
    """Update every document that fits, or the first `limit`; with `atomic`, one failure undoes all and is raised."""
    shown = {"depth": depth, "select": select, "populate": populate}
    return _each(
        slug, Batch(where, sort, limit, trash, atomic), "update", actor,
        lambda id_: update(slug, id_, data, actor=actor, draft=draft, **shown),
    )  # fmt: skip


def delete_many(
    slug: str, where: Mapping[str, Any], *, actor: Actor, sort: str | Sequence[str] | None = None, limit: int = 0,
    atomic: bool = False, trash: bool = False, depth: int = 1, select: Select = None,
    populate: Mapping[str, Any] | None = None,
) -> Bulk:  # fmt: skip
    """Delete for good what fits, or the first `limit` of it; with `atomic`, one failure undoes all and is raised."""
    shown = {"depth": depth, "select": select, "populate": populate}
    return _each(
        slug, Batch(where, sort, limit, trash, atomic), "delete", actor,
        lambda id_: delete(slug, id_, actor=actor, **shown),
    )  # fmt: skip


def _each(slug: str, batch: Batch, action: str, actor: Actor, change: Callable[[str], dict[str, Any]]) -> Bulk:
    collection = registry.collections[slug]
    collection.access.require(action, actor)
    ids = _fitting(collection, batch, action, actor)
    result = Bulk()
    with transaction() if batch.atomic else nullcontext():
        for id_ in map(str, ids):
            try:
                result.docs.append(change(id_))
            except ContentError as error:
                if batch.atomic:
                    raise
                result.errors.append({"id": id_, "message": str(error), "isPublic": True})
    return result


def _fitting(collection: Collection, batch: Batch, action: str, actor: Actor) -> Sequence[uuid.UUID]:
    """The ids of what is to be changed. Raises BadQuery for no condition, and for more than can be done at once."""
    if not batch.where:
        raise BadQuery([Problem("where", f"Missing 'where' query of documents to {action}.")])
    if batch.limit < 0:
        raise BadQuery([Problem("limit", "limit must be 0 or more.")])
    question = Question(collection, actor, batch.where, draft=False, trash=batch.trash)
    order = order_by(question.scope, batch.sort or "id")
    query = sa.select(collection.model.id).where(*question.conditions).order_by(*order.sql())
    ids = db.session.scalars(query.limit(min(batch.limit or MOST_AT_ONCE + 1, MOST_AT_ONCE + 1))).all()
    if len(ids) > MOST_AT_ONCE:
        raise BadQuery([Problem("where", f"This fits more than {MOST_AT_ONCE} documents. Narrow it down.")])
    return ids
