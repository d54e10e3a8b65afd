"""What came from another system's files, so that importing them again changes nothing."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from blog.clock import now
from blog.db import db


class ImportRecord(db.Model):
    """Which document a source file became, and the fingerprint of what was read then."""

    __tablename__ = "import_records"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    key: Mapped[str] = mapped_column(String(700), unique=True)
    collection: Mapped[str] = mapped_column(String(40))
    document_id: Mapped[uuid.UUID]
    fingerprint: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
