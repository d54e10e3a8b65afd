"""Links to previews for people without an account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "preview_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("collection", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["users.id"], name=op.f("fk_preview_links_made_by_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preview_links")),
    )
    with op.batch_alter_table("preview_links", schema=None) as batch_op:
        batch_op.create_index("ix_preview_links_document", ["collection", "document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_preview_links_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_preview_links_made_by"), ["made_by"], unique=False)


def downgrade() -> None:
    op.drop_table("preview_links")
