"""People with an account, where they are signed in, and the keys their programs use."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blog.clock import now
from blog.db import JSONType, db
from blog.models.record import Record
from blog.models.types import Email, LongText, Password, Slug, Url, choice

if TYPE_CHECKING:
    from blog.models.media import Media


class User(Record, db.Model):
    __tablename__ = "users"
    __table_args__ = (
        Index("idx_users_email", "email", unique=True),
        Index("idx_users_role", "role"),
        Index("ix_users_slug", "slug", unique=True),
    )

    email: Mapped[Email]
    password: Mapped[Password]
    name: Mapped[str | None]
    role: Mapped[str] = choice("admin", "editor", "user", default="user")
    email_verified: Mapped[bool] = mapped_column(Boolean, default=False)
    locked_until: Mapped[datetime | None] = mapped_column(info={"read_only": True})
    login_attempts: Mapped[int] = mapped_column(Integer, default=0, info={"read_only": True})
    #: The byline's address; `bio` and `avatar` stand beside it where readers meet the author.
    slug: Mapped[Slug]
    bio: Mapped[LongText | None]
    website: Mapped[Url | None]
    avatar_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("media.id", ondelete="SET NULL"), index=True)
    avatar: Mapped[Media | None] = relationship(foreign_keys=[avatar_id])


class UserSession(db.Model):
    """One place where somebody is signed in. Ending it is deleting the row."""

    __tablename__ = "sessions"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    #: The digests of the refresh token that is good, and of the one before it; none for a session of the admin.
    refresh_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    previous_digest: Mapped[str | None] = mapped_column(String(64))
    refreshed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    seen_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    address: Mapped[str | None] = mapped_column(String(64))
    user_agent: Mapped[str | None] = mapped_column(String(255))
    user: Mapped[User] = relationship()


class AccountToken(db.Model):
    """A secret sent by mail that may be used once: to choose a new password, or to show that an address is one's own.

    Using it is deleting the row."""

    __tablename__ = "account_tokens"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    #: The address it was sent to: a token does not outlive a change of address.
    email: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ApiKey(db.Model):
    """A key for a program. It is shown once and stored as a digest; `prefix` lets its owner recognise it."""

    __tablename__ = "api_keys"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    prefix: Mapped[str] = mapped_column(String(12))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[Any]] = mapped_column(JSONType, default=list)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    user: Mapped[User] = relationship()


class SecondFactor(db.Model):
    """What an account's one-time codes are made from, sealed; asked for at sign-in from the day it was confirmed."""

    __tablename__ = "second_factors"

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    secret: Mapped[str]
    #: The half minute of the last code that was used: neither it nor one before it is taken again.
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]


class RecoveryCode(db.Model):
    """A code that stands in for a lost telephone, once. Using it is deleting the row."""

    __tablename__ = "recovery_codes"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
