"""When what readers see of a document last changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = ("header", "footer", "site", "profile", "pages", "posts", "projects")


def upgrade() -> None:
    for table in TABLES:
        for name in (table, f"{table}_version"):
            op.add_column(name, sa.Column("revised_at", sa.DateTime(timezone=True), nullable=True))
            # The best that is known of documents from before.
            op.execute(sa.text(f"UPDATE {name} SET revised_at = updated_at"))  # noqa: S608 - names from above
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("revised_at", existing_type=sa.DateTime(timezone=True), nullable=False)


def downgrade() -> None:
    for table in reversed(TABLES):
        for name in (f"{table}_version", table):
            with op.batch_alter_table(name, schema=None) as batch_op:
                batch_op.drop_column("revised_at")
