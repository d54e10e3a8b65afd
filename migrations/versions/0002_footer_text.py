"""A text for the foot of every page."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("site", "site_version"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("footer_text", sa.Text(), nullable=True))


def downgrade() -> None:
    for table in ("site_version", "site"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("footer_text")
