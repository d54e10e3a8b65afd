"""What is searched: one row for each document that has words, and every word that stands in one."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from blog.db import db

LONGEST_WORD = 60
#: Compared letter by letter on both databases, so that the words with one beginning stand side by side.
WORD = String(LONGEST_WORD).with_variant(String(LONGEST_WORD, collation="C"), "postgresql")


class SearchEntry(db.Model):
    """The words of a document's live columns, and what a question may be narrowed by.

    SQLite keeps the stems in the FTS5 table `search_text`, whose rowid is this row's id; PostgreSQL in `words`."""

    __tablename__ = "search_index"
    __table_args__ = (
        UniqueConstraint("collection", "document_id"),
        Index("ix_search_index_mark", "collection", "mark"),
        Index("ix_search_index_words", "words", postgresql_using="gin"),
    )

    #: Rises with the time of the document, so that the newest hits are found without sorting.
    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False)
    collection: Mapped[str] = mapped_column(String(40))
    document_id: Mapped[uuid.UUID]
    public: Mapped[bool] = mapped_column(Boolean)
    published_at: Mapped[datetime | None]
    year: Mapped[int | None] = mapped_column(Integer)
    #: How the words were made; an entry with another mark is out of date.
    mark: Mapped[str] = mapped_column(String(40))
    #: The ids of what the document is filed under, as hexadecimal digits with spaces between.
    terms: Mapped[str] = mapped_column(Text)
    slug: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    #: The question for documents like this one, in the database's own language.
    likeness: Mapped[str] = mapped_column(Text)
    words: Mapped[str | None] = mapped_column(TSVECTOR().with_variant(Text, "sqlite"))


class SearchWord(db.Model):
    """A word of some document, forwards and backwards: a mistyped word is near to it from one end at least.

    The words of what is public stand by themselves, so that nobody learns from them what a draft says."""

    __tablename__ = "search_words"
    __table_args__ = (Index("ix_search_words_backwards", "public", "backwards"),)

    public: Mapped[bool] = mapped_column(Boolean, primary_key=True)
    word: Mapped[str] = mapped_column(WORD, primary_key=True)
    backwards: Mapped[str] = mapped_column(WORD)
