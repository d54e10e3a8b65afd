"""The programs' door: REST under /api, as Payload's clients know it. Every route only translates to an operation."""

from __future__ import annotations

from flask import Flask

from blog.api import (
    admission,
    answers,
    closed,
    collections,
    errors,
    files,
    globals,  # noqa: A004
    graphql,
    origins,
    override,
    permissions,
    recovery,
    reference,
    sessions,
    unknown,
    users,
    versions,
    webhooks,
)
from blog.api.blueprint import api
from blog.api.converters import NotIn

__all__ = ["register"]

#: Modules that add their routes to the blueprint by being imported.
ROUTES = (
    answers, closed, origins, override, admission, errors, users, recovery, sessions, permissions, globals, files,
    versions, collections, reference, graphql, webhooks, unknown,
)  # fmt: skip


def register(app: Flask) -> None:
    """Add the API to the application."""
    app.url_map.converters["not_in"] = NotIn
    override.register(app)
    reference.register(app)
    graphql.register(app)
    app.register_blueprint(api)
