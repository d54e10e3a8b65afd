"""The fields of collections as JSON Schema (draft 2020-12): as documents are read, and as they are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from blog.api.confirming import PRESENT
from blog.api.names import block_name, type_name
from blog.content.fields import RELATIONS, Field
from blog.content.registry import Collection, Registry

Schema = dict[str, Any]

UUID: Schema = {"type": "string", "format": "uuid"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
DAY: Schema = {"type": "string", "format": "date"}
ROW_ID: Schema = {"type": "string", "description": "Names the row; it is kept as long as the row is."}

PRESENT_PASSWORD: Schema = {
    "type": "string",
    "format": "password",
    "description": "To change one's own address or password, unless one has signed in within the last ten minutes.",
}

SIMPLE: dict[str, Schema] = {
    "text": {"type": "string"},
    "textarea": {"type": "string"},
    "slug": {"type": "string"},
    "email": {"type": "string"},
    "url": {"type": "string"},
    "colour": {"type": "string"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "checkbox": {"type": "boolean"},
    "date": DAY,
    "datetime": MOMENT,
    "richtext": {"$ref": "#/components/schemas/RichText"},
    "json": {},
}


def ref(name: str) -> Schema:
    """A reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(schema: Schema) -> Schema:
    """The schema, or nothing."""
    if not schema:
        return {}
    if isinstance(schema.get("type"), str):
        widened = {**schema, "type": [schema["type"], "null"]}
        return widened | ({"enum": [*schema["enum"], None]} if "enum" in schema else {})
    return {"anyOf": [schema, {"type": "null"}]}


class Types:
    """Makes the schemas of one registry."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def schemas(self) -> dict[str, Schema]:
        """Every named schema of collections, globals and layout blocks."""
        named: dict[str, Schema] = {}
        for collection in self._all():
            name = type_name(collection)
            named[name] = self.document(collection)
            named[f"{name}Data"] = self.data(collection)
        own = {"collection": {"type": "string"}, "_strategy": {"type": "string"}}
        named["Account"] = {**named["User"], "properties": named["User"]["properties"] | own}
        named["UserData"]["properties"][PRESENT] = PRESENT_PASSWORD
        for block in self.registry.blocks.values():
            for ending, writing in (("", False), ("Data", True)):
                named[block_name(block.slug) + ending] = self._block(block.slug, block.fields, writing)
        return named

    def _all(self) -> Iterable[Collection]:
        return (*self.registry.collections.values(), *self.registry.globals.values())

    def document(self, collection: Collection) -> Schema:
        """A document as it is answered. Nothing is required: `select` and the caller's rights leave fields out."""
        fields = [field for field in collection.fields if field.kind != "password"]
        properties = {"id": UUID} | {field.name: self.read(field) for field in fields}
        if collection.drafts:
            properties["_status"] = properties["status"]
        if collection.single:
            properties["globalType"] = {"type": "string", "const": collection.slug}
        if "authors" in collection.links:
            byline = {"id": UUID, **{name: {} for name in self.registry["users"].byline}}
            properties["populatedAuthors"] = {"type": "array", "items": {"type": "object", "properties": byline}}
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def data(self, collection: Collection) -> Schema:
        """What a write of a document may send. A draft may be sent with anything missing."""
        fields = [field for field in collection.fields if not field.read_only]
        properties = {field.name: self.write(field) for field in fields}
        if collection.drafts:
            properties["_status"] = properties["status"]
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def required(self, collection: Collection) -> list[str]:
        """What a new document cannot do without. Slugs are made of titles, and a draft may lack everything."""
        if collection.drafts:
            return []
        return [f.name for f in collection.fields if f.required and not f.read_only and f.kind != "slug"]

    def read(self, field: Field) -> Schema:
        """A field's value as it is answered; any may be null where nothing was entered."""
        return self._described(field, maybe(self._value(field, writing=False)))

    def write(self, field: Field) -> Schema:
        """A field's value as it may be sent."""
        return self._described(field, maybe(self._value(field, writing=True)))

    def _described(self, field: Field, schema: Schema) -> Schema:
        told = {"title": field.title} | ({"description": field.help} if field.help else {})
        return {**told, **schema} | ({"readOnly": True} if field.read_only else {})

    def _value(self, field: Field, *, writing: bool) -> Schema:
        if field.kind in RELATIONS:
            return self._relation(field, writing)
        if field.kind in ("group", "array"):
            inside = {f.name: (self.write if writing else self.read)(f) for f in field.fields}
            if field.kind == "group":
                return {"type": "object", "properties": inside}
            return {"type": "array", "items": {"type": "object", "properties": {"id": ROW_ID, **inside}}}
        if field.kind == "blocks":
            ending = "Data" if writing else ""
            kinds = [block_name(slug) + ending for slug in self.registry.blocks]
            mapping = {slug: ref(block_name(slug) + ending)["$ref"] for slug in self.registry.blocks}
            discriminator = {"propertyName": "blockType", "mapping": mapping}
            return {
                "type": "array",
                "items": {"oneOf": [ref(kind) for kind in kinds], "discriminator": discriminator},
            }
        if field.kind == "select":
            numbers = all(isinstance(choice, int) for choice in field.choices)
            return {"type": "integer" if numbers else "string", "enum": list(field.choices)}
        limits = {"maxLength": field.max_length} if writing and field.max_length else {}
        if field.kind == "password":
            return {"type": "string", "format": "password", **limits}
        return {**SIMPLE[field.kind], **limits}

    def _relation(self, field: Field, writing: bool) -> Schema:
        if field.polymorphic:
            value = UUID if writing else {"anyOf": [UUID, *(self._document_of(slug) for slug in field.targets)]}
            relation = {"type": "string", "enum": list(field.targets)}
            one: Schema = {
                "type": "object",
                "properties": {"relationTo": relation, "value": value},
                "required": ["relationTo", "value"],
            }
        else:
            one = UUID if writing else {"anyOf": [UUID, self._document_of(field.targets[0])]}
        return {"type": "array", "items": one} if field.many else one

    def _document_of(self, slug: str) -> Schema:
        return ref(type_name(self.registry[slug]))

    def _block(self, slug: str, fields: tuple[Field, ...], writing: bool) -> Schema:
        inside = {f.name: (self.write if writing else self.read)(f) for f in fields}
        own = {
            "id": ROW_ID,
            "blockType": {"type": "string", "const": slug},
            "blockName": {"type": ["string", "null"], "maxLength": 255},
        }
        return {"type": "object", "properties": {**own, **inside}, "required": ["blockType"]}
