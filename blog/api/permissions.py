"""What the caller may do, read off the rules themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from blog.api.answers import listed
from blog.api.blueprint import route
from blog.api.identity import actor
from blog.content.access import Actor
from blog.content.registry import Collection, registry

STAFF = ("admin", "editor")
COLLECTION = {
    "create": "create", "read": "read", "update": "update", "delete": "delete", "publish": "publish",
    "readVersions": "versions",
}  # fmt: skip
GLOBAL = {"read": "read", "update": "update", "readVersions": "versions"}


@route("/access", "GET")
def access() -> Response:
    """Only what is allowed is there: true, or the condition on the documents it is allowed for."""
    person = actor()
    tree = {
        "collections": {slug: _rights(c, person, COLLECTION) for slug, c in registry.collections.items()},
        "globals": {slug: _rights(c, person, GLOBAL) for slug, c in registry.globals.items()},
    }
    return listed({**({"canAccessAdmin": True} if person.role in STAFF else {}), **tree})


def _rights(collection: Collection, person: Actor, actions: Mapping[str, str]) -> dict[str, Any]:
    rights: dict[str, Any] = {"fields": _fields(collection, person)}
    for name, action in actions.items():
        if action in ("publish", "versions") and not collection.drafts:
            continue
        verdict = collection.access.verdict(action, person)
        if verdict is not False:
            rights[name] = True if verdict is True else {"permission": True, "where": verdict}
    return rights


def _fields(collection: Collection, person: Actor) -> Any:
    fields = {}
    for field in collection.fields:
        rights = {
            action: True
            for action in ("create", "read", "update")
            if collection.access.field_allows(field.name, action, person)
        }
        fields[field.name] = True if len(rights) == 3 else rights
    return True if all(rights is True for rights in fields.values()) else fields
