"""Posts, and the links from them to categories, authors and related posts."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, Integer, text
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, mapped_column, relationship

from blog.db import db
from blog.models.links import link_list
from blog.models.record import Link, Publishable
from blog.models.types import Group, LongText, RichText, Slug

if TYPE_CHECKING:
    from blog.models.media import Media
    from blog.models.taxonomy import Category
    from blog.models.user import User


IN_TRASH = text("deleted_at IS NOT NULL")


class PostCategory(Link, db.Model):
    __tablename__ = "posts_categories"
    __versioned__: dict[str, Any] = {}
    __table_args__ = (
        Index("idx_posts_categories_post", "post_id"),
        Index("idx_posts_categories_category", "category_id"),
    )

    post_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    category_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("categories.id", ondelete="CASCADE"), primary_key=True)
    category: Mapped[Category] = relationship()


class PostAuthor(Link, db.Model):
    __tablename__ = "posts_authors"
    __versioned__: dict[str, Any] = {}

    post_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    user: Mapped[User] = relationship()


class RelatedPost(Link, db.Model):
    __tablename__ = "posts_related"
    __versioned__: dict[str, Any] = {}

    post_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    related_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    related: Mapped[Post] = relationship(foreign_keys=[related_id])


class Post(Publishable, db.Model):
    __tablename__ = "posts"
    __versioned__: dict[str, Any] = {}
    __table_args__ = (
        Index("idx_posts_slug", "slug", unique=True),
        Index("idx_posts_status", "status"),
        Index("idx_posts_published_at", "published_at"),
        Index("idx_posts_author", "author_id"),
        # The public list: published, not in the trash, newest first; the admin's and the API's lists after it.
        Index("ix_posts_public_list", "status", "published_at", "id", "deleted_at"),
        Index("ix_posts_public_created", "status", "created_at", "id", "deleted_at"),
        Index("ix_posts_updated", "updated_at", "id", "deleted_at"),
        Index("ix_posts_status_updated", "status", "updated_at", "id", "deleted_at"),
        Index("ix_posts_created", "created_at", "id", "deleted_at"),
        Index("ix_posts_title", "title", "id", "deleted_at"),
        Index("ix_posts_trash", "updated_at", "id", sqlite_where=IN_TRASH, postgresql_where=IN_TRASH),
    )

    title: Mapped[str]
    slug: Mapped[Slug]
    summary: Mapped[LongText | None]
    content: Mapped[RichText]
    hero_image_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("media.id", ondelete="SET NULL"), index=True)
    hero_image: Mapped[Media | None] = relationship(foreign_keys=[hero_image_id])
    author_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"),
        info={"help": "The first name that readers see under the title."},
    )
    author: Mapped[User | None] = relationship(foreign_keys=[author_id])
    meta: Mapped[Group | None] = mapped_column(info={"label": "Search and sharing"})
    internal_notes: Mapped[LongText | None]
    reading_time: Mapped[int | None] = mapped_column(Integer, info={"read_only": True, "help": "Minutes."})

    author_links: Mapped[list[PostAuthor]] = link_list("PostAuthor.post_id")
    authors: AssociationProxy[list[User]] = association_proxy(
        "author_links", "user", info={"help": "Whoever wrote it too: their names stand after the author's."}
    )
    category_links: Mapped[list[PostCategory]] = link_list("PostCategory.post_id")
    categories: AssociationProxy[list[Category]] = association_proxy("category_links", "category")
    related_links: Mapped[list[RelatedPost]] = link_list("RelatedPost.post_id")
    related_posts: AssociationProxy[list[Post]] = association_proxy("related_links", "related")
