"""Texts go out gzipped to whom can read that: every door's answers, in one place. Knows no door and no page.

A compressed answer has an ETag of its own, `…-gzip`, since a strong ETag names bytes (RFC 9110, 8.8.3.3); it is
taken off when a browser sends it back, so that views compare the one they set. What is one person's own stays as it is:
compressed beside words of a visitor, its length would tell its secrets (BREACH, 2013)."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from threading import Lock

from flask import Flask, Response, g, request

#: Below this, a header more costs what is saved.
LEAST_BYTES = 600
KINDS = ("text/", "application/json", "application/feed+json", "application/ld+json", "application/manifest+json")
KIND_ENDINGS = ("+xml", "/xml", "/javascript", "+json")
#: Of a page made for one request; a level more costs a fifth of the time and saves a hundredth.
QUICK, THOROUGH = 5, 9
SUFFIX = '-gzip"'
#: How many files that never change are kept in their compressed form, and how large one may be.
MOST_KEPT, LARGEST_KEPT = 128, 2_000_000


class Kept:
    """The compressed forms of files that never change, by their ETag; the one not asked for longest goes first."""

    def __init__(self) -> None:
        self._forms: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def squeezed(self, key: str, response: Response) -> bytes:
        """The compressed body; the file is only read when it is asked for the first time."""
        with self._lock:
            if key in self._forms:
                self._forms.move_to_end(key)
                return self._forms[key]
        body = gzip.compress(response.get_data(), THOROUGH, mtime=0)
        with self._lock:
            self._forms[key] = body
            while len(self._forms) > MOST_KEPT:
                self._forms.popitem(last=False)
        return body


def compress_answers(app: Flask) -> None:
    """Has every answer compressed that gains by it."""
    kept = Kept()
    app.before_request(take_marks_off)

    @app.after_request
    def compress(response: Response) -> Response:
        if not is_text(response) or is_private(app, response):
            return response
        response.vary.add("Accept-Encoding")
        if not request.accept_encodings["gzip"]:
            return response
        if response.status_code == 304:
            return marked(response) if g.get("knows_compressed") else response
        if response.status_code not in (206, 204) and "Content-Encoding" not in response.headers and is_long(response):
            return squeeze(response, kept)
        return response


def take_marks_off() -> None:
    """Gives views the ETags that they set themselves."""
    for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH"):
        if SUFFIX in request.environ.get(name, ""):
            request.environ[name] = request.environ[name].replace(SUFFIX, '"')
            g.knows_compressed = True


def squeeze(response: Response, kept: Kept) -> Response:
    """The answer with its body compressed: once for a file, each time for a page."""
    etag, _ = response.get_etag()
    if etag and (response.cache_control.immutable or response.direct_passthrough):
        file, response.direct_passthrough = response.response, False
        body = kept.squeezed(f"{request.path} {etag}", response)
        if hasattr(file, "close"):
            file.close()
    else:
        body = gzip.compress(response.get_data(), QUICK, mtime=0)
    response.set_data(body)
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Accept-Ranges", None)
    return marked(response)


def marked(response: Response) -> Response:
    """The answer with the ETag of its compressed form."""
    etag, weak = response.get_etag()
    if etag:
        response.set_etag(etag + SUFFIX[:-1], weak=bool(weak))
    return response


def is_text(response: Response) -> bool:
    """Whether a body of this kind gets smaller; a 304 tells of the body that the browser has."""
    kind = response.mimetype or ""
    return kind.startswith(KINDS) or kind.endswith(KIND_ENDINGS)


def is_long(response: Response) -> bool:
    """Whether the body is worth compressing and at hand: a stream is not held up for it."""
    if response.is_streamed and not response.direct_passthrough:
        return False
    length = response.content_length
    if response.direct_passthrough:
        return length is not None and LEAST_BYTES <= length <= LARGEST_KEPT
    return (length if length is not None else len(response.get_data())) >= LEAST_BYTES


def is_private(app: Flask, response: Response) -> bool:
    """Whether the answer is one person's own."""
    signed_in = app.config["SESSION_COOKIE_NAME"] in request.cookies and response.mimetype == "text/html"
    return response.cache_control.no_store is True or signed_in or "Set-Cookie" in response.headers
