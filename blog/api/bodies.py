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
        return _object(request.form.get("_payload", "").encode("utf-8", "replace"))
    if (request.content_length or 0) > LARGEST_JSON:
        raise RequestEntityTooLarge(f"Send at most {LARGEST_JSON // 1024 // 1024} MB of JSON.")
    sent = request.get_data()
    if sent and kind != "application/json" and not kind.endswith("+json") and kind not in ("", "text/plain"):
        raise UnsupportedMediaType("Send JSON, or multipart/form-data with the JSON in _payload.")
    return _object(sent)


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
    file = request.files.get("file")
    return Upload(file.filename or "upload", file.read()) if file else None
