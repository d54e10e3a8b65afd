"""How often documents were read, a number for each day: nothing about who read."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import Date, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import db


class ReaderCount(db.Model):
    """The readers of one document on one day of the site's own calendar."""

    __tablename__ = "reader_counts"
    __table_args__ = (Index("ix_reader_counts_day", "day"),)

    collection: Mapped[str] = mapped_column(String(40), primary_key=True)
    document_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    day: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    count: Mapped[int] = mapped_column(Integer, default=0)
