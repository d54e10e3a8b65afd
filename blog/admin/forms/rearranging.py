"""Rows added, moved and taken out of a form that was sent, before it is shown again. Works without JavaScript.

A command is what a button is worth: `add:layout:quote`, `add:navItems`, `up:navItems.2`, `down:…`, `remove:…`, and
`move:navItems.2:0` for a row that is dragged to another place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from werkzeug.datastructures import ImmutableMultiDict, MultiDict

COMMAND = re.compile(r"(add|up|down|remove|copy|move):([A-Za-z0-9_.]{1,200})(?::(\w{1,40}))?")
#: What counts as the number of a row; other digits than these ten are a name like any other.
ROW = re.compile(r"[0-9]{1,5}")
DEEPEST = 16
Tree = dict[str, Any]


def rearrange(sent: MultiDict[str, str] | ImmutableMultiDict[str, str], command: str) -> MultiDict[str, str]:
    """The form after the command; as it was, if that is none or leads nowhere."""
    tree = unfold(sent.lists())
    match = COMMAND.fullmatch(command)
    if match:
        _obey(tree, *match.groups())
    return MultiDict(fold(tree))


def _obey(tree: Tree, verb: str, path: str, kind: str | None) -> None:
    if verb == "add":
        holder = _at(tree, path.split("."))
        if isinstance(holder, dict):
            rows = _rows(holder)
            _write(holder, [*rows, {"blockType": [kind]} if kind else {"id": [""]}])
        return
    *parent, last = path.split(".")
    number = int(last) if ROW.fullmatch(last) else -1
    holder = _at(tree, parent)
    if isinstance(holder, dict):
        rows = _rows(holder)
        if 0 <= number < len(rows):
            _write(holder, _moved(rows, verb, number, kind))
    elif isinstance(holder, list) and 0 <= number < len(holder):
        holder[:] = _moved([value for value in holder if value] or holder, verb, number, kind)


def _moved(rows: list[Any], verb: str, number: int, place: str | None) -> list[Any]:
    rows = list(rows)
    if number >= len(rows):
        return rows
    if verb == "copy":
        copied = [_without_ids(rows[number])] if isinstance(rows[number], dict) else []
        return rows[: number + 1] + copied + rows[number + 1 :]
    if verb == "move" and not (place and ROW.fullmatch(place)):
        return rows
    row = rows.pop(number)
    if verb == "move":
        rows.insert(int(place or 0), row)
    elif verb != "remove":
        rows.insert(max(0, number - 1) if verb == "up" else number + 1, row)
    return rows


def _without_ids(row: Tree) -> Tree:
    kept = {name: value for name, value in row.items() if name != "id"}
    return {name: _without_ids(value) if isinstance(value, dict) else list(value) for name, value in kept.items()}


def _at(tree: Tree, path: list[str]) -> Any:
    here: Any = tree
    for part in path:
        if not isinstance(here, dict):
            return None
        here = here.setdefault(part, {"_": ["1"]})
    return here


def _rows(holder: Tree) -> list[Any]:
    return [holder[key] for key in sorted(filter(ROW.fullmatch, holder), key=int)]


def _write(holder: Tree, rows: list[Any]) -> None:
    for key in list(filter(ROW.fullmatch, holder)):
        del holder[key]
    holder["_"] = ["1"]
    holder.update({str(number): row for number, row in enumerate(rows)})


def unfold(lists: Iterable[tuple[str, list[str]]]) -> Tree:
    """`{"a.0.b": ["x"]}` as a tree; rows are numbered anew. A name that contradicts another is left out."""
    tree: Tree = {}
    for key, values in lists:
        *way, last = key.split(".")
        here: Any = tree
        for part in way[:DEEPEST]:
            here = here.setdefault(part, {}) if isinstance(here, dict) else None
        if isinstance(here, dict) and len(way) <= DEEPEST and not isinstance(here.get(last), dict):
            here[last] = list(values)
    return _renumbered(tree)


def _renumbered(tree: Tree) -> Tree:
    rows = _rows(tree)
    named = {k: v for k, v in tree.items() if not ROW.fullmatch(k)}
    inside = {**named, **{str(number): row for number, row in enumerate(rows)}}
    return {name: _renumbered(value) if isinstance(value, dict) else value for name, value in inside.items()}


def fold(tree: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """The tree as the pairs that a form sends."""
    pairs: list[tuple[str, str]] = []
    for name, value in tree.items():
        if isinstance(value, Mapping):
            pairs += fold(value, f"{prefix}{name}.")
        else:
            pairs += [(f"{prefix}{name}", each) for each in value]
    return pairs
