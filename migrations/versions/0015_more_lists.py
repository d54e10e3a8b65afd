"""What the admin's list by title and the trash read of posts, in the order in which they are read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

IN_TRASH = sa.text("deleted_at IS NOT NULL")


def upgrade() -> None:
    op.create_index("ix_posts_title", "posts", ["title", "id", "deleted_at"])
    op.create_index("ix_posts_trash", "posts", ["updated_at", "id"], sqlite_where=IN_TRASH, postgresql_where=IN_TRASH)


def downgrade() -> None:
    op.drop_index("ix_posts_trash", "posts")
    op.drop_index("ix_posts_title", "posts")
