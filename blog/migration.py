"""How the tables follow the models: Alembic through Flask-Migrate, with scripts that name plain SQLAlchemy types."""

from __future__ import annotations

from typing import Any

from flask_migrate import Migrate
from sqlalchemy import JSON

from blog.db import GUID, UTCDateTime

migrations = Migrate()
#: What the tables of the full-text index are called on SQLite.
FULL_TEXT = "search_text"


def is_ours(name: str | None, kind: str, parents: Any) -> bool:  # noqa: ARG001 - Alembic's signature
    """Whether a table follows a model; those that FTS5 keeps its words in do not."""
    return kind != "table" or not (name or "").startswith(FULL_TEXT)


def render_item(kind: str, item: Any, autogen: Any) -> str | bool:
    """Our own types as the plain ones they are in the database; a variant would render an undefined name."""
    if kind != "type":
        return False
    if isinstance(item, GUID):
        return "sa.Uuid()"
    if isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, JSON) and item._variant_mapping:
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")'
    return False
