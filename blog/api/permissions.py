"""What the caller may do, read off the rules themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response

from blog.api.answers import answer, listed
from blog.api.blueprint import SLUG, route
from blog.api.collections import known
from blog.api.globals import known_global
from blog.api.identity import actor
from blog.content import operations
from blog.content.access import SYSTEM, Actor
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
    return listed(everywhere(actor()))


def everywhere(person: Actor) -> dict[str, Any]:
    """What a person may do with each collection and global."""
    tree = {
        "collections": {slug: _rights(c, person, COLLECTION) for slug, c in registry.collections.items()},
        "globals": {slug: with_global(slug, person) for slug in registry.globals},
    }
    enters = person.role in STAFF and person.scope is None
    return {**({"canAccessAdmin": True} if enters else {}), **tree}


@route(f"/{SLUG}/access", "POST")
@route(f"/{SLUG}/access/<id_>", "POST")
def of_document(slug: str, id_: str | None = None) -> Response:
    """The same for one document: what depends on it is true or not there."""
    known(slug)
    return answer(with_document(slug, id_, actor()))


@route("/globals/<slug>/access", "POST")
def of_global(slug: str) -> Response:
    """The same for a global."""
    known_global(slug)
    return answer(with_global(slug, actor()))


def with_document(slug: str, id_: str | None, person: Actor) -> dict[str, Any]:
    """What a person may do with one document of a collection, or with any. Raises NotFound and Forbidden."""
    collection = registry.collections[slug]
    rights = _rights(collection, person, COLLECTION)
    if id_ is not None:
        operations.find_by_id(slug, id_, actor=person, depth=0, select=("id",), trash=True)
        rights = {
            name: True if _holds(slug, id_, right) else None for name, right in rights.items() if name != "fields"
        }
        rights = {name: right for name, right in rights.items() if right} | {"fields": _fields(collection, person)}
    return rights


def with_global(slug: str, person: Actor) -> dict[str, Any]:
    """What a person may do with a global."""
    return _rights(registry.globals[slug], person, GLOBAL)


def _holds(slug: str, id_: str, right: Any) -> bool:
    if right is True:
        return True
    # The rule's own condition may name what the caller may not ask about.
    where = {"and": [{"id": {"equals": id_}}, right["where"]]}
    return operations.count(slug, actor=SYSTEM, where=where, trash=True) > 0


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
