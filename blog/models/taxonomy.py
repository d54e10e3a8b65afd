"""How content is ordered: nested categories, and the technologies of the portfolio."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blog.db import JSONType, db
from blog.models.record import Record
from blog.models.types import LongText, Slug, Url, choice


class Category(Record, db.Model):
    __tablename__ = "categories"
    __table_args__ = (
        Index("idx_categories_slug", "slug", unique=True),
        Index("idx_categories_parent", "parent_id"),
    )

    title: Mapped[str]
    slug: Mapped[Slug]
    description: Mapped[LongText | None]
    kind: Mapped[str] = choice(
        "topic", "series", default="topic", help="The posts of a series are parts, read in order from the oldest on."
    )
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("categories.id", ondelete="SET NULL"))
    parent: Mapped[Category | None] = relationship(remote_side="Category.id", foreign_keys=[parent_id])
    #: From the root down to this one: [{id, title, slug, url, label}], kept by a hook when a name or place changes.
    breadcrumbs: Mapped[list[Any] | None] = mapped_column(JSONType, info={"kind": "json", "read_only": True})


class Technology(Record, db.Model):
    __tablename__ = "technologies"
    __table_args__ = (Index("idx_technologies_slug", "slug", unique=True),)

    name: Mapped[str]
    slug: Mapped[Slug]
    group: Mapped[str] = choice(
        "frontend", "backend", "database", "infrastructure", "language", "tool", "other", default="other"
    )
    icon: Mapped[str | None] = mapped_column(String(64), info={"help": "One to three letters or a symbol."})
    colour: Mapped[str | None] = mapped_column(String(32), info={"kind": "colour"})
    website: Mapped[Url | None]
    description: Mapped[LongText | None]
