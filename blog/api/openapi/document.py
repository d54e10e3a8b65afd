"""The description itself: the routes of the URL map, each said for every collection that it serves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flask import Flask

from blog.api.names import plural_name, type_name
from blog.api.openapi.bodies import answers, requests
from blog.api.openapi.shapes import ERRORS, PARAMETERS, SCHEMAS, SECURITY
from blog.api.openapi.told import OF_DRAFTS, PERSON, SIGN_IN, TOLD, Told
from blog.api.openapi.types import Types, ref
from blog.content.registry import Collection, Registry

PREFIX = "api."
VARIABLE = re.compile(r"<(?:[^<>:]*:)?(\w+)>")
NAMES = {"id_": "id", "version_id": "versionId", "session_id": "sessionId", "key_id": "keyId"}
GENERAL = "general"
#: Collections with routes of their own beside those of all.
OWN = ("users", "media", "webhook-deliveries")
WITHOUT_ROUTES = frozenset({"nothing"})
METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")


def describe(app: Flask, registry: Registry) -> dict[str, Any]:
    """The OpenAPI 3.1 document of this application. Raises KeyError for a route that nothing is said about."""
    types = Types(registry)
    paths: dict[str, dict[str, Any]] = {}
    for rule, method, told, collection in routes(app, registry):
        path = address(rule, collection)
        paths.setdefault(path, {})[method.lower()] = _operation(types, path, told, collection)
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Quire",
            "version": "1",
            "description": "The REST API of the site: the paths, parameters and answers of Payload 3, and stricter.",
        },
        "servers": [{"url": app.config["SITE_URL"].rstrip("/") or "/"}],
        "tags": [{"name": name} for name in _tags(registry)],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": {**SCHEMAS, **types.schemas()},
            "parameters": PARAMETERS,
            "responses": {name: _error(text) for name, text in ERRORS.values()},
            "securitySchemes": SECURITY,
        },
    }


def routes(app: Flask, registry: Registry) -> Iterator[tuple[Any, str, Told, Collection | None]]:
    """Every route and method, once for each collection or global it serves."""
    for rule in app.url_map.iter_rules():
        name = rule.endpoint.removeprefix(PREFIX)
        if not rule.endpoint.startswith(PREFIX) or name in WITHOUT_ROUTES:
            continue
        for method in METHODS:
            if method not in (rule.methods or ()):
                continue
            told = TOLD[name, method]
            if "slug" not in rule.arguments:
                yield rule, method, told, None
                continue
            shelf = registry.globals if rule.rule.startswith("/api/globals/") else registry.collections
            for collection in shelf.values():
                if told.fits(collection):
                    yield rule, method, told, collection


def address(rule: Any, collection: Collection | None) -> str:
    """A rule as a path template: `/api/posts/{id}`."""

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        return collection.slug if name == "slug" and collection else f"{{{NAMES.get(name, name)}}}"

    return VARIABLE.sub(fill, rule.rule)


def _tags(registry: Registry) -> list[str]:
    drafted = [c.slug for c in registry.collections.values() if c.drafts]
    return list(dict.fromkeys([GENERAL, *drafted, *registry.collections, *registry.globals]))


def _operation(types: Types, path: str, told: Told, collection: Collection | None) -> dict[str, Any]:
    named = [ref_parameter(name) for name in told.parameters if _means_something(name, collection)]
    inside = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", path)
    ]
    operation: dict[str, Any] = {
        "operationId": _name(told, collection, path),
        "summary": told.summary,
        "tags": [_tag(path, collection)],
        "parameters": [*inside, *named],
    }
    if told.body:
        operation["requestBody"] = requests(types, told.body, collection)
    operation["responses"] = _responses(told, collection)
    operation["security"] = _security(told)
    return operation


def ref_parameter(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/parameters/{name}"}


def _means_something(name: str, collection: Collection | None) -> bool:
    return name not in OF_DRAFTS or collection is None or collection.drafts


def _name(told: Told, collection: Collection | None, path: str) -> str:
    name = told.name
    if collection is not None:
        name = name.replace("Types", plural_name(collection)).replace("Type", type_name(collection))
    # The same view answers for a collection and for one of its documents.
    return name + "Document" if told.answer == "rights" and "{id}" in path else name


def _tag(path: str, collection: Collection | None) -> str:
    if collection is not None:
        return collection.slug
    first = path.removeprefix("/api/").partition("/")[0]
    return first if first in OWN else GENERAL


def _responses(told: Told, collection: Collection | None) -> dict[str, Any]:
    good = answers(told.answer, collection)
    responses = {str(told.status): good}
    if "If-None-Match" in told.parameters:
        responses["304"] = {"description": "The caller has it already."}
    if "Range" in told.parameters:
        responses["206"] = {**good, "description": "The bytes that were asked for."}
        responses["416"] = {"description": "There are no such bytes."}
    statuses = ["400", "403", "429", "503", *told.errors]
    statuses += ["413", "415"] if told.body else []
    statuses += ["422"] if "Idempotency-Key" in told.parameters else []
    for status in sorted(statuses):
        responses[status] = {"$ref": f"#/components/responses/{ERRORS[status][0]}"}
    return responses


def _security(told: Told) -> list[dict[str, list[str]]]:
    if told.who == SIGN_IN:
        return [{}]
    ways: list[dict[str, list[str]]] = [{name: []} for name in SECURITY]
    return ways if told.who == PERSON else [{}, *ways]


def _error(text: str) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": ref("Errors")}}}
