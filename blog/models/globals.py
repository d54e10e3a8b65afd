"""What there is one of: header, footer, site and profile. Each is a single row that is versioned like a document."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blog.db import db
from blog.models.record import Publishable
from blog.models.types import Email, Group, LongText, RichText, Rows, choice, plain

if TYPE_CHECKING:
    from blog.models.media import Media


HOME_LAYOUTS = (
    "What the first page shows. page: your own page with the address “home”, and posts until there is one. posts: a"
    " lead story, then the latest. portfolio: work first. profile: a person first, from the profile."
)


class NavItem(db.Model):
    """One entry of the header's or the footer's menu."""

    __tablename__ = "nav_items"
    __versioned__: dict[str, Any] = {}

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    header_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("header.id", ondelete="CASCADE"), index=True)
    footer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("footer.id", ondelete="CASCADE"), index=True)
    order_index: Mapped[int] = mapped_column(Integer, default=0, info={"hidden": True})
    link: Mapped[Group]


def menu(foreign_key: str) -> Any:
    return relationship(
        foreign_keys=foreign_key, order_by="NavItem.order_index", cascade="all, delete-orphan", passive_deletes=True
    )


class Header(Publishable, db.Model):
    __tablename__ = "header"
    __versioned__: dict[str, Any] = {}

    nav_items: Mapped[list[NavItem]] = menu("NavItem.header_id")


class Footer(Publishable, db.Model):
    __tablename__ = "footer"
    __versioned__: dict[str, Any] = {}

    nav_items: Mapped[list[NavItem]] = menu("NavItem.footer_id")


class Site(Publishable, db.Model):
    __tablename__ = "site"
    __versioned__: dict[str, Any] = {}

    name: Mapped[str] = mapped_column(default="Quire")
    tagline: Mapped[str | None] = plain(help="A few words under the name; the headline of a home page without a page.")
    description: Mapped[LongText | None] = plain(help="One or two sentences for readers and for search engines.")
    social_links: Mapped[Rows | None]
    default_image_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("media.id", ondelete="SET NULL"))
    default_image: Mapped[Media | None] = relationship(foreign_keys=[default_image_id])
    logo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("media.id", ondelete="SET NULL"))
    logo: Mapped[Media | None] = relationship(foreign_keys=[logo_id])
    theme: Mapped[Group | None]
    home_layout: Mapped[str] = choice("page", "posts", "portfolio", "profile", default="page", help=HOME_LAYOUTS)
    footer_text: Mapped[LongText | None] = plain(
        help="A sentence or two at the foot of every page: a licence, an address, thanks."
    )
    posts_per_page: Mapped[int] = mapped_column(Integer, default=12)
    analytics: Mapped[bool] = mapped_column(default=False)


class Profile(Publishable, db.Model):
    __tablename__ = "profile"
    __versioned__: dict[str, Any] = {}

    name: Mapped[str | None]
    headline: Mapped[str | None]
    about: Mapped[RichText | None]
    photo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("media.id", ondelete="SET NULL"))
    photo: Mapped[Media | None] = relationship(foreign_keys=[photo_id])
    email: Mapped[Email | None]
    location: Mapped[str | None]
    availability: Mapped[str | None]
    skills: Mapped[Rows | None]
    experience: Mapped[Rows | None]
    education: Mapped[Rows | None]
    languages: Mapped[Rows | None]
    links: Mapped[Rows | None]
