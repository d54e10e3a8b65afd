"""Every error as Payload's clients know it: `{"errors": [{name, message, data}]}` under the right status."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask import Response, request
from werkzeug.exceptions import HTTPException

from blog.api.answers import answer
from blog.api.blueprint import api
from blog.content.authentication import SignInRefused
from blog.content.registry import registry
from blog.errors import BadQuery, Conflict, ContentError, Forbidden, Invalid, NotFound
from blog.tracing import request_id

log = logging.getLogger(__name__)

NAMES = {
    Invalid: "ValidationError",
    BadQuery: "QueryError",
    NotFound: "NotFound",
    Forbidden: "Forbidden",
    SignInRefused: "AuthenticationError",
    Conflict: "Conflict",
}
CANNOT = "The following path cannot be queried: "
SENTENCES = {413: "What you sent is too large.", 429: "Too many requests. Please try again later."}


@api.errorhandler(ContentError)
def content_error(error: ContentError) -> Response:
    """An error of the engine."""
    return answer({"errors": [described(error, _subject())]}, error.status)


def described(error: ContentError, subject: Mapping[str, str]) -> dict[str, Any]:
    """An error of the engine in Payload's words; `subject` says which document it is about."""
    told: dict[str, Any] = {"name": NAMES.get(type(error), type(error).__name__), "message": str(error)}
    if isinstance(error, BadQuery):
        told |= {"message": _summary(error), "data": [{"path": problem.path} for problem in error.problems]}
    elif isinstance(error, Invalid):
        problems = [{"label": p.label, "message": p.message, "path": p.path} for p in error.problems]
        told["data"] = {**subject, "errors": problems}
    return told


def _summary(error: BadQuery) -> str:
    if len(error.problems) > 1 and all(p.message.startswith(CANNOT) for p in error.problems):
        return f"The following paths cannot be queried: {', '.join(p.path for p in error.problems)}"
    return str(error)


def _subject() -> dict[str, str]:
    """The collection or global that a request is about, and the document."""
    named = request.view_args or {}
    slug = named.get("slug", "users" if request.path.startswith("/api/users/") else "")
    if slug not in registry:
        return {}
    subject = {"global" if registry[slug].single else "collection": slug}
    return subject | ({"id": named["id_"]} if "id_" in named else {})


def no_such_route() -> Response:
    """The answer where there is no route, or no collection of that name; clients tell it from a missing document."""
    return answer({"message": f'Route not found "{request.path}"'}, 404)


@api.errorhandler(HTTPException)
def http_error(error: HTTPException) -> Response:
    """An error of the protocol: no such route, a method that is none, a body that cannot be read."""
    status = error.code or 500
    if error.response is not None or status < 400:
        return error.get_response(request.environ)  # type: ignore[return-value]
    if status == 404:
        return no_such_route()
    response = answer({"errors": [{"message": SENTENCES.get(status) or error.description}]}, status)
    for name, value in error.get_headers(request.environ):
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


@api.errorhandler(sa.exc.OperationalError)
def database_away(error: sa.exc.OperationalError) -> Response:
    """The database is away or too busy: the caller may try again."""
    log.error("request %s: the database did not answer: %s", request_id(), error.orig)
    response = answer({"errors": [{"message": "The site cannot reach its database. Please try again shortly."}]}, 503)
    response.headers["Retry-After"] = "5"
    return response


@api.errorhandler(Exception)
def mistake(error: Exception) -> Response:
    """A mistake of the program, of which the caller learns nothing but where to find it in the log."""
    log.error("request %s failed: %s %s", request_id(), request.method, request.path, exc_info=error)
    return answer({"errors": [{"message": "Something went wrong."}]}, 500)
