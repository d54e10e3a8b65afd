"""Links to previews that were given to people without an account."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from blog.clock import now
from blog.db import db


class PreviewLink(db.Model):
    """One link to a document that readers do not see yet. Taking it back is deleting the row."""

    __tablename__ = "preview_links"
    __table_args__ = (Index("ix_preview_links_document", "collection", "document_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    collection: Mapped[str] = mapped_column(String(40))
    document_id: Mapped[uuid.UUID]
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
