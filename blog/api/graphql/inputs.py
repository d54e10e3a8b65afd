"""The types of what is written: `mutationPostInput` and `mutationPostUpdateInput`, made of the registry's fields."""

from __future__ import annotations

from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLFloat,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLString,
)

from blog.api.graphql.outputs import enum, title
from blog.api.graphql.scalars import DATE_TIME, JSON
from blog.api.names import type_name
from blog.content.fields import RELATIONS, Field
from blog.content.registry import Collection

SINGLE: dict[str, Any] = {
    "number": GraphQLFloat,
    "integer": GraphQLFloat,
    "checkbox": GraphQLBoolean,
    "date": DATE_TIME,
    "datetime": DATE_TIME,
    "json": JSON,
    "richtext": JSON,
    "blocks": JSON,
}


class Inputs:
    """Makes the input types; the choices of a field are one type for creating and updating."""

    def __init__(self) -> None:
        self.enums: dict[str, GraphQLInputType] = {}

    def new(self, collection: Collection) -> GraphQLInputObjectType:
        """What a new document is made of. A draft may lack everything, and slugs are made of titles."""
        required = () if collection.drafts else [f.name for f in collection.fields if f.required and f.kind != "slug"]
        return self._data(collection, "Input", required)

    def change(self, collection: Collection) -> GraphQLInputObjectType:
        """What is changed in a document; what is not sent stays."""
        type_ = self._data(collection, "UpdateInput", ())
        if collection.drafts and not collection.single:
            type_.fields["deletedAt"] = GraphQLInputField(DATE_TIME, description="A moment for the trash, or null.")
        return type_

    def _data(self, collection: Collection, ending: str, required: Any) -> GraphQLInputObjectType:
        name = type_name(collection)
        stem = f"mutation{name}{ending.removesuffix('Input')}"
        inputs = {}
        for field in collection.fields:
            if not field.read_only:
                type_ = self.value(field, name, stem)
                inputs[field.name] = GraphQLInputField(GraphQLNonNull(type_) if field.name in required else type_)
        if collection.drafts:
            inputs["_status"] = inputs["status"]
        return GraphQLInputObjectType(f"mutation{name}{ending}", inputs)

    def value(self, field: Field, parent: str, stem: str) -> Any:
        """The type of a field's value. `stem` begins the names of what is nested in it."""
        if field.kind == "select":
            name = f"{parent}_{field.name}_MutationInput"
            return self.enums.setdefault(name, enum(name, field.choices))
        if field.kind in RELATIONS:
            one = self._polymorphic(field, parent) if field.polymorphic else GraphQLString
            return GraphQLList(one) if field.many else one
        if field.kind in ("group", "array"):
            inside = self._nested(field, f"{parent}_{title(field.name)}", f"{stem}_{title(field.name)}")
            return GraphQLList(inside) if field.kind == "array" else inside
        return SINGLE.get(field.kind, GraphQLString)

    def _nested(self, field: Field, parent: str, stem: str) -> GraphQLInputObjectType:
        row = {"id": GraphQLInputField(GraphQLString)} if field.kind == "array" else {}
        inputs = {f.name: GraphQLInputField(self.value(f, parent, stem)) for f in field.fields}
        return GraphQLInputObjectType(f"{stem}Input", row | inputs)

    def _polymorphic(self, field: Field, parent: str) -> Any:
        name = f"{parent}_{title(field.name)}RelationshipInput"
        if name not in self.enums:
            relation = enum(f"{name}RelationTo", field.targets)
            self.enums[name] = GraphQLInputObjectType(
                name, {"relationTo": GraphQLInputField(relation), "value": GraphQLInputField(JSON)}
            )
        return self.enums[name]
