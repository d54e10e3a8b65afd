"""What a query selects, as `select`, `populate` and `depth` of one operation: nothing is asked of the database later.

Knows the registry's fields and the query, but no document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import current_app
from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLResolveInfo,
    SelectionSetNode,
    get_argument_values,
    is_object_type,
)

from blog.api.graphql.prose import RICH_TEXT, is_whole
from blog.api.names import block_name, type_name
from blog.content.fields import RELATIONS, Field
from blog.content.populate import AUTHORS
from blog.content.registry import Collection, registry
from blog.errors import BadQuery, Problem

Tree = dict[str, Any]
Nodes = list[FieldNode]
NAMED: Tree = {"blockName": True}


class Ahead:
    """One look: `select` for the documents themselves, `populate` for each collection that they lead to."""

    def __init__(self, info: GraphQLResolveInfo) -> None:
        self.info = info
        self.select: Tree = {}
        self.populate: dict[str, Tree] = {}
        self.depth = 0
        self.quotes = False

    def shape(self) -> dict[str, Any]:
        """The arguments for an operation. Raises BadQuery where relations are followed too far."""
        if self.depth > current_app.config["MAX_DEPTH"]:
            most = current_app.config["MAX_DEPTH"]
            raise BadQuery([Problem("depth", f"Relations can be followed {most} deep.")])
        return {"select": self.select, "populate": self._populate(), "depth": self.depth}

    def _populate(self) -> dict[str, Tree]:
        """A text may name any document, so where one is shown with what it names, those must not be cut too short."""
        if not self.quotes:
            return self.populate
        return {
            slug: merged(dict.fromkeys(registry[slug].populate, True), tree)
            for slug, tree in self.populate.items()
            if registry[slug].populate
        }

    def need(self, level: int) -> None:
        self.depth = max(self.depth, level)

    def document(self, collection: Collection, nodes: Nodes, level: int, type_: str | None = None) -> Tree:
        """The selection in a document that is `level` relations below the first."""
        tree: Tree = {}
        for name, same in self.grouped(nodes, type_).items():
            field = collection.by_name.get("status" if name == "_status" else name)
            if name == AUTHORS:
                tree |= {AUTHORS: True, "author": True, "authors": True}
                self.need(level + 1)
                self.target("users", same, level + 1)
            elif field is not None:
                tree[field.name] = self.value(field, same, level)
        return tree

    def target(self, slug: str, nodes: Nodes, level: int, type_: str | None = None) -> None:
        """Note what is wanted of the documents of a collection that something leads to."""
        self.need(level)
        tree = self.document(registry[slug], nodes, level, type_)
        self.populate[slug] = merged(self.populate.get(slug, {}), tree)

    def value(self, field: Field, nodes: Nodes, level: int) -> Any:
        """The selection in one field: all of it, or a tree."""
        if field.kind in RELATIONS:
            self.relation(field, nodes, level)
        elif field.kind == "richtext":
            self.text(nodes, level)
        elif field.kind in ("group", "array") and not field.child("blockType"):
            return self.inside(field.fields, nodes, level) or True
        elif field.kind == "blocks":
            kinds = registry.blocks.values()
            return {b.slug: self.inside(b.fields, nodes, level, block_name(b.slug)) | NAMED for b in kinds}
        return True

    def inside(self, fields: Iterable[Field], nodes: Nodes, level: int, type_: str | None = None) -> Tree:
        named = {field.name: field for field in fields}
        wanted = self.grouped(nodes, type_)
        return {name: self.value(named[name], same, level) for name, same in wanted.items() if name in named}

    def relation(self, field: Field, nodes: Nodes, level: int) -> None:
        if not field.polymorphic:
            self.target(field.targets[0], nodes, level + 1)
            return
        values = self.grouped(nodes, None).get("value", [])
        for slug in field.targets if values else ():
            self.target(slug, values, level + 1, type_name(registry[slug]))

    def text(self, nodes: Nodes, level: int) -> None:
        for node in nodes:
            asked = get_argument_values(RICH_TEXT, node, self.info.variable_values)
            deep = max(int(is_whole(asked)), asked.get("depth") or 0)
            if deep > 0:
                self.quotes = True
                self.need(level + deep)

    def grouped(self, nodes: Nodes, type_: str | None) -> dict[str, Nodes]:
        """The fields below these nodes by name; of a union only those of one type."""
        found: dict[str, Nodes] = {}
        for node in self._below([node.selection_set for node in nodes], type_, set()):
            found.setdefault(node.name.value, []).append(node)
        return found

    def _below(
        self, sets: Iterable[SelectionSetNode | None], type_: str | None, seen: set[str]
    ) -> Iterator[FieldNode]:  # fmt: skip
        for node in (node for set_ in sets if set_ is not None for node in set_.selections):
            if isinstance(node, FieldNode):
                yield node
                continue
            inner: Any = node
            if isinstance(node, FragmentSpreadNode):
                if node.name.value in seen:
                    continue
                seen.add(node.name.value)
                inner = self.info.fragments[node.name.value]
            condition = inner.type_condition.name.value if inner.type_condition else None
            if type_ in (None, condition) or not is_object_type(self.info.schema.get_type(condition or "")):
                yield from self._below([inner.selection_set], type_, seen)


def look_ahead(info: GraphQLResolveInfo, collection: Collection, *path: str) -> Ahead:
    """What the query wants of documents of a collection, which are at the end of a path of fields."""
    ahead = Ahead(info)
    nodes = list(info.field_nodes)
    for name in path:
        nodes = ahead.grouped(nodes, None).get(name, [])
    ahead.select = ahead.document(collection, nodes, 0)
    return ahead


def asked_for(info: GraphQLResolveInfo) -> set[str]:
    """The names of the fields that are selected right below."""
    return set(Ahead(info).grouped(list(info.field_nodes), None))


def merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> Tree:
    """The selection that holds both."""
    both = dict(one)
    for name, tree in other.items():
        before = both.get(name)
        if before is None or before is True or tree is True:
            both[name] = tree if before is None else True
        else:
            both[name] = merged(before, tree)
    return both
