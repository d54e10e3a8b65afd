"""Uploaded files, and the sizes made of pictures."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import BigInteger, Boolean, Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blog.db import JSONType, db
from blog.models.record import Record
from blog.models.types import RichText


def written_by_upload(type_: Any, **info: Any) -> Any:
    """A column that only the upload itself fills."""
    return mapped_column(type_, info={"read_only": True, **info})


class Media(Record, db.Model):
    __tablename__ = "media"
    __table_args__ = (
        Index("ix_media_created", "created_at", "id"),
        Index("ix_media_updated", "updated_at", "id"),
        Index("ix_media_filename", "filename", unique=True),
        Index("ix_media_filesize", "filesize", "id"),
    )

    filename: Mapped[str] = written_by_upload(String(255))
    alt: Mapped[str | None] = mapped_column(
        Text, info={"label": "Alternative text", "help": "What the picture shows, for who cannot see it."}
    )
    decorative: Mapped[bool] = mapped_column(Boolean, default=False, info={"help": "It says nothing the text lacks."})
    caption: Mapped[RichText | None]
    credit: Mapped[str | None]
    tags: Mapped[list[Any] | None] = mapped_column(
        JSONType, info={"kind": "json", "help": "Words to find it by, such as a place or an occasion; a list of texts."}
    )
    mime_type: Mapped[str] = written_by_upload(String(100))
    filesize: Mapped[int] = written_by_upload(BigInteger)
    width: Mapped[int | None] = written_by_upload(Integer)
    height: Mapped[int | None] = written_by_upload(Integer)
    focal_x: Mapped[float] = mapped_column(Float, default=50.0)
    focal_y: Mapped[float] = mapped_column(Float, default=50.0)
    #: How the sizes are cut from the original, which stays as it came: turned first, then cropped.
    turn: Mapped[int] = mapped_column(
        Integer, default=0, server_default="0", info={"help": "Degrees to the right: 0, 90, 180 or 270."}
    )
    crop: Mapped[dict[str, Any] | None] = mapped_column(
        JSONType, info={"kind": "json", "help": "The part that is shown: x, y, width and height in hundredths."}
    )
    placeholder: Mapped[str | None] = written_by_upload(Text)
    #: SHA-256 of the original's bytes, and where the original and its publishable form lie in the storage.
    digest: Mapped[str] = written_by_upload(String(64), name="sha256")
    key: Mapped[str] = written_by_upload(String(255), name="originalKey")
    public_key: Mapped[str] = written_by_upload(String(255))
    #: The rows of `media_sizes` once more, so that a page with many pictures reads one row for each.
    stored_sizes: Mapped[list[Any] | None] = written_by_upload(JSONType, kind="json")

    #: The account that it was uploaded with; the account may be gone by now.
    uploaded_by: Mapped[str | None] = written_by_upload(String(36))
    #: In how many documents it stands, and all the words it is found by: kept with every write.
    uses: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info={"read_only": True})
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info={"read_only": True})

    size_rows: Mapped[list[MediaSize]] = relationship(
        back_populates="media", cascade="all, delete-orphan", passive_deletes=True, info={"hidden": True}
    )


Index("ix_media_digest", Media.digest)
# A file is only served if it is somebody's public copy, which is asked for each time one is fetched.
Index("ix_media_public_key", Media.public_key)


class MediaSize(db.Model):
    """One size in one format. It is planned at upload; `filesize` stays empty until its file is made."""

    __tablename__ = "media_sizes"
    __table_args__ = (UniqueConstraint("media_id", "name", "format"), Index("ix_media_sizes_key", "key"))

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    media_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("media.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(20))
    format: Mapped[str] = mapped_column(String(10))
    width: Mapped[int | None]
    height: Mapped[int | None]
    mime_type: Mapped[str] = mapped_column(String(100))
    filesize: Mapped[int | None] = mapped_column(BigInteger)
    filename: Mapped[str]
    key: Mapped[str]
    media: Mapped[Media] = relationship(back_populates="size_rows")


class MediaUse(db.Model):
    """A field of a document that a file stands in: of what is live, or of the working copy (`is_edit`).

    The keys are none of the database's: text may go on naming a file that is gone."""

    __tablename__ = "media_uses"
    __table_args__ = (Index("ix_media_uses_document", "collection", "document_id"),)

    media_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    collection: Mapped[str] = mapped_column(String(40), primary_key=True)
    document_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(String(60), primary_key=True)
    is_edit: Mapped[bool] = mapped_column(Boolean, primary_key=True)
