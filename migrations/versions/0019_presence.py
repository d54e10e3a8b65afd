"""Who has a document open in the editor."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "presences",
        sa.Column("collection", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_presences_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("collection", "document_id", "user_id", name=op.f("pk_presences")),
    )
    op.create_index(op.f("ix_presences_seen_at"), "presences", ["seen_at"])
    op.create_index(op.f("ix_presences_user_id"), "presences", ["user_id"])


def downgrade() -> None:
    op.drop_table("presences")
