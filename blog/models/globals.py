"""What there is one of: header, footer, site and profile. Each is a single row that is versioned like a document."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blog.db import db
from blog.models.links import link_list
from blog.models.record import Link, Publishable
from blog.models.types import Email, Group, LongText, RichText, Rows, choice, plain

if TYPE_CHECKING:
    from blog.models.media import Media
    from blog.models.project import Project


HOME_LAYOUTS = (
    "What the first page shows. page: your own page with the address “home”, and posts until there is one. posts: a"
    " lead story, then the latest. portfolio: work first. profile: a person first, from the profile."
)
READERS = (
    "Counts how often each page is read, a number for each day: no cookies, no addresses, nothing about who read. The"
    " dashboard shows it."
)
SITE_LANGUAGE = (
    "What the texts are written in, such as en, de or pt-BR: browsers divide words and read aloud by it, and search"
    " engines find by it. English if empty."
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
    language: Mapped[str | None] = plain(help=SITE_LANGUAGE)
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
    analytics: Mapped[bool] = mapped_column(
        default=False, info={"label": "Count readers", "help": READERS},
    )  # fmt: skip


class ProfileProject(Link, db.Model):
    """One project that the owner shows in the CV."""

    __tablename__ = "profile_projects"
    __versioned__: dict[str, Any] = {}

    profile_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("profile.id", ondelete="CASCADE"), primary_key=True)
    project_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    project: Mapped[Project] = relationship()


class Profile(Publishable, db.Model):
    __tablename__ = "profile"
    __versioned__: dict[str, Any] = {}

    name: Mapped[str | None]
    headline: Mapped[str | None] = plain(help="What you do, in one line: it stands under your name.")
    photo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("media.id", ondelete="SET NULL"))
    photo: Mapped[Media | None] = relationship(foreign_keys=[photo_id])
    about: Mapped[RichText | None]
    open_to_work: Mapped[str | None] = choice(
        "no", "soon", "yes", default="no", help="Shown beside your name, unless it is no."
    )
    availability: Mapped[str | None] = plain(help="When and for what, such as: Open for short engagements from May.")
    email: Mapped[Email | None] = plain(kind="email", help="Public: it stands in the CV.")
    telephone: Mapped[str | None] = plain(help="Public: it stands in the CV. Leave it empty to keep it private.")
    location: Mapped[str | None] = plain(help="Town or region.")
    address: Mapped[LongText | None] = plain(
        kind="textarea", help="Public: it stands in the CV. Leave it empty to keep it private."
    )
    links: Mapped[Rows | None]
    experience: Mapped[Rows | None]
    skills: Mapped[Rows | None]
    education: Mapped[Rows | None]
    languages: Mapped[Rows | None]
    talks: Mapped[Rows | None]
    publications: Mapped[Rows | None]
    awards: Mapped[Rows | None]
    certificates: Mapped[Rows | None]
    volunteering: Mapped[Rows | None]
    testimonials: Mapped[Rows | None]
    interests: Mapped[Rows | None]

    project_links: Mapped[list[ProfileProject]] = link_list("ProfileProject.profile_id")
    #: The CV shows the featured projects where none is chosen.
    projects: AssociationProxy[list[Project]] = association_proxy("project_links", "project")
