"""The types of documents as they are answered, made of the registry's fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLField,
    GraphQLFloat,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLString,
    GraphQLUnionType,
)

from blog.api.graphql.prose import ARGUMENTS
from blog.api.graphql.scalars import DATE_TIME, EMAIL_ADDRESS, JSON
from blog.api.graphql.values import guarded, plain, prose, related, text
from blog.api.names import block_name, list_name, type_name
from blog.content.access import nobody
from blog.content.fields import RELATIONS, Field
from blog.content.populate import AUTHORS
from blog.content.registry import Collection, Registry

SINGLE = {"number": GraphQLFloat, "integer": GraphQLFloat, "checkbox": GraphQLBoolean, "json": JSON}
SINGLE |= {"date": DATE_TIME, "datetime": DATE_TIME, "email": EMAIL_ADDRESS}
ID = GraphQLNonNull(GraphQLString)
#: Kinds that hold text on a row of its own, where it is never null.
STEADY = ("text", "slug")
PAGING = {
    "totalDocs": GraphQLNonNull(GraphQLInt),
    "limit": GraphQLNonNull(GraphQLInt),
    "totalPages": GraphQLNonNull(GraphQLInt),
    "page": GraphQLNonNull(GraphQLInt),
    "pagingCounter": GraphQLNonNull(GraphQLInt),
    "hasPrevPage": GraphQLNonNull(GraphQLBoolean),
    "hasNextPage": GraphQLNonNull(GraphQLBoolean),
    "prevPage": GraphQLInt,
    "nextPage": GraphQLInt,
    "offset": GraphQLInt,
    "nextCursor": GraphQLString,
}
VERSION = {
    "id": ID, "parent": GraphQLString, "author": GraphQLString, "reason": GraphQLString, "draft": GraphQLBoolean,
    "autosave": GraphQLBoolean, "pinned": GraphQLBoolean, "name": GraphQLString, "createdAt": DATE_TIME,
    "updatedAt": DATE_TIME, "latest": GraphQLBoolean, "published": GraphQLBoolean,
}  # fmt: skip


def title(name: str) -> str:
    """A field's name as a part of a type's: `navItems` is `NavItems`."""
    return name[:1].upper() + name[1:]


def is_secret(collection: Collection, field: Field) -> bool:
    """Whether nobody at all is told what a field holds."""
    rights = collection.access.fields.get(field.name)
    return field.kind == "password" or (rights is not None and rights.read is nobody)


def enum(name: str, choices: Iterable[Any]) -> GraphQLEnumType:
    """The choices of a field; numbers get an underscore before them."""
    return GraphQLEnumType(name, {_word(choice): GraphQLEnumValue(choice) for choice in choices})


def _word(choice: Any) -> str:
    return f"_{choice}" if str(choice)[:1].isdigit() else str(choice)


def page_of(name: str, item: GraphQLObjectType) -> GraphQLObjectType:
    """A page of a list."""
    docs = GraphQLField(GraphQLNonNull(GraphQLList(GraphQLNonNull(item))))
    return GraphQLObjectType(name, {"docs": docs} | {key: GraphQLField(type_) for key, type_ in PAGING.items()})


class Outputs:
    """Makes the types of one registry, each once."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.enums: dict[str, GraphQLEnumType] = {}
        self.blocks = {slug: self._block(slug) for slug in registry.blocks}
        everything = (*registry.collections.values(), *registry.globals.values())
        self.documents = {c.slug: GraphQLObjectType(type_name(c), self._later(c)) for c in everything}
        self.pages = {c.slug: page_of(list_name(c), self.documents[c.slug]) for c in registry.collections.values()}
        self.versions = {c.slug: self._version(c) for c in everything if c.drafts}
        self.byline = self._byline(registry["users"])

    def _later(self, collection: Collection) -> Callable[[], dict[str, GraphQLField]]:
        return lambda: self._document(collection)

    def _document(self, collection: Collection) -> dict[str, GraphQLField]:
        name = type_name(collection)
        fields = {"id": GraphQLField(ID)}
        for field in collection.fields:
            if is_secret(collection, field):
                continue
            made = self.field(field, name)
            if self._is_steady(collection, field):
                made = GraphQLField(ID, resolve=text(field.name))
            made.resolve = guarded(collection, field.name, made.resolve or plain(field.name))
            made.description = field.help or None
            fields[field.name] = made
        if collection.drafts:
            fields["_status"] = GraphQLField(fields["status"].type, description="The same as status.")
        if collection.single:
            fields["globalType"] = GraphQLField(GraphQLString)
        if "authors" in collection.links:
            fields[AUTHORS] = GraphQLField(GraphQLList(GraphQLNonNull(self.byline)))
        return fields

    def _is_steady(self, collection: Collection, field: Field) -> bool:
        seen = field.name not in collection.access.fields
        return field.required and field.kind in STEADY and bool(field.attr) and seen

    def field(self, field: Field, parent: str) -> GraphQLField:
        """A field of a document, or of what is nested in one."""
        if field.kind in RELATIONS:
            args = {"limit": GraphQLArgument(GraphQLInt)} if field.many else None
            one = self._relationship(field, parent) if field.polymorphic else self.documents[field.targets[0]]
            return GraphQLField(GraphQLList(one) if field.many else one, args=args, resolve=related(field))
        if field.kind == "richtext":
            return GraphQLField(JSON, args=ARGUMENTS, resolve=prose(field.name))
        if field.kind in ("group", "array"):
            inside = self.nested(f"{parent}_{title(field.name)}", field)
            return GraphQLField(inside if field.kind == "group" else GraphQLList(GraphQLNonNull(inside)))
        if field.kind == "blocks":
            union = GraphQLUnionType(f"{parent}_{title(field.name)}", list(self.blocks.values()), _block_type)
            return GraphQLField(GraphQLList(GraphQLNonNull(union)))
        if field.kind == "select":
            return GraphQLField(self._enum(f"{parent}_{field.name}", field))
        return GraphQLField(SINGLE.get(field.kind, GraphQLString))

    def _enum(self, name: str, field: Field) -> GraphQLEnumType:
        return self.enums.setdefault(name, enum(name, field.choices))

    def nested(self, name: str, field: Field) -> GraphQLObjectType:
        """A group, or a row of an array."""
        row = {"id": GraphQLField(GraphQLString)} if field.kind == "array" else {}
        return GraphQLObjectType(name, lambda: row | {f.name: self.field(f, name) for f in field.fields})

    def _relationship(self, field: Field, parent: str) -> GraphQLObjectType:
        name = f"{parent}_{title(field.name)}"
        union = GraphQLUnionType(name, [self.documents[slug] for slug in field.targets], self._populated_type)
        fields = {"relationTo": GraphQLField(enum(f"{name}_RelationTo", field.targets)), "value": GraphQLField(union)}
        return GraphQLObjectType(f"{name}_Relationship", fields)

    def _populated_type(self, doc: Any, *_: Any) -> str:
        return type_name(self.registry[doc.slug])

    def _block(self, slug: str) -> GraphQLObjectType:
        name, block = block_name(slug), self.registry.blocks[slug]
        own = ("blockType", "id", "blockName")
        return GraphQLObjectType(
            name,
            lambda: (
                {key: GraphQLField(GraphQLString) for key in own}
                | {field.name: self.field(field, name) for field in block.fields}
            ),
        )

    def _version(self, collection: Collection) -> GraphQLObjectType:
        fields = {name: GraphQLField(type_) for name, type_ in VERSION.items()}
        fields["version"] = GraphQLField(self.documents[collection.slug])
        return GraphQLObjectType(f"{type_name(collection)}Version", fields)

    def _byline(self, users: Collection) -> GraphQLObjectType:
        return GraphQLObjectType(
            "Byline",
            lambda: (
                {"id": GraphQLField(ID)} | {name: self.field(users.by_name[name], "Byline") for name in users.byline}
            ),
            description="What is public of somebody who wrote something.",
        )


def _block_type(row: Any, *_: Any) -> str:
    return block_name(row["blockType"])
