"""The same change to many documents: each on its own, or all or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from blog.content.access import Actor
from blog.content.operations.publishing import delete
from blog.content.operations.reading import Question
from blog.content.operations.writing import update
from blog.content.registry import registry
from blog.db import db, transaction
from blog.errors import BadQuery, ContentError, Problem

MOST_AT_ONCE = 1000


@dataclass
class Bulk:
    """The documents that were changed, and a sentence for each that was not."""

    docs: list[dict[str, Any]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)


def update_many(
    slug: str, where: Mapping[str, Any], data: Mapping[str, Any], *, actor: Actor, draft: bool = False,
    atomic: bool = False, trash: bool = False, depth: int = 1,
) -> Bulk:  # fmt: skip
    """Update every document that fits; with `atomic`, one failure undoes all and is raised."""
    return _each(
        slug,
        where,
        "update",
        actor,
        atomic,
        trash,
        lambda id_: update(slug, id_, data, actor=actor, draft=draft, depth=depth),
    )


def delete_many(
    slug: str, where: Mapping[str, Any], *, actor: Actor, atomic: bool = False, trash: bool = False, depth: int = 1
) -> Bulk:
    """Delete every document that fits, for good; with `atomic`, one failure undoes all and is raised."""
    return _each(slug, where, "delete", actor, atomic, trash, lambda id_: delete(slug, id_, actor=actor, depth=depth))


def _each(
    slug: str,
    where: Mapping[str, Any],
    action: str,
    actor: Actor,
    atomic: bool,
    trash: bool,
    change: Callable[[str], dict[str, Any]],
) -> Bulk:
    collection = registry.collections[slug]
    if not where:
        raise BadQuery([Problem("where", f"Missing 'where' query of documents to {action}.")])
    collection.access.require(action, actor)
    question = Question(collection, actor, where, draft=False, trash=trash)
    ids = db.session.scalars(
        sa.select(collection.model.id).where(*question.conditions).order_by(collection.model.id).limit(MOST_AT_ONCE + 1)
    ).all()
    if len(ids) > MOST_AT_ONCE:
        raise BadQuery([Problem("where", f"This fits more than {MOST_AT_ONCE} documents. Narrow it down.")])
    result = Bulk()
    with transaction() if atomic else nullcontext():
        for id_ in map(str, ids):
            try:
                result.docs.append(change(id_))
            except ContentError as error:
                if atomic:
                    raise
                result.errors.append({"id": id_, "message": str(error), "isPublic": True})
    return result
