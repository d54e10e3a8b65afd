"""The one schema of rich text, as ProseMirror knows it: which nodes there are and what may stand inside what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prosemirror.model import Schema

from blog.richtext.attributes import MARKS, NODES, Attribute

_CONTENT: dict[str, dict[str, Any]] = {
    "doc": {"content": "block+ footnotes?"},
    "paragraph": {"group": "block", "content": "inline*"},
    "heading": {"group": "block", "content": "inline*"},
    "blockquote": {"group": "block", "content": "block+"},
    "bulletList": {"group": "block", "content": "listItem+"},
    "orderedList": {"group": "block", "content": "listItem+"},
    "listItem": {"content": "paragraph block*"},
    "taskList": {"group": "block", "content": "taskItem+"},
    "taskItem": {"content": "paragraph block*"},
    "codeBlock": {"group": "block", "content": "text*", "marks": "", "code": True},
    "horizontalRule": {"group": "block"},
    "table": {"group": "block", "content": "tableRow+"},
    "tableRow": {"content": "(tableHeader | tableCell)+"},
    "tableHeader": {"content": "block+"},
    "tableCell": {"content": "block+"},
    "image": {"group": "block"},
    "gallery": {"group": "block", "content": "image+"},
    "callout": {"group": "block", "content": "block+"},
    "embed": {"group": "block"},
    "callToAction": {"group": "block"},
    "columns": {"group": "block", "content": "column+"},
    "column": {"content": "block+"},
    "archive": {"group": "block"},
    "form": {"group": "block"},
    "diagram": {"group": "block"},
    "mathBlock": {"group": "block"},
    "metrics": {"group": "block"},
    "facts": {"group": "block"},
    "details": {"group": "block", "content": "block+"},
    "footnotes": {"content": "footnote+"},
    "footnote": {"content": "block+"},
    "text": {"group": "inline"},
    "hardBreak": {"group": "inline", "inline": True},
    "math": {"group": "inline", "inline": True},
    "footnoteReference": {"group": "inline", "inline": True},
}


def _refusal(attribute: Attribute) -> Callable[[Any], None]:
    # ProseMirror checks values only where it is told how; without this a javascript: link would pass.
    def refuse(value: Any) -> None:
        attribute.clean(value)

    return refuse


def _specification(attributes: dict[str, Attribute]) -> dict[str, Any]:
    return {name: {"default": each.default, "validate": _refusal(each)} for name, each in attributes.items()}


SCHEMA: Schema[Any, Any] = Schema(
    {
        "nodes": {
            name: {**content, **({"attrs": _specification(NODES[name])} if name in NODES else {})}
            for name, content in _CONTENT.items()
        },
        "marks": {
            name: {"excludes": name, "inclusive": name != "link", "attrs": _specification(attributes)}
            for name, attributes in MARKS.items()
        },
    }
)

INLINE = frozenset(name for name, content in _CONTENT.items() if content.get("group") == "inline")


def description() -> dict[str, list[dict[str, Any]]]:
    """What an editor must know to hold the same documents: nodes and marks in order, their attributes and defaults."""
    nodes = [{"name": name, **content, "attrs": _defaults(NODES.get(name, {}))} for name, content in _CONTENT.items()]
    marks = [
        {"name": name, "inclusive": name != "link", "attrs": _defaults(attributes)}
        for name, attributes in MARKS.items()
    ]
    return {"nodes": nodes, "marks": marks}


def _defaults(attributes: dict[str, Attribute]) -> list[dict[str, Any]]:
    return [{"name": name, "default": each.default} for name, each in attributes.items()]
