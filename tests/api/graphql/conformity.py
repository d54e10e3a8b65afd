"""Whether an answer is what the schema promises for its query. Knows GraphQL and its errors, but no collection."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    GraphQLUnionType,
    OperationDefinitionNode,
    is_leaf_type,
    parse,
)

MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\.\d{3}Z)?")
LEAVES = {
    "Int": lambda value: type(value) is int and abs(value) < 2**31,
    "Float": lambda value: type(value) in (int, float) and math.isfinite(value),
    "String": lambda value: isinstance(value, str),
    "Boolean": lambda value: isinstance(value, bool),
    "DateTime": lambda value: isinstance(value, str) and MOMENT.fullmatch(value),
    "EmailAddress": lambda value: isinstance(value, str) and "@" in value,
    "JSON": lambda value: value is not None,
    "JSONObject": lambda value: isinstance(value, dict),
}


def differences(schema: GraphQLSchema, query: str, told: dict[str, Any]) -> list[str]:
    """What is wrong with the answer to a query, in sentences."""
    errors = told.get("errors", [])
    found = list(_in_errors(errors))
    if told.get("data") is None:
        return found if errors else [*found, "There is neither data nor an error."]
    document = parse(query)
    (operation,) = (d for d in document.definitions if isinstance(d, OperationDefinitionNode))
    excused = {tuple(error.get("path", ())) for error in errors}
    root = schema.get_root_type(operation.operation)
    return [*found, *_Check(schema, excused).object(root, [operation.selection_set], told["data"], ())]


def _in_errors(errors: list[dict[str, Any]]) -> Iterator[str]:
    for error in errors:
        status = error.get("extensions", {}).get("statusCode")
        if not isinstance(status, int) or not 400 <= status < 500:
            yield f"An error has the status {status}: {error}"
        if not error.get("message") or "Cannot return null" in error["message"]:
            yield f"An error says the wrong thing: {error}"


class _Check:
    """One walk over an answer; `excused` are the places that an error says are null."""

    def __init__(self, schema: GraphQLSchema, excused: set[tuple[Any, ...]]) -> None:
        self.schema, self.excused = schema, excused

    def object(self, type_: Any, sets: list[Any], value: Any, path: tuple[Any, ...]) -> Iterator[str]:
        asked = self.fields(type_, sets)
        if not isinstance(value, dict) or set(value) != set(asked):
            yield f"{path} has {value!r:.200} where {list(asked)} was asked of {type_}."
            return
        for name, nodes in asked.items():
            if nodes[0].name.value == "__typename":
                continue
            kind = type_.fields[nodes[0].name.value].type
            yield from self.value(kind, [node.selection_set for node in nodes], value[name], (*path, name))

    def fields(self, type_: Any, sets: list[Any]) -> dict[str, list[FieldNode]]:
        found: dict[str, list[FieldNode]] = {}
        for node in (node for set_ in sets for node in set_.selections):
            assert not isinstance(node, FragmentSpreadNode), "The fuzzer writes no named fragments."
            if isinstance(node, FieldNode):
                found.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
            elif node.type_condition is None or node.type_condition.name.value == type_.name:
                for name, nodes in self.fields(type_, [node.selection_set]).items():
                    found.setdefault(name, []).extend(nodes)
        return found

    def value(self, type_: Any, sets: list[Any], value: Any, path: tuple[Any, ...]) -> Iterator[str]:
        if isinstance(type_, GraphQLNonNull):
            if value is None:
                yield f"{path} is null."
                return
            type_ = type_.of_type
        if value is None:
            return
        if path in self.excused:
            yield f"{path} has an error and a value."
        if isinstance(type_, GraphQLList):
            if not isinstance(value, list):
                yield f"{path} is no list: {value!r:.200}"
                return
            for number, item in enumerate(value):
                yield from self.value(type_.of_type, sets, item, (*path, number))
        elif isinstance(type_, GraphQLUnionType):
            problems = [list(self.object(kind, sets, value, path)) for kind in type_.types]
            yield from min(problems, key=len)
        elif not is_leaf_type(type_):
            yield from self.object(type_, sets, value, path)
        elif not (value in type_.values if isinstance(type_, GraphQLEnumType) else LEAVES[type_.name](value)):
            yield f"{path} is no {type_}: {value!r:.200}"
