"""Globals: what there is one of, read and changed."""

from __future__ import annotations

from flask import Response
from werkzeug.exceptions import NotFound as NoSuchRoute

from blog.api import parameters as given
from blog.api.answers import document, if_match, revision_of, written
from blog.api.blueprint import route
from blog.api.bodies import body
from blog.api.identity import actor
from blog.content import operations
from blog.content.access import Actor
from blog.content.registry import Collection, registry


def known_global(slug: str) -> Collection:
    """The global of that name. Raises the error for a route that does not exist."""
    if slug not in registry.globals:
        raise NoSuchRoute
    return registry.globals[slug]


def allowed_global(slug: str, action: str) -> Actor:
    """The caller, if they may do this to the global: asked before anything that was sent is read.

    Raises Forbidden, and as `known_global`."""
    known_global(slug).access.require(action, actor())
    return actor()


@route("/globals/<slug>", "GET")
def read(slug: str) -> Response:
    known_global(slug)
    doc = operations.read_global(slug, actor=actor(), draft=given.flag("draft"), **given.shape())
    return document(doc, revision_of(slug, doc))


@route("/globals/<slug>", "POST")
def update(slug: str) -> Response:
    person = allowed_global(slug, "update")
    asked = {"draft": given.flag("draft"), "autosave": given.flag("autosave"), **given.shape()}
    id_ = operations.read_global(slug, actor=person, depth=0, select={})["id"]
    doc = operations.update_global(slug, body(), actor=person, if_match=if_match(slug, id_), **asked)
    return written(slug, doc, "Updated successfully.", name="result")
