"""The bytes of uploads, by the document's id or the file's name, with ranges and validators."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from flask import Response, current_app, request

from blog.api import parameters as given
from blog.api.blueprint import route
from blog.collections.renditions import provide
from blog.content import operations
from blog.content.access import SYSTEM
from blog.errors import NotFound
from blog.media.types import RASTER
from blog.storage import ObjectMissing

#: Where the addresses of files begin; what follows is the key in the storage.
PREFIX = "/media/"
SIZE_NAME = re.compile(r"(.+)-[0-9]{1,6}x[0-9]{1,6}\.[a-z0-9]{2,5}")
SHOWN = ("image/", "audio/", "video/", "application/pdf")
QUIET = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"


@route("/media/<id_>/download", "GET")
def download(id_: str) -> Response:
    # Files are for everybody, as they are on the pages that show them; what is said of them is not.
    doc = operations.find_by_id("media", id_, actor=SYSTEM, depth=0)
    return _send(_size(doc, given.text("size")), attached=True)


@route("/media/file/<filename>", "GET")
def by_name(filename: str) -> Response:
    """A file, or one of its sizes, by the name that its document gives it."""
    doc = operations.find_one("media", {"filename": {"equals": filename}}, actor=SYSTEM, depth=0)
    if doc is not None:
        return _send(_size(doc, given.text("size")), attached=False)
    size = _size_named(filename)
    if size is None:
        raise NotFound
    return _send(size, attached=False)


def _size_named(filename: str) -> dict[str, Any] | None:
    """The size of that file name, which begins with that of its picture: `boat.jpg` has `boat-600x400.webp`."""
    name = SIZE_NAME.fullmatch(filename)
    if name is None:
        return None
    pictures = {"filename": {"in": [f"{name[1]}.{type_.extension}" for type_ in RASTER]}}
    for doc in operations.find("media", where=pictures, actor=SYSTEM, depth=0, limit=0, count=False).docs:
        for size in doc.get("renditions") or ():
            if size["filename"] == filename:
                return size
    return None


def _send(file: dict[str, Any], *, attached: bool) -> Response:
    key, storage = file["url"].removeprefix(PREFIX), current_app.extensions["storage"]
    try:
        if not provide(key):
            raise NotFound
        size = storage.size(key)
    except ObjectMissing:
        raise NotFound from None
    response = Response((), mimetype=file["mimeType"])
    response.content_length = size
    response.set_etag(hashlib.sha256(f"{key}:{size}".encode()).hexdigest()[:24])
    shown = not attached and file["mimeType"].startswith(SHOWN)
    response.headers.set("Content-Disposition", "inline" if shown else "attachment", filename=file["filename"])
    drawing = file["mimeType"] == "image/svg+xml"
    response.headers["Content-Security-Policy"] = f"{QUIET}; sandbox" if drawing else QUIET
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.make_conditional(_one_range(), accept_ranges=True, complete_length=size)
    if response.status_code != 304 and request.method != "HEAD":
        part = response.content_range
        start, end = (part.start, part.stop) if part.units else (0, size)
        response.response = storage.stream(key, start or 0, end)
    return response


def _one_range() -> dict[str, Any]:
    """The request's environment with at most one range of bytes: the first; other units than bytes mean nothing."""
    asked = request.headers.get("Range", "").partition(",")[0].strip()
    environ = {name: value for name, value in request.environ.items() if name != "HTTP_RANGE"}
    return environ | ({"HTTP_RANGE": asked} if asked.lower().startswith("bytes=") else {})


def _size(doc: dict[str, Any], name: str | None) -> dict[str, Any]:
    """The file of that size, or the original's publishable form."""
    if not name:
        return doc
    if name not in (doc.get("sizes") or {}):
        raise NotFound
    return doc["sizes"][name]
