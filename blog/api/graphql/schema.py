"""The schema: every query and mutation, made of the registry when it is first asked for."""

from __future__ import annotations

from functools import cache

from graphql import GraphQLObjectType, GraphQLSchema, print_schema, specified_directives, validate_schema

from blog.api.graphql import accounts, reading, rights, writing
from blog.api.graphql.outputs import Outputs
from blog.api.graphql.request import patient
from blog.content.registry import Registry, registry


def build(kinds: Registry) -> GraphQLSchema:
    """The schema of a registry. Raises TypeError where it has names that GraphQL does not allow."""
    outputs = Outputs(kinds)
    queries = reading.queries(kinds, outputs) | rights.queries(kinds) | accounts.queries(outputs)
    for field in queries.values():
        field.resolve = patient(field.resolve)
    mutations = writing.mutations(kinds, outputs) | accounts.mutations(outputs)
    made = GraphQLSchema(
        GraphQLObjectType("Query", queries), GraphQLObjectType("Mutation", mutations), directives=specified_directives
    )
    problems = validate_schema(made)
    if problems:
        raise TypeError("; ".join(problem.message for problem in problems))
    return made


@cache
def schema() -> GraphQLSchema:
    """The schema of this site; what it is made of does not change while the program runs."""
    return build(registry)


def written() -> str:
    """The schema in GraphQL's own language."""
    return print_schema(schema()) + "\n"
