"""Projects of the portfolio, and the links from them."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, ForeignKey, Index
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blog.db import db
from blog.models.links import link_list
from blog.models.record import Link, Publishable
from blog.models.types import Group, LongText, RichText, Rows, Slug, choice

if TYPE_CHECKING:
    from blog.models.media import Media
    from blog.models.taxonomy import Category, Technology
    from blog.models.user import User


def project_key() -> Any:
    return mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True)


def other_key(column: str) -> Any:
    return mapped_column(ForeignKey(column, ondelete="CASCADE"), primary_key=True, index=True)


class ProjectTechnology(Link, db.Model):
    __tablename__ = "projects_technologies"
    __versioned__: dict[str, Any] = {}

    project_id: Mapped[uuid.UUID] = project_key()
    technology_id: Mapped[uuid.UUID] = other_key("technologies.id")
    technology: Mapped[Technology] = relationship()


class ProjectCategory(Link, db.Model):
    __tablename__ = "projects_categories"
    __versioned__: dict[str, Any] = {}

    project_id: Mapped[uuid.UUID] = project_key()
    category_id: Mapped[uuid.UUID] = other_key("categories.id")
    category: Mapped[Category] = relationship()


class ProjectAuthor(Link, db.Model):
    __tablename__ = "projects_authors"
    __versioned__: dict[str, Any] = {}

    project_id: Mapped[uuid.UUID] = project_key()
    user_id: Mapped[uuid.UUID] = other_key("users.id")
    user: Mapped[User] = relationship()


class ProjectPicture(Link, db.Model):
    __tablename__ = "projects_gallery"
    __versioned__: dict[str, Any] = {}

    project_id: Mapped[uuid.UUID] = project_key()
    media_id: Mapped[uuid.UUID] = other_key("media.id")
    media: Mapped[Media] = relationship()


class RelatedProject(Link, db.Model):
    __tablename__ = "projects_related"
    __versioned__: dict[str, Any] = {}

    project_id: Mapped[uuid.UUID] = project_key()
    related_id: Mapped[uuid.UUID] = other_key("projects.id")
    related: Mapped[Project] = relationship(foreign_keys=[related_id])


class Project(Publishable, db.Model):
    __tablename__ = "projects"
    __versioned__: dict[str, Any] = {}
    __table_args__ = (
        Index("idx_projects_slug", "slug", unique=True),
        Index("ix_projects_public_list", "status", "published_at", "id", "deleted_at"),
        Index("ix_projects_public_created", "status", "created_at", "id", "deleted_at"),
        Index("ix_projects_updated", "updated_at", "id", "deleted_at"),
        Index("ix_projects_status_updated", "status", "updated_at", "id", "deleted_at"),
        Index("ix_projects_created", "created_at", "id", "deleted_at"),
        # The gallery shows featured work first.
        Index("ix_projects_featured", "status", "featured", "started"),
    )

    title: Mapped[str]
    slug: Mapped[Slug]
    summary: Mapped[LongText | None]
    content: Mapped[RichText]
    hero_image_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("media.id", ondelete="SET NULL"), index=True)
    hero_image: Mapped[Media | None] = relationship(foreign_keys=[hero_image_id])
    links: Mapped[Group | None]
    primary_technology_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("technologies.id", ondelete="SET NULL"), index=True
    )
    primary_technology: Mapped[Technology | None] = relationship(foreign_keys=[primary_technology_id])
    author_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"),
        index=True,
        info={"help": "The first name that readers see under the title."},
    )
    author: Mapped[User | None] = relationship(foreign_keys=[author_id])
    state: Mapped[str] = choice("in_progress", "completed", "archived", default="in_progress")
    started: Mapped[date | None]
    finished: Mapped[date | None]
    featured: Mapped[bool] = mapped_column(Boolean, default=False)
    role: Mapped[str | None]
    client: Mapped[str | None]
    metrics: Mapped[Rows | None]
    challenges: Mapped[RichText | None]
    facts: Mapped[Rows | None]
    meta: Mapped[Group | None] = mapped_column(info={"label": "Search and sharing"})
    internal_notes: Mapped[LongText | None]

    technology_links: Mapped[list[ProjectTechnology]] = link_list("ProjectTechnology.project_id")
    technologies: AssociationProxy[list[Technology]] = association_proxy("technology_links", "technology")
    category_links: Mapped[list[ProjectCategory]] = link_list("ProjectCategory.project_id")
    categories: AssociationProxy[list[Category]] = association_proxy("category_links", "category")
    author_links: Mapped[list[ProjectAuthor]] = link_list("ProjectAuthor.project_id")
    authors: AssociationProxy[list[User]] = association_proxy(
        "author_links", "user", info={"help": "Whoever wrote it too: their names stand after the author's."}
    )
    gallery_links: Mapped[list[ProjectPicture]] = link_list("ProjectPicture.project_id")
    gallery: AssociationProxy[list[Media]] = association_proxy("gallery_links", "media")
    related_links: Mapped[list[RelatedProject]] = link_list("RelatedProject.project_id")
    related_projects: AssociationProxy[list[Project]] = association_proxy("related_links", "related")
