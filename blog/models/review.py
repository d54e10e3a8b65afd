"""Requests that somebody who may publish looks at a document, and what became of them."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from blog.clock import now
from blog.db import db

WAITING, APPROVED, RETURNED, WITHDRAWN = "waiting", "approved", "returned", "withdrawn"


class ReviewRequest(db.Model):
    """One request for one version of a document. It is open while it waits, and while what was returned is not settled;
    a document has one open request at most."""

    __tablename__ = "review_requests"
    __table_args__ = (
        Index("ix_review_requests_document", "collection", "document_id", "asked_at"),
        Index("ix_review_requests_asked_by", "asked_by"),
        Index("ix_review_requests_reviewer", "reviewer_id"),
        Index("ix_review_requests_decided_by", "decided_by"),
        Index(
            "uq_review_requests_open", "collection", "document_id", unique=True,
            sqlite_where=text("is_open"), postgresql_where=text("is_open"),
        ),
    )  # fmt: skip

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    collection: Mapped[str] = mapped_column(String(40))
    document_id: Mapped[uuid.UUID]
    #: What was asked for: the version, and the revision that the document had with it.
    version_id: Mapped[uuid.UUID | None]
    revision: Mapped[int]
    asked_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    reviewer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    note: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(20), default=WAITING)
    is_open: Mapped[bool] = mapped_column(default=True)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    answer: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime] = mapped_column(default=now)
    decided_at: Mapped[datetime | None]
