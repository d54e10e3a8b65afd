"""What a request brings: a JSON object, or a form with the object in `_payload` and a file in `file`."""

from __future__ import annotations

from typing import Any

import orjson
from flask import request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from blog.content.uploads import Upload

LARGEST_JSON = 4 * 1024 * 1024


def body() -> dict[str, Any]:
    """The object that was sent; an empty one where nothing was. Raises HTTP errors 400, 413 and 415."""
    kind = request.mimetype
    if kind == "multipart/form-data":
        return _object(_payload())
    if (request.content_length or 0) > LARGEST_JSON:
        raise RequestEntityTooLarge(f"Send at most {LARGEST_JSON // 1024 // 1024} MB of JSON.")
    sent = request.get_data()
    if sent and kind != "application/json" and not kind.endswith("+json") and kind not in ("", "text/plain"):
        raise UnsupportedMediaType("Send JSON, or multipart/form-data with the JSON in _payload.")
    return _object(sent)


def _payload() -> bytes:
    """The other fields of a form: a text, or what some clients make of one with a type of its own, a file."""
    if "_payload" in request.files:
        return request.files["_payload"].read(LARGEST_JSON + 1)
    return request.form.get("_payload", "").encode("utf-8", "replace")


def _object(sent: bytes) -> dict[str, Any]:
    if len(sent) > LARGEST_JSON:
        raise RequestEntityTooLarge(f"Send at most {LARGEST_JSON // 1024 // 1024} MB of JSON.")
    if not sent.strip():
        return {}
    try:
        value = orjson.loads(sent)
    except orjson.JSONDecodeError:
        raise BadRequest("Invalid JSON") from None
    if not isinstance(value, dict):
        raise BadRequest("The body must be a JSON object.")
    return value


def upload() -> Upload | None:
    """The file that was sent, if there is one."""
    if request.mimetype != "multipart/form-data":
        return None
    files = [file for file in request.files.getlist("file") if file]
    if len(files) > 1:
        raise BadRequest("Send one file at a time.")
    return Upload(files[0].filename or "upload", files[0].read()) if files else None
