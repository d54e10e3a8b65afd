"""Pages: a hero and a list of layout blocks at an address of their own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import db
from blog.models.record import Publishable
from blog.models.types import Blocks, Group, LongText, Slug


class Page(Publishable, db.Model):
    __tablename__ = "pages"
    __versioned__: dict[str, Any] = {}
    __table_args__ = (
        Index("idx_pages_slug", "slug", unique=True),
        Index("ix_pages_public_list", "status", "published_at", "id", "deleted_at"),
        Index("ix_pages_public_created", "status", "created_at", "id", "deleted_at"),
        Index("ix_pages_updated", "updated_at", "id", "deleted_at"),
        Index("ix_pages_status_updated", "status", "updated_at", "id", "deleted_at"),
        Index("ix_pages_created", "created_at", "id", "deleted_at"),
    )

    title: Mapped[str]
    slug: Mapped[Slug]
    hero: Mapped[Group | None]
    layout: Mapped[Blocks] = mapped_column(default=list)
    meta: Mapped[Group | None] = mapped_column(info={"label": "Search and sharing"})
    internal_notes: Mapped[LongText | None]
