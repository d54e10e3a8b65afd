"""What a curriculum vitae needs of the profile: projects, talks, awards and the rest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ROWS = ("talks", "publications", "awards", "certificates", "volunteering", "testimonials", "interests")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    for table in ("profile", "profile_version"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("open_to_work", sa.String(length=20), nullable=True))
            batch_op.add_column(sa.Column("telephone", sa.String(length=255), nullable=True))
            batch_op.add_column(sa.Column("address", sa.Text(), nullable=True))
            for name in ROWS:
                batch_op.add_column(sa.Column(name, JSON, nullable=True))
    op.create_table(
        "profile_projects",
        sa.Column("profile_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("order_index", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profile.id"], name=op.f("fk_profile_projects_profile_id_profile"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_profile_projects_project_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("profile_id", "project_id", name=op.f("pk_profile_projects")),
    )
    with op.batch_alter_table("profile_projects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_projects_project_id"), ["project_id"], unique=False)
    _create_version_table()


def _create_version_table() -> None:
    op.create_table(
        "profile_projects_version",
        sa.Column("profile_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.Uuid(), autoincrement=False, nullable=False),
        sa.Column("order_index", sa.Integer(), autoincrement=False, nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("end_transaction_id", sa.BigInteger(), nullable=True),
        sa.Column("operation_type", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint("profile_id", "project_id", "transaction_id", name=op.f("pk_profile_projects_version")),
    )
    with op.batch_alter_table("profile_projects_version", schema=None) as batch_op:
        for column in ("end_transaction_id", "operation_type", "project_id", "transaction_id"):
            batch_op.create_index(batch_op.f(f"ix_profile_projects_version_{column}"), [column], unique=False)
        batch_op.create_index(
            "ix_profile_projects_version_pk_transaction_id",
            ["profile_id", "project_id", sa.literal_column("transaction_id DESC")],
            unique=False,
        )
        batch_op.create_index(
            "ix_profile_projects_version_pk_validity",
            ["profile_id", "project_id", "transaction_id", "end_transaction_id"],
            unique=False,
        )


def downgrade() -> None:
    op.drop_table("profile_projects_version")
    op.drop_table("profile_projects")
    for table in ("profile_version", "profile"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in (*reversed(ROWS), "address", "telephone", "open_to_work"):
                batch_op.drop_column(name)
