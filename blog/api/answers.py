"""Answers as JSON: how values are written, what identifies an answer, and who may keep a copy of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson
from flask import Response, request

from blog.api import parameters as given
from blog.api.blueprint import api
from blog.api.identity import actor
from blog.content import operations
from blog.content.registry import registry
from blog.errors import Conflict, Forbidden, NotFound

PUBLIC = "public, max-age=0, must-revalidate"
PRIVATE = "private, no-store"


def dump(value: Any) -> bytes:
    """The value as JSON, with moments in UTC to the millisecond."""
    return orjson.dumps(value, default=_written, option=orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_NON_STR_KEYS)


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return str(value)


def answer(value: Any, status: int = 200, *, etag: str | None = None) -> Response:
    """The value as an answer."""
    response = Response(dump(value), status, mimetype="application/json")
    if etag:
        response.set_etag(etag)
    return response


def listed(value: Any) -> Response:
    """A list, under a tag made of its bytes; 304 if the caller has it."""
    response = answer(value)
    response.set_etag(_digest(response.get_data()))
    return response.make_conditional(request)


def told(page: operations.Page) -> dict[str, Any]:
    """A page as it is answered; with `pagination=false` all there is is what was found."""
    envelope = page.envelope()
    if given.flag("pagination", True):
        return envelope
    return envelope | {"totalDocs": len(page.docs), "totalPages": 1, "hasNextPage": False, "nextPage": None}


def document(doc: Mapping[str, Any], revision: int) -> Response:
    """One document, under a tag that begins with its revision; 304 if the caller has it."""
    response = answer(doc)
    response.set_etag(f"{revision}-{_digest(response.get_data())}")
    return response.make_conditional(request)


def written(slug: str, doc: Mapping[str, Any], message: str, *, status: int = 200, name: str = "doc") -> Response:
    """What a write answers: the document and a sentence, with the tag to send with the next one."""
    try:
        tag = f"{revision_of(slug, doc)}-{_digest(dump(doc))}"
    except Forbidden:
        tag = None  # who sends a message may not read it again
    return answer({"message": message, name: doc}, status, etag=tag)


def revision_of(slug: str, doc: Mapping[str, Any]) -> int:
    """The revision of a document that was answered; 0 for a global that was never saved. Raises NotFound, Forbidden."""
    return current_revision(slug, doc["id"]) if "id" in doc else 0


def current_revision(slug: str, id_: str) -> int:
    """The revision of a document as it is now; 0 for a global that was never saved. Raises NotFound, Forbidden."""
    try:
        return operations.revision(slug, id_, actor=actor())
    except NotFound:
        if slug in registry.globals:
            return 0
        raise


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def if_match(slug: str, id_: str) -> int | None:
    """The revision that a write is meant for, or None if any will do. Raises Conflict, NotFound, Forbidden."""
    if "If-Match" not in request.headers or request.if_match.star_tag:
        return None
    current = current_revision(slug, id_)
    if str(current) not in {tag.partition("-")[0] for tag in request.if_match.as_set(include_weak=True) if tag}:
        raise Conflict
    return current or None


@api.after_request
def add_headers(response: Response) -> Response:
    """Say who may keep the answer."""
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    if "Cache-Control" not in response.headers:
        shared = request.method in ("GET", "HEAD") and response.status_code < 400 and actor().id is None
        response.headers["Cache-Control"] = PUBLIC if shared else PRIVATE
    response.vary.update(("Authorization", "Cookie"))
    return response
