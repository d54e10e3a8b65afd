"""What the media library keeps of a file: tags, who uploaded it, how its sizes are cut, and where it is used."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
NEW = ("tags", "turn", "crop", "uploaded_by", "uses", "words")


def upgrade() -> None:
    op.add_column("media", sa.Column("tags", JSON, nullable=True))
    op.add_column("media", sa.Column("turn", sa.Integer(), server_default="0", nullable=False))
    op.add_column("media", sa.Column("crop", JSON, nullable=True))
    op.add_column("media", sa.Column("uploaded_by", sa.String(length=36), nullable=True))
    op.add_column("media", sa.Column("uses", sa.Integer(), server_default="0", nullable=False))
    op.add_column("media", sa.Column("words", sa.Text(), server_default="", nullable=False))
    op.create_index("ix_media_filesize", "media", ["filesize", "id"])
    op.create_table(
        "media_uses",
        sa.Column("media_id", sa.Uuid(), nullable=False),
        sa.Column("collection", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("is_edit", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(
            "media_id", "collection", "document_id", "field", "is_edit", name=op.f("pk_media_uses")
        ),
    )
    op.create_index("ix_media_uses_document", "media_uses", ["collection", "document_id"])
    _describe_what_is_there()


def _describe_what_is_there() -> None:
    """Note who uploaded each file and its words; a job finds where it is used, as the program then does it."""
    connection = op.get_bind()
    if not connection.scalar(sa.text("SELECT 1 FROM media LIMIT 1")):
        return
    creator = "CAST(actor_id AS TEXT)" if connection.dialect.name == "postgresql" else WITH_HYPHENS
    created = "FROM audit_events WHERE action = 'create' AND collection = 'media' AND document_id = media.id"
    who = f"SELECT {creator} {created} AND actor_id IS NOT NULL LIMIT 1"
    op.execute(sa.text(f"UPDATE media SET uploaded_by = ({who})"))  # noqa: S608
    op.execute(sa.text("UPDATE media SET words = filename || ' ' || coalesce(alt, '') || ' ' || coalesce(credit, '')"))
    moment = datetime.now(UTC)
    connection.execute(sa.insert(JOBS).values(_job(moment)))


#: SQLite keeps a key as 32 digits.
WITH_HYPHENS = (
    "substr(actor_id, 1, 8) || '-' || substr(actor_id, 9, 4) || '-' || substr(actor_id, 13, 4) || '-'"
    " || substr(actor_id, 17, 4) || '-' || substr(actor_id, 21)"
)
JOBS = sa.table(
    "jobs",
    sa.column("id", sa.Uuid()),
    sa.column("args", JSON),
    *(sa.column(name, sa.String()) for name in ("kind", "state", "unique_key")),
    *(sa.column(name, sa.Integer()) for name in ("attempts", "max_attempts")),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("run_at", "created_at", "updated_at")),
)


def _job(moment: datetime) -> dict[str, Any]:
    times = dict.fromkeys(("run_at", "created_at", "updated_at"), moment)
    said = {"kind": "media.uses", "state": "waiting", "unique_key": "media.uses"}
    return {"id": uuid.uuid4(), "args": {}, "attempts": 0, "max_attempts": 8, **said, **times}


def downgrade() -> None:
    op.drop_table("media_uses")
    op.execute(sa.text("DELETE FROM jobs WHERE kind = 'media.uses'"))
    op.drop_index("ix_media_filesize", "media")
    with op.batch_alter_table("media", schema=None) as batch_op:
        for name in reversed(NEW):
            batch_op.drop_column(name)
