"""Uploaded files and their sizes, with ranges, validators and nothing a browser could run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from flask import Response, abort, current_app, request
from werkzeug.http import parse_range_header

from blog.collections.renditions import provide
from blog.media import BadUpload
from blog.site.blueprint import site
from blog.site.departures import way_on
from blog.storage import BadKey, ObjectMissing, Storage, StorageError, check_key

KINDS = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
}
SHOWN = ("image/", "audio/", "video/", "application/pdf")
QUIET = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
# A drawing is a document that could hold scripts; a sandbox would keep browsers from showing a PDF, though.
SEALED = f"{QUIET}; sandbox"
FOR_GOOD = "public, max-age=31536000, immutable"
UNSATISFIABLE = (0, 0)


@site.get("/media/<path:key>")
def media(key: str) -> Response:
    storage = current_app.extensions["storage"]
    try:
        # Asked for each time: a file may lie in the storage that is not for readers, such as an original.
        if not provide(check_key(key)):
            return _elsewhere()
        return _send(storage, key, storage.size(key))
    except (BadKey, ObjectMissing, BadUpload):
        return _elsewhere()
    except StorageError:
        abort(503)


def _elsewhere() -> Response:
    """The way to the file that took the place of this one, or of all its sizes. Raises the 404 and the 410."""
    folder = request.path.rpartition("/")[0]
    return way_on(request.path) or way_on(folder) or abort(404)


def _send(storage: Storage, key: str, size: int) -> Response:
    """The bytes asked for: all, or one range of them."""
    kind = KINDS.get(key.rpartition(".")[2].lower(), "application/octet-stream")
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": FOR_GOOD,
        "Content-Security-Policy": SEALED if kind == "image/svg+xml" else QUIET,
        # Feed readers show pictures on pages of their own.
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": "inline" if kind.startswith(SHOWN) else "attachment",
    }
    # A key holds the hash of what it names, so the name itself is the validator.
    tag = hashlib.sha256(f"{key}:{size}".encode()).hexdigest()[:24]
    if request.if_none_match.contains(tag):
        response = Response(status=304, headers={"Cache-Control": FOR_GOOD})
        response.set_etag(tag)
        return response
    wanted = _wanted_range(size, tag)
    if wanted is None:
        response = Response(_body(storage, key, 0, size), mimetype=kind, headers=headers)
        response.content_length = size
    elif wanted == UNSATISFIABLE:
        response = Response(status=416, headers=headers)
        response.headers["Content-Range"] = f"bytes */{size}"
    else:
        start, end = wanted
        response = Response(_body(storage, key, start, end), status=206, mimetype=kind, headers=headers)
        response.content_length = end - start
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response.set_etag(tag)
    return response


def _body(storage: Storage, key: str, start: int, end: int) -> Iterable[bytes]:
    return () if request.method == "HEAD" else storage.stream(key, start, end)


def _wanted_range(size: int, tag: str) -> tuple[int, int] | None:
    """The one range asked for; None for the whole file, which also answers several ranges at once."""
    asked = parse_range_header(request.headers.get("Range"))
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    condition = request.if_range
    if condition.date is not None or (condition.etag is not None and condition.etag != tag):
        return None
    return asked.range_for_length(size) or UNSATISFIABLE
