"""Documents merged three ways, field by field: what one side alone changed is taken, what both did is looked into."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from blog.content.fields import Block, Field
from blog.content.merging.prose import merge_prose
from blog.content.merging.sequences import three_way
from blog.content.merging.words import merge_text

Blocks = Mapping[str, Block]
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Merged:
    """A value by each side, with whatever of the other does not touch it; `both` where the two can stand together."""

    mine: Any
    theirs: Any
    both: Any = None

    @property
    def clashes(self) -> bool:
        return not same(self.mine, self.theirs)


def merge_fields(
    fields: Iterable[Field],
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    blocks: Blocks,
) -> dict[str, Merged]:
    """Every field that a side has, by name. `base` is what both began with."""
    named = [f for f in fields if f.name in mine or f.name in theirs]
    return {
        f.name: merge_value(f, base.get(f.name), mine.get(f.name), theirs.get(f.name), blocks) for f in named
    }  # fmt: skip


def merge_value(field: Field, base: Any, mine: Any, theirs: Any, blocks: Blocks) -> Merged:
    """One field of any kind."""
    if same(base, mine) or same(mine, theirs):
        return Merged(theirs, theirs)
    if same(base, theirs):
        return Merged(mine, mine)
    three = (base, mine, theirs)
    # A line is one thought: a title of two people's words would be nobody's.
    if field.kind == "textarea" and all(isinstance(each, str) for each in three):
        return Merged(*merge_text(*three))
    if field.kind == "richtext" and all(isinstance(each, dict) for each in three):
        return Merged(*merge_prose(*three))
    if field.kind == "group" and all(isinstance(each, Mapping) for each in three):
        return _group(field.fields, three, blocks)
    if all(isinstance(each, list) for each in three):
        if field.kind in ("array", "blocks"):
            return _rows(field, three, blocks)
        return _list(three)
    return Merged(mine, theirs)


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same; nothing at all is nothing, in whatever way it is empty."""
    return one is other or _key(one) == _key(other)


def _key(value: Any) -> str:
    empty = value is None or value == "" or value == []
    return "" if empty else json.dumps(value, ensure_ascii=False, sort_keys=True, default=_text)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _group(fields: Iterable[Field], three: tuple[Any, Any, Any], blocks: Blocks) -> Merged:
    base, mine, theirs = three
    inner = merge_fields(fields, base, mine, theirs, blocks)
    left, right = ({name: getattr(each, side) for name, each in inner.items()} for side in ("mine", "theirs"))
    return Merged({**theirs, **mine, **left}, {**mine, **theirs, **right})


def _list(three: tuple[Any, Any, Any]) -> Merged:
    """Chosen documents, in an order: two people may each choose some more."""
    known = {_key(item): item for each in three for item in each}
    keys = [[_key(item) for item in each] for each in three]
    merged = _orders(*keys)
    if merged is None:
        return Merged(three[1], three[2])
    left, right = ([known[key] for key in side] for side in merged)
    return Merged(left, right)


def _orders(base: list[str], mine: list[str], theirs: list[str]) -> tuple[list[str], list[str]] | None:
    """The merged order of keys by each side; None where something would be there twice, or not at all any more."""
    if any(len(set(keys)) < len(keys) for keys in (base, mine, theirs)):
        return None
    left: list[str] = []
    right: list[str] = []
    for chunk in three_way(base, mine, theirs):
        if not chunk.base:
            first, second = sorted((chunk.mine, chunk.theirs))  # the same, whoever saves last
            both = [*first, *(key for key in second if key not in first)]
            left, right = [*left, *both], [*right, *both]
        else:
            left, right = [*left, *chunk.mine], [*right, *chunk.theirs]
    stayed = set(base) & set(mine) & set(theirs)
    for side in (left, right):
        if len(set(side)) < len(side) or not stayed <= set(side):
            return None
    return left, right


def _rows(field: Field, three: tuple[Rows, Rows, Rows], blocks: Blocks) -> Merged:
    """Rows by their ids. One that a side took out while the other wrote in it is for people to decide."""
    given = [{_row_key(row): row for row in rows} for rows in three]
    base, mine, theirs = given
    lost = any(
        key in base and not same(base[key], other[key])
        for one, other in ((mine, theirs), (theirs, mine))
        for key in other.keys() - one.keys()
    )
    merged = _orders(*([_row_key(row) for row in rows] for rows in three))
    if lost or merged is None or any(len(rows) > len(keyed) for rows, keyed in zip(three, given, strict=True)):
        return Merged(three[1], three[2])
    sides = {key: _row(field, [each.get(key) for each in given], blocks) for key in {*merged[0], *merged[1]}}
    return Merged([sides[key].mine for key in merged[0]], [sides[key].theirs for key in merged[1]])


def _row_key(row: Mapping[str, Any]) -> str:
    return str(row.get("id") or "") or _key(row)


def _row(field: Field, three: list[Any], blocks: Blocks) -> Merged:
    base, mine, theirs = three
    if mine is None or theirs is None:
        there = mine or theirs or base
        return Merged(there, there)
    kinds = {each.get("blockType") for each in (base or mine, mine, theirs)}
    if len(kinds) > 1:
        return Merged(mine, theirs)
    block = blocks.get(kinds.pop() or "")
    return _group(block.fields if block else field.fields, (base or {}, mine, theirs), blocks)
