"""Addresses that have moved, and where to."""

from __future__ import annotations

from sqlalchemy import Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import db
from blog.models.record import Record
from blog.models.types import Group, choice


class Redirect(Record, db.Model):
    __tablename__ = "redirects"
    __table_args__ = (Index("idx_redirects_from", "from_path", unique=True), Index("ix_redirects_type", "type"))

    from_path: Mapped[str] = mapped_column(String(1024), info={"name": "from", "label": "From"})
    type: Mapped[str] = choice("exact", "prefix", default="exact")
    to: Mapped[Group | None]
    status: Mapped[int] = mapped_column(Integer, default=301, info={"choices": (301, 302, 307, 308, 410)})
