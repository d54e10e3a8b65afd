"""The site's own style sheet and scripts: joined, fingerprinted, and cached for good by browsers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Response, abort, request

from blog.site.blueprint import site

STATIC = Path(__file__).resolve().parent.parent / "static"
#: In their order; the print sheet comes last.
SHEETS = (
    "reset",
    "tokens",
    "frame",
    "text",
    "entries",
    "parts",
    "reading",
    "code",
    "diagrams",
    "blocks",
    "projects",
    "cv",
    "search",
    "print",
)
SCRIPTS = tuple(sorted(script.name for script in (STATIC / "js").glob("*.js")))
FOR_GOOD = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    body: bytes
    kind: str
    mark: str


def asset_of(text: str, kind: str) -> Asset:
    """A text with its fingerprint."""
    body = text.encode()
    return Asset(body, kind, hashlib.sha256(body).hexdigest()[:12])


@cache
def stylesheet() -> Asset:
    """All style sheets as one."""
    parts = [(STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS]
    return asset_of("\n".join(parts), "text/css")


@cache
def scripts() -> dict[str, Asset]:
    """The scripts by name, importing each other by names that change with any of them."""
    texts = {name: (STATIC / "js" / name).read_text(encoding="utf-8") for name in SCRIPTS}
    return {name: asset_of(text, "text/javascript") for name, text in texts.items()}


@cache
def script_mark() -> str:
    """One fingerprint for all scripts: they import each other by relative names, so they share a folder."""
    return hashlib.sha256("".join(script.mark for script in scripts().values()).encode()).hexdigest()[:12]


def stylesheet_address() -> str:
    """Where the joined style sheet is."""
    return f"/assets/{stylesheet().mark}/site.css"


def asset(name: str) -> str:
    """Where a script is, named as `js/NAME.js`."""
    return f"/assets/{script_mark()}/{name.removeprefix('js/')}"


def send(found: Asset, mark: str) -> Response:
    """The file; an old fingerprint gets the new file, but not for good."""
    response = Response(found.body, mimetype=found.kind)
    response.headers["Cache-Control"] = FOR_GOOD if mark == found.mark else "public, no-cache"
    response.set_etag(found.mark)
    return response.make_conditional(request)


@site.get("/assets/<mark>/<name>")
def file(mark: str, name: str) -> Response:
    if name == "site.css":
        return send(stylesheet(), mark)
    found = scripts().get(name)
    if not found:
        abort(404)
    return send(found, found.mark if mark == script_mark() else "")
