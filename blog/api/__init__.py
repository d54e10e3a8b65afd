"""The programs' door: REST under /api, as Payload's clients know it. Every route only translates to an operation."""

from __future__ import annotations

from flask import Flask

from blog.api import answers, collections, errors, files, globals, permissions, unknown, users, versions  # noqa: A004
from blog.api.blueprint import api
from blog.api.converters import NotIn

__all__ = ["register"]

#: Modules that add their routes to the blueprint by being imported.
ROUTES = (answers, errors, users, permissions, globals, files, versions, collections, unknown)


def register(app: Flask) -> None:
    """Add the API to the application."""
    app.url_map.converters["not_in"] = NotIn
    app.register_blueprint(api)
