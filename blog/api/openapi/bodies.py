"""What goes into a route and what comes out of it, by the names that `told` uses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from blog.api.names import type_name
from blog.api.openapi.samples import sample
from blog.api.openapi.shapes import FLAG, TEXT, TREE, WHOLE, bulk_of, page_of, thing, version_of
from blog.api.openapi.types import MOMENT, UUID, Schema, Types, maybe, ref
from blog.content.registry import Collection

JSON = "application/json"
USER: Schema = ref("Account")
KEY: Schema = thing(
    ("id", "name"),
    id=UUID,
    name=TEXT,
    prefix=TEXT,
    scopes={},
    createdAt=MOMENT,
    expiresAt=maybe(MOMENT),
    lastUsedAt=maybe(MOMENT),
)
PASSWORD: Schema = {"type": "string", "format": "password"}
CODE: Schema = TEXT | {"description": "Where the account has one-time codes: one of them, or a recovery code."}

BODIES: dict[str, Schema] = {
    "credentials": thing(("email", "password"), email=TEXT, password=PASSWORD, code=CODE),
    "refresh": thing(refreshToken=TEXT | {"description": "Left out where the cookie or the header says who asks."}),
    "account": thing(("email", "password"), email=TEXT, password=PASSWORD, name=TEXT),
    "email": thing(("email",), email=TEXT),
    "reset": thing(
        ("token", "password"),
        token=TEXT,
        password=PASSWORD,
        revokeKeys=FLAG | {"description": "Whether the keys of the account's programs end with it."},
    ),
    "graphql": thing(("query",), query=TEXT, variables=maybe(TREE), operationName=maybe(TEXT)),
    "key": thing(("name",), name=TEXT, scopes=TREE, expiresAt=maybe(MOMENT)),
}
EXAMPLES: dict[str, Any] = {
    "credentials": {"email": "ada@example.org", "password": "a long sentence of your own"},
    "refresh": {},
    "account": {"email": "ada@example.org", "password": "a long sentence of your own", "name": "Ada Finch"},
    "email": {"email": "ada@example.org"},
    "reset": {"token": "from-the-mail", "password": "a long sentence of your own"},
    "graphql": {"query": "{ Posts(limit: 3) { totalDocs docs { title slug } } }"},
    "key": {"name": "Deploy script"},
}


def requests(types: Types, name: str, collection: Collection | None) -> dict[str, Any]:
    """The body of a request."""
    if collection is None:
        return {"required": name != "refresh", "content": {JSON: {"schema": BODIES[name], "example": EXAMPLES[name]}}}
    schema = ref(f"{type_name(collection)}Data")
    required = types.required(collection) if name == "new" else []
    if required:
        schema = {"allOf": [schema], "required": required}
    content: dict[str, Any] = {JSON: {"schema": schema, "example": sample(collection)}}
    if name == "new" and collection.slug == "media":
        file = {"type": "string", "contentMediaType": "application/octet-stream"}
        form = thing(("file",), file=file, _payload=TEXT | {"description": "The other fields, as JSON."})
        content = {"multipart/form-data": {"schema": form}}
    return {"required": bool(required) or "multipart/form-data" in content, "content": content}


def answers(name: str, collection: Collection | None) -> dict[str, Any]:
    """The answer of a route that went well."""
    if name == "bytes":
        content = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}, "*/*": {}}
        return {"description": "The bytes.", "content": content}
    if name == "html":
        return {"description": "A page.", "content": {"text/html": {"schema": TEXT}}}
    if collection is None:
        schema = FIXED[name]
    else:
        schema = OF_DOCUMENTS[name](ref(type_name(collection)))
    return {"description": "It went well.", "content": {JSON: {"schema": schema}}}


OF_DOCUMENTS: dict[str, Callable[[Schema], Schema]] = {
    "document": lambda item: item,
    "page": page_of,
    "count": lambda _: thing(("totalDocs",), totalDocs=WHOLE),
    "written": lambda item: thing(("message", "doc"), message=TEXT, doc=item),
    "result": lambda item: thing(("message", "result"), message=TEXT, result=item),
    "bulk": bulk_of,
    "versions": lambda item: page_of(version_of(item)),
    "version": version_of,
    "restored": lambda _: thing(("message",), id=UUID, message=TEXT),
    "rights": lambda _: ref("Rights"),
}

_SIGNED_IN = {"message": TEXT, "user": USER, "exp": WHOLE, "refreshToken": TEXT}
FIXED: dict[str, Schema] = {
    "message": ref("Message"),
    "access": ref("Access"),
    "signedIn": thing(("message", "token", "user"), **_SIGNED_IN, token=TEXT),
    "passwordReset": thing(("message",), **_SIGNED_IN, token=TEXT),
    "refreshed": thing(
        ("message", "refreshedToken", "user"), **_SIGNED_IN, refreshedToken=TEXT, setCookie=FLAG, strategy=TEXT
    ),
    "initialized": thing(("initialized",), initialized=FLAG),
    "me": thing(
        ("user", "message"),
        user=maybe(USER), message=TEXT, collection=TEXT, strategy=TEXT, exp=WHOLE, token=TEXT,
    ),
    "sessions": thing(("docs",), docs={"type": "array", "items": ref("Session")}, totalDocs=WHOLE),
    "keys": thing(("docs",), docs={"type": "array", "items": KEY}, totalDocs=WHOLE),
    "newKey": thing(
        ("message", "doc"), message=TEXT, doc={"allOf": [KEY], "properties": {"key": TEXT}, "required": ["key"]}
    ),
    "redelivered": thing(("message", "doc"), message=TEXT, doc=thing(("id",), id=UUID, state=TEXT)),
    "graphql": thing(data=maybe(TREE), errors={"type": "array", "items": TREE}),
    "openapi": TREE,
}  # fmt: skip
