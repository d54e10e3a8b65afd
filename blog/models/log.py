"""What was done: the versions of documents, and audit events."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blog.clock import now
from blog.db import db
from blog.models.user import User


class DocumentVersion(db.Model):
    """A version as people know it: who, when, why. Its content is in Continuum's tables, at `transaction_id`."""

    __tablename__ = "document_versions"
    __table_args__ = (
        UniqueConstraint("collection", "document_id", "transaction_id"),
        Index("ix_document_versions_list", "collection", "document_id", "created_at", "id"),
        Index("ix_document_versions_collection", "collection", "created_at", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    collection: Mapped[str] = mapped_column(String(40))
    document_id: Mapped[uuid.UUID]
    transaction_id: Mapped[int] = mapped_column(BigInteger)
    author_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    author: Mapped[User | None] = relationship()
    reason: Mapped[str] = mapped_column(String(20))
    #: Whether it holds edits that readers do not see yet, and whether what it holds was what readers saw.
    is_draft: Mapped[bool] = mapped_column(Boolean, default=False)
    is_published: Mapped[bool] = mapped_column(Boolean, default=False)
    autosave: Mapped[bool] = mapped_column(Boolean, default=False)
    pinned: Mapped[bool] = mapped_column(Boolean, default=False)
    name: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)


class AuditEvent(db.Model):
    """Who did what to which document, kept when the document is gone."""

    __tablename__ = "audit_events"
    __table_args__ = (
        Index("ix_audit_events_at", "at", "id"),
        Index("ix_audit_events_actor", "actor_id", "at", "id"),
        Index("ix_audit_events_action", "action", "at", "id"),
        Index("ix_audit_events_collection", "collection", "at", "id"),
        Index("ix_audit_events_document", "document_id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    at: Mapped[datetime] = mapped_column(default=now)
    actor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    actor_name: Mapped[str | None]
    action: Mapped[str] = mapped_column(String(40))
    collection: Mapped[str] = mapped_column(String(40))
    document_id: Mapped[uuid.UUID | None]
    document_title: Mapped[str | None]
    address: Mapped[str | None] = mapped_column(String(64))
