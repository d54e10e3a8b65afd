"""What a document points to inside the site: the media and documents it names, and those put in their places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Node = dict[str, Any]


def references(document: Node) -> set[tuple[str, str]]:
    """Return the collection and id of everything the document names: pictures, and the targets of its links."""
    found: set[tuple[str, str]] = set()
    pending = [document]
    while pending:
        node = pending.pop()
        pending.extend(node.get("content") or ())
        for attrs in (node.get("attrs"), *(mark.get("attrs") for mark in node.get("marks") or ())):
            if not attrs:
                continue
            if media := _id(attrs.get("media")):
                found.add(("media", media))
            if (target := attrs.get("reference")) and (document_id := _id(target.get("value"))):
                found.add((target["relationTo"], document_id))
    return found


def populated(document: Node, find: Callable[[str, str], Any]) -> Node:
    """Return a copy in which each named id is replaced by what `find(collection, id)` gives; None leaves the id."""
    copy = dict(document)
    if document.get("attrs"):
        copy["attrs"] = _filled(document["attrs"], find)
    if document.get("marks"):
        copy["marks"] = [
            {**mark, "attrs": _filled(mark["attrs"], find)} if mark.get("attrs") else mark for mark in document["marks"]
        ]
    if document.get("content"):
        copy["content"] = [populated(child, find) for child in document["content"]]
    return copy


def _filled(attrs: Node, find: Callable[[str, str], Any]) -> Node:
    if media := _id(attrs.get("media")):
        attrs = {**attrs, "media": find("media", media) or attrs["media"]}
    if (target := attrs.get("reference")) and (document_id := _id(target.get("value"))):
        value = find(target["relationTo"], document_id) or target["value"]
        attrs = {**attrs, "reference": {**target, "value": value}}
    return attrs


def _id(value: Any) -> str | None:
    return value.get("id") if isinstance(value, dict) else value
