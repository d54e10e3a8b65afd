"""The fixed parts of the description: envelopes, errors, parameters, headers, ways of signing in."""

from __future__ import annotations

from typing import Any

from blog.api.cookies import ACCESS
from blog.api.openapi.types import MOMENT, UUID, Schema, maybe, ref

WHOLE: Schema = {"type": "integer", "format": "int64"}
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
TREE: Schema = {"type": "object", "additionalProperties": True}


def thing(required: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    """An object with these properties."""
    return {"type": "object", "properties": properties} | ({"required": list(required)} if required else {})


def page_of(item: Schema) -> Schema:
    """A page of a list."""
    return thing(
        ("docs", "limit", "page", "pagingCounter", "hasPrevPage", "hasNextPage"),
        docs={"type": "array", "items": item},
        totalDocs=WHOLE | {"description": "Left out with count=false."},
        totalPages=WHOLE,
        limit=WHOLE,
        page=WHOLE,
        pagingCounter=WHOLE | {"description": "The number of the first document of this page, counted from 1."},
        hasPrevPage=FLAG,
        hasNextPage=FLAG,
        prevPage=maybe(WHOLE),
        nextPage=maybe(WHOLE),
        nextCursor=maybe(TEXT) | {"description": "Send it as `cursor` for what follows."},
    )


def version_of(item: Schema) -> Schema:
    """A version with the content it keeps."""
    return thing(
        ("id", "version", "createdAt"),
        id=UUID,
        parent=maybe(UUID),
        author=maybe(UUID),
        reason=TEXT,
        draft=FLAG,
        autosave=FLAG,
        pinned=FLAG,
        name=maybe(TEXT),
        createdAt=MOMENT,
        updatedAt=MOMENT,
        latest=FLAG,
        published=FLAG,
        version=item,
    )


def bulk_of(item: Schema) -> Schema:
    """What became of many documents."""
    failure = thing(id=UUID, message=TEXT)
    return thing(
        ("message", "docs", "errors"),
        message=TEXT,
        docs={"type": "array", "items": item},
        errors={"type": "array", "items": failure},
    )


RIGHT: Schema = {"anyOf": [{"const": True}, thing(("permission", "where"), permission=FLAG, where=TREE)]}
RIGHTS: Schema = thing(
    ("fields",),
    create=RIGHT,
    read=RIGHT,
    update=RIGHT,
    delete=RIGHT,
    publish=RIGHT,
    readVersions=RIGHT,
    fields={"anyOf": [{"const": True}, TREE]},
)
RIGHTS_BY_SLUG: Schema = {"type": "object", "additionalProperties": ref("Rights")}

SESSION: Schema = thing(
    ("id", "current"),
    id=UUID,
    createdAt=MOMENT,
    seenAt=MOMENT,
    expiresAt=MOMENT,
    address=maybe(TEXT),
    userAgent=maybe(TEXT),
    current=FLAG | {"description": "Whether it is the session that asks."},
)

SCHEMAS: dict[str, Schema] = {
    "RichText": {
        "type": "object",
        "description": "A ProseMirror document. docs/markdown.md has its nodes and marks.",
        "properties": {"type": {"const": "doc"}, "content": {"type": "array", "items": TREE}},
        "required": ["type"],
    },
    "Where": {
        "type": "object",
        "description": 'Conditions by field, as in {"status": {"equals": "published"}}; `and` and `or` take lists.',
        "additionalProperties": True,
    },
    "Message": thing(("message",), message=TEXT),
    "Errors": thing(
        ("errors",),
        errors={
            "type": "array",
            "minItems": 1,
            "items": thing(("message",), name=TEXT, message=TEXT, data={}),
        },
    ),
    "Rights": RIGHTS,
    "Session": SESSION,
    "Access": thing(
        ("collections", "globals"), canAccessAdmin=FLAG, collections=RIGHTS_BY_SLUG, globals=RIGHTS_BY_SLUG
    ),
}

#: What goes wrong, by status: the name of the answer and what it says.
ERRORS = {
    "400": ("BadRequest", "What was sent cannot be read, or does not fit; `data.errors` names each field."),
    "401": ("Unauthorized", "A wrong address or password, or an account that is locked: the same words for all."),
    "403": ("Forbidden", "The caller may not do this."),
    "404": ("NotFound", "There is no such document, or none that the caller may see."),
    "412": ("PreconditionFailed", "`If-Match` names another state of the document."),
    "413": ("TooLarge", "What was sent is too large."),
    "415": ("UnsupportedMediaType", "Send JSON, or a form where a file goes along."),
    "422": ("OtherRequest", "This Idempotency-Key was sent with another request before."),
    "429": ("TooManyRequests", "Too often; `Retry-After` says in how many seconds again."),
    "503": ("Unavailable", "The database is away or the site is being looked after; try again shortly."),
}


def parameter(name: str, schema: Schema, text: str, where: str = "query", **more: Any) -> dict[str, Any]:
    return {"name": name, "in": where, "schema": schema, "description": text, **more}


def as_json(name: str, schema: Schema, text: str) -> dict[str, Any]:
    """A parameter whose value is JSON; in brackets it works, too. Generators know it as a text."""
    told = {"type": "string", "contentMediaType": "application/json", "contentSchema": schema, "format": name}
    return parameter(name, told, text)


PARAMETERS: dict[str, dict[str, Any]] = {
    "graphqlQuery": parameter("query", TEXT, "The text of a GraphQL query.", example="{ Posts { totalDocs } }"),
    "graphqlVariables": parameter("variables", TEXT, "Its variables, as a JSON object."),
    "operationName": parameter("operationName", TEXT, "Which of several queries in the text."),
    "where": as_json("where", ref("Where"), "Which documents: JSON, or in brackets as in where[status][equals]=draft."),
    "sort": parameter(
        "sort", TEXT | {"format": "sort"}, "Fields with commas between them; `-` turns one round.", example="-updatedAt"
    ),
    "limit": parameter("limit", WHOLE | {"minimum": 0, "default": 10}, "0 is as many as one answer may hold."),
    "page": parameter("page", WHOLE | {"minimum": 1, "default": 1}, "The number of the page."),
    "cursor": parameter("cursor", TEXT | {"format": "cursor"}, "The `nextCursor` of the page before."),
    "count": parameter("count", FLAG | {"default": True}, "Whether to count them all."),
    "pagination": parameter("pagination", FLAG | {"default": True}, "Whether to answer page by page."),
    "depth": parameter(
        "depth", WHOLE | {"minimum": 0, "default": 1}, "How far related documents stand in the place of their ids."
    ),
    "select": as_json("select", TREE, "Which fields: JSON, or in brackets as in select[title]=true."),
    "populate": as_json("populate", TREE, 'Which fields of related documents: {"users": {"name": true}}.'),
    "draft": parameter("draft", FLAG | {"default": False}, "Reads, or writes, edits that readers do not see yet."),
    "autosave": parameter("autosave", FLAG | {"default": False}, "Takes the place of one's last autosave."),
    "trash": parameter("trash", FLAG | {"default": False}, "Includes what is in the trash."),
    "atomic": parameter("atomic", FLAG | {"default": False}, "All of them or none."),
    "size": parameter("size", TEXT, "A smaller picture by name.", example="thumbnail"),
    "allSessions": parameter("allSessions", FLAG | {"default": False}, "Signs out everywhere."),
    "If-Match": parameter("If-Match", TEXT, "The tag of the state that the write is meant for.", "header"),
    "If-None-Match": parameter("If-None-Match", TEXT, "The tag of what one has already.", "header"),
    "Range": parameter("Range", TEXT, "Which bytes, as in bytes=0-1023.", "header"),
    "Idempotency-Key": parameter(
        "Idempotency-Key", TEXT | {"maxLength": 255}, "Sent again with the same body: the first answer again.", "header"
    ),
}

SECURITY: dict[str, dict[str, Any]] = {
    "accessToken": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The `token` that POST /api/users/login answers; `Authorization: JWT …` means the same.",
    },
    "apiKey": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`users API-Key ` and then the key, for programs.",
    },
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": ACCESS,
        "description": "What a browser keeps after signing in. Writes need same-origin Sec-Fetch-Site or X-CSRF-Token.",
    },
}
