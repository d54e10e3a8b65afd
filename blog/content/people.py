"""The names of the people behind ids, as they stand in bylines, which everybody may read."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

import sqlalchemy as sa

from blog.db import db
from blog.models import User


def names_of(ids: Iterable[str | None]) -> dict[str, str]:
    """Names by id, in one statement; somebody who is gone is left out, and so is what is no id."""
    keys = {key for key in map(_key, ids) if key}
    if not keys:
        return {}
    rows = db.session.execute(sa.select(User.id, User.name, User.slug).where(User.id.in_(keys)))
    return {str(id_): name or slug for id_, name, slug in rows}


def _key(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
