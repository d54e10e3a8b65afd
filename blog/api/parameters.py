"""The parameters of a request as the arguments of operations: read, checked, and named where they are wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import orjson
from flask import current_app, g, request

from blog.api.querystring import TooMuch, parse
from blog.errors import BadQuery, Problem

WHOLE = re.compile(r"-?[0-9]{1,18}")


def parameters() -> dict[str, Any]:
    """The query string of this request as a tree; read once."""
    if "parameters" not in g:
        try:
            g.parameters = parse(request.query_string.decode("utf-8", "replace"))
        except TooMuch as error:
            raise BadQuery([Problem("query", str(error))]) from None
    return g.parameters


def text(name: str) -> str | None:
    """A parameter that is one text."""
    value = parameters().get(name)
    if value is not None and not isinstance(value, str):
        raise BadQuery([Problem(name, f"{name} must be one value.")])
    return value


def whole(name: str, default: int) -> int:
    """A parameter that is a whole number."""
    value = text(name)
    if value is None:
        return default
    if not WHOLE.fullmatch(value):
        raise BadQuery([Problem(name, f"{name} must be a whole number.")])
    return int(value)


def flag(name: str, default: bool = False) -> bool:
    """A parameter that is true or false, in these words."""
    value = text(name)
    if value is None:
        return default
    if value not in ("true", "false"):
        raise BadQuery([Problem(name, f"{name} must be true or false.")])
    return value == "true"


def tree(name: str, refusal: str) -> Mapping[str, Any] | None:
    """A parameter that is a tree, in brackets or as one JSON text; `refusal` says what it has to be."""
    value = parameters().get(name)
    if isinstance(value, str) and value:
        try:
            value = orjson.loads(value)
        except orjson.JSONDecodeError:
            raise BadQuery([Problem(name, refusal)]) from None
    if value in (None, ""):
        return None
    if not isinstance(value, Mapping):
        raise BadQuery([Problem(name, refusal)])
    return value


def where() -> Mapping[str, Any] | None:
    """The conditions, in brackets or as one JSON text."""
    return tree("where", "where must be conditions in brackets, or JSON.")


def sort() -> str | list[str] | None:
    """The fields to sort by: one text with commas, or several."""
    value = parameters().get("sort")
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    raise BadQuery([Problem("sort", "sort must name fields, as in sort=-publishedAt,title.")])


def select(name: str = "select") -> Mapping[str, Any] | None:
    """A tree of field names with true or false at its ends, as in select[title]=true or select={"title": true}."""
    value = tree(name, _name_fields(name))
    return None if value is None else _choices(name, value)


def _choices(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise BadQuery([Problem(name, _name_fields(name))])
    chosen: dict[str, Any] = {}
    for key, inner in value.items():
        if inner is True or inner is False or inner in ("true", "false"):
            chosen[key] = inner is True or inner == "true"
        else:
            chosen[key] = _choices(f"{name}[{key}]", inner)
    return chosen


def _name_fields(name: str) -> str:
    return f"{name} must name fields, as in {name}[title]=true."


def depth(default: int = 1) -> int:
    """How deep related documents are put into the answer, which has a bound."""
    wanted = whole("depth", default)
    if wanted < 0:
        raise BadQuery([Problem("depth", "depth must be 0 or more.")])
    return min(wanted, current_app.config["MAX_DEPTH"])


def shape(deep: int = 1) -> dict[str, Any]:
    """How deep an answer is, and which fields it has."""
    return {"depth": depth(deep), "select": select(), "populate": populate()}


def populate() -> Mapping[str, Any] | None:
    """What related documents of a collection are cut to, as in populate[posts][title]=true."""
    chosen = select("populate")
    for slug, fields in (chosen or {}).items():
        if isinstance(fields, bool):
            raise BadQuery(
                [Problem(f"populate[{slug}]", "populate must name fields, as in populate[posts][title]=true.")]
            )
    return chosen


def question() -> dict[str, Any]:
    """Everything that a list can be asked for."""
    paged = flag("pagination", True)
    limit = whole("limit", 10 if paged else 0)
    return {
        "where": where(),
        "sort": sort(),
        "limit": limit,
        "page": whole("page", 1),
        "cursor": text("cursor") or None,
        "count": flag("count", True) and paged,
        "draft": flag("draft"),
        "trash": flag("trash"),
        **shape(),
    }
