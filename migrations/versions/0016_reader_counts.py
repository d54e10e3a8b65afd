"""How often documents are read, by day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reader_counts",
        sa.Column("collection", sa.String(40), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("collection", "document_id", "day", name=op.f("pk_reader_counts")),
    )
    op.create_index("ix_reader_counts_day", "reader_counts", ["day"])


def downgrade() -> None:
    op.drop_index("ix_reader_counts_day", "reader_counts")
    op.drop_table("reader_counts")
