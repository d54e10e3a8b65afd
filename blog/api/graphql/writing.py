"""Mutations of documents and globals: the operations that REST has, answered with what is selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphql import GraphQLArgument, GraphQLField, GraphQLNonNull, GraphQLResolveInfo

from blog.api.admission import keep_sending
from blog.api.graphql.inputs import Inputs
from blog.api.graphql.lookahead import look_ahead
from blog.api.graphql.outputs import Outputs
from blog.api.graphql.reading import FLAG, ID, Fields
from blog.api.graphql.scalars import UPLOAD
from blog.api.names import type_name
from blog.content import operations
from blog.content.registry import Collection, Registry

Resolver = Callable[..., Any]


def mutations(registry: Registry, outputs: Outputs) -> Fields:
    """The fields of Mutation that write content."""
    inputs, fields = Inputs(), Fields()
    for collection in registry.collections.values():
        answer = outputs.documents[collection.slug]
        named = _of_collection(collection, inputs)
        fields |= {name: GraphQLField(answer, args=args, resolve=resolve) for name, (args, resolve) in named.items()}
    for collection in registry.globals.values():
        answer, name = outputs.documents[collection.slug], type_name(collection)
        args = {"data": _data(inputs.change(collection)), "draft": FLAG, "autosave": FLAG}
        fields[f"update{name}"] = GraphQLField(answer, args=args, resolve=_update_global(collection))
        fields[f"restoreVersion{name}"] = GraphQLField(
            answer, args={"id": ID, "draft": FLAG}, resolve=_restore(collection)
        )
    return fields


def _data(type_: Any) -> GraphQLArgument:
    return GraphQLArgument(GraphQLNonNull(type_))


def _of_collection(collection: Collection, inputs: Inputs) -> dict[str, tuple[dict[str, GraphQLArgument], Resolver]]:
    name, change = type_name(collection), inputs.change(collection)
    files = collection.slug == "media"
    new_file = {"file": GraphQLArgument(GraphQLNonNull(UPLOAD))} if files else {}
    other_file = {"file": GraphQLArgument(UPLOAD)} if files else {}
    draft = {"draft": FLAG}
    named: dict[str, tuple[dict[str, GraphQLArgument], Resolver]] = {
        f"create{name}": ({"data": _data(inputs.new(collection)), **draft, **new_file}, _create(collection)),
        f"update{name}": (
            {"id": ID, "data": _data(change), **draft, "autosave": FLAG, **other_file}, _update(collection),
        ),
        f"delete{name}": ({"id": ID}, _delete(collection)),
    }  # fmt: skip
    if not files:
        named[f"duplicate{name}"] = ({"id": ID, "data": GraphQLArgument(change)}, _duplicate(collection))
    if collection.drafts:
        named[f"restoreVersion{name}"] = ({"id": ID, **draft}, _restore(collection))
        named[f"publish{name}"] = ({"id": ID}, _move(collection, operations.publish))
        named[f"unpublish{name}"] = ({"id": ID}, _move(collection, operations.unpublish))
    return named


def _shape(info: GraphQLResolveInfo, collection: Collection) -> dict[str, Any]:
    """Who writes, and what they want to see of it."""
    info.context.check_time()
    return {"actor": info.context.actor, **look_ahead(info, collection).shape()}


def _create(collection: Collection) -> Resolver:
    def resolve(_: Any, info: GraphQLResolveInfo, data: Any, draft: Any = None, file: Any = None) -> Any:
        if info.context.actor.id is None:
            keep_sending()
        return operations.create(collection.slug, data, draft=bool(draft), file=file, **_shape(info, collection))

    return resolve


def _update(collection: Collection) -> Resolver:
    def resolve(
        _: Any, info: GraphQLResolveInfo, id: str, data: Any, draft: Any = None, autosave: Any = None, file: Any = None
    ) -> Any:  # fmt: skip
        how = {"draft": bool(draft), "autosave": bool(autosave), "file": file}
        return operations.update(collection.slug, id, data, **how, **_shape(info, collection))

    return resolve


def _delete(collection: Collection) -> Resolver:
    return _move(collection, operations.delete)


def _move(collection: Collection, operation: Callable[..., Any]) -> Resolver:
    def resolve(_: Any, info: GraphQLResolveInfo, id: str) -> Any:
        return operation(collection.slug, id, **_shape(info, collection))

    return resolve


def _duplicate(collection: Collection) -> Resolver:
    def resolve(_: Any, info: GraphQLResolveInfo, id: str, data: Any = None) -> Any:
        return operations.duplicate(collection.slug, id, data=data or {}, **_shape(info, collection))

    return resolve


def _restore(collection: Collection) -> Resolver:
    def resolve(_: Any, info: GraphQLResolveInfo, id: str, draft: Any = None) -> Any:
        return operations.restore_version(collection.slug, id, draft=draft, **_shape(info, collection))

    return resolve


def _update_global(collection: Collection) -> Resolver:
    def resolve(_: Any, info: GraphQLResolveInfo, data: Any, draft: Any = None, autosave: Any = None) -> Any:
        how = {"draft": bool(draft), "autosave": bool(autosave)}
        return operations.update_global(collection.slug, data, **how, **_shape(info, collection))

    return resolve
