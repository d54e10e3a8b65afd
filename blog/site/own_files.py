"""The owner's own files: style sheets, scripts and pictures that their templates name, kept for good by browsers."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from flask import Response, abort, current_app, request

from blog import overrides
from blog.site.assets import FOR_GOOD
from blog.site.blueprint import site

#: The style sheet that every page loads after the site's own, when the owner has written it.
SHEET = "site.css"


def own_asset(name: str) -> str:
    """Where a file of the folder instance/static is; the address changes with the file. Empty where there is none."""
    path = overrides.own_file(_instance(), name)
    return f"/assets/own/{_mark_of(path)}/{quote(name)}" if path else ""


def own_sheet() -> str:
    """Where the owner's style sheet is; empty while there is none."""
    return own_asset(SHEET)


@site.get("/assets/own/<mark>/<path:name>")
def own_file(mark: str, name: str) -> Response:
    path = overrides.own_file(_instance(), name)
    if path is None:
        abort(404)
    present, data = _mark_of(path), path.read_bytes()
    response = Response(data, mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response.headers["Cache-Control"] = FOR_GOOD if mark == present else "public, no-cache"
    response.set_etag(present)
    return response.make_conditional(request, accept_ranges=True, complete_length=len(data))


def _instance() -> Path:
    return current_app.extensions["settings"].instance_dir


def _mark_of(path: Path) -> str:
    stat = path.stat()
    return _mark(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=500)
def _mark(path: Path, changed: int, size: int) -> str:  # noqa: ARG001 - another file has another mark
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
