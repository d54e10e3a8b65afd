"""How people want to see the admin's lists, and an index for lists of one status by their last change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
DRAFTED = ("posts", "pages", "projects")


def upgrade() -> None:
    op.create_table(
        "list_views",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("collection", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("asked", JSON, nullable=False),
        sa.Column("columns", JSON, nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_list_views_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_views")),
        sa.UniqueConstraint("user_id", "collection", "name", name=op.f("uq_list_views_user_id")),
    )
    for table in DRAFTED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(f"ix_{table}_status_updated", ["status", "updated_at", "id", "deleted_at"])


def downgrade() -> None:
    for table in DRAFTED:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(f"ix_{table}_status_updated")
    op.drop_table("list_views")
