"""The blueprint that every address under /api belongs to, and how a route is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint

api = Blueprint("api", __name__, url_prefix="/api")

#: A collection is whatever is none of the words that begin other addresses; the same of a document's id.
SLUG = "<not_in(access, globals, docs, 'openapi.json'):slug>"
WORDS = (
    "login, logout, 'refresh-token', 'forgot-password', 'reset-password', verify, unlock, 'first-register', init, me"
)
ID = f"<not_in(count, versions, access, file, {WORDS}):id_>"


def route(rule: str, *methods: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A route for these methods, with or without a slash at its end."""

    def add(view: Callable[..., Any]) -> Callable[..., Any]:
        name = f"{view.__module__.rpartition('.')[2]}_{view.__name__}"
        api.add_url_rule(rule, name, view, methods=list(methods), strict_slashes=False)
        return view

    return add
