"""The address of GraphQL: POST for everything, GET for queries alone."""

from __future__ import annotations

from flask import Response
from graphql import OperationType
from werkzeug.exceptions import MethodNotAllowed

from blog.api.admission import keep_writing
from blog.api.answers import answer, listed
from blog.api.blueprint import route
from blog.api.graphql import bodies
from blog.api.graphql.execution import Query, Refused, kind_of, prepare
from blog.api.graphql.execution import answer as worked_off
from blog.api.graphql.failures import formatted
from blog.api.graphql.request import begin

ADDRESS = "/graphql"


@route(ADDRESS, "GET")
def ask() -> Response:
    """A query in the address: what it answers may be kept and asked for again, so it changes nothing."""
    return _answered(bodies.from_address(), reading_only=True)


@route(ADDRESS, "POST")
def run() -> Response:
    return _answered(bodies.from_body())


def _answered(query: Query, *, reading_only: bool = False) -> Response:
    try:
        document = prepare(query.text)
        if kind_of(document, query.operation) is OperationType.MUTATION:
            if reading_only:
                raise MethodNotAllowed(["POST"], "A mutation is sent by POST.")
            keep_writing()
        request = begin()
        told, status = worked_off(query, request, document)
    except Refused as refusal:
        return answer({"errors": [formatted(error) for error in refusal.errors]}, 400)
    response = listed(told) if reading_only and status == 200 else answer(told, status)
    for step in request.finish:
        step(response)
    return response
