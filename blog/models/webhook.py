"""The addresses of other programs that want to hear of changes, and what each was told."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blog.db import JSONType, db
from blog.models.record import Record
from blog.models.types import choice


def switch(label: str, default: bool = True, **info: str) -> Any:
    return mapped_column(Boolean, default=default, info={"label": label, **info})


class Webhook(Record, db.Model):
    """An address of another program that wants to hear of changes."""

    __tablename__ = "webhooks"

    name: Mapped[str]
    url: Mapped[str] = mapped_column(String(2048), info={"kind": "url", "label": "Address"})
    secret: Mapped[str | None] = mapped_column(
        String(255), info={"help": "What both sides sign with, as whsec_ and Base64. Made up if you leave it empty."}
    )
    active: Mapped[bool] = switch("Switched on")
    on_publish: Mapped[bool] = switch("Tell when a document is published")
    on_update: Mapped[bool] = switch("Tell when what readers see changes")
    on_unpublish: Mapped[bool] = switch("Tell when a document is hidden again", help="Or put in the trash.")
    on_delete: Mapped[bool] = switch("Tell when a document is deleted")
    on_submission: Mapped[bool] = switch("Tell of messages", default=False, help="With everything the sender wrote.")


class WebhookDelivery(Record, db.Model):
    """One event for one webhook: what is sent, and what became of it."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (Index("ix_webhook_deliveries_created_at", "created_at", "id"),)

    webhook_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("webhooks.id", ondelete="CASCADE"), index=True, info={"read_only": True}
    )
    webhook: Mapped[Webhook] = relationship()
    event: Mapped[str] = mapped_column(String(80), info={"read_only": True})
    title: Mapped[str | None] = mapped_column(String(255), info={"read_only": True, "label": "Document"})
    state: Mapped[str] = choice("waiting", "delivered", "failed", default="waiting", read_only=True)
    attempts: Mapped[int] = mapped_column(Integer, default=0, info={"read_only": True})
    answer_status: Mapped[int | None] = mapped_column(Integer, info={"read_only": True, "label": "Answer"})
    answer_text: Mapped[str | None] = mapped_column(Text, info={"read_only": True, "label": "How it begins"})
    delivered_at: Mapped[datetime | None] = mapped_column(info={"read_only": True, "label": "Delivered"})
    payload: Mapped[dict[str, Any]] = mapped_column(JSONType, info={"read_only": True, "kind": "json"})
