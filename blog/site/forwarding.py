"""The other forms of a document, such as its feed or its Markdown, move along with it when it gets another address."""

from __future__ import annotations

from flask import Response, redirect, request
from werkzeug.urls import iri_to_uri

from blog.site.addresses import is_local_path
from blog.site.departures import way_on


def moved_along(path: str, ending: str) -> Response | None:
    """The answer for `path` + `ending` where the redirects send `path` elsewhere; None where they do not.

    A target on this site gets the same ending; one elsewhere is followed as it is."""
    moved = way_on(path)
    if moved is None:
        return None
    target = moved.location or ""
    if request.query_string:
        target = target.removesuffix("?" + request.query_string.decode("latin-1"))
    if is_local_path(target) and target != "/" and not set(target) & set("?#"):
        moved = redirect(iri_to_uri(target.rstrip("/") + ending), moved.status_code)  # type: ignore[assignment]
    return moved
