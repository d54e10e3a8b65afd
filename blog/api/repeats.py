"""`Idempotency-Key`: a POST that is sent again is answered as it was the first time, and done once."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable
from typing import Any

from flask import Response, request
from werkzeug.exceptions import BadRequest

from blog.api.identity import caller
from blog.content.repeats import Answer, once
from blog.limits import household

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,255}")


def repeatable(view: Callable[..., Response]) -> Callable[..., Response]:
    """A view whose answer is kept for a day, where the caller names the request."""

    @functools.wraps(view)
    def repeated(**named: Any) -> Response:
        key = request.headers.get(HEADER)
        if key is None:
            return view(**named)
        if not KEY.fullmatch(key):
            raise BadRequest(f"{HEADER} must be 1 to 255 visible ASCII characters without spaces.")
        answer = once(_sender(), key, _digest(), lambda: _kept(view(**named)))
        response = Response(answer.body, answer.status, mimetype="application/json")
        if answer.etag:
            response.set_etag(answer.etag)
        if answer.repeated:
            response.headers["Idempotent-Replayed"] = "true"
        return response

    return repeated


def _kept(response: Response) -> Answer:
    return Answer(response.status_code, response.get_data(), response.get_etag()[0])


def _sender() -> str:
    """Who names the request: names of different senders do not meet."""
    person = caller()
    if person.actor.id is None:
        return f"address {household(request.remote_addr)}"[:100]
    return f"key {person.key_id}" if person.key_id else f"account {person.actor.id}"


def _digest() -> str:
    """What the request asks: method, address, and what it sent. A form's boundary differs from one time to the next."""
    digest = hashlib.sha256(f"{request.method} {request.full_path}\n".encode())
    if request.mimetype != "multipart/form-data":
        digest.update(request.get_data())
        return digest.hexdigest()
    # A part may lack its name, which is None then.
    for name, value in sorted((name or "", value) for name, value in request.form.items(multi=True)):
        digest.update(f"{len(name)} {name} {len(value)} {value}\n".encode("utf-8", "replace"))
    for name, file in sorted(request.files.items(multi=True), key=lambda item: item[0] or ""):
        digest.update(f"{name} {file.filename}\n".encode("utf-8", "replace"))
        digest.update(hashlib.file_digest(file.stream, "sha256").digest())  # type: ignore[arg-type]
        file.stream.seek(0)
    return digest.hexdigest()
