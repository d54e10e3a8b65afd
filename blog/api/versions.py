"""Versions of documents and globals: lists, one, and bringing one back."""

from __future__ import annotations

from typing import Any

from flask import Response

from blog.api import parameters as given
from blog.api.answers import answer, listed, told
from blog.api.blueprint import ID, SLUG, route
from blog.api.collections import allowed, known
from blog.api.globals import allowed_global, known_global
from blog.api.identity import actor
from blog.content import operations

RESTORED = "Restored Successfully."


def _page(slug: str, id_: str | None = None) -> Response:
    sort, paged = given.sort() or "-createdAt", given.flag("pagination", True)
    asked: dict[str, Any] = {
        "where": given.where(),
        "sort": sort if isinstance(sort, str) else sort[0],
        "limit": given.whole("limit", 10 if paged else 0),
        "page": given.whole("page", 1),
        "count": given.flag("count", True) and paged,
        "trash": given.flag("trash"),
        **given.shape(0),
    }
    return listed(told(operations.find_versions(slug, id_, actor=actor(), **asked)))


def _one(slug: str, version_id: str) -> Response:
    asked = {"trash": given.flag("trash"), **given.shape(0)}
    return listed(operations.find_version(slug, version_id, actor=actor(), **asked))


def _restore(slug: str, version_id: str) -> dict[str, Any]:
    asked = {"draft": given.flag("draft"), "trash": given.flag("trash"), **given.shape()}
    return operations.restore_version(slug, version_id, actor=actor(), **asked)


@route(f"/{SLUG}/{ID}/versions", "GET")
def of_document(slug: str, id_: str) -> Response:
    known(slug)
    return _page(slug, id_)


@route(f"/{SLUG}/versions", "GET")
def of_collection(slug: str) -> Response:
    known(slug)
    return _page(slug)


@route(f"/{SLUG}/versions/<version_id>", "GET")
def one(slug: str, version_id: str) -> Response:
    known(slug)
    return _one(slug, version_id)


@route(f"/{SLUG}/versions/<version_id>", "POST")
def restore(slug: str, version_id: str) -> Response:
    allowed(slug, "update")
    return answer({**_restore(slug, version_id), "message": RESTORED})


@route("/globals/<slug>/versions", "GET")
def of_global(slug: str) -> Response:
    known_global(slug)
    return _page(slug)


@route("/globals/<slug>/versions/<version_id>", "GET")
def one_of_global(slug: str, version_id: str) -> Response:
    known_global(slug)
    return _one(slug, version_id)


@route("/globals/<slug>/versions/<version_id>", "POST")
def restore_global(slug: str, version_id: str) -> Response:
    allowed_global(slug, "update")
    return answer({"message": RESTORED, "doc": _restore(slug, version_id)})
