"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "categories",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("slug", sa.String(length=255), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column(
            "breadcrumbs",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["categories.id"], name=op.f("fk_categories_parent_id_categories"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_categories")),
    )
    with op.batch_alter_table("categories", schema=None) as batch_op:
        batch_op.create_index("idx_categories_parent", ["parent_id"], unique=False)
        batch_op.create_index("idx_categories_slug", ["slug"], unique=True)

    op.create_table(
        "footer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_footer")),
    )
    op.create_table(
        "footer_version",
        sa.Column("id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("status", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "transaction_id", name=op.f("pk_footer_version")),
    )
    with op.batch_alter_table("footer_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_footer_version_end_transaction_id"), ["end_transaction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_footer_version_operation_type"), ["operation_type"], unique=False)
        batch_op.create_index(
            "ix_footer_version_pk_transaction_id", ["id", sa.literal_column("transaction_id DESC")], unique=False
        )
        batch_op.create_index(
            "ix_footer_version_pk_validity", ["id", "transaction_id", "end_transaction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_footer_version_transaction_id"), ["transaction_id"], unique=False)

    op.create_table(
        "forms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("slug", sa.String(length=255), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("submit_button_label", sa.String(length=255), nullable=True),
        sa.Column("confirmation_type", sa.String(length=20), nullable=False),
        sa.Column(
            "confirmation_message",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "redirect",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "emails",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forms")),
    )
    with op.batch_alter_table("forms", schema=None) as batch_op:
        batch_op.create_index("idx_forms_slug", ["slug"], unique=True)

    op.create_table(
        "header",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_header")),
    )
    op.create_table(
        "header_version",
        sa.Column("id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("status", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "transaction_id", name=op.f("pk_header_version")),
    )
    with op.batch_alter_table("header_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_header_version_end_transaction_id"), ["end_transaction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_header_version_operation_type"), ["operation_type"], unique=False)
        batch_op.create_index(
            "ix_header_version_pk_transaction_id", ["id", sa.literal_column("transaction_id DESC")], unique=False
        )
        batch_op.create_index(
            "ix_header_version_pk_validity", ["id", "transaction_id", "end_transaction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_header_version_transaction_id"), ["transaction_id"], unique=False)

    op.create_table(
        "import_records",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=700), nullable=False),
        sa.Column("collection", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_records")),
        sa.UniqueConstraint("key", name=op.f("uq_import_records_key")),
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column(
            "args",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("max_attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_by", sa.String(length=80), nullable=True),
        sa.Column("unique_key", sa.String(length=255), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("unique_key", name=op.f("uq_jobs_unique_key")),
    )
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.create_index("ix_jobs_due", ["state", "run_at"], unique=False)

    op.create_table(
        "media",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("filename", sa.String(length=255), nullable=False),
        sa.Column("alt", sa.Text(), nullable=True),
        sa.Column("decorative", sa.Boolean(), nullable=False),
        sa.Column(
            "caption",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("credit", sa.String(length=255), nullable=True),
        sa.Column("mime_type", sa.String(length=100), nullable=False),
        sa.Column("filesize", sa.BigInteger(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("focal_x", sa.Float(), nullable=False),
        sa.Column("focal_y", sa.Float(), nullable=False),
        sa.Column("placeholder", sa.Text(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("public_key", sa.String(length=255), nullable=False),
        sa.Column(
            "stored_sizes",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media")),
    )
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.create_index("ix_media_created", ["created_at", "id"], unique=False)
        batch_op.create_index("ix_media_digest", ["digest"], unique=False)
        batch_op.create_index("ix_media_filename", ["filename"], unique=True)
        batch_op.create_index("ix_media_public_key", ["public_key"], unique=False)
        batch_op.create_index("ix_media_updated", ["updated_at", "id"], unique=False)

    op.create_table(
        "nav_items_version",
        sa.Column("id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("header_id", sa.Uuid(), autoincrement=False, nullable=True),
        sa.Column("footer_id", sa.Uuid(), autoincrement=False, nullable=True),
        sa.Column("order_index", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column(
            "link",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "transaction_id", name=op.f("pk_nav_items_version")),
    )
    with op.batch_alter_table("nav_items_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_nav_items_version_end_transaction_id"), ["end_transaction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_nav_items_version_footer_id"), ["footer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nav_items_version_header_id"), ["header_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nav_items_version_operation_type"), ["operation_type"], unique=False)
        batch_op.create_index(
            "ix_nav_items_version_pk_transaction_id", ["id", sa.literal_column("transaction_id DESC")], unique=False
        )
        batch_op.create_index(
            "ix_nav_items_version_pk_validity", ["id", "transaction_id", "end_transaction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_nav_items_version_transaction_id"), ["transaction_id"], unique=False)

    op.create_table(
        "pages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("slug", sa.String(length=255), nullable=False),
        sa.Column(
            "hero",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "layout",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "meta",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("internal_notes", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
    )
    with op.batch_alter_table("pages", schema=None) as batch_op:
        batch_op.create_index("idx_pages_slug", ["slug"], unique=True)
        batch_op.create_index("ix_pages_created", ["created_at", "id", "deleted_at"], unique=False)
        batch_op.create_index("ix_pages_public_created", ["status", "created_at", "id", "deleted_at"], unique=False)
        batch_op.create_index("ix_pages_public_list", ["status", "published_at", "id", "deleted_at"], unique=False)
        batch_op.create_index("ix_pages_updated", ["updated_at", "id", "deleted_at"], unique=False)

    op.create_table(
        "pages_version",
        sa.Column("id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column("slug", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column(
            "hero",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column(
            "layout",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column(
            "meta",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("internal_notes", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("status", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "transaction_id", name=op.f("pk_pages_version")),
    )
    with op.batch_alter_table("pages_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pages_version_end_transaction_id"), ["end_transaction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pages_version_operation_type"), ["operation_type"], unique=False)
        batch_op.create_index(
            "ix_pages_version_pk_transaction_id", ["id", sa.literal_column("transaction_id DESC")], unique=False
        )
        batch_op.create_index(
            "ix_pages_version_pk_validity", ["id", "transaction_id", "end_transaction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_pages_version_transaction_id"), ["transaction_id"], unique=False)

    op.create_table(
        "posts_authors_version",
        sa.Column("post_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("order_index", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("post_id", "user_id", "transaction_id", name=op.f("pk_posts_authors_version")),
    )
    with op.batch_alter_table("posts_authors_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_posts_authors_version_end_transaction_id"), ["end_transaction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_posts_authors_version_operation_type"), ["operation_type"], unique=False)
        batch_op.create_index(
            "ix_posts_authors_version_pk_transaction_id",
            ["post_id", "user_id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_posts_authors_version_pk_validity",
            ["post_id", "user_id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_posts_authors_version_transaction_id"), ["transaction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_posts_authors_version_user_id"), ["user_id"], unique=False)

    op.create_table(
        "posts_categories_version",
        sa.Column("post_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("category_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("order_index", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("post_id", "category_id", "transaction_id", name=op.f("pk_posts_categories_version")),
    )
    with op.batch_alter_table("posts_categories_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_posts_categories_version_end_transaction_id"), ["end_transaction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_posts_categories_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_posts_categories_version_pk_transaction_id",
            ["post_id", "category_id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_posts_categories_version_pk_validity",
            ["post_id", "category_id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_posts_categories_version_transaction_id"), ["transaction_id"], unique=False
        )

    op.create_table(
        "posts_related_version",
        sa.Column("post_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("related_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("order_index", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("post_id", "related_id", "transaction_id", name=op.f("pk_posts_related_version")),
    )
    with op.batch_alter_table("posts_related_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_posts_related_version_end_transaction_id"), ["end_transaction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_posts_related_version_operation_type"), ["operation_type"], unique=False)
        batch_op.create_index(
            "ix_posts_related_version_pk_transaction_id",
            ["post_id", "related_id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_posts_related_version_pk_validity",
            ["post_id", "related_id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_posts_related_version_related_id"), ["related_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_posts_related_version_transaction_id"), ["transaction_id"], unique=False)

    op.create_table(
        "posts_version",
        sa.Column("id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column("slug", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column("summary", sa.Text(), autoincrement=False, nullable=True),
        sa.Column(
            "content",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("hero_image_id", sa.Uuid(), autoincrement=False, nullable=True),
        sa.Column("author_id", sa.Uuid(), autoincrement=False, nullable=True),
        sa.Column(
            "meta",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("internal_notes", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("reading_time", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("status", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "transaction_id", name=op.f("pk_posts_version")),
    )
    with op.batch_alter_table("posts_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posts_version_end_transaction_id"), ["end_transaction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_posts_version_hero_image_id"), ["hero_image_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_posts_version_operation_type"), ["operation_type"], unique=False)
        batch_op.create_index(
            "ix_posts_version_pk_transaction_id", ["id", sa.literal_column("transaction_id DESC")], unique=False
        )
        batch_op.create_index(
            "ix_posts_version_pk_validity", ["id", "transaction_id", "end_transaction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_posts_version_transaction_id"), ["transaction_id"], unique=False)

    op.create_table(
        "profile_version",
        sa.Column("id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column("headline", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column(
            "about",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("photo_id", sa.Uuid(), autoincrement=False, nullable=True),
        sa.Column("email", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column("location", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column("availability", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column(
            "skills",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column(
            "experience",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column(
            "education",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column(
            "languages",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column(
            "links",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("status", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "transaction_id", name=op.f("pk_profile_version")),
    )
    with op.batch_alter_table("profile_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_version_end_transaction_id"), ["end_transaction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_profile_version_operation_type"), ["operation_type"], unique=False)
        batch_op.create_index(
            "ix_profile_version_pk_transaction_id", ["id", sa.literal_column("transaction_id DESC")], unique=False
        )
        batch_op.create_index(
            "ix_profile_version_pk_validity", ["id", "transaction_id", "end_transaction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_profile_version_transaction_id"), ["transaction_id"], unique=False)

    op.create_table(
        "projects_authors_version",
        sa.Column("project_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("order_index", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "user_id", "transaction_id", name=op.f("pk_projects_authors_version")),
    )
    with op.batch_alter_table("projects_authors_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_projects_authors_version_end_transaction_id"), ["end_transaction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_projects_authors_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_projects_authors_version_pk_transaction_id",
            ["project_id", "user_id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_projects_authors_version_pk_validity",
            ["project_id", "user_id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_projects_authors_version_transaction_id"), ["transaction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_projects_authors_version_user_id"), ["user_id"], unique=False)

    op.create_table(
        "projects_categories_version",
        sa.Column("project_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("category_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("order_index", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "project_id", "category_id", "transaction_id", name=op.f("pk_projects_categories_version")
        ),
    )
    with op.batch_alter_table("projects_categories_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_projects_categories_version_category_id"), ["category_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_projects_categories_version_end_transaction_id"), ["end_transaction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_projects_categories_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_projects_categories_version_pk_transaction_id",
            ["project_id", "category_id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_projects_categories_version_pk_validity",
            ["project_id", "category_id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_projects_categories_version_transaction_id"), ["transaction_id"], unique=False
        )

    op.create_table(
        "projects_gallery_version",
        sa.Column("project_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("media_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("order_index", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "media_id", "transaction_id", name=op.f("pk_projects_gallery_version")),
    )
    with op.batch_alter_table("projects_gallery_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_projects_gallery_version_end_transaction_id"), ["end_transaction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_projects_gallery_version_media_id"), ["media_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_projects_gallery_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_projects_gallery_version_pk_transaction_id",
            ["project_id", "media_id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_projects_gallery_version_pk_validity",
            ["project_id", "media_id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_projects_gallery_version_transaction_id"), ["transaction_id"], unique=False
        )

    op.create_table(
        "projects_related_version",
        sa.Column("project_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("related_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("order_index", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "related_id", "transaction_id", name=op.f("pk_projects_related_version")),
    )
    with op.batch_alter_table("projects_related_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_projects_related_version_end_transaction_id"), ["end_transaction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_projects_related_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_projects_related_version_pk_transaction_id",
            ["project_id", "related_id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_projects_related_version_pk_validity",
            ["project_id", "related_id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_projects_related_version_related_id"), ["related_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_projects_related_version_transaction_id"), ["transaction_id"], unique=False
        )

    op.create_table(
        "projects_technologies_version",
        sa.Column("project_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("technology_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("order_index", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "project_id", "technology_id", "transaction_id", name=op.f("pk_projects_technologies_version")
        ),
    )
    with op.batch_alter_table("projects_technologies_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_projects_technologies_version_end_transaction_id"), ["end_transaction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_projects_technologies_version_operation_type"), ["operation_type"], unique=False
        )
        batch_op.create_index(
            "ix_projects_technologies_version_pk_transaction_id",
            ["project_id", "technology_id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_projects_technologies_version_pk_validity",
            ["project_id", "technology_id", "transaction_id", "end_transaction_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_projects_technologies_version_technology_id"), ["technology_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_projects_technologies_version_transaction_id"), ["transaction_id"], unique=False
        )

    op.create_table(
        "projects_version",
        sa.Column("id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column("slug", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column("summary", sa.Text(), autoincrement=False, nullable=True),
        sa.Column(
            "content",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("hero_image_id", sa.Uuid(), autoincrement=False, nullable=True),
        sa.Column(
            "links",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("primary_technology_id", sa.Uuid(), autoincrement=False, nullable=True),
        sa.Column("author_id", sa.Uuid(), autoincrement=False, nullable=True),
        sa.Column("state", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("started", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("finished", sa.Date(), autoincrement=False, nullable=True),
        sa.Column("featured", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("role", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column("client", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column(
            "metrics",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column(
            "challenges",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column(
            "facts",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column(
            "meta",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("internal_notes", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("status", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "transaction_id", name=op.f("pk_projects_version")),
    )
    with op.batch_alter_table("projects_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_projects_version_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_projects_version_end_transaction_id"), ["end_transaction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_projects_version_hero_image_id"), ["hero_image_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_projects_version_operation_type"), ["operation_type"], unique=False)
        batch_op.create_index(
            "ix_projects_version_pk_transaction_id", ["id", sa.literal_column("transaction_id DESC")], unique=False
        )
        batch_op.create_index(
            "ix_projects_version_pk_validity", ["id", "transaction_id", "end_transaction_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_projects_version_primary_technology_id"), ["primary_technology_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_projects_version_transaction_id"), ["transaction_id"], unique=False)

    op.create_table(
        "redirects",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_path", sa.String(length=1024), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column(
            "to",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redirects")),
    )
    with op.batch_alter_table("redirects", schema=None) as batch_op:
        batch_op.create_index("idx_redirects_from", ["from_path"], unique=True)
        batch_op.create_index("ix_redirects_type", ["type"], unique=False)

    op.create_table(
        "site_version",
        sa.Column("id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column("tagline", sa.String(length=255), autoincrement=False, nullable=True),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=True),
        sa.Column(
            "social_links",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("default_image_id", sa.Uuid(), autoincrement=False, nullable=True),
        sa.Column("logo_id", sa.Uuid(), autoincrement=False, nullable=True),
        sa.Column(
            "theme",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("home_layout", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("posts_per_page", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("analytics", sa.Boolean(), autoincrement=False, nullable=True),
        sa.Column("status", sa.String(length=20), autoincrement=False, nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            autoincrement=False,
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", "transaction_id", name=op.f("pk_site_version")),
    )
    with op.batch_alter_table("site_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_site_version_end_transaction_id"), ["end_transaction_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_site_version_operation_type"), ["operation_type"], unique=False)
        batch_op.create_index(
            "ix_site_version_pk_transaction_id", ["id", sa.literal_column("transaction_id DESC")], unique=False
        )
        batch_op.create_index(
            "ix_site_version_pk_validity", ["id", "transaction_id", "end_transaction_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_site_version_transaction_id"), ["transaction_id"], unique=False)

    op.create_table(
        "technologies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("slug", sa.String(length=255), nullable=False),
        sa.Column("group", sa.String(length=20), nullable=False),
        sa.Column("icon", sa.String(length=64), nullable=True),
        sa.Column("colour", sa.String(length=32), nullable=True),
        sa.Column("website", sa.String(length=2048), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_technologies")),
    )
    with op.batch_alter_table("technologies", schema=None) as batch_op:
        batch_op.create_index("idx_technologies_slug", ["slug"], unique=True)

    op.create_table(
        "webhooks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("url", sa.String(length=2048), nullable=False),
        sa.Column(
            "events",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )
    op.create_table(
        "form_fields",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("order_index", sa.Integer(), nullable=False),
        sa.Column("block_type", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=255), nullable=True),
        sa.Column("help", sa.String(length=255), nullable=True),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("placeholder", sa.String(length=255), nullable=True),
        sa.Column("default_value", sa.Text(), nullable=True),
        sa.Column(
            "options",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("pattern", sa.String(length=255), nullable=True),
        sa.Column("max_length", sa.Integer(), nullable=True),
        sa.Column("autocomplete", sa.String(length=40), nullable=True),
        sa.Column(
            "condition",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "message",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["form_id"], ["forms.id"], name=op.f("fk_form_fields_form_id_forms"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_fields")),
    )
    with op.batch_alter_table("form_fields", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_fields_form_id"), ["form_id"], unique=False)

    op.create_table(
        "form_submissions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column(
            "submission_data",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "form_snapshot",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("read", sa.Boolean(), nullable=False),
        sa.Column("starred", sa.Boolean(), nullable=False),
        sa.Column("spam", sa.Boolean(), nullable=False),
        sa.Column(
            "spam_reasons",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_id"], ["forms.id"], name=op.f("fk_form_submissions_form_id_forms"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_submissions")),
    )
    with op.batch_alter_table("form_submissions", schema=None) as batch_op:
        batch_op.create_index("ix_form_submissions_created", ["created_at", "id"], unique=False)
        batch_op.create_index("ix_form_submissions_form", ["form_id", "created_at"], unique=False)

    op.create_table(
        "media_sizes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("media_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("mime_type", sa.String(length=100), nullable=False),
        sa.Column("filesize", sa.BigInteger(), nullable=True),
        sa.Column("filename", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["media_id"], ["media.id"], name=op.f("fk_media_sizes_media_id_media"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media_sizes")),
        sa.UniqueConstraint("media_id", "name", "format", name=op.f("uq_media_sizes_media_id")),
    )
    with op.batch_alter_table("media_sizes", schema=None) as batch_op:
        batch_op.create_index("ix_media_sizes_key", ["key"], unique=False)

    op.create_table(
        "nav_items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("header_id", sa.Uuid(), nullable=True),
        sa.Column("footer_id", sa.Uuid(), nullable=True),
        sa.Column("order_index", sa.Integer(), nullable=False),
        sa.Column(
            "link",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["footer_id"], ["footer.id"], name=op.f("fk_nav_items_footer_id_footer"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["header_id"], ["header.id"], name=op.f("fk_nav_items_header_id_header"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nav_items")),
    )
    with op.batch_alter_table("nav_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nav_items_footer_id"), ["footer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nav_items_header_id"), ["header_id"], unique=False)

    op.create_table(
        "profile",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.Column("headline", sa.String(length=255), nullable=True),
        sa.Column(
            "about",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("email", sa.String(length=255), nullable=True),
        sa.Column("location", sa.String(length=255), nullable=True),
        sa.Column("availability", sa.String(length=255), nullable=True),
        sa.Column(
            "skills",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "experience",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "education",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "languages",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "links",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["media.id"], name=op.f("fk_profile_photo_id_media"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("tagline", sa.String(length=255), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column(
            "social_links",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("default_image_id", sa.Uuid(), nullable=True),
        sa.Column("logo_id", sa.Uuid(), nullable=True),
        sa.Column(
            "theme",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("home_layout", sa.String(length=20), nullable=False),
        sa.Column("posts_per_page", sa.Integer(), nullable=False),
        sa.Column("analytics", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["default_image_id"], ["media.id"], name=op.f("fk_site_default_image_id_media"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["logo_id"], ["media.id"], name=op.f("fk_site_logo_id_media"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("email_verified", sa.Boolean(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("login_attempts", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=255), nullable=False),
        sa.Column("bio", sa.Text(), nullable=True),
        sa.Column("website", sa.String(length=2048), nullable=True),
        sa.Column("avatar_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["avatar_id"], ["media.id"], name=op.f("fk_users_avatar_id_media"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
    )
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.create_index("idx_users_email", ["email"], unique=True)
        batch_op.create_index("idx_users_role", ["role"], unique=False)
        batch_op.create_index(batch_op.f("ix_users_avatar_id"), ["avatar_id"], unique=False)
        batch_op.create_index("ix_users_slug", ["slug"], unique=True)

    op.create_table(
        "api_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("prefix", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column(
            "scopes",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_api_keys_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_keys_digest")),
    )
    with op.batch_alter_table("api_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_keys_user_id"), ["user_id"], unique=False)

    op.create_table(
        "audit_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.String(length=255), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("collection", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("document_title", sa.String(length=255), nullable=True),
        sa.Column("address", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["users.id"], name=op.f("fk_audit_events_actor_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_events")),
    )
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_events_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index("ix_audit_events_at", ["at"], unique=False)
        batch_op.create_index("ix_audit_events_document", ["document_id"], unique=False)

    op.create_table(
        "document_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("collection", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("transaction_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("autosave", sa.Boolean(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_document_versions_author_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_versions")),
        sa.UniqueConstraint(
            "collection", "document_id", "transaction_id", name=op.f("uq_document_versions_collection")
        ),
    )
    with op.batch_alter_table("document_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_versions_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_document_versions_collection", ["collection", "created_at", "id"], unique=False)
        batch_op.create_index(
            "ix_document_versions_list", ["collection", "document_id", "created_at", "id"], unique=False
        )

    op.create_table(
        "posts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("slug", sa.String(length=255), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column(
            "content",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("hero_image_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column(
            "meta",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("internal_notes", sa.Text(), nullable=True),
        sa.Column("reading_time", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_posts_author_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["hero_image_id"], ["media.id"], name=op.f("fk_posts_hero_image_id_media"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
    )
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.create_index("idx_posts_author", ["author_id"], unique=False)
        batch_op.create_index("idx_posts_published_at", ["published_at"], unique=False)
        batch_op.create_index("idx_posts_slug", ["slug"], unique=True)
        batch_op.create_index("idx_posts_status", ["status"], unique=False)
        batch_op.create_index("ix_posts_created", ["created_at", "id", "deleted_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_posts_hero_image_id"), ["hero_image_id"], unique=False)
        batch_op.create_index("ix_posts_public_created", ["status", "created_at", "id", "deleted_at"], unique=False)
        batch_op.create_index("ix_posts_public_list", ["status", "published_at", "id", "deleted_at"], unique=False)
        batch_op.create_index("ix_posts_updated", ["updated_at", "id", "deleted_at"], unique=False)

    op.create_table(
        "projects",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("slug", sa.String(length=255), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column(
            "content",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=False,
        ),
        sa.Column("hero_image_id", sa.Uuid(), nullable=True),
        sa.Column(
            "links",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("primary_technology_id", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("started", sa.Date(), nullable=True),
        sa.Column("finished", sa.Date(), nullable=True),
        sa.Column("featured", sa.Boolean(), nullable=False),
        sa.Column("role", sa.String(length=255), nullable=True),
        sa.Column("client", sa.String(length=255), nullable=True),
        sa.Column(
            "metrics",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "challenges",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "facts",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "meta",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("internal_notes", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "draft",
            sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql"),
            nullable=True,
        ),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_projects_author_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["hero_image_id"], ["media.id"], name=op.f("fk_projects_hero_image_id_media"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["primary_technology_id"],
            ["technologies.id"],
            name=op.f("fk_projects_primary_technology_id_technologies"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
    )
    with op.batch_alter_table("projects", schema=None) as batch_op:
        batch_op.create_index("idx_projects_slug", ["slug"], unique=True)
        batch_op.create_index(batch_op.f("ix_projects_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_projects_created", ["created_at", "id", "deleted_at"], unique=False)
        batch_op.create_index("ix_projects_featured", ["status", "featured", "started"], unique=False)
        batch_op.create_index(batch_op.f("ix_projects_hero_image_id"), ["hero_image_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_projects_primary_technology_id"), ["primary_technology_id"], unique=False)
        batch_op.create_index("ix_projects_public_created", ["status", "created_at", "id", "deleted_at"], unique=False)
        batch_op.create_index("ix_projects_public_list", ["status", "published_at", "id", "deleted_at"], unique=False)
        batch_op.create_index("ix_projects_updated", ["updated_at", "id", "deleted_at"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("refresh_digest", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=True),
        sa.Column("user_agent", sa.String(length=255), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sessions_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.UniqueConstraint("refresh_digest", name=op.f("uq_sessions_refresh_digest")),
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sessions_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_sessions_user_id"), ["user_id"], unique=False)

    op.create_table(
        "transaction",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        sa.Column("remote_addr", sa.String(length=50), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("issued_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_transaction_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transaction")),
    )
    with op.batch_alter_table("transaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transaction_user_id"), ["user_id"], unique=False)

    op.create_table(
        "posts_authors",
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("order_index", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_posts_authors_post_id_posts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_posts_authors_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "user_id", name=op.f("pk_posts_authors")),
    )
    with op.batch_alter_table("posts_authors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posts_authors_user_id"), ["user_id"], unique=False)

    op.create_table(
        "posts_categories",
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("order_index", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["categories.id"],
            name=op.f("fk_posts_categories_category_id_categories"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_posts_categories_post_id_posts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "category_id", name=op.f("pk_posts_categories")),
    )
    with op.batch_alter_table("posts_categories", schema=None) as batch_op:
        batch_op.create_index("idx_posts_categories_category", ["category_id"], unique=False)
        batch_op.create_index("idx_posts_categories_post", ["post_id"], unique=False)

    op.create_table(
        "posts_related",
        sa.Column("post_id", sa.Uuid(), nullable=False),
        sa.Column("related_id", sa.Uuid(), nullable=False),
        sa.Column("order_index", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_posts_related_post_id_posts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["related_id"], ["posts.id"], name=op.f("fk_posts_related_related_id_posts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "related_id", name=op.f("pk_posts_related")),
    )
    with op.batch_alter_table("posts_related", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posts_related_related_id"), ["related_id"], unique=False)

    op.create_table(
        "projects_authors",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("order_index", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_projects_authors_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_projects_authors_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "user_id", name=op.f("pk_projects_authors")),
    )
    with op.batch_alter_table("projects_authors", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_projects_authors_user_id"), ["user_id"], unique=False)

    op.create_table(
        "projects_categories",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("category_id", sa.Uuid(), nullable=False),
        sa.Column("order_index", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["categories.id"],
            name=op.f("fk_projects_categories_category_id_categories"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_projects_categories_project_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "category_id", name=op.f("pk_projects_categories")),
    )
    with op.batch_alter_table("projects_categories", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_projects_categories_category_id"), ["category_id"], unique=False)

    op.create_table(
        "projects_gallery",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("media_id", sa.Uuid(), nullable=False),
        sa.Column("order_index", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["media_id"], ["media.id"], name=op.f("fk_projects_gallery_media_id_media"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_projects_gallery_project_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "media_id", name=op.f("pk_projects_gallery")),
    )
    with op.batch_alter_table("projects_gallery", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_projects_gallery_media_id"), ["media_id"], unique=False)

    op.create_table(
        "projects_related",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("related_id", sa.Uuid(), nullable=False),
        sa.Column("order_index", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_projects_related_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["related_id"], ["projects.id"], name=op.f("fk_projects_related_related_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "related_id", name=op.f("pk_projects_related")),
    )
    with op.batch_alter_table("projects_related", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_projects_related_related_id"), ["related_id"], unique=False)

    op.create_table(
        "projects_technologies",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("technology_id", sa.Uuid(), nullable=False),
        sa.Column("order_index", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["projects.id"],
            name=op.f("fk_projects_technologies_project_id_projects"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["technology_id"],
            ["technologies.id"],
            name=op.f("fk_projects_technologies_technology_id_technologies"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "technology_id", name=op.f("pk_projects_technologies")),
    )
    with op.batch_alter_table("projects_technologies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_projects_technologies_technology_id"), ["technology_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("projects_technologies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_projects_technologies_technology_id"))

    op.drop_table("projects_technologies")
    with op.batch_alter_table("projects_related", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_projects_related_related_id"))

    op.drop_table("projects_related")
    with op.batch_alter_table("projects_gallery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_projects_gallery_media_id"))

    op.drop_table("projects_gallery")
    with op.batch_alter_table("projects_categories", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_projects_categories_category_id"))

    op.drop_table("projects_categories")
    with op.batch_alter_table("projects_authors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_projects_authors_user_id"))

    op.drop_table("projects_authors")
    with op.batch_alter_table("posts_related", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posts_related_related_id"))

    op.drop_table("posts_related")
    with op.batch_alter_table("posts_categories", schema=None) as batch_op:
        batch_op.drop_index("idx_posts_categories_post")
        batch_op.drop_index("idx_posts_categories_category")

    op.drop_table("posts_categories")
    with op.batch_alter_table("posts_authors", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posts_authors_user_id"))

    op.drop_table("posts_authors")
    with op.batch_alter_table("transaction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transaction_user_id"))

    op.drop_table("transaction")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sessions_user_id"))
        batch_op.drop_index(batch_op.f("ix_sessions_expires_at"))

    op.drop_table("sessions")
    with op.batch_alter_table("projects", schema=None) as batch_op:
        batch_op.drop_index("ix_projects_updated")
        batch_op.drop_index("ix_projects_public_list")
        batch_op.drop_index("ix_projects_public_created")
        batch_op.drop_index(batch_op.f("ix_projects_primary_technology_id"))
        batch_op.drop_index(batch_op.f("ix_projects_hero_image_id"))
        batch_op.drop_index("ix_projects_featured")
        batch_op.drop_index("ix_projects_created")
        batch_op.drop_index(batch_op.f("ix_projects_author_id"))
        batch_op.drop_index("idx_projects_slug")

    op.drop_table("projects")
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.drop_index("ix_posts_updated")
        batch_op.drop_index("ix_posts_public_list")
        batch_op.drop_index("ix_posts_public_created")
        batch_op.drop_index(batch_op.f("ix_posts_hero_image_id"))
        batch_op.drop_index("ix_posts_created")
        batch_op.drop_index("idx_posts_status")
        batch_op.drop_index("idx_posts_slug")
        batch_op.drop_index("idx_posts_published_at")
        batch_op.drop_index("idx_posts_author")

    op.drop_table("posts")
    with op.batch_alter_table("document_versions", schema=None) as batch_op:
        batch_op.drop_index("ix_document_versions_list")
        batch_op.drop_index("ix_document_versions_collection")
        batch_op.drop_index(batch_op.f("ix_document_versions_author_id"))

    op.drop_table("document_versions")
    with op.batch_alter_table("audit_events", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_events_document")
        batch_op.drop_index("ix_audit_events_at")
        batch_op.drop_index(batch_op.f("ix_audit_events_actor_id"))

    op.drop_table("audit_events")
    with op.batch_alter_table("api_keys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_keys_user_id"))

    op.drop_table("api_keys")
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_index("ix_users_slug")
        batch_op.drop_index(batch_op.f("ix_users_avatar_id"))
        batch_op.drop_index("idx_users_role")
        batch_op.drop_index("idx_users_email")

    op.drop_table("users")
    op.drop_table("site")
    op.drop_table("profile")
    with op.batch_alter_table("nav_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nav_items_header_id"))
        batch_op.drop_index(batch_op.f("ix_nav_items_footer_id"))

    op.drop_table("nav_items")
    with op.batch_alter_table("media_sizes", schema=None) as batch_op:
        batch_op.drop_index("ix_media_sizes_key")

    op.drop_table("media_sizes")
    with op.batch_alter_table("form_submissions", schema=None) as batch_op:
        batch_op.drop_index("ix_form_submissions_form")
        batch_op.drop_index("ix_form_submissions_created")

    op.drop_table("form_submissions")
    with op.batch_alter_table("form_fields", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_form_fields_form_id"))

    op.drop_table("form_fields")
    op.drop_table("webhooks")
    with op.batch_alter_table("technologies", schema=None) as batch_op:
        batch_op.drop_index("idx_technologies_slug")

    op.drop_table("technologies")
    with op.batch_alter_table("site_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_site_version_transaction_id"))
        batch_op.drop_index("ix_site_version_pk_validity")
        batch_op.drop_index("ix_site_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_site_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_site_version_end_transaction_id"))

    op.drop_table("site_version")
    with op.batch_alter_table("redirects", schema=None) as batch_op:
        batch_op.drop_index("ix_redirects_type")
        batch_op.drop_index("idx_redirects_from")

    op.drop_table("redirects")
    with op.batch_alter_table("projects_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_projects_version_transaction_id"))
        batch_op.drop_index(batch_op.f("ix_projects_version_primary_technology_id"))
        batch_op.drop_index("ix_projects_version_pk_validity")
        batch_op.drop_index("ix_projects_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_projects_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_projects_version_hero_image_id"))
        batch_op.drop_index(batch_op.f("ix_projects_version_end_transaction_id"))
        batch_op.drop_index(batch_op.f("ix_projects_version_author_id"))

    op.drop_table("projects_version")
    with op.batch_alter_table("projects_technologies_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_projects_technologies_version_transaction_id"))
        batch_op.drop_index(batch_op.f("ix_projects_technologies_version_technology_id"))
        batch_op.drop_index("ix_projects_technologies_version_pk_validity")
        batch_op.drop_index("ix_projects_technologies_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_projects_technologies_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_projects_technologies_version_end_transaction_id"))

    op.drop_table("projects_technologies_version")
    with op.batch_alter_table("projects_related_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_projects_related_version_transaction_id"))
        batch_op.drop_index(batch_op.f("ix_projects_related_version_related_id"))
        batch_op.drop_index("ix_projects_related_version_pk_validity")
        batch_op.drop_index("ix_projects_related_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_projects_related_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_projects_related_version_end_transaction_id"))

    op.drop_table("projects_related_version")
    with op.batch_alter_table("projects_gallery_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_projects_gallery_version_transaction_id"))
        batch_op.drop_index("ix_projects_gallery_version_pk_validity")
        batch_op.drop_index("ix_projects_gallery_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_projects_gallery_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_projects_gallery_version_media_id"))
        batch_op.drop_index(batch_op.f("ix_projects_gallery_version_end_transaction_id"))

    op.drop_table("projects_gallery_version")
    with op.batch_alter_table("projects_categories_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_projects_categories_version_transaction_id"))
        batch_op.drop_index("ix_projects_categories_version_pk_validity")
        batch_op.drop_index("ix_projects_categories_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_projects_categories_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_projects_categories_version_end_transaction_id"))
        batch_op.drop_index(batch_op.f("ix_projects_categories_version_category_id"))

    op.drop_table("projects_categories_version")
    with op.batch_alter_table("projects_authors_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_projects_authors_version_user_id"))
        batch_op.drop_index(batch_op.f("ix_projects_authors_version_transaction_id"))
        batch_op.drop_index("ix_projects_authors_version_pk_validity")
        batch_op.drop_index("ix_projects_authors_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_projects_authors_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_projects_authors_version_end_transaction_id"))

    op.drop_table("projects_authors_version")
    with op.batch_alter_table("profile_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_profile_version_transaction_id"))
        batch_op.drop_index("ix_profile_version_pk_validity")
        batch_op.drop_index("ix_profile_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_profile_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_profile_version_end_transaction_id"))

    op.drop_table("profile_version")
    with op.batch_alter_table("posts_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posts_version_transaction_id"))
        batch_op.drop_index("ix_posts_version_pk_validity")
        batch_op.drop_index("ix_posts_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_posts_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_posts_version_hero_image_id"))
        batch_op.drop_index(batch_op.f("ix_posts_version_end_transaction_id"))

    op.drop_table("posts_version")
    with op.batch_alter_table("posts_related_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posts_related_version_transaction_id"))
        batch_op.drop_index(batch_op.f("ix_posts_related_version_related_id"))
        batch_op.drop_index("ix_posts_related_version_pk_validity")
        batch_op.drop_index("ix_posts_related_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_posts_related_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_posts_related_version_end_transaction_id"))

    op.drop_table("posts_related_version")
    with op.batch_alter_table("posts_categories_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posts_categories_version_transaction_id"))
        batch_op.drop_index("ix_posts_categories_version_pk_validity")
        batch_op.drop_index("ix_posts_categories_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_posts_categories_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_posts_categories_version_end_transaction_id"))

    op.drop_table("posts_categories_version")
    with op.batch_alter_table("posts_authors_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_posts_authors_version_user_id"))
        batch_op.drop_index(batch_op.f("ix_posts_authors_version_transaction_id"))
        batch_op.drop_index("ix_posts_authors_version_pk_validity")
        batch_op.drop_index("ix_posts_authors_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_posts_authors_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_posts_authors_version_end_transaction_id"))

    op.drop_table("posts_authors_version")
    with op.batch_alter_table("pages_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pages_version_transaction_id"))
        batch_op.drop_index("ix_pages_version_pk_validity")
        batch_op.drop_index("ix_pages_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_pages_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_pages_version_end_transaction_id"))

    op.drop_table("pages_version")
    with op.batch_alter_table("pages", schema=None) as batch_op:
        batch_op.drop_index("ix_pages_updated")
        batch_op.drop_index("ix_pages_public_list")
        batch_op.drop_index("ix_pages_public_created")
        batch_op.drop_index("ix_pages_created")
        batch_op.drop_index("idx_pages_slug")

    op.drop_table("pages")
    with op.batch_alter_table("nav_items_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nav_items_version_transaction_id"))
        batch_op.drop_index("ix_nav_items_version_pk_validity")
        batch_op.drop_index("ix_nav_items_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_nav_items_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_nav_items_version_header_id"))
        batch_op.drop_index(batch_op.f("ix_nav_items_version_footer_id"))
        batch_op.drop_index(batch_op.f("ix_nav_items_version_end_transaction_id"))

    op.drop_table("nav_items_version")
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.drop_index("ix_media_updated")
        batch_op.drop_index("ix_media_public_key")
        batch_op.drop_index("ix_media_filename")
        batch_op.drop_index("ix_media_digest")
        batch_op.drop_index("ix_media_created")

    op.drop_table("media")
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.drop_index("ix_jobs_due")

    op.drop_table("jobs")
    op.drop_table("import_records")
    with op.batch_alter_table("header_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_header_version_transaction_id"))
        batch_op.drop_index("ix_header_version_pk_validity")
        batch_op.drop_index("ix_header_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_header_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_header_version_end_transaction_id"))

    op.drop_table("header_version")
    op.drop_table("header")
    with op.batch_alter_table("forms", schema=None) as batch_op:
        batch_op.drop_index("idx_forms_slug")

    op.drop_table("forms")
    with op.batch_alter_table("footer_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_footer_version_transaction_id"))
        batch_op.drop_index("ix_footer_version_pk_validity")
        batch_op.drop_index("ix_footer_version_pk_transaction_id")
        batch_op.drop_index(batch_op.f("ix_footer_version_operation_type"))
        batch_op.drop_index(batch_op.f("ix_footer_version_end_transaction_id"))

    op.drop_table("footer_version")
    op.drop_table("footer")
    with op.batch_alter_table("categories", schema=None) as batch_op:
        batch_op.drop_index("idx_categories_slug")
        batch_op.drop_index("idx_categories_parent")

    op.drop_table("categories")
