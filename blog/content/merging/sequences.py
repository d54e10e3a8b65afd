"""The three-way merge of sequences: what each side did to what both began with, and where the two meet.

After S. Khanna, K. Kunal and B. C. Pierce, "A Formal Investigation of Diff3" (2007), by edits instead of matches. Knows
nothing of what the items are, only that they can be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

Item = TypeVar("Item", bound=Hashable)
#: How many pairs of equal items are looked at; beyond it two texts are one change. A second of work at the very worst.
MOST_PAIRS = 1_000_000
#: Edits that only stand side by side do not meet; two that put something in at one place do.
OVERLAPPING = -1


class Edit(NamedTuple):
    """The items `start` to `end` gave way to the other side's items `first` to `last`."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True)
class Chunk:
    """A stretch of the merge: what both began with, and what each side made of it, the same where it is clear."""

    base: tuple[Hashable, ...]
    mine: tuple[Hashable, ...]
    theirs: tuple[Hashable, ...]

    @property
    def is_clear(self) -> bool:
        return self.mine == self.theirs


def edits(before: Sequence[Item], after: Sequence[Item]) -> list[Edit]:
    """What was done to `before` to get `after`, in order; two edits never touch."""
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if not old and not new:
        return []
    counts = Counter(new)
    if sum(counts[item] for item in old) > MOST_PAIRS:
        return [Edit(head, head + len(old), head, head + len(new))]
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Edit(head + a, head + b, head + c, head + d) for tag, a, b, c, d in found if tag != "equal"]


def three_way(
    base: Sequence[Item],
    mine: Sequence[Item],
    theirs: Sequence[Item],
    *,
    gap: int = OVERLAPPING,
    find: Callable[[Sequence[Item], Sequence[Item]], list[Edit]] = edits,
) -> list[Chunk]:
    """The merge, in order. Edits of the two sides that stand no more than `gap` items apart meet: where they do not say
    the same, the chunk is not clear. `find` tells what a side did."""
    sides = (mine, theirs)
    done = sorted((edit, side) for side in (0, 1) for edit in find(base, sides[side]))
    chunks, place = [], 0
    for group in _groups(done, gap):
        start, end = group[0][0].start, max(edit.end for edit, _ in group)
        if place < start:
            kept = tuple(base[place:start])
            chunks.append(Chunk(kept, kept, kept))
        said = [_said(base, sides[n], [edit for edit, side in group if side == n], start, end) for n in (0, 1)]
        who = {side for _, side in group}
        if len(who) == 1:
            said = [said[who.pop()]] * 2
        chunks.append(Chunk(tuple(base[start:end]), *said))
        place = end
    if place < len(base):
        kept = tuple(base[place:])
        chunks.append(Chunk(kept, kept, kept))
    return chunks


def _groups(done: list[tuple[Edit, int]], gap: int) -> list[list[tuple[Edit, int]]]:
    groups: list[list[tuple[Edit, int]]] = []
    end = start = 0
    for edit, side in done:
        both_put_in = groups and start == end == edit.start == edit.end
        if groups and (edit.start - end <= gap or both_put_in):
            groups[-1].append((edit, side))
            end = max(end, edit.end)
        else:
            groups.append([(edit, side)])
            start, end = edit.start, edit.end
    return groups


def _said(
    base: Sequence[Item], side: Sequence[Item], own: list[Edit], start: int, end: int
) -> tuple[Item, ...]:  # fmt: skip
    """What one side made of the items `start` to `end`."""
    said: list[Item] = []
    place = start
    for edit in own:
        said += base[place : edit.start]
        said += side[edit.first : edit.last]
        place = edit.end
    return (*said, *base[place:end])
