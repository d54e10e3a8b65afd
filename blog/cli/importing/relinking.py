"""Links that stayed as Markdown in a finished text, because they stood inside raw HTML, made links after all."""

from __future__ import annotations

import re
from typing import Any

from blog.richtext import is_safe_address

Node = dict[str, Any]
WRITTEN = re.compile(r"(?<!\\)\[([^\[\]\n]{1,300})\]\((https?://[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)")
AROUND = re.compile(r"\A\]\(https?://[^\s()]+\)")


def relinked(nodes: list[Node]) -> list[Node]:
    """The inline nodes with every link that is still written out as a link."""
    found = [part for node in nodes for part in (_parted(node) if _is_plain(node) else [node])]
    for before, link, after in zip(found, found[1:], found[2:], strict=False):
        if _is_plain(before) and _is_plain(after) and _has(link, "link") and before["text"].endswith("["):
            around = AROUND.match(after["text"])
            if around:
                before["text"], after["text"] = before["text"][:-1], after["text"][around.end() :]
    return [node for node in found if node.get("text") != ""]


def _is_plain(node: Node) -> bool:
    return node["type"] == "text" and not _has(node, "link") and not _has(node, "code")


def _has(node: Node, mark: str) -> bool:
    return any(each["type"] == mark for each in node.get("marks") or ())


def _parted(node: Node) -> list[Node]:
    text, marks = node["text"], node.get("marks") or []
    parts: list[Node] = []
    end = 0
    for found in WRITTEN.finditer(text) if "](http" in text else ():
        if is_safe_address(found.group(2)):
            link = {"type": "link", "attrs": {"href": found.group(2), "reference": None, "title": None}}
            parts += [
                {**node, "text": text[end : found.start()]},
                {**node, "text": found.group(1), "marks": [link, *marks]},
            ]
            end = found.end()
    return [*parts, {**node, "text": text[end:]}]
