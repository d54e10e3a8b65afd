"""The kinds of single values that GraphQL does not have by itself. Whether a value is good, the operations say."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from graphql import GraphQLError, GraphQLScalarType

from blog.content.uploads import Upload as File


def as_it_is(value: Any) -> Any:
    return value


def _object(value: Any) -> Any:
    if not isinstance(value, dict):
        raise GraphQLError("JSONObject must be an object.")
    return value


def _text(name: str) -> Any:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise GraphQLError(f"{name} must be text.")
        return value

    return check


def _moment(value: Any) -> Any:
    if not isinstance(value, (str, date, datetime)):
        raise GraphQLError("DateTime must be a date as text.")
    return value


def _file(value: Any) -> File:
    if not isinstance(value, File):
        raise GraphQLError("Upload must be a file of a multipart request.")
    return value


def _no_file(_: Any) -> Any:
    raise GraphQLError("A file cannot be put out.")


JSON = GraphQLScalarType(
    "JSON", serialize=as_it_is, coerce_input_value=as_it_is, description="Any value that JSON can hold."
)
JSON_OBJECT = GraphQLScalarType(
    "JSONObject", serialize=as_it_is, coerce_input_value=_object, description="An object of JSON."
)
DATE_TIME = GraphQLScalarType(
    "DateTime", serialize=_moment, coerce_input_value=_text("DateTime"),
    description="A moment in UTC, as 2026-11-05T08:00:00.000Z, or a day.",
)  # fmt: skip
EMAIL_ADDRESS = GraphQLScalarType(
    "EmailAddress", serialize=as_it_is, coerce_input_value=_text("EmailAddress"), description="An e-mail address."
)
UPLOAD = GraphQLScalarType(
    "Upload", serialize=_no_file, coerce_input_value=_file,
    description="A file, sent by the GraphQL multipart request specification.",
)  # fmt: skip
