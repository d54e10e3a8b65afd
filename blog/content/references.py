"""Finds every place in a document that names another one: relations, links in menus and blocks, pictures in text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from blog.content.fields import RELATIONS, Block, Field


@dataclass(frozen=True)
class Place:
    """Where an id stands: `holder[key]` is the id of a document of `target`."""

    holder: Any
    key: Any
    target: str

    @property
    def id(self) -> str:
        return self.holder[self.key]

    def put(self, doc: Any) -> None:
        self.holder[self.key] = doc


def places(fields: Iterable[Field], doc: Mapping[str, Any], blocks: Mapping[str, Block]) -> Iterator[Place]:
    """Every place in a document, at whatever depth of groups, rows, blocks and rich text."""
    for field in fields:
        value = doc.get(field.name)
        if not value:
            continue
        if field.kind in RELATIONS:
            yield from _relation(field, doc, value)
        elif field.kind == "group":
            yield from places(field.fields, value, blocks)
        elif field.kind == "array":
            for row in value:
                yield from places(field.fields, row, blocks)
        elif field.kind == "blocks":
            for row in value:
                block = blocks.get(row.get("blockType"))
                yield from places(block.fields if block else (), row, blocks)
        elif field.kind == "richtext":
            yield from _richtext(value)


def _relation(field: Field, doc: Any, value: Any) -> Iterator[Place]:
    if field.polymorphic:
        for item in value if field.many else [value]:
            if isinstance(item, dict) and isinstance(item.get("value"), str):
                yield Place(item, "value", item["relationTo"])
    elif field.many:
        for number, item in enumerate(value):
            if isinstance(item, str):
                yield Place(value, number, field.targets[0])
    elif isinstance(value, str):
        yield Place(doc, field.name, field.targets[0])


def _richtext(document: Any) -> Iterator[Place]:
    stack = [document]
    while stack:
        node = stack.pop()
        if not isinstance(node, dict):
            continue
        attrs = node.get("attrs") or {}
        if isinstance(attrs.get("media"), str):
            yield Place(attrs, "media", "media")
        yield from _reference(attrs)
        for mark in node.get("marks") or ():
            yield from _reference(mark.get("attrs") or {})
        stack.extend(node.get("content") or ())


def _reference(attrs: dict[str, Any]) -> Iterator[Place]:
    reference = attrs.get("reference")
    if isinstance(reference, dict) and isinstance(reference.get("value"), str) and reference["value"]:
        yield Place(reference, "value", reference["relationTo"])
