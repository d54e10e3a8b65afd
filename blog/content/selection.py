"""Which fields an answer holds: some named, or all but some, down into groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from blog.content.registry import Collection
from blog.errors import BadQuery, Problem

ALWAYS = ("id", "blockType")


class Selection:
    """The answer to `select`: `wants(name)` for loading, `cut(doc)` for showing."""

    def __init__(self, tree: Mapping[str, Any] | None = None) -> None:
        self.tree = tree
        self.excludes = tree is not None and any(value is False for value in tree.values())

    def wants(self, name: str) -> bool:
        if self.tree is None or name in ALWAYS:
            return True
        said = self.tree.get(name)
        return said is not False if self.excludes else bool(said)

    def cut(self, doc: dict[str, Any]) -> dict[str, Any]:
        """The document with only what was asked for."""
        return doc if self.tree is None else _cut(doc, self)


def _cut(doc: dict[str, Any], selection: Selection) -> dict[str, Any]:
    kept = {}
    for name, value in doc.items():
        if selection.wants("status" if name == "_status" else name) or selection.wants(name):
            inside = (selection.tree or {}).get(name)
            kept[name] = _inside(value, inside) if isinstance(inside, Mapping) else value
    return kept


def _inside(value: Any, tree: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_inside(item, tree) for item in value]
    if not isinstance(value, dict):
        return value
    inner = tree.get(value.get("blockType")) if "blockType" in value else tree
    return _cut(value, Selection(inner if isinstance(inner, Mapping) else {}))


def selection(collection: Collection, select: Mapping[str, Any] | Iterable[str] | None) -> Selection:
    """The selection asked for. Raises BadQuery for a name that is no field."""
    if select is None:
        return Selection()
    if not isinstance(select, Mapping):
        if isinstance(select, str) or not isinstance(select, Iterable):
            raise BadQuery([Problem("select", "select must name fields, as in select[title]=true.")])
        names = list(select)
        if not all(isinstance(name, str) for name in names):
            raise BadQuery([Problem("select", "select must name fields, as in select[title]=true.")])
        select = dict.fromkeys(names, True)
    known = {*collection.by_name, "id", "_status", "populatedAuthors"}
    unknown = [name for name in select if name not in known]
    if unknown:
        raise BadQuery(Problem(name, f"The following path cannot be queried: {name}") for name in unknown)
    if select.get("populatedAuthors"):
        select = {**select, "author": True, "authors": True}
    tree = {("status" if name == "_status" else name): value for name, value in select.items()}
    return Selection(tree)
