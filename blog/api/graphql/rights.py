"""What the caller may do, as types: `Access` for everything, `docAccessPost` for one document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import GraphQLBoolean, GraphQLField, GraphQLNonNull, GraphQLObjectType, GraphQLResolveInfo

from blog.api import permissions
from blog.api.graphql.reading import ID, Fields
from blog.api.graphql.scalars import JSON_OBJECT
from blog.api.names import type_name
from blog.content.registry import Collection, Registry, registry

PERMISSION = GraphQLObjectType(
    "Permission",
    {
        "permission": GraphQLField(GraphQLNonNull(GraphQLBoolean)),
        "where": GraphQLField(JSON_OBJECT, description="The documents that it is allowed for, if not for all."),
    },
)
FIELD = GraphQLObjectType(
    "FieldPermissions", {action: GraphQLField(PERMISSION) for action in ("create", "read", "update")}
)


def queries(kinds_of: Registry) -> Fields:
    """The fields of Query about the caller's rights."""
    everything = (*kinds_of.collections.values(), *kinds_of.globals.values())
    of_fields = {c.slug: _fields(c) for c in everything}
    kinds = {word(c): GraphQLField(_type(c, "Access", of_fields[c.slug])) for c in everything}
    admin = {"canAccessAdmin": GraphQLField(GraphQLNonNull(GraphQLBoolean))}
    fields = {"Access": GraphQLField(GraphQLObjectType("Access", admin | kinds), resolve=_everything)}
    for collection in everything:
        args = {} if collection.single else {"id": ID}
        answer = _type(collection, "DocAccess", of_fields[collection.slug])
        fields[f"docAccess{type_name(collection)}"] = GraphQLField(answer, args=args, resolve=_of_one(collection))
    return fields


def word(collection: Collection) -> str:
    """A collection's name where GraphQL allows no hyphen."""
    return collection.slug.replace("-", "_")


def _fields(collection: Collection) -> GraphQLObjectType:
    named = {field.name: GraphQLField(FIELD) for field in collection.fields}
    return GraphQLObjectType(f"{word(collection)}Fields", named)


def _type(collection: Collection, ending: str, fields: GraphQLObjectType) -> GraphQLObjectType:
    actions = permissions.GLOBAL if collection.single else permissions.COLLECTION
    allowed = {action: GraphQLField(PERMISSION) for action in actions}
    return GraphQLObjectType(f"{word(collection)}{ending}", {"fields": GraphQLField(fields)} | allowed)


def _everything(_: Any, info: GraphQLResolveInfo) -> dict[str, Any]:
    told = permissions.everywhere(info.context.actor)
    rights = {**told["collections"], **told["globals"]}
    shown = {slug.replace("-", "_"): _shown(right, slug) for slug, right in rights.items()}
    return {"canAccessAdmin": told.get("canAccessAdmin", False), **shown}


def _of_one(collection: Collection) -> Callable[..., Any]:
    def resolve(_: Any, info: GraphQLResolveInfo, id: str | None = None) -> dict[str, Any]:
        info.context.check_time()
        if collection.single:
            return _shown(permissions.with_global(collection.slug, info.context.actor), collection.slug)
        return _shown(permissions.with_document(collection.slug, id, info.context.actor), collection.slug)

    return resolve


def _shown(rights: Mapping[str, Any], slug: str) -> dict[str, Any]:
    """Every right with its answer: what REST leaves out is a no here."""
    collection, fields = registry[slug], rights["fields"]
    actions = permissions.GLOBAL if collection.single else permissions.COLLECTION
    named = {field.name: _of_field(fields if fields is True else fields[field.name]) for field in collection.fields}
    return {"fields": named, **{action: _permission(rights.get(action)) for action in actions}}


def _permission(right: Any) -> dict[str, Any]:
    return dict(right) if isinstance(right, Mapping) else {"permission": right is True}


def _of_field(rights: Any) -> dict[str, Any]:
    actions = ("create", "read", "update")
    return {action: {"permission": rights is True or rights.get(action) is True} for action in actions}
