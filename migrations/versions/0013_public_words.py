"""The words that the search knows, those of what is public by themselves; all are learned anew on the next start."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WORD = sa.String(length=60).with_variant(sa.String(length=60, collation="C"), "postgresql")


def upgrade() -> None:
    op.drop_table("search_words")
    op.create_table(
        "search_words",
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("word", WORD, nullable=False),
        sa.Column("backwards", WORD, nullable=False),
        sa.PrimaryKeyConstraint("public", "word", name=op.f("pk_search_words")),
    )
    op.create_index("ix_search_words_backwards", "search_words", ["public", "backwards"])
    _make_stale()


def downgrade() -> None:
    op.drop_table("search_words")
    op.create_table(
        "search_words",
        sa.Column("word", WORD, nullable=False),
        sa.Column("backwards", WORD, nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_words")),
    )
    op.create_index(op.f("ix_search_words_backwards"), "search_words", ["backwards"])
    _make_stale()


def _make_stale() -> None:
    """Have the first start index every document anew, which teaches the words again."""
    op.execute("UPDATE search_index SET mark = ''")
