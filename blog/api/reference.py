"""The API described: as OpenAPI for programs, and as pages for people to read and try."""

from __future__ import annotations

import json
import re
from functools import cache, partial
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, current_app, render_template
from markupsafe import Markup, escape

from blog.api.answers import PUBLIC, dump, listed
from blog.api.blueprint import route
from blog.api.openapi import describe
from blog.content.registry import registry
from blog.errors import NotFound

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
CODE = re.compile(r"`([^`]+)`")


def description() -> dict[str, Any]:
    """The description of this application; what it is made of does not change while it runs."""
    return current_app.extensions["openapi"]()


@route("/openapi.json", "GET")
def openapi() -> Response:
    return listed(description())


@route("/docs", "GET")
def index() -> Response:
    """All routes, by subject."""
    return _page(None)


@route("/docs/<tag>", "GET")
def subject(tag: str) -> Response:
    """The routes of one subject, with what goes in and comes out."""
    return _page(tag)


def _page(tag: str | None) -> Response:
    told = description()
    tags = [entry["name"] for entry in told["tags"]]
    if tag is not None and tag not in tags:
        raise NotFound
    shown = [operation for operation in _operations(told) if tag in (None, operation["tag"])]
    base = told["servers"][0]["url"]
    html = render_template("api/reference.html", operations=shown, tags=tags, tag=tag, base=base, told=told)
    response = Response(html)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = PUBLIC
    return response


def _operations(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Every operation with its references followed, in the order of the paths."""
    base = told["servers"][0]["url"]
    listed_ = []
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            parameters = [follow(told, parameter) for parameter in operation["parameters"]]
            responses = {status: follow(told, answer) for status, answer in operation["responses"].items()}
            body = operation.get("requestBody", {}).get("content", {})
            listed_.append(
                {
                    "id": operation["operationId"],
                    "method": method.upper(),
                    "path": path,
                    "summary": operation["summary"],
                    "tag": operation["tags"][0],
                    "parameters": parameters,
                    "kind": next(iter(body), None),
                    "body": next(iter(body.values()), None),
                    "responses": responses,
                    "private": {} not in operation["security"],
                    "curl": curl(base, method.upper(), path, body),
                }
            )
    return listed_


def follow(told: dict[str, Any], thing: dict[str, Any]) -> dict[str, Any]:
    """What a reference stands for; anything else is itself."""
    while "$ref" in thing:
        _, _, kind, name = thing["$ref"].split("/")
        thing = told["components"][kind][name]
    return thing


def properties(told: dict[str, Any], schema: dict[str, Any]) -> list[tuple[str, dict[str, Any], bool]]:
    """The properties of an object with whether each is required; those of a list are its items'."""
    schema = follow(told, schema)
    parts = [schema, *(follow(told, part) for part in schema.get("allOf", ()))]
    required = {name for part in parts for name in part.get("required", ())}
    return [(name, inner, name in required) for part in parts for name, inner in part.get("properties", {}).items()]


def type_words(told: dict[str, Any], schema: dict[str, Any]) -> str:
    """A schema in a few words, as `text, at most 255` or `list of Media`."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "enum" in schema:
        return " or ".join(json.dumps(choice) for choice in schema["enum"] if choice is not None)
    if "const" in schema:
        return json.dumps(schema["const"])
    for word in ("anyOf", "oneOf"):
        if word in schema:
            kinds = [type_words(told, part) for part in schema[word] if part != {"type": "null"}]
            return " or ".join(dict.fromkeys(kinds))
    kind = schema.get("type", "anything")
    kind = next(name for name in kind if name != "null") if isinstance(kind, list) else kind
    if kind == "array":
        return f"list of {type_words(told, schema.get('items', {}))}"
    words = {"string": schema.get("format", "text"), "boolean": "true or false"}.get(kind, kind)
    return f"{words}, at most {schema['maxLength']}" if "maxLength" in schema else words


def curl(base: str, method: str, path: str, body: dict[str, Any]) -> str:
    """The request as a command."""
    lines = ["curl" if method == "GET" else f"curl -X {method}"]
    lines[0] += f" '{base}{quote(path, safe='/{}')}'"
    kind = next(iter(body), None)
    if kind == "multipart/form-data":
        lines.append('-F file=@picture.jpg -F \'_payload={"alt": "What it shows"}\'')
    elif kind:
        example = dump(body[kind].get("example", {})).decode().replace("'", "'\\''")
        lines.append(f"-H 'Content-Type: {kind}' -d '{example}'")
    return " \\\n  ".join(lines)


def with_code(text: str) -> Markup:
    """A sentence with what stands between backticks set as code."""
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped first


def register(app: Flask) -> None:
    """Gives the pages the words they use, and the command line the description."""
    app.jinja_env.filters["with_code"] = with_code
    app.jinja_env.globals |= {"schema_properties": properties, "schema_words": type_words, "follow_schema": follow}
    app.extensions["openapi"] = cache(partial(describe, app, registry))
