"""Inline nodes as a tree of marks: neighbours that share a mark stand inside it together, so that links stay whole."""

from __future__ import annotations

from typing import Any, NamedTuple

Node = dict[str, Any]


class Marked(NamedTuple):
    """A mark and what stands inside it."""

    mark: Node
    content: list[Node | Marked]


def nested(nodes: list[Node], active: tuple[Node, ...] = ()) -> list[Node | Marked]:
    """Return the nodes grouped under their marks: what reaches furthest is outermost, code innermost."""
    tree: list[Node | Marked] = []
    position = 0
    while position < len(nodes):
        waiting = [mark for mark in nodes[position].get("marks") or () if mark not in active]
        if not waiting:
            tree.append(nodes[position])
            position += 1
            continue
        mark, end = _furthest(nodes, position, waiting)
        tree.append(Marked(mark, nested(nodes[position:end], (*active, mark))))
        position = end
    return tree


def _furthest(nodes: list[Node], position: int, waiting: list[Node]) -> tuple[Node, int]:
    outer = [mark for mark in waiting if mark["type"] != "code"] or waiting
    best, furthest = outer[0], position
    for mark in outer:
        end = position + 1
        while end < len(nodes) and _reaches(mark, nodes[position], nodes[end]):
            end += 1
        if end > furthest:
            best, furthest = mark, end
    return best, furthest


def _reaches(mark: Node, first: Node, node: Node) -> bool:
    marks = node.get("marks") or ()
    # Nothing can stand inside code, so it ends where any other mark begins.
    return marks == first.get("marks") if mark["type"] == "code" else mark in marks
