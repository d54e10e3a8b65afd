"""Turns the content of a closed frame into nodes that the schema allows: strays are wrapped, empty shells dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from blog.richtext.attributes import LINE, NODES, forgiven
from blog.richtext.text import inline_text, plain_text

Node = dict[str, Any]

_LISTS = frozenset({"bulletList", "orderedList", "taskList"})


class Frame:
    """An open container: its kind of node (none for one that only passes its content on), attributes and content."""

    __slots__ = ("attrs", "content", "depth", "kind", "tag")

    def __init__(self, kind: str, attrs: Node | None = None, tag: str | None = None) -> None:
        self.kind = kind
        self.attrs = attrs or {}
        self.tag = tag
        self.content: list[Node] = []
        self.depth = 1


def mended(frame: Frame) -> list[Node]:
    """Return the nodes that a frame leaves behind in the one around it."""
    if not frame.kind:
        return frame.content
    return _MENDERS.get(frame.kind, _container)(frame)


def _node(kind: str, attrs: Node, content: list[Node]) -> Node:
    given = {"attrs": forgiven(NODES[kind], attrs)} if kind in NODES else {}
    return {"type": kind, **given, "content": content}


def _container(frame: Frame) -> list[Node]:
    return [_node(frame.kind, frame.attrs, frame.content or [{"type": "paragraph"}])]


def _item(frame: Frame) -> list[Node]:
    content = frame.content
    if not content or content[0]["type"] != "paragraph":
        content = [{"type": "paragraph"}, *content]
    return [_node(frame.kind, frame.attrs, content)]


def _list(frame: Frame) -> list[Node]:
    lists: list[Node] = []
    start = frame.attrs.get("start", 1)
    for child in frame.content:
        if child["type"] in _LISTS and lists:
            lists[-1]["content"][-1]["content"].append(
                child
            )  # a list right inside a list belongs to the item before it
            continue
        if child["type"] not in {"listItem", "taskItem"}:
            content = [child] if child["type"] == "paragraph" else [{"type": "paragraph"}, child]
            child = {"type": "listItem", "content": content}
        kind = "taskList" if child["type"] == "taskItem" else frame.kind
        if not lists or lists[-1]["type"] != kind:
            lists.append(_node(kind, {"start": start}, []))
        lists[-1]["content"].append(child)
        start += 1
    return lists


def _row(frame: Frame) -> list[Node]:
    cells = _wrapped(frame.content, {"tableHeader", "tableCell"}, "tableCell")
    return [_node("tableRow", {}, cells)] if cells else []


def _table(frame: Frame) -> list[Node]:
    caption = frame.attrs.get("caption")
    before = [{"type": "paragraph", "content": [{"type": "text", "text": caption}]}] if caption else []
    rows: list[Node] = []
    for child in frame.content:
        if child["type"] == "tableRow":
            rows.append(child)
        else:
            cell = child if child["type"] in {"tableHeader", "tableCell"} else _node("tableCell", {}, [child])
            rows.append(_node("tableRow", {}, [cell]))
    return [*before, _node("table", {}, rows)] if rows else before


def _gallery(frame: Frame) -> list[Node]:
    images = [node for node in frame.content if node["type"] == "image"]
    others = [node for node in frame.content if node["type"] != "image"]
    return [*([_node("gallery", frame.attrs, images)] if images else []), *others]


def _figure(frame: Frame) -> list[Node]:
    caption = frame.attrs.get("caption")
    images = [node for node in frame.content if node["type"] == "image"]
    if len(images) == len(frame.content) == 1:
        images[0]["attrs"] = forgiven(
            NODES["image"], {**images[0]["attrs"], **({"caption": caption} if caption else {})}
        )
        return images
    if images and len(images) == len(frame.content):
        return [_node("gallery", {"title": caption}, images)]
    if caption:
        return [*frame.content, {"type": "paragraph", "content": [{"type": "text", "text": caption}]}]
    return frame.content


def _columns(frame: Frame) -> list[Node]:
    columns = _wrapped(frame.content, {"column"}, "column")
    return [_node("columns", {}, columns)] if columns else []


def _wrapped(content: list[Node], allowed: set[str], kind: str) -> list[Node]:
    """Return the content with each run of strays inside one new node of the given kind."""
    result: list[Node] = []
    strays: list[Node] = []
    for child in content:
        if child["type"] in allowed:
            strays = []
            result.append(child)
        else:
            if not strays:
                result.append(_node(kind, {}, strays))
            strays.append(child)
    return result


def _definitions(frame: Frame) -> list[Node]:
    pairs = frame.content
    alternate = all(child["type"] == ("dd" if place % 2 else "dt") for place, child in enumerate(pairs))
    if pairs and len(pairs) % 2 == 0 and len(pairs) <= 200 and alternate and all(map(_is_plain, pairs)):
        words = [plain_text({"type": "doc", "content": child["content"]}) for child in pairs]
        rows = [{"term": term, "description": text} for term, text in zip(words[::2], words[1::2], strict=True)]
        return [{"type": "facts", "attrs": forgiven(NODES["facts"], {"items": rows})}]
    blocks: list[Node] = []
    for child in pairs:
        content = child["content"] if child["type"] in {"dt", "dd"} else [child]
        blocks.extend(map(_emphasised, content) if child["type"] == "dt" else content)
    return blocks


def _is_plain(child: Node) -> bool:
    blocks = child["content"]
    if len(blocks) != 1 or blocks[0]["type"] != "paragraph":
        return False
    nodes = blocks[0].get("content", [])
    return all(node["type"] == "text" and not node.get("marks") for node in nodes) and len(inline_text(nodes)) < LINE


def _emphasised(block: Node) -> Node:
    if block["type"] != "paragraph":
        return block
    bold = {"type": "bold"}
    content = []
    for node in block.get("content", []):
        marks = node.get("marks", [])
        place = 1 if marks and marks[0]["type"] == "link" else 0
        content.append(node if bold in marks else {**node, "marks": [*marks[:place], bold, *marks[place:]]})
    return {**block, "content": content} if content else block


def _part(frame: Frame) -> list[Node]:
    return [{"type": frame.kind, "content": frame.content}] if frame.content else []


_MENDERS: dict[str, Callable[[Frame], list[Node]]] = {
    "listItem": _item,
    "taskItem": _item,
    "bulletList": _list,
    "orderedList": _list,
    "table": _table,
    "tableRow": _row,
    "gallery": _gallery,
    "figure": _figure,
    "columns": _columns,
    "dl": _definitions,
    "dt": _part,
    "dd": _part,
}
