"""The search index: a row for each document, its stems, and the words there are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WORD = sa.String(length=60).with_variant(sa.String(length=60, collation="C"), "postgresql")
STEMS = """
    CREATE VIRTUAL TABLE search_text USING fts5(
        title, summary, body, terms, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
    )
"""


def upgrade() -> None:
    op.create_table(
        "search_index",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("collection", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("slug", sa.String(length=255), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("likeness", sa.Text(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR().with_variant(sa.Text(), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_index")),
        sa.UniqueConstraint("collection", "document_id", name=op.f("uq_search_index_collection")),
    )
    with op.batch_alter_table("search_index", schema=None) as batch_op:
        batch_op.create_index("ix_search_index_mark", ["collection", "mark"], unique=False)
        batch_op.create_index("ix_search_index_words", ["words"], unique=False, postgresql_using="gin")
    op.create_table(
        "search_words",
        sa.Column("word", WORD, nullable=False),
        sa.Column("backwards", WORD, nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_search_words")),
    )
    with op.batch_alter_table("search_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_words_backwards"), ["backwards"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(STEMS)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_text")
    op.drop_table("search_words")
    op.drop_table("search_index")
