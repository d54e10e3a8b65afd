"""A query from its text to its answer: read, measured, checked against the schema, and worked off within its time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import current_app
from graphql import (
    DocumentNode,
    GraphQLError,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
    get_nullable_type,
    is_input_object_type,
    is_list_type,
    parse,
    specified_rules,
    type_from_ast,
    validate,
)
from graphql.validation import recommended_rules

from blog.api.graphql.failures import formatted
from blog.api.graphql.limits import LONGEST, MOST_TOKENS, Bounds, check
from blog.api.graphql.request import Request
from blog.api.graphql.schema import schema

#: Queries up to this many characters are kept as they were read; clients send the same ones again and again.
SHORT = 8_000
KEPT = 256
#: How deep variables may be nested: the documents in them have limits of their own.
DEEPEST = 200
MOST_ERRORS = 10
#: Values in all variables together, and those among them that stand in conditions and inputs rather than in JSON.
MOST_VALUES = 200_000
MOST_INPUTS = 10_000
RULES = tuple(dict.fromkeys((*specified_rules, *recommended_rules)))
TOO_DEEP = "This is nested too deeply."
TOO_MUCH = "The variables hold too many values."


class Refused(Exception):
    """The request is not worked off at all; `errors` say why."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__()
        self.errors = list(errors)


@dataclass(frozen=True)
class Query:
    """What a client asks."""

    text: str
    variables: Mapping[str, Any] | None = None
    operation: str | None = None


def answer(query: Query, request: Request, document: DocumentNode) -> tuple[dict[str, Any], int]:
    """The answer and its status: 400 for what was not worked off, 200 where some of it may have failed."""
    try:
        _check_depth(query.variables)
        _check_inputs(document, query)
        result = execute_sync(
            schema(),
            document,
            context_value=request,
            variable_values=dict(query.variables or {}),
            operation_name=query.operation,
            hide_suggestions=not current_app.config["GRAPHQL_INTROSPECTION"],
        )
    except RecursionError:
        raise Refused([GraphQLError(TOO_DEEP)]) from None
    errors = [formatted(error) for error in result.errors or ()]
    if result.data is None and not any("path" in error for error in errors):
        return {"errors": errors}, 400
    return ({"errors": errors} if errors else {}) | {"data": result.data}, 200


def prepare(text: str) -> DocumentNode:
    """The query as a tree that may be executed. Raises Refused."""
    config = current_app.config
    asked = (bool(config["GRAPHQL_INTROSPECTION"]), Bounds(config["GRAPHQL_DEPTH"], config["GRAPHQL_COST"]))
    return _kept(text, *asked) if len(text) <= SHORT else _prepared(text, *asked)


def _prepared(text: str, introspection: bool, bounds: Bounds) -> DocumentNode:
    try:
        document = parse(text, max_tokens=MOST_TOKENS, max_source_length=LONGEST)
        check(schema(), document, bounds)
        rules = RULES if introspection else (*RULES, NoSchemaIntrospectionCustomRule)
        errors = validate(schema(), document, rules, max_errors=MOST_ERRORS, hide_suggestions=not introspection)
    except GraphQLError as error:
        raise Refused([error]) from None
    except RecursionError:
        raise Refused([GraphQLError(TOO_DEEP)]) from None
    if errors:
        raise Refused(errors)
    return document


_kept = lru_cache(maxsize=KEPT)(_prepared)


def kind_of(document: DocumentNode, name: str | None) -> OperationType | None:
    """Whether the operation that is meant reads or writes; None where it is not clear which one that is."""
    found = [
        definition
        for definition in document.definitions
        if isinstance(definition, OperationDefinitionNode)
        and (not name or (definition.name and definition.name.value == name))
    ]
    return found[0].operation if len(found) == 1 else None


def _check_depth(variables: Any) -> None:
    """Raises Refused for what is nested too deeply, or has too many values; documents have limits of their own."""
    level, values = [variables], 0
    for _ in range(DEEPEST + 1):
        found: list[Any] = []
        for node in level:
            if isinstance(node, Mapping):
                found.extend(node.values())
            elif isinstance(node, list):
                found.extend(node)
        values += len(found)
        if values > MOST_VALUES:
            raise Refused([GraphQLError(TOO_MUCH)])
        level = found
        if not level:
            return
    raise Refused([GraphQLError(TOO_DEEP)])


def _check_inputs(document: DocumentNode, query: Query) -> None:
    """Raises Refused for more values than the schema's own types should have to look at one by one."""
    stack: list[tuple[Any, Any]] = []
    for definition in document.definitions:
        for variable in getattr(definition, "variable_definitions", None) or ():
            type_ = type_from_ast(schema(), variable.type)
            stack.append((type_, (query.variables or {}).get(variable.variable.name.value)))
    values = 0
    while stack:
        type_, value = stack.pop()
        type_ = get_nullable_type(type_)
        is_list = is_list_type(type_) and isinstance(value, list)
        is_object = is_input_object_type(type_) and isinstance(value, Mapping)
        values += 1 + (len(value) if is_list or is_object else 0)
        if values > MOST_INPUTS:
            raise Refused([GraphQLError(TOO_MUCH)])
        if is_list:
            stack.extend((type_.of_type, item) for item in value)
        elif is_object:
            stack.extend((type_.fields[name].type, item) for name, item in value.items() if name in type_.fields)
