"""Rich text merged three ways: block by block, and word by word inside the blocks that both sides changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from blog.content.merging.sequences import Edit, edits, three_way
from blog.content.merging.words import merge_words, tokens

Node = dict[str, Any]
#: Blocks of words, and blocks whose inner blocks stand for themselves; any other is changed as a whole.
WORDS = frozenset({"paragraph", "heading", "codeBlock"})
BLOCKS = frozenset(
    {
        "blockquote", "callout", "details", "bulletList", "orderedList", "listItem", "taskList", "taskItem",
        "columns", "column", "footnotes", "footnote",
    }
)  # fmt: skip
#: From this part of its words on, a block is the same one, written anew.
ALIKE = 0.5
#: How many blocks that gave way to others are looked at one by one.
MOST_ALIKE = 40
#: Of what stands at the end of a document there can be one only.
SINGLE = "footnotes"


def merge_prose(base: Node, mine: Node, theirs: Node) -> tuple[Node, Node, Node]:
    """The document by each side, with all changes of the other that do not touch one's own, and one in which both stand
    one after the other where they clash. All are equal if none do."""
    by_me, by_them, both = [], [], []
    for left, right in _blocks(base, mine, theirs):
        by_me += left
        by_them += right
        both += left if left == right or _is_single(left) else [*left, *right]
    return tuple({**mine, "content": content} for content in (by_me, by_them, both))  # type: ignore[return-value]


def _is_single(nodes: list[Node]) -> bool:
    return any(node.get("type") == SINGLE for node in nodes)


def _blocks(base: Node, mine: Node, theirs: Node) -> list[tuple[list[Node], list[Node]]]:
    """The inner blocks by each side, in stretches that are equal or clash."""
    merged: list[tuple[list[Node], list[Node]]] = []
    for chunk in three_way(_keys(base), _keys(mine), _keys(theirs), find=_edits):
        sides = [_nodes(side) for side in (chunk.base, chunk.mine, chunk.theirs)]
        if chunk.is_clear or len({len(side) for side in sides}) > 1:
            merged.append((sides[1], sides[2]))
        else:
            merged += [([left], [right]) for left, right in (_node(*each) for each in zip(*sides, strict=True))]
    return merged


def _edits(before: Sequence[str], after: Sequence[str]) -> list[Edit]:
    """What was done to blocks; one that was only written anew gives way to itself, apart from what came beside it."""
    found = []
    for edit in edits(before, after):
        start, first = edit.start, edit.first
        for old, new in _pairs(before[edit.start : edit.end], after[edit.first : edit.last]):
            found.append(Edit(start, edit.start + old, first, edit.first + new))
            found.append(Edit(edit.start + old, edit.start + old + 1, edit.first + new, edit.first + new + 1))
            start, first = edit.start + old + 1, edit.first + new + 1
        found.append(Edit(start, edit.end, first, edit.last))
    return [edit for edit in found if edit.start < edit.end or edit.first < edit.last]


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of blocks that are written anew, by the best order of them there is."""
    if len(old) == len(new) == 1 or max(len(old), len(new)) > MOST_ALIKE:
        return []
    before, after = ([_counted(key) for key in keys] for keys in (old, new))
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {}
    for i in range(len(old) + 1):
        for j in range(len(new) + 1):
            ways = [best[way] for way in ((i - 1, j), (i, j - 1)) if way in best] or [(0.0, [])]
            if i and j and (likeness := _likeness(before[i - 1], after[j - 1])) >= ALIKE:
                total, pairs = best[i - 1, j - 1]
                ways.append((total + likeness, [*pairs, (i - 1, j - 1)]))
            best[i, j] = max(ways)
    return best[len(old), len(new)][1]


def _counted(key: str) -> Counter[str]:
    """The words of a block; of one without any, all that it is."""
    words: Counter[str] = Counter()
    pending = [json.loads(key)]
    while pending:
        node = pending.pop()
        words.update(word for word in tokens(node.get("text") or "") if not word.isspace())
        pending += node.get("content") or ()
    return words or Counter([key])


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return 2 * sum((one & other).values()) / (sum(one.values()) + sum(other.values()))


def _keys(node: Node) -> list[str]:
    return [_key(each) for each in node.get("content") or ()]


def _key(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _nodes(keys: Iterable[Any]) -> list[Node]:
    return [json.loads(key) for key in keys]


def _node(base: Node, mine: Node, theirs: Node) -> tuple[Node, Node]:
    """One block by each side."""
    if base == mine or mine == theirs:
        return theirs, theirs
    if base == theirs:
        return mine, mine
    kind = base["type"]
    if not kind == mine["type"] == theirs["type"] or kind not in WORDS | BLOCKS:
        return mine, theirs
    attrs = _attributes(*(each.get("attrs") or {} for each in (base, mine, theirs)))
    if kind in WORDS:
        chunks = merge_words(_words(base), _words(mine), _words(theirs))
        contents = [_text(key for c in chunks for key in getattr(c, side)) for side in ("mine", "theirs")]
    else:
        stretches = _blocks(base, mine, theirs)
        contents = [[node for stretch in stretches for node in stretch[side]] for side in (0, 1)]
    left, right = (_made(mine, attrs[side], contents[side]) for side in (0, 1))
    return left, right


def _attributes(base: Node, mine: Node, theirs: Node) -> tuple[Node, Node]:
    left, right = {}, {}
    for name in {**base, **mine, **theirs}:
        old, my, their = (each.get(name) for each in (base, mine, theirs))
        left[name] = their if my == old else my
        right[name] = my if their == old else their
    return left, right


def _made(like: Node, attrs: Node, content: list[Node]) -> Node:
    rest = {name: value for name, value in like.items() if name not in ("attrs", "content")}
    return {**rest, **({"attrs": attrs} if attrs else {}), **({"content": content} if content else {})}


def _words(node: Node) -> list[str]:
    """The inline content, each word of it with its marks."""
    found = []
    for each in node.get("content") or ():
        if each.get("type") == "text":
            found += [_key({**each, "text": word}) for word in tokens(each["text"])]
        else:
            found.append(_key(each))
    return found


def _text(keys: Iterable[Any]) -> list[Node]:
    """Inline content of single words, with words of the same marks as one text."""
    joined: list[Node] = []
    for node in _nodes(keys):
        last = joined[-1] if joined else {}
        if node.get("type") == last.get("type") == "text" and node.get("marks") == last.get("marks"):
            joined[-1] = {**last, "text": last["text"] + node["text"]}
        else:
            joined.append(node)
    return joined
