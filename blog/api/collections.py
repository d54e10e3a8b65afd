"""Documents of any collection: list, count, read, create, change, delete, copy, publish."""

from __future__ import annotations

from typing import Any

from flask import Response
from werkzeug.exceptions import NotFound as NoSuchRoute

from blog.api import parameters as given
from blog.api.answers import answer, document, if_match, listed, told, written
from blog.api.blueprint import ID, SLUG, route
from blog.api.bodies import body, upload
from blog.api.confirming import confirmed
from blog.api.identity import actor
from blog.api.repeats import repeatable
from blog.content import operations
from blog.content.registry import Collection, registry
from blog.errors import BadQuery, Problem


def known(slug: str) -> Collection:
    """The collection of that name. Raises the error for a route that does not exist."""
    if slug not in registry.collections:
        raise NoSuchRoute
    return registry.collections[slug]


def allowed(slug: str, action: str) -> Collection:
    """The collection, if the caller may do this there at all: asked before anything that was sent is read.

    Raises Forbidden, and as `known`. Which documents they may do it to is the operation's to say."""
    collection = known(slug)
    collection.access.require(action, actor())
    return collection


@route(f"/{SLUG}", "GET")
def find(slug: str) -> Response:
    known(slug)
    asked = given.question()
    return listed(told(operations.find(slug, actor=actor(), **asked)))


@route(f"/{SLUG}/count", "GET")
def count(slug: str) -> Response:
    known(slug)
    asked = {"where": given.where(), "draft": given.flag("draft"), "trash": given.flag("trash")}
    return listed({"totalDocs": operations.count(slug, actor=actor(), **asked)})


@route(f"/{SLUG}/{ID}", "GET")
def find_by_id(slug: str, id_: str) -> Response:
    known(slug)
    asked = {"draft": given.flag("draft"), "trash": given.flag("trash"), **given.shape()}
    return document(*operations.find_revised(slug, id_, actor=actor(), **asked))


@route(f"/{SLUG}", "POST")
@repeatable
def create(slug: str) -> Response:
    collection = allowed(slug, "create")
    asked = {"draft": given.flag("draft"), **given.shape()}
    doc = operations.create(slug, body(), actor=actor(), file=upload(), **asked)
    return written(slug, doc, f"{collection.singular} successfully created.", status=201)


@route(f"/{SLUG}/{ID}", "PATCH")
def update(slug: str, id_: str) -> Response:
    allowed(slug, "update")
    draft, autosave = given.flag("draft"), given.flag("autosave")
    asked = {"draft": draft, "autosave": autosave, "trash": given.flag("trash"), **given.shape()}
    expected = if_match(slug, id_)
    data = confirmed(slug, id_, body())
    doc = operations.update(slug, id_, data, actor=actor(), file=upload(), if_match=expected, **asked)
    message = (
        "Autosaved successfully." if autosave else "Draft saved successfully." if draft else "Updated successfully."
    )
    return written(slug, doc, message)


@route(f"/{SLUG}/{ID}", "DELETE")
def delete(slug: str, id_: str) -> Response:
    allowed(slug, "delete")
    asked = {"trash": given.flag("trash"), **given.shape()}
    doc = operations.delete(slug, id_, actor=actor(), if_match=if_match(slug, id_), **asked)
    return answer({"message": "Deleted successfully.", "doc": doc})


@route(f"/{SLUG}", "PATCH")
def update_many(slug: str) -> Response:
    collection = allowed(slug, "update")
    asked = _several("update") | {"draft": given.flag("draft")}
    data = confirmed(slug, None, body())
    return _bulk(collection, operations.update_many(slug, data=data, actor=actor(), **asked), "update", "Updated")


@route(f"/{SLUG}", "DELETE")
def delete_many(slug: str) -> Response:
    collection = allowed(slug, "delete")
    return _bulk(collection, operations.delete_many(slug, actor=actor(), **_several("delete")), "delete", "Deleted")


def _several(action: str) -> dict[str, Any]:
    where = given.where()
    if not where:
        raise BadQuery([Problem("where", f"Missing 'where' query of documents to {action}.")])
    bounds = {"sort": given.sort(), "limit": given.whole("limit", 0)}
    return {"where": where, **bounds, "atomic": given.flag("atomic"), "trash": given.flag("trash"), **given.shape()}


def _bulk(collection: Collection, result: operations.Bulk, action: str, done: str) -> Response:
    total = len(result.docs) + len(result.errors)
    named = collection.singular if total == 1 else collection.plural
    message = f"{done} {total} {named} successfully."
    if result.errors:
        message = f"Unable to {action} {len(result.errors)} out of {total} {named}."
    return answer({"message": message, "docs": result.docs, "errors": result.errors})


@route(f"/{SLUG}/{ID}/duplicate", "POST")
@repeatable
def duplicate(slug: str, id_: str) -> Response:
    collection = allowed(slug, "create")
    asked = given.shape()
    doc = operations.duplicate(slug, id_, actor=actor(), data=body(), **asked)
    return written(slug, doc, f"{collection.singular} successfully duplicated.")


@route(f"/{SLUG}/{ID}/publish", "POST")
@repeatable
def publish(slug: str, id_: str) -> Response:
    allowed(slug, "publish")
    doc = operations.publish(slug, id_, actor=actor(), **given.shape())
    return written(slug, doc, "Published successfully.")


@route(f"/{SLUG}/{ID}/unpublish", "POST")
@repeatable
def unpublish(slug: str, id_: str) -> Response:
    allowed(slug, "publish")
    doc = operations.unpublish(slug, id_, actor=actor(), **given.shape())
    return written(slug, doc, "Unpublished successfully.")
