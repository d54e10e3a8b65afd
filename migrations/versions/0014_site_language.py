"""The language that the site is written in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("site", "site_version"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("language", sa.String(length=255), nullable=True))


def downgrade() -> None:
    for table in ("site_version", "site"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("language")
