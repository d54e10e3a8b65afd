"""Mutations of documents and globals: the operations that REST has, answered with what is selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphql import GraphQLArgument, GraphQLField, GraphQLNonNull, GraphQLResolveInfo

from blog.api.admission import keep_sending
from blog.api.confirming import confirmed
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
    draft, trash = {"draft": FLAG}, {"trash": FLAG} if collection.drafts else {}
    named: dict[str, tuple[dict[str, GraphQLArgument], Resolver]] = {
        f"create{name}": ({"data": _data(inputs.new(collection)), **draft, **new_file}, _create(collection)),
        f"update{name}": (
            {"id": ID, "data": _data(change), **draft, "autosave": FLAG, **trash, **other_file}, _update(collection),
        ),
        f"delete{name}": ({"id": ID, **trash}, _move(collection, operations.delete, "trash")),
    }  # fmt: skip
    if not files:
        named[f"duplicate{name}"] = ({"id": ID, "data": GraphQLArgument(change)}, _duplicate(collection))
    if collection.drafts:
        named[f"restoreVersion{name}"] = ({"id": ID, **draft, **trash}, _restore(collection))
        named[f"publish{name}"] = ({"id": ID}, _move(collection, operations.publish))
        named[f"unpublish{name}"] = ({"id": ID}, _move(collection, operations.unpublish))
    return named


def _shape(info: GraphQLResolveInfo, collection: Collection) -> dict[str, Any]:
    """Who writes, and what they want to see of it. Each mutation of a request counts against the limit."""
    info.context.check_time()
    info.context.count_writing()
    return {"actor": info.context.actor, **look_ahead(info, collection).shape()}


def _create(collection: Collection) -> Resolver:
    def resolve(_: Any, info: GraphQLResolveInfo, data: Any, draft: Any = None, file: Any = None) -> Any:
        if info.context.actor.id is None:
            keep_sending()
        return operations.create(collection.slug, data, draft=bool(draft), file=file, **_shape(info, collection))

    return resolve


def _update(collection: Collection) -> Resolver:
    def resolve(_: Any, info: GraphQLResolveInfo, id: str, data: Any, file: Any = None, **states: Any) -> Any:
        how = {name: bool(states.get(name)) for name in ("draft", "autosave", "trash")}
        data = confirmed(collection.slug, id, data)
        return operations.update(collection.slug, id, data, file=file, **how, **_shape(info, collection))

    return resolve


def _move(collection: Collection, operation: Callable[..., Any], *names: str) -> Resolver:
    """A step with a document, or back to a version of it. Of the states it can have, what is not said is false."""

    def resolve(_: Any, info: GraphQLResolveInfo, id: str, **states: Any) -> Any:
        how = {name: bool(states.get(name)) for name in names}
        return operation(collection.slug, id, **how, **_shape(info, collection))

    return resolve


def _restore(collection: Collection) -> Resolver:
    return _move(collection, operations.restore_version, "draft", "trash")


def _duplicate(collection: Collection) -> Resolver:
    def resolve(_: Any, info: GraphQLResolveInfo, id: str, data: Any = None) -> Any:
        return operations.duplicate(collection.slug, id, data=data or {}, **_shape(info, collection))

    return resolve


def _update_global(collection: Collection) -> Resolver:
    def resolve(_: Any, info: GraphQLResolveInfo, data: Any, draft: Any = None, autosave: Any = None) -> Any:
        how = {"draft": bool(draft), "autosave": bool(autosave)}
        return operations.update_global(collection.slug, data, **how, **_shape(info, collection))

    return resolve
