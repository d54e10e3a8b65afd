"""Reads a collection's fields off its model: names, kinds, lengths, defaults, relations, links and rows."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.associationproxy import AssociationProxy
from sqlalchemy.orm import ColumnProperty, RelationshipProperty

from blog.content.fields import Field, camel
from blog.models.record import Link, Publishable, Record

#: Their columns are the engine's own business, or said by the registry.
SYSTEM = (Record, Publishable, Link)


@dataclass(frozen=True)
class LinkTable:
    """How a has-many is stored: a mapped link class, its column of the owner and its column of the other side."""

    cls: type
    owner: str
    target: str


@dataclass(frozen=True)
class RowTable:
    """How an array is stored that has a table of its own: the mapped class and its column of the owner."""

    cls: type
    owner: str


@dataclass(frozen=True)
class Described:
    """All that a model says of a collection."""

    fields: tuple[Field, ...]
    links: Mapping[str, LinkTable]
    rows: Mapping[str, RowTable]


def describe(model: type, targets: Mapping[type, str], shapes: Mapping[str, tuple[Field, ...]]) -> Described:
    """The fields of a model in the order it declares them.

    `targets` names the collection of each model, `shapes` the fields inside its JSON columns by their door name."""
    mapper = sa.inspect(model)
    links = _links(mapper)
    rows: dict[str, RowTable] = {}
    fields: list[Field] = []
    link_attrs = {attr for attr, _ in links.values()}
    for attr in _declared(mapper):
        prop = mapper.attrs.get(attr)
        if attr in links:
            name = camel(attr)
            target = _target_class(mapper, attr)
            kind = "upload" if targets[target] == "media" else "relation"
            help_ = mapper.all_orm_descriptors[attr].info.get("help", "")
            fields.append(Field(name, kind, links[attr][0], help=help_, target=targets[target], many=True))
        elif isinstance(prop, RelationshipProperty):
            if attr in link_attrs or prop.info.get("hidden"):
                continue
            if prop.uselist:
                rows[camel(attr)] = RowTable(prop.mapper.class_, _owner_key(prop))
                fields.append(Field(camel(attr), "array", attr, fields=_row_fields(prop, shapes, camel(attr))))
            else:
                fields.append(_to_one(prop, targets))
        elif isinstance(prop, ColumnProperty) and not _is_key_of_relation(mapper, prop):
            field = column_field(prop, shapes.get(prop.columns[0].info.get("name", camel(attr)), ()))
            if field is not None:
                fields.append(field)
    return Described(
        tuple(fields),
        {camel(name): LinkTable(*_link_columns(mapper, attr, name)) for name, (attr, _) in links.items()},
        rows,
    )


def column_field(prop: ColumnProperty[Any], inside: tuple[Field, ...] = ()) -> Field | None:
    """The field of one column, or None for a column that no door sees."""
    column = prop.columns[0]
    info = column.info
    if info.get("hidden"):
        return None
    default = column.default.arg if column.default is not None and column.default.is_scalar else None
    return Field(
        name=info.get("name", camel(prop.key)),
        kind=info.get("kind") or _kind(column, info),
        attr=prop.key,
        label=info.get("label", ""),
        help=info.get("help", ""),
        required=not column.nullable and column.default is None and not info.get("read_only"),
        unique=bool(column.unique) or any(i.unique and list(i.columns) == [column] for i in column.table.indexes),
        max_length=getattr(column.type, "length", None),
        choices=tuple(info.get("choices", ())),
        fields=inside,
        default=default,
        read_only=bool(info.get("read_only")),
    )


def _kind(column: sa.Column[Any], info: Mapping[str, Any]) -> str:
    if info.get("choices"):
        return "select"
    for type_, kind in (
        (sa.Boolean, "checkbox"),
        (sa.Integer, "integer"),
        (sa.Float, "number"),
        (sa.Numeric, "number"),
        (sa.Date, "date"),
        (sa.JSON, "json"),
        (sa.Text, "textarea"),
        (sa.String, "text"),
    ):
        if isinstance(column.type, type_):
            return kind
    return "datetime"


def _declared(mapper: sa.orm.Mapper[Any]) -> list[str]:
    """Attribute names as the class body has them, the base classes' system columns left out."""
    names: list[str] = []
    for cls in reversed(mapper.class_.__mro__):
        if cls in SYSTEM:
            continue
        for name in inspect.get_annotations(cls):
            if name in mapper.all_orm_descriptors and name not in names and name != "id":
                names.append(name)
    return names


def _links(mapper: sa.orm.Mapper[Any]) -> dict[str, tuple[str, str]]:
    found = {}
    for name, descriptor in mapper.all_orm_descriptors.items():
        if isinstance(descriptor, AssociationProxy):
            found[name] = (descriptor.target_collection, descriptor.value_attr)
    return found


def _target_class(mapper: sa.orm.Mapper[Any], name: str) -> type:
    attr, value = _links(mapper)[name]
    return mapper.relationships[attr].mapper.relationships[value].mapper.class_


def _link_columns(mapper: sa.orm.Mapper[Any], attr: str, name: str) -> tuple[type, str, str]:
    relationship = mapper.relationships[attr]
    link = relationship.mapper
    other = link.relationships[_links(mapper)[name][1]]
    return link.class_, _owner_key(relationship), next(iter(other.local_columns)).key


def _owner_key(prop: RelationshipProperty[Any]) -> str:
    return next(iter(prop.remote_side)).key


def _row_fields(
    prop: RelationshipProperty[Any],
    shapes: Mapping[str, tuple[Field, ...]],
    name: str,
) -> tuple[Field, ...]:
    fields = []
    for attr in _declared(prop.mapper):
        inner = prop.mapper.attrs.get(attr)
        if isinstance(inner, ColumnProperty) and not inner.columns[0].foreign_keys:
            field = column_field(inner, shapes.get(f"{name}.{camel(attr)}", ()))
            if field is not None:
                fields.append(field)
    return tuple(fields)


def _to_one(prop: RelationshipProperty[Any], targets: Mapping[type, str]) -> Field:
    column = next(iter(prop.local_columns))
    target = targets[prop.mapper.class_]
    return Field(
        camel(prop.key),
        "upload" if target == "media" else "relation",
        column.key,
        label=column.info.get("label", ""),
        help=column.info.get("help", ""),
        required=not column.nullable,
        target=target,
    )


def _is_key_of_relation(mapper: sa.orm.Mapper[Any], prop: ColumnProperty[Any]) -> bool:
    return any(
        prop.columns[0] in relation.local_columns
        for relation in mapper.relationships
        if not relation.uselist and relation.direction.name == "MANYTOONE"
    )
