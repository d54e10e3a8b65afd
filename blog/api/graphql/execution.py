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
    parse,
    specified_rules,
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
RULES = tuple(dict.fromkeys((*specified_rules, *recommended_rules)))
TOO_DEEP = "This is nested too deeply."


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


def _check_depth(value: Any) -> None:
    stack = [(value, 0)]
    while stack:
        node, level = stack.pop()
        if level > DEEPEST:
            raise Refused([GraphQLError(TOO_DEEP)])
        children = node.values() if isinstance(node, Mapping) else node if isinstance(node, list) else ()
        stack.extend((child, level + 1) for child in children)
