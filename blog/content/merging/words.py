"""Words: plain text merged three ways, and two texts compared so that a person sees which words are others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from blog.content.merging.sequences import Chunk, edits, three_way

#: A word with what is written into it, a line break, other white space, or a single sign.
TOKEN = re.compile(r"\w+(?:['’\-.]\w+)*|\n|[^\S\n]+|[^\w\s]")
#: Changes of neighbouring words are one thought: two people's must have a word between them.
NEIGHBOURS = 1
KEPT, REMOVED, ADDED = "kept", "removed", "added"
#: When less than this part of a passage stayed, it reads better as one text in another's place.
ENOUGH = 0.3
#: When more than this part of a text gave way, it is another text, whose words mean nothing among those of the old one.
STILL_THE_SAME = 0.5


class Piece(NamedTuple):
    """A run of text, and whether it was kept, removed or added."""

    mark: str
    text: str


def tokens(text: str) -> list[str]:
    """The words of a text and all between them; joined, they are the text again."""
    return TOKEN.findall(text)


def merge_text(base: str, mine: str, theirs: str) -> tuple[str, str]:
    """What the text is by each side, with all changes of the other that do not touch one's own. Equal if none do."""
    chunks = merge_words(tokens(base), tokens(mine), tokens(theirs))
    return "".join("".join(c.mine) for c in chunks), "".join("".join(c.theirs) for c in chunks)


def merge_words(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[Chunk]:
    """The merge of words, in order. Where a side kept little of what there was, the two texts do not mix."""
    for side in (mine, theirs):
        changed = sum(edit.end - edit.start for edit in edits(base, side))
        if changed > STILL_THE_SAME * len(base) and base not in (mine, theirs):
            return [Chunk(tuple(base), tuple(mine), tuple(theirs))]
    return three_way(base, mine, theirs, gap=NEIGHBOURS)


def compare(before: str, after: str) -> list[Piece]:
    """Both texts in one, word by word."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    place = 0
    for edit in edits(old, new):
        pieces.append(Piece(KEPT, "".join(old[place : edit.start])))
        pieces += _changed("".join(old[edit.start : edit.end]), "".join(new[edit.first : edit.last]))
        place = edit.end
    pieces.append(Piece(KEPT, "".join(old[place:])))
    return _joined(pieces)


def _changed(before: str, after: str) -> list[Piece]:
    old, new = tokens(before), tokens(after)
    pieces: list[Piece] = []
    place = 0
    for edit in edits(old, new):
        pieces.append(Piece(KEPT, "".join(old[place : edit.start])))
        pieces.append(Piece(REMOVED, "".join(old[edit.start : edit.end])))
        pieces.append(Piece(ADDED, "".join(new[edit.first : edit.last])))
        place = edit.end
    pieces.append(Piece(KEPT, "".join(old[place:])))
    kept = sum(len(text.strip()) for mark, text in pieces if mark == KEPT)
    if kept < ENOUGH * max(len(before.strip()), len(after.strip())) and before.strip() and after.strip():
        return [Piece(REMOVED, before), Piece(ADDED, after)]
    return pieces


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Without empty pieces, and with neighbours of one mark as one."""
    joined: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if joined and joined[-1].mark == piece.mark:
            joined[-1] = Piece(piece.mark, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined
