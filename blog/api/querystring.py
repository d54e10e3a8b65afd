"""Nested parameters in brackets (`where[title][like]=x`, `sort[]=a`), bounded in size and depth. Knows no parameter."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

PART = re.compile(r"\[([^\[\]]*)\]")
PLACE = re.compile(r"[0-9]{1,4}")
MOST_FIELDS = 1000
DEEPEST = 40


class TooMuch(ValueError):
    """The query string has more parameters, or nests them deeper, than any question needs."""


def parse(query: str) -> dict[str, Any]:
    """A query string as a tree of dictionaries, lists and texts. Raises TooMuch.

    A level whose keys are all numbers, or empty, is a list; of a name that is given twice outside brackets the last
    counts, unless it is repeated, which makes a list."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise TooMuch(f"Send at most {MOST_FIELDS} parameters.") from None
    root: dict[str, Any] = {}
    for key, value in pairs:
        path = _path(key)
        if len(path) > DEEPEST:
            raise TooMuch(f"Nest parameters at most {DEEPEST} deep.")
        _put(root, path, value)
    return {name: _lists(value) for name, value in root.items()}


def _path(key: str) -> list[str]:
    head, bracket, rest = key.partition("[")
    return [head, *PART.findall(bracket + rest)] if head and bracket else [key]


def _put(level: dict[str, Any], path: list[str], value: str) -> None:
    for part in path[:-1]:
        inner = level.get(part)
        if not isinstance(inner, dict):
            inner = level[part] = {}
        level = inner
    last = path[-1]
    held = level.get(last)
    if held is None:
        level[last] = [value] if last == "" else value
    elif isinstance(held, dict):
        return  # `a[b]=1&a=2`: what is said in more detail counts
    else:
        level[last] = [*(held if isinstance(held, list) else [held]), value]


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if list(value) == [""]:
        return _lists(value[""]) if not isinstance(value[""], dict) else [_lists(value[""])]
    if value and all(PLACE.fullmatch(key) for key in value):
        return [_lists(value[key]) for key in sorted(value, key=int)]
    return {key: _lists(inner) for key, inner in value.items()}
