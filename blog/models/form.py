"""Forms that owners build, and the messages that readers send through them."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blog.db import JSONType, db
from blog.models.record import DRAFT, PUBLISHED, Record
from blog.models.types import Group, LongText, RichText, Rows, Slug, choice

FIELD_KINDS = (
    "text", "textarea", "email", "tel", "number", "date", "select", "radio", "checkbox", "checkboxes", "country",
    "message",
)  # fmt: skip


class Form(Record, db.Model):
    __tablename__ = "forms"
    __table_args__ = (Index("idx_forms_slug", "slug", unique=True),)

    title: Mapped[str]
    slug: Mapped[Slug]
    status: Mapped[str] = choice(DRAFT, PUBLISHED, default=PUBLISHED)
    submit_button_label: Mapped[str | None]
    confirmation_type: Mapped[str] = choice("message", "redirect", default="message")
    confirmation_message: Mapped[RichText | None]
    redirect: Mapped[Group | None]
    emails: Mapped[Rows | None]

    fields: Mapped[list[FormField]] = relationship(
        order_by="FormField.order_index", cascade="all, delete-orphan", passive_deletes=True
    )


class FormField(db.Model):
    __tablename__ = "form_fields"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    form_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("forms.id", ondelete="CASCADE"), index=True)
    order_index: Mapped[int] = mapped_column(Integer, default=0, info={"hidden": True})
    block_type: Mapped[str] = choice(*FIELD_KINDS, default="text", label="Kind")
    name: Mapped[str] = mapped_column(String(64))
    label: Mapped[str | None]
    help: Mapped[str | None]
    required: Mapped[bool] = mapped_column(Boolean, default=False)
    width: Mapped[int | None] = mapped_column(Integer, info={"help": "Per cent of the row."})
    placeholder: Mapped[str | None]
    default_value: Mapped[str | None] = mapped_column(Text)
    options: Mapped[Rows | None]
    pattern: Mapped[str | None]
    max_length: Mapped[int | None]
    autocomplete: Mapped[str | None] = mapped_column(String(40))
    condition: Mapped[Group | None]
    message: Mapped[RichText | None]


class FormSubmission(Record, db.Model):
    __tablename__ = "form_submissions"
    __table_args__ = (
        Index("ix_form_submissions_form", "form_id", "created_at"),
        Index("ix_form_submissions_created", "created_at", "id"),
    )

    form_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("forms.id", ondelete="CASCADE"))
    form: Mapped[Form] = relationship()
    submission_data: Mapped[Rows]
    #: The fields as they were shown to the sender, so that old messages stay readable when the form changes.
    form_snapshot: Mapped[list[Any] | None] = mapped_column(JSONType, info={"kind": "json", "read_only": True})
    read: Mapped[bool] = mapped_column(Boolean, default=False)
    starred: Mapped[bool] = mapped_column(Boolean, default=False)
    spam: Mapped[bool] = mapped_column(Boolean, default=False)
    spam_reasons: Mapped[list[Any] | None] = mapped_column(JSONType, info={"kind": "json", "read_only": True})
    notes: Mapped[LongText | None]
