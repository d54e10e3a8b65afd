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

from blog.api.graphql.outputs import enum
from blog.api.graphql.scalars import DATE_TIME, JSON
from blog.api.names import type_name
from blog.content.fields import RELATIONS, Field
from blog.content.registry import Collection

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


def where_of(collection: Collection) -> GraphQLInputObjectType:
    """`Post_where`: a condition on documents."""
    return _where(type_name(collection), [("", f) for f in (ID, *askable(collection))], "status" * collection.drafts)


def where_of_versions(collection: Collection) -> GraphQLInputObjectType:
    """`versionsPost_where`: a condition on versions and, as `version__title`, on what they hold."""
    content = [(f"version{BETWEEN}", field) for field in askable(collection)]
    return _where(f"versions{type_name(collection)}", [*(("", field) for field in VERSION), *content])


def askable(collection: Collection) -> Iterable[Field]:
    return [f for f in collection.fields if f.kind != "password" and (f.attr or f.name in collection.links)]


def _where(name: str, fields: Iterable[tuple[str, Field]], same: str = "") -> GraphQLInputObjectType:
    inputs = {
        path: GraphQLInputField(_operators(name, path, leaf))
        for prefix, field in fields
        for path, leaf in _leaves(field, prefix + field.name)
    }
    if same:
        inputs[f"_{same}"] = GraphQLInputField(inputs[same].type)
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
