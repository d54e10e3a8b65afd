"""Lists as Markdown: tight where that reads back the same, with other signs for a list that follows on another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Node = dict[str, Any]

_KINDS = {"bulletList", "orderedList", "taskList"}


class Lists:
    """Writes lists; remembers which signs the list just before has used, since equal signs would join the two."""

    def __init__(self, blocks: Callable[[list[Node] | None], list[str]]) -> None:
        self.blocks = blocks
        self._turn = 0
        self._previous: str | None = None

    def between_blocks(self) -> None:
        """Forget the list before: what follows stands inside another block."""
        self._previous, self._turn = None, 0

    def after(self, kind: str) -> None:
        """Remember the kind of block just written."""
        self._previous = kind

    def write(self, node: Node) -> list[str]:
        """Return the lines of a list."""
        ordered = node["type"] == "orderedList"
        follows = self._previous is not None and (
            self._previous == "orderedList" if ordered else self._previous in {"bulletList", "taskList"}
        )
        turn = 1 - self._turn if follows else 0
        tight = _is_tight(node)
        lines: list[str] = []
        number = node["attrs"]["start"] if ordered else 0
        for item in node["content"]:
            marker = f"{number}{'.)'[turn]}" if ordered else "-*"[turn]
            number = min(number + 1, 999_999_999)
            if lines and not tight:
                lines.append("")
            lines += self._item(item, marker, tight)
        self._turn = turn
        return lines

    def _item(self, item: Node, marker: str, tight: bool) -> list[str]:
        box = f"[{'x' if item['attrs']['checked'] else ' '}] " if item["type"] == "taskItem" else ""
        lines = self._tight(item["content"]) if tight else self._content(item["content"], has_box=bool(box))
        first, rest = (lines[0], lines[1:]) if lines else ("", [])
        indent = " " * (len(marker) + 1)
        return [f"{marker} {box}{first}".rstrip(" "), *(indent + line if line else "" for line in rest)]

    def _content(self, nodes: list[Node], *, has_box: bool) -> list[str]:
        lines = self.blocks(nodes)
        # The box of a task belongs to a paragraph: whatever else begins the item goes below it.
        starts_empty = not nodes[0].get("content")
        return ["", "", *lines] if has_box and starts_empty and lines else lines

    def _tight(self, nodes: list[Node]) -> list[str]:
        self.between_blocks()
        lines: list[str] = []
        for node in nodes:
            lines += self.blocks([node]) if node["type"] == "paragraph" else self.write(node)
            self.after(node["type"])
        return lines


def _is_tight(node: Node) -> bool:
    return all(
        item["content"][0].get("content")
        and all(_may_follow(child, item["content"][place]) for place, child in enumerate(item["content"][1:]))
        for item in node["content"]
    )


def _may_follow(child: Node, before: Node) -> bool:
    if child["type"] not in _KINDS or before["type"] != "paragraph":
        return False
    return _is_tight(child) and (child["type"] != "orderedList" or child["attrs"]["start"] == 1)
