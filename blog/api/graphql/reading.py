"""Queries for documents, lists, counts, globals and versions: each is one operation, shaped by what is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLField,
    GraphQLInt,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLString,
)

from blog.api.graphql.lookahead import Ahead, asked_for, look_ahead
from blog.api.graphql.outputs import Outputs, page_of
from blog.api.graphql.wheres import Wheres, in_words
from blog.api.names import list_name, type_name
from blog.content import operations
from blog.content.registry import Collection, Registry

Fields = dict[str, GraphQLField]
FLAG = GraphQLArgument(GraphQLBoolean)
WHOLE = GraphQLArgument(GraphQLInt)
TEXT = GraphQLArgument(GraphQLString)
ID = GraphQLArgument(GraphQLNonNull(GraphQLString))
COUNTED = {"totalDocs", "totalPages"}


def queries(registry: Registry, outputs: Outputs) -> Fields:
    """The fields of Query that read content."""
    total = GraphQLObjectType("Total", {"totalDocs": GraphQLField(GraphQLInt)})
    fields: Fields = {}
    wheres = Wheres(registry)
    for collection in registry.collections.values():
        fields |= _of_collection(collection, outputs, wheres, total)
    for collection in registry.globals.values():
        fields[type_name(collection)] = GraphQLField(
            outputs.documents[collection.slug], args={"draft": FLAG}, resolve=_read_global(collection)
        )
    for collection in (*registry.collections.values(), *registry.globals.values()):
        if collection.drafts:
            fields |= _of_versions(collection, outputs, wheres)
    return fields


def _of_collection(collection: Collection, outputs: Outputs, wheres: Wheres, total: GraphQLObjectType) -> Fields:
    one, several, where = type_name(collection), list_name(collection), GraphQLArgument(wheres.of(collection))
    states = {"draft": FLAG, "trash": FLAG} if collection.drafts else {"draft": FLAG}
    paging = {"limit": WHOLE, "page": WHOLE, "sort": TEXT, "pagination": FLAG, "cursor": TEXT}
    return {
        one: GraphQLField(
            outputs.documents[collection.slug], args={"id": ID} | states, resolve=_find_by_id(collection)
        ),
        several: GraphQLField(
            outputs.pages[collection.slug], args={"where": where} | paging | states, resolve=_find(collection)
        ),
        f"count{several}": GraphQLField(total, args={"where": where} | states, resolve=_count(collection)),
    }  # fmt: skip


def _of_versions(collection: Collection, outputs: Outputs, wheres: Wheres) -> Fields:
    one = type_name(collection)
    several = f"versions{one}" if collection.single else f"versions{list_name(collection)}"
    version = outputs.versions[collection.slug]
    where = GraphQLArgument(wheres.of_versions(collection))
    trash = {} if collection.single else {"trash": FLAG}
    args = {"where": where, "limit": WHOLE, "page": WHOLE, "sort": TEXT, "pagination": FLAG} | trash
    return {
        f"version{one}": GraphQLField(version, args={"id": ID} | trash, resolve=_find_version(collection)),
        several: GraphQLField(page_of(several, version), args=args, resolve=_find_versions(collection)),
    }


def _find_by_id(collection: Collection) -> Callable[..., Any]:
    def resolve(_: Any, info: GraphQLResolveInfo, id: str, draft: Any = None, trash: Any = None) -> Any:
        info.context.check_time()
        shape = look_ahead(info, collection).shape()
        states = {"draft": bool(draft), "trash": bool(trash)}
        return operations.find_by_id(collection.slug, id, actor=info.context.actor, **states, **shape)

    return resolve


def _find(collection: Collection) -> Callable[..., Any]:
    def resolve(_: Any, info: GraphQLResolveInfo, **asked: Any) -> Any:
        page = operations.find(
            collection.slug,
            actor=info.context.actor,
            where=info.context.ask(in_words(asked.get("where"))),
            sort=asked.get("sort") or None,
            cursor=asked.get("cursor") or None,
            count=_counts(info, asked),
            draft=bool(asked.get("draft")),
            trash=bool(asked.get("trash")),
            **_paging(info, asked),
            **look_ahead(info, collection, "docs").shape(),
        )
        return _envelope(page)

    return resolve


def _paging(info: GraphQLResolveInfo, asked: Mapping[str, Any]) -> dict[str, int]:
    limit, page = asked.get("limit"), asked.get("page")
    if limit is None:
        limit = 0 if asked.get("pagination") is False else 10
    info.context.list_of(limit)
    return {"limit": limit, "page": 1 if page is None else page}


def _counts(info: GraphQLResolveInfo, asked: Mapping[str, Any]) -> bool:
    return asked.get("pagination") is not False and not COUNTED.isdisjoint(asked_for(info))


def _envelope(page: operations.Page) -> dict[str, Any]:
    """The page; where nobody counts, all there is is what was answered."""
    told = {"totalDocs": len(page.docs), "totalPages": 1} | page.envelope()
    return told | {"offset": (page.page - 1) * page.limit}


def _count(collection: Collection) -> Callable[..., Any]:
    def resolve(
        _: Any, info: GraphQLResolveInfo, where: Any = None, draft: Any = None, trash: Any = None
    ) -> Any:  # fmt: skip
        info.context.check_time()
        states = {"draft": bool(draft), "trash": bool(trash)}
        conditions = info.context.ask(in_words(where))
        total = operations.count(collection.slug, actor=info.context.actor, where=conditions, **states)
        return {"totalDocs": total}

    return resolve


def _read_global(collection: Collection) -> Callable[..., Any]:
    def resolve(_: Any, info: GraphQLResolveInfo, draft: Any = None) -> Any:
        info.context.check_time()
        shape = look_ahead(info, collection).shape()
        return operations.read_global(collection.slug, actor=info.context.actor, draft=bool(draft), **shape)

    return resolve


def _find_version(collection: Collection) -> Callable[..., Any]:
    def resolve(_: Any, info: GraphQLResolveInfo, id: str, trash: Any = None) -> Any:
        info.context.check_time()
        shape = _of_content(look_ahead(info, collection, "version"))
        return operations.find_version(collection.slug, id, actor=info.context.actor, trash=bool(trash), **shape)

    return resolve


def _find_versions(collection: Collection) -> Callable[..., Any]:
    def resolve(_: Any, info: GraphQLResolveInfo, **asked: Any) -> Any:
        page = operations.find_versions(
            collection.slug,
            actor=info.context.actor,
            where=info.context.ask(in_words(asked.get("where"))),
            sort=asked.get("sort") or "-createdAt",
            count=_counts(info, asked),
            trash=bool(asked.get("trash")),
            **_paging(info, asked),
            **_of_content(look_ahead(info, collection, "docs", "version")),
        )
        return _envelope(page)

    return resolve


def _of_content(ahead: Ahead) -> dict[str, Any]:
    """A version's own fields, all of them, and what is wanted of its content."""
    shape = ahead.shape()
    own = dict.fromkeys(OWN, True)
    return shape | {"select": own | {"version": shape["select"] or {"id": True}}}


OWN = (
    "id", "parent", "author", "reason", "draft", "autosave", "pinned", "name", "createdAt", "updatedAt", "latest",
    "published",
)  # fmt: skip
