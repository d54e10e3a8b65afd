"""How a person wants to see the lists of collections: the columns chosen, and views under names. Knows no request."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from blog.content.access import Actor
from blog.content.registry import registry
from blog.db import db, transaction
from blog.errors import Forbidden, Invalid, NotFound, Problem
from blog.models import ListView

LONGEST_NAME = 60
MOST_VIEWS = 30


def find_views(slug: str, *, actor: Actor) -> list[dict[str, Any]]:
    """What this person keeps for a list, by name; the one without a name is only about columns. One statement."""
    if actor.id is None:
        return []
    rows = db.session.scalars(_own(slug, actor).order_by(ListView.name))
    return [_as_document(row) for row in rows]


def keep_columns(slug: str, columns: Sequence[str], *, actor: Actor) -> None:
    """Remember which columns this person wants in a list; none are the usual ones. Raises Forbidden."""
    _require(slug, actor)
    with transaction() as session:
        row = session.scalar(_own(slug, actor).where(ListView.name == ""))
        if row is None:
            row = ListView(user_id=actor.id, collection=slug, name="", asked={})
            session.add(row)
        row.columns = list(columns)


def keep_view(
    slug: str, name: str, *, actor: Actor, asked: Mapping[str, Any], columns: Sequence[str], first: bool = False
) -> str:
    """Keep a view under a name, in the place of one of the same name; returns its id. Raises Forbidden and Invalid."""
    _require(slug, actor)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or "\x00" in name:
        raise Invalid([Problem("name", f"Give the view a name of at most {LONGEST_NAME} characters.", "Name")])
    with transaction() as session:
        kept = list(session.scalars(_own(slug, actor)))
        row = next((each for each in kept if each.name == name), None)
        if row is None:
            if len(kept) > MOST_VIEWS:
                raise Invalid([Problem("name", f"A list has at most {MOST_VIEWS} views. Delete one first.", "Name")])
            row = ListView(id=uuid.uuid4(), user_id=actor.id, collection=slug, name=name)
            session.add(row)
        row.asked, row.columns = dict(asked), list(columns)
        if first:
            _put_first(kept, row)
        return str(row.id)


def choose_first(slug: str, id_: str, *, actor: Actor, first: bool) -> None:
    """Make a view what its owner sees first, or let it be one of many. Raises Forbidden and NotFound."""
    _require(slug, actor)
    with transaction() as session:
        kept = list(session.scalars(_own(slug, actor)))
        row = _named(kept, id_)
        if first:
            _put_first(kept, row)
        else:
            row.is_first = False


def forget_view(slug: str, id_: str, *, actor: Actor) -> None:
    """Delete a view. Raises Forbidden and NotFound."""
    _require(slug, actor)
    with transaction() as session:
        session.delete(_named(list(session.scalars(_own(slug, actor))), id_))


def _require(slug: str, actor: Actor) -> None:
    registry.collections[slug].access.require("read", actor)
    if actor.id is None:
        raise Forbidden


def _own(slug: str, actor: Actor) -> sa.Select[Any]:
    return sa.select(ListView).where(ListView.user_id == actor.id, ListView.collection == slug)


def _named(kept: Sequence[ListView], id_: str) -> ListView:
    for row in kept:
        if str(row.id) == id_ and row.name:
            return row
    raise NotFound


def _put_first(kept: Sequence[ListView], chosen: ListView) -> None:
    for row in kept:
        row.is_first = False
    chosen.is_first = True


def _as_document(row: ListView) -> dict[str, Any]:
    return {
        "id": str(row.id), "name": row.name, "asked": row.asked, "columns": row.columns, "first": row.is_first,
    }  # fmt: skip
