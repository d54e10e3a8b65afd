"""Who has a document open in the editor at the moment."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from blog.clock import now
from blog.db import db


class Presence(db.Model):
    """One person at one document, from when on and when last heard of. A row that is not heard of means nothing."""

    __tablename__ = "presences"

    collection: Mapped[str] = mapped_column(String(40), primary_key=True)
    document_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now, index=True)
