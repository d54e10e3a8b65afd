"""Tables as Markdown where its plain grid can hold them, and as rows of tags around Markdown where it cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Node = dict[str, Any]

_RULES = {None: "---", "left": ":---", "center": ":---:", "right": "---:"}


def grid(node: Node, cell: Callable[[list[Node] | None], str]) -> list[str] | None:
    """Return the lines of a plain table, or None if this one has more than a plain table can say."""
    rows = [row["content"] for row in node["content"]]
    alignments = [each["attrs"]["align"] for each in rows[0]]
    if not all(_is_plain_row(row, alignments, is_head=place == 0) for place, row in enumerate(rows)):
        return None
    lines = [_line([cell(each["content"][0].get("content")) for each in row]) for row in rows]
    lines.insert(1, _line([_RULES[align] for align in alignments]))
    return lines


def tagged(node: Node, blocks: Callable[[list[Node]], list[str]]) -> list[str]:
    """Return the lines of any table: tags on lines of their own, and each cell's Markdown between blank lines."""
    lines = ["<table>"]
    for row in node["content"]:
        lines.append("<tr>")
        for each in row["content"]:
            tag = "th" if each["type"] == "tableHeader" else "td"
            lines += [f"<{tag}{_shape(each['attrs'])}>", "", *blocks(each["content"]), "", f"</{tag}>"]
        lines.append("</tr>")
    return [*lines, "</table>"]


def _is_plain_row(row: list[Node], alignments: list[str | None], *, is_head: bool) -> bool:
    kind = "tableHeader" if is_head else "tableCell"
    if len(row) != len(alignments):
        return False
    for each, align in zip(row, alignments, strict=True):
        attrs, content = each["attrs"], each["content"]
        if each["type"] != kind or attrs["align"] != align or attrs["colspan"] != 1 or attrs["rowspan"] != 1:
            return False
        if len(content) != 1 or content[0]["type"] != "paragraph":
            return False
    return True


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _shape(attrs: Node) -> str:
    parts = [f' {side}="{attrs[side]}"' for side in ("colspan", "rowspan") if attrs[side] != 1]
    if attrs["align"]:
        parts.append(f' align="{attrs["align"]}"')
    return "".join(parts)
