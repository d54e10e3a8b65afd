"""The gate in front of storage: a document of any origin comes out clean and within bounds, or not at all."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from prosemirror.model import ContentMatch

from blog.richtext.attributes import MARKS, NODES, cleaned, storable
from blog.richtext.invalid import InvalidDocument
from blog.richtext.schema import INLINE, SCHEMA

Node = dict[str, Any]

DEEPEST = 40
MOST_NODES = 50_000
MOST_TEXT = 2_000_000

EMPTY: Node = {"type": "doc", "content": [{"type": "paragraph"}]}

_BREAKS = re.compile("\r\n|[\r\n\t\u2028\u2029]")
_RANK = {name: rank for rank, name in enumerate(MARKS)}
_NAMES = frozenset(SCHEMA.nodes) - {"text", "doc"}


def validate(document: Any) -> Node:
    """Return the document as it is stored, every value checked; raises InvalidDocument with a sentence."""
    clean = _Cleaning().document(document)
    _check_places(clean)
    return clean


class _Cleaning:
    """One pass over a document: walks without recursion, copies what is known and counts as it goes."""

    def __init__(self) -> None:
        self.nodes = 0
        self.text = 0

    def document(self, given: Any) -> Node:
        if not isinstance(given, dict) or given.get("type") != "doc":
            raise InvalidDocument("This is not a rich text document.")
        root: Node = {"type": "doc"}
        pending = [(given, root, 1)]
        while pending:
            source, target, depth = pending.pop()
            content = source.get("content")
            if content is None:
                continue
            if not isinstance(content, list):
                raise InvalidDocument(f"The content of {target['type']} must be a list.")
            if content and depth >= DEEPEST:
                raise InvalidDocument(f"The document is nested too deeply; {DEEPEST} levels are the most.")
            children: list[Node] = []
            for child in content:
                node = self._node(child, target["type"], children)
                if node is not None and isinstance(child, dict) and child.get("content"):
                    pending.append((child, node, depth + 1))
            if children:
                target["content"] = children
        return root

    def _node(self, given: Any, parent: str, siblings: list[Node]) -> Node | None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise InvalidDocument(f"The document is too long; {MOST_NODES} parts are the most.")
        if not isinstance(given, dict) or not isinstance(given.get("type"), str):
            raise InvalidDocument(f"Every part of {parent} must be an object with a type.")
        kind = given["type"]
        if kind == "text":
            self._add_text(given, parent, siblings)
            return None
        if kind not in _NAMES:
            raise InvalidDocument(f"There is no part of a document called {storable(kind[:40])!r}.")
        node: Node = {"type": kind}
        if kind in NODES:
            node["attrs"] = cleaned(kind, NODES[kind], given.get("attrs"))
            if kind == "image" and node["attrs"]["media"]:
                node["attrs"]["src"] = None
            self._count(sum(_length(value) for value in node["attrs"].values()))
        if kind in INLINE and (marks := _marks(given, kind)):
            node["marks"] = marks
        siblings.append(node)
        return node

    def _add_text(self, given: Node, parent: str, siblings: list[Node]) -> None:
        text = given.get("text")
        if not isinstance(text, str):
            raise InvalidDocument("A piece of text must have its text.")
        self._count(len(text))
        text = storable(text)
        node: Node = {"type": "text"}
        if parent == "codeBlock":
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        else:
            text = _BREAKS.sub(" ", text)
            if marks := _marks(given, "text"):
                node["marks"] = marks
        if not text:
            return
        last = siblings[-1] if siblings else None
        if last is not None and last["type"] == "text" and last.get("marks") == node.get("marks"):
            last["text"] += text
            return
        node["text"] = text
        siblings.append(node)

    def _count(self, length: int) -> None:
        self.text += length
        if self.text > MOST_TEXT:
            raise InvalidDocument(f"The document is too long; {MOST_TEXT} characters are the most.")


def _length(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    return sum(len(text) for item in value for text in item.values()) if isinstance(value, list) else 0


def _marks(given: Node, kind: str) -> list[Node]:
    marks = given.get("marks")
    if not marks:
        return []
    if not isinstance(marks, list) or len(marks) > 2 * len(MARKS):
        raise InvalidDocument("The marks of a text must be a short list.")
    by_name: dict[str, Node] = {}
    for mark in marks:
        name = mark.get("type") if isinstance(mark, dict) else None
        if not isinstance(name, str) or name not in MARKS:
            raise InvalidDocument("A text has a mark that does not exist.")
        by_name[name] = {"type": name}
        if MARKS[name]:
            by_name[name]["attrs"] = _mark_attributes(name, mark.get("attrs"))
    if kind != "text":
        by_name.pop("code", None)
    if kind == "footnoteReference":
        by_name.pop("link", None)  # it is a link itself, and links cannot hold links
    return sorted(by_name.values(), key=lambda mark: _RANK[mark["type"]])


def _mark_attributes(name: str, given: Any) -> Node:
    attrs = cleaned(name, MARKS[name], given)
    if name == "link":
        if attrs["reference"]:
            attrs["href"] = None
        elif attrs["href"] is None:
            raise InvalidDocument("A link must lead somewhere: give it an address or a document.")
    return attrs


def _check_places(document: Node) -> None:
    """Hold each node's children against the schema, without ProseMirror's own objects: that is four times as fast."""
    pending = [document]
    while pending:
        node = pending.pop()
        match = SCHEMA.nodes[node["type"]].content_match
        for child in node.get("content") or ():
            kind = child["type"]
            found = _after(match, kind)
            if found is None:
                raise InvalidDocument(f"A {kind} cannot stand there in a {node['type']}.")
            match = found
            if kind != "text":
                pending.append(child)
        if not match.valid_end:
            raise InvalidDocument(f"A {node['type']} must not be empty or incomplete.")


@cache
def _after(match: ContentMatch, kind: str) -> ContentMatch | None:
    return match.match_type(SCHEMA.nodes[kind])
