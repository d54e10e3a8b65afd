"""What an import has to tell its operator: notes by kind, and the numbers of the summary. Prints nothing itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

#: Kinds of notes in the order of the summary. A `broken` file was not imported; everything else is worth knowing.
KINDS = {
    "broken": "not imported",
    "refused": "refused",
    "missing": "missing pictures and files",
    "unlinked": "links to nothing in the folder",
    "undated": "without a date",
    "encoding": "not in UTF-8",
    "shortcode": "shortcodes left as text",
    "skipped": "passed over",
    "changed": "adjusted",
}


@dataclass(frozen=True)
class Note:
    """One thing worth telling: its kind, the file it concerns, and the reason without a full stop."""

    kind: str
    path: str
    reason: str

    def __str__(self) -> str:
        return f"{printable(self.path)}: {printable(self.reason)}."


def printable(text: str) -> str:
    """Text that cannot disturb a terminal: control characters and undecodable bytes are written as escapes."""
    shown = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in shown)


@dataclass
class Report:
    """Notes and counts of one run."""

    notes: list[Note] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _seen: set[Note] = field(default_factory=set)

    def add(self, note: Note) -> None:
        if note not in self._seen:
            self._seen.add(note)
            self.notes.append(note)

    def of_kind(self, kind: str) -> list[Note]:
        return [note for note in self.notes if note.kind == kind]

    @property
    def broken(self) -> int:
        return len(self.of_kind("broken"))
