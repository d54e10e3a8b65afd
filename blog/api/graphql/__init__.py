"""GraphQL: the registry as one schema, through the same operations as REST, with the same rules and limits.

Every query is one operation for each of its top fields: what it selects is known before the database is asked.
"""

from __future__ import annotations

from flask import Flask

from blog.api.graphql import explorer, schema, transport

__all__ = ["explorer", "register", "transport"]


def register(app: Flask) -> None:
    """Give the command line the schema."""
    app.extensions["graphql-schema"] = schema.written
