"""The method of a request: a POST that says it is a GET and brings a long query in its body is one, from here on.

Only that: no other method is taken from a header, so nothing that changes something comes in as what it is not. A
method that nobody has heard of is one that no route takes, so that it is refused like those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.http import parse_options_header
from werkzeug.wsgi import get_input_stream

from blog.api.answers import PRIVATE
from blog.api.blueprint import api

HEADERS = ("HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_PAYLOAD_HTTP_METHOD_OVERRIDE")
FORM = "application/x-www-form-urlencoded"
LONGEST = 256 * 1024
#: The one known method that no route takes.
UNUSED = "PUT"
#: What a POST has no answer to: nothing is "not modified" to it, and no part of an answer is asked for by it.
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_RANGE", "HTTP_RANGE")
DONE, REFUSED, METHOD = "quire.overridden", "quire.override_refused", "quire.method"
KNOWN = ("GET", "HEAD", "OPTIONS", "POST", "PATCH", "DELETE", UNUSED)

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


def register(app: Flask) -> None:
    """Look at every request to the API before its address is."""
    behind = app.wsgi_app

    def overriding(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(f"{api.url_prefix}/"):
            _look_at(environ)
        return behind(environ, start_response)

    app.wsgi_app = overriding  # type: ignore[method-assign]


def _look_at(environ: dict[str, Any]) -> None:
    method = environ["REQUEST_METHOD"]
    wanted = next((environ[name] for name in HEADERS if environ.get(name)), None)
    if method == "POST" and wanted is not None:
        _override(environ, wanted)
    elif method not in KNOWN:
        environ |= {"REQUEST_METHOD": UNUSED, METHOD: method}


def _override(environ: dict[str, Any], wanted: str) -> None:
    """Make the request a GET, or note why it cannot be one."""
    if wanted.strip().upper() == "POST":
        return
    try:
        query = _query(environ, wanted)
    except HTTPException as error:
        environ[REFUSED] = error
        return
    asked = [part for part in (environ.get("QUERY_STRING", ""), query) if part]
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING", *CONDITIONS):
        environ.pop(name, None)
    environ |= {"REQUEST_METHOD": "GET", "QUERY_STRING": "&".join(asked), "CONTENT_LENGTH": "0", DONE: True}


def _query(environ: dict[str, Any], wanted: str) -> str:
    if wanted.strip().upper() != "GET":
        raise BadRequest("A method can only be overridden by GET. Send the method itself.")
    try:
        body = get_input_stream(environ, max_content_length=LONGEST).read()
    except RequestEntityTooLarge:
        raise RequestEntityTooLarge(f"Send at most {LONGEST // 1024} kB of parameters.") from None
    if body and parse_options_header(environ.get("CONTENT_TYPE"))[0] != FORM:
        raise UnsupportedMediaType(f"Send the parameters of a GET as {FORM}.")
    return body.decode("latin-1").strip()  # WSGI's way to keep bytes in text


@api.before_request
def refuse_override() -> None:
    """Raise why a request cannot be the GET that it says it is."""
    refused: HTTPException | None = request.environ.get(REFUSED)
    if refused is not None:
        raise refused


@api.after_request
def keep_no_copy(response: Response) -> Response:
    """A cache that sees a POST may not keep what is answered to it for others."""
    if request.environ.get(DONE):
        response.headers["Cache-Control"] = PRIVATE
    return response


def method_sent() -> str:
    """The method of this request as it was sent."""
    return request.environ.get(METHOD, request.method)
