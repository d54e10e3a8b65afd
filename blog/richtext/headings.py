"""Headings as places to link to: ids that stay as long as the text does, unique on the page, and the outline."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from blog.richtext.text import inline_text

Node = dict[str, Any]

LONGEST = 80


class Heading(NamedTuple):
    """One line of an outline."""

    level: int
    text: str
    id: str


class Names:
    """The ids taken on a page so far."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def claim(self, wanted: str) -> str:
        """Return the wanted id, or the next free one made from it."""
        name = self.prefix + wanted
        if name in self._taken:
            number = self._next.get(name, 2)
            while f"{name}-{number}" in self._taken:
                number += 1
            self._next[name] = number + 1
            name = f"{name}-{number}"
        self._taken.add(name)
        return name


def anchor(text: str) -> str:
    """Return the id that a heading of this text asks for; letters of every script are kept."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = re.sub(r"[^\w]+", "-", text.replace("'", "").replace("’", "")).replace("_", "-")
    return re.sub(r"-{2,}", "-", text)[:LONGEST].strip("-") or "section"


def heading_ids(document: Node, names: Names) -> dict[int, str]:
    """Return the ids of all headings by the identity of their nodes; ids that an author chose are claimed first."""
    headings = list(_headings(document))
    ids = {}
    for node in headings:
        if (node.get("attrs") or {}).get("id"):
            ids[id(node)] = names.claim(node["attrs"]["id"])
    for node in headings:
        if id(node) not in ids:
            ids[id(node)] = names.claim(anchor(_title(node)))
    return ids


def outline(document: Node, *, prefix: str = "") -> list[Heading]:
    """Return the headings with the ids that `render` gives them under the same prefix."""
    ids = heading_ids(document, Names(prefix))
    return [Heading(node["attrs"]["level"], _title(node), ids[id(node)]) for node in _headings(document)]


def _title(node: Node) -> str:
    return inline_text(node.get("content") or []).strip()


def _headings(document: Node) -> Iterator[Node]:
    pending = [document]
    while pending:
        node = pending.pop()
        if node["type"] == "heading":
            yield node
        else:
            pending.extend(reversed(node.get("content") or []))
