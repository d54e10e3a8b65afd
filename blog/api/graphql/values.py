"""How the values of documents are resolved: what may not be read is an error, what leads nowhere is null."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from graphql import GraphQLResolveInfo

from blog.api.graphql.prose import written
from blog.content.fields import Field
from blog.content.populate import AUTHORS
from blog.content.registry import Collection
from blog.errors import Forbidden

Resolver = Callable[..., Any]


class Byline(dict[str, Any]):
    """What is public of a person whose account may not be read."""


class Populated(dict[str, Any]):
    """A document that a polymorphic relation leads to, with its collection."""

    slug = ""


def plain(name: str) -> Resolver:
    return lambda doc, _: doc.get(name)


def text(name: str) -> Resolver:
    """A text that is never null: a draft may lack it."""
    return lambda doc, _: doc.get(name) or ""


def prose(name: str) -> Resolver:
    def resolve(doc: Any, info: GraphQLResolveInfo, **asked: Any) -> Any:
        found = written(doc.get(name), asked)
        info.context.write(len(found) if isinstance(found, str) else len(orjson.dumps(found, default=str)))
        return found

    return resolve


def related(field: Field) -> Resolver:
    """The document or documents in the place of the ids; those that the caller may not read are left out."""
    if field.polymorphic:
        return _many(field.name, _polymorphic) if field.many else _one(field.name, _polymorphic)
    return _many(field.name, _document) if field.many else _one(field.name, _document)


def _one(name: str, read: Callable[[Any, Any], Any]) -> Resolver:
    def resolve(doc: Any, info: GraphQLResolveInfo) -> Any:
        info.context.show(1)
        return read(doc, doc.get(name))

    return resolve


def _many(name: str, read: Callable[[Any, Any], Any]) -> Resolver:
    def resolve(doc: Any, info: GraphQLResolveInfo, limit: int | None = None) -> list[Any] | None:
        values = doc.get(name)
        if values is None:
            return None
        found = [shown for value in values if (shown := read(doc, value)) is not None]
        found = found if limit is None or limit < 1 else found[:limit]
        info.context.show(len(found))
        return found

    return resolve


def _document(doc: Any, value: Any) -> Any:
    if isinstance(value, dict):
        return value
    for byline in doc.get(AUTHORS) or () if isinstance(value, str) else ():
        if byline.get("id") == value and len(byline) > 1:
            return Byline(byline)
    return None


def _polymorphic(doc: Any, value: Any) -> Any:  # noqa: ARG001 - as _document
    if not isinstance(value, dict) or not value.get("relationTo"):
        return None
    target = value.get("value")
    if not isinstance(target, dict):
        return {**value, "value": None}
    populated = Populated(target)
    populated.slug = value["relationTo"]
    return {**value, "value": populated}


def guarded(collection: Collection, name: str, resolve: Resolver) -> Resolver:
    """The same for those who may read the field. Raises Forbidden."""
    public = not collection.byline or name in collection.byline
    if public and getattr(collection.access.fields.get(name), "read", None) is None:
        return resolve

    def checked(doc: Any, info: GraphQLResolveInfo, **asked: Any) -> Any:
        hidden = isinstance(doc, Byline) and not public
        if hidden or not collection.access.field_allows(name, "read", info.context.actor):
            raise Forbidden
        return resolve(doc, info, **asked)

    return checked
