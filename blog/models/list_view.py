"""How people want to see the admin's lists."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from blog.clock import now
from blog.db import db


class ListView(db.Model):
    """A combination of search, filters, order and columns under a name of its owner's; without a name, the columns
    that they last chose for a list."""

    __tablename__ = "list_views"
    __table_args__ = (UniqueConstraint("user_id", "collection", "name"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    collection: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(60), default="")
    asked: Mapped[dict[str, Any]]
    columns: Mapped[list[Any]]
    #: Whether it is what its owner sees first.
    is_first: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
