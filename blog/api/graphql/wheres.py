"""Conditions as input types with the operators of each kind, and their translation into the query language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLFloat,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLString,
)

from blog.api.graphql.outputs import enum, is_secret
from blog.api.graphql.scalars import DATE_TIME, JSON
from blog.api.names import type_name
from blog.content.fields import RELATIONS, Field
from blog.content.registry import Collection, Registry

EQUAL = ("equals", "not_equals")
LISTED = ("in", "not_in", "all")
ORDERED = ("greater_than", "greater_than_equal", "less_than", "less_than_equal")
TEXT = (*EQUAL, "like", "contains", *LISTED)
LONG = (*EQUAL, "like", "contains")
CHOSEN = (*EQUAL, *LISTED)
#: By kind: the operators and the type that they compare with. What is not here is a short text.
OPERATORS: dict[str, tuple[tuple[str, ...], GraphQLInputType]] = {
    "textarea": (LONG, GraphQLString),
    "richtext": (LONG, JSON),
    "json": (LONG, JSON),
    "number": ((*EQUAL, *ORDERED), GraphQLFloat),
    "integer": ((*EQUAL, *ORDERED), GraphQLFloat),
    "datetime": ((*EQUAL, *ORDERED, "like"), DATE_TIME),
    "date": ((*EQUAL, *ORDERED, "like"), DATE_TIME),
    "checkbox": (EQUAL, GraphQLBoolean),
    "relation": (CHOSEN, GraphQLString),
    "upload": (CHOSEN, GraphQLString),
    "id": (CHOSEN, GraphQLString),
}
ID = Field("id", "id", required=True)
BETWEEN = "__"
#: What a version can be asked about beside its content.
VERSION = (
    ID, Field("parent", "id"), Field("author", "id"), Field("createdAt", "datetime"), Field("updatedAt", "datetime"),
    Field("autosave", "checkbox"), Field("draft", "checkbox"), Field("latest", "checkbox"), Field("reason"),
    Field("pinned", "checkbox"), Field("name"),
)  # fmt: skip


class Wheres:
    """Makes the conditions of one registry; the operators of a field are one type wherever it can be asked about."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.operators: dict[str, GraphQLInputObjectType] = {}

    def of(self, collection: Collection) -> GraphQLInputObjectType:
        """`Post_where`: a condition on documents, and on those that they point to: `author__name`."""
        name = type_name(collection)
        paths = {path: self.operator(name, path, leaf) for path, leaf in _paths(collection)}
        if collection.drafts:
            paths["_status"] = paths["status"]
        return _where(name, paths | self._across(collection))

    def _across(self, collection: Collection) -> dict[str, GraphQLInputObjectType]:
        related = {f.name: self.registry[f.targets[0]] for f in askable(collection) if _leads_on(f)}
        return {
            f"{name}{BETWEEN}{path}": self.operator(type_name(other), path, leaf)
            for name, other in related.items()
            for path, leaf in _paths(other)
        }

    def of_versions(self, collection: Collection) -> GraphQLInputObjectType:
        """`versionsPost_where`: a condition on versions and, as `version__title`, on what they hold."""
        name = f"versions{type_name(collection)}"
        content = {f"version{BETWEEN}{path}": leaf for path, leaf in _paths(collection) if path != ID.name}
        paths = {field.name: field for field in VERSION} | content
        return _where(name, {path: self.operator(name, path, leaf) for path, leaf in paths.items()})

    def operator(self, name: str, path: str, field: Field) -> GraphQLInputObjectType:
        """What a field can be compared with, and how."""
        key = f"{name}_{path}"
        if key not in self.operators:
            self.operators[key] = _operators(name, path, field)
        return self.operators[key]


def askable(collection: Collection) -> Iterable[Field]:
    """The fields that a condition may name."""
    stored = (field for field in collection.fields if field.attr or field.name in collection.links)
    return [field for field in stored if not is_secret(collection, field)]


def _leads_on(field: Field) -> bool:
    return field.kind in RELATIONS and not field.polymorphic


def _paths(collection: Collection) -> Iterator[tuple[str, Field]]:
    yield ID.name, ID
    for field in askable(collection):
        yield from _leaves(field, field.name)


def _where(name: str, paths: Mapping[str, GraphQLInputObjectType]) -> GraphQLInputObjectType:
    inputs = {path: GraphQLInputField(type_) for path, type_ in paths.items()}
    wheres: dict[str, GraphQLInputObjectType] = {}

    def complete() -> dict[str, GraphQLInputField]:
        logic = {word.upper(): GraphQLInputField(GraphQLList(wheres[word])) for word in ("and", "or")}
        return inputs | logic

    for word in ("and", "or"):
        wheres[word] = GraphQLInputObjectType(f"{name}_where_{word}", complete)
    return GraphQLInputObjectType(f"{name}_where", complete)


def _leaves(field: Field, path: str) -> Iterator[tuple[str, Field]]:
    """The paths that lead from a field to a value, with double underscores between their names."""
    if field.kind in ("group", "array"):
        for inner in field.fields:
            yield from _leaves(inner, f"{path}{BETWEEN}{inner.name}")
    elif field.kind != "blocks" and not field.polymorphic:
        yield path, field


def _operators(name: str, path: str, field: Field) -> GraphQLInputObjectType:
    words, type_ = OPERATORS.get(field.kind, (TEXT, GraphQLString))
    if field.kind == "select":
        words, type_ = CHOSEN, enum(f"{name}_{path}_Input", field.choices)
    if field.kind in RELATIONS and BETWEEN in path:
        words = TEXT  # an id inside JSON is compared as text
    inputs = {word: GraphQLInputField(GraphQLList(type_) if word in LISTED else type_) for word in words}
    if not field.required:
        inputs["exists"] = GraphQLInputField(GraphQLBoolean)
    return GraphQLInputObjectType(f"{name}_{path}_operator", inputs)


def in_words(where: Any) -> Any:
    """The condition as the operations know it: `meta__title` is `meta.title`, `AND` is `and`."""
    if not isinstance(where, Mapping):
        return where
    told: dict[str, Any] = {}
    for name, value in where.items():
        if name in ("AND", "OR"):
            told[name.lower()] = [in_words(item) for item in value or () if item is not None]
        elif value is not None:
            told[name.replace(BETWEEN, ".")] = dict(value)
    return told
