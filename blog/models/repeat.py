"""Answers kept for programs that are not sure whether their request arrived, and send it again."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from blog.clock import now
from blog.db import db


class KeptAnswer(db.Model):
    """What a request was answered, by the name its sender gave it (as a digest) and the digest of what it sent."""

    __tablename__ = "kept_answers"
    __table_args__ = (UniqueConstraint("sender", "key_digest"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    sender: Mapped[str] = mapped_column(String(100))
    key_digest: Mapped[str] = mapped_column(String(64))
    request_digest: Mapped[str] = mapped_column(String(64))
    status: Mapped[int] = mapped_column(Integer)
    etag: Mapped[str | None] = mapped_column(String(80))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=now, index=True)
