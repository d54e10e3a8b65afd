"""Errors in Payload's form: a sentence and a place, and under `extensions` the name, the status and what is wrong."""

from __future__ import annotations

import logging
from typing import Any

import sqlalchemy as sa
from flask import request
from graphql import GraphQLError
from werkzeug.exceptions import HTTPException

from blog.api.errors import SENTENCES, described
from blog.api.graphql.subjects import subject_of
from blog.errors import ContentError
from blog.tracing import request_id

log = logging.getLogger(__name__)

LONGEST = 1000
AWAY = "The site cannot reach its database. Please try again shortly."


def formatted(error: GraphQLError) -> dict[str, Any]:
    """One error of an answer. What is a mistake of the program goes to the log, and says nothing here."""
    message, extensions = _told(error)
    told: dict[str, Any] = {"message": shortened(message), "extensions": extensions}
    if error.locations:
        told["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path:
        told["path"] = list(error.path)
    return told


def shortened(message: str) -> str:
    """A sentence that quotes no more of what was sent than somebody would read."""
    return message if len(message) <= LONGEST else f"{message[:LONGEST]}…"


def _told(error: GraphQLError) -> tuple[str, dict[str, Any]]:
    cause = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    if isinstance(cause, ContentError):
        told = described(cause, subject_of(error))
        message = told.pop("message")
        return message, {**told, "statusCode": cause.status}
    if isinstance(cause, HTTPException):
        status = cause.code or 500
        return SENTENCES.get(status) or str(cause.description), {"name": cause.name, "statusCode": status}
    if isinstance(cause, sa.exc.OperationalError):
        log.error("request %s: the database did not answer: %s", request_id(), cause.orig)
        return AWAY, {"name": "ServiceUnavailable", "statusCode": 503}
    if cause is None or isinstance(cause, GraphQLError):
        return error.message, {"name": "GraphQLError", "statusCode": 400}
    log.error("request %s failed: %s %s", request_id(), request.method, request.path, exc_info=cause)
    return "Something went wrong.", {"name": "Error", "statusCode": 500}
