"""What a request brings: a query in the address, as JSON, or as a form with files (the multipart specification)."""

from __future__ import annotations

from typing import Any

import orjson
from flask import request
from werkzeug.exceptions import BadRequest, Forbidden, RequestEntityTooLarge, UnsupportedMediaType

from blog.api.bodies import LARGEST_JSON
from blog.api.graphql.execution import Query
from blog.api.origins import is_ours
from blog.content.uploads import Upload

#: A form may come from any page of the web. Headers may not: for these, a browser asks first.
PREFLIGHT = (
    "Authorization", "X-CSRF-Token", "Apollo-Require-Preflight", "X-Apollo-Operation-Name", "GraphQL-Preflight",
    "GraphQL-Require-Preflight", "X-Requested-With",
)  # fmt: skip
#: The signs that begin a value of JSON, and how many of them are plenty: prose has one for each forty characters.
SIGNS, MOST_SIGNS = (b",", b"[", b"{"), 400_000
MOST_FILES = 10
MOST_PLACES = 20
BATCH = "Send one query at a time: a JSON object, not a list."


def from_address() -> Query:
    """The query of a GET request. Raises BadRequest."""
    variables = _json(request.args.get("variables") or "null")
    return _query({**request.args.to_dict(), "variables": variables})


def from_body() -> Query:
    """The query of a POST request. Raises HTTP errors 400, 403, 413 and 415."""
    if request.mimetype == "multipart/form-data":
        return _query(_with_files())
    if request.mimetype != "application/json" and not request.mimetype.endswith("+json"):
        raise UnsupportedMediaType("Send application/json, or multipart/form-data with files.")
    if (request.content_length or 0) > LARGEST_JSON or len(request.get_data()) > LARGEST_JSON:
        raise RequestEntityTooLarge
    return _query(_json(_bounded(request.get_data())))


def _bounded(sent: bytes) -> bytes:
    """The body, unless it may hold so many values that reading them takes long. Raises RequestEntityTooLarge."""
    if sum(map(sent.count, SIGNS)) > MOST_SIGNS:
        raise RequestEntityTooLarge
    return sent


def _json(sent: bytes | str) -> Any:
    try:
        return orjson.loads(sent)
    except orjson.JSONDecodeError:
        raise BadRequest("Invalid JSON") from None


def _query(sent: Any) -> Query:
    if not isinstance(sent, dict):
        raise BadRequest(BATCH if isinstance(sent, list) else "The body must be a JSON object.")
    text, variables, name = sent.get("query"), sent.get("variables"), sent.get("operationName")
    if not isinstance(text, str) or not text.strip():
        raise BadRequest("query must be the text of a query.")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest("variables must be an object.")
    if name is not None and not isinstance(name, str):
        raise BadRequest("operationName must be text.")
    return Query(text, variables, name or None)


def _with_files() -> Any:
    """The operations, with each file in the places that the map says."""
    if not is_ours() and not any(name in request.headers for name in PREFLIGHT):
        raise Forbidden("Send the header Apollo-Require-Preflight or Authorization along with a form.")
    operations, places = _json(request.form.get("operations", "")), _json(request.form.get("map", ""))
    if not isinstance(operations, dict) or not isinstance(places, dict):
        raise BadRequest(BATCH if isinstance(operations, list) else "operations and map must be JSON objects.")
    if len(places) > MOST_FILES:
        raise BadRequest(f"Send at most {MOST_FILES} files at once.")
    for name, paths in places.items():
        file = request.files.get(name)
        if file is None or not isinstance(paths, list) or len(paths) > MOST_PLACES:
            raise BadRequest(f"map names the file {name[:60]!r}, which is not there.")
        upload = Upload(file.filename or "upload", file.read())
        for path in paths:
            _put(operations, path, upload)
    return operations


def _put(operations: Any, path: Any, upload: Upload) -> None:
    """Put a file where a path such as `variables.file` leads, if null is there."""
    *head, last = path.split(".") if isinstance(path, str) else [""]
    at = operations
    for part in head:
        at = _child(at, part)
    if isinstance(at, dict) and last in at and at[last] is None:
        at[last] = upload
    elif isinstance(at, list) and last.isdecimal() and int(last) < len(at) and at[int(last)] is None:
        at[int(last)] = upload
    else:
        raise BadRequest("map must name places in operations where null stands.")


def _child(at: Any, part: str) -> Any:
    if isinstance(at, dict):
        return at.get(part)
    return at[int(part)] if isinstance(at, list) and part.isdecimal() and int(part) < len(at) else None
