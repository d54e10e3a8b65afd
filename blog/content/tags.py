"""The tags that files have, for suggestions. They are words on the files, no documents of their own."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sa

from blog.db import db
from blog.models import Media


def tags_in_use() -> list[str]:
    """Every tag, those of most files first, then by the alphabet; in one statement."""
    counted: Counter[str] = Counter()
    for tags in db.session.scalars(sa.select(Media.tags).where(Media.tags.is_not(None))):
        counted.update(tags)
    return sorted(counted, key=lambda tag: (-counted[tag], tag.casefold()))
