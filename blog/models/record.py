"""What every stored document has, and what those that can be drafted have besides."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from blog.clock import now
from blog.models.types import choice

DRAFT, PUBLISHED = "draft", "published"


class Record:
    """A row with a key, its times, and a revision that rises with every write (the ETag's root)."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4, sort_order=-10)
    created_at: Mapped[datetime] = mapped_column(default=now, sort_order=90)
    updated_at: Mapped[datetime] = mapped_column(default=now, sort_order=91)
    revision: Mapped[int] = mapped_column(Integer, default=1, sort_order=92, info={"hidden": True})


class Publishable(Record):
    """A row whose columns are what readers see once it is published, with at most one working copy beside it."""

    @declared_attr
    def status(self) -> Mapped[str]:
        return choice(DRAFT, PUBLISHED, default=DRAFT)

    published_at: Mapped[datetime | None] = mapped_column(sort_order=80)
    #: When what readers see last changed; neither a working copy nor a note for editors moves it.
    revised_at: Mapped[datetime] = mapped_column(default=now, sort_order=93)
    #: Edits of a published document that are not live yet: field name -> stored value.
    draft: Mapped[dict[str, Any] | None] = mapped_column(sort_order=81, info={"hidden": True})
    deleted_at: Mapped[datetime | None] = mapped_column(sort_order=82, info={"read_only": True})


class Link:
    """A row that joins two documents, in an order the author chose."""

    order_index: Mapped[int] = mapped_column(Integer, default=0, sort_order=10)
