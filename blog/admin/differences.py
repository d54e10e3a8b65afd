"""Two states of a document side by side as a person reads them: field by field, line by line, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from blog import richtext
from blog.admin.choices import Choices
from blog.admin.forms import DocumentForm
from blog.admin.forms.inputs import Asked, Pick, Picks, Tick
from blog.admin.identity import actor
from blog.admin.words import choice_words
from blog.content.merging import Piece, compare
from blog.content.registry import Collection

#: So many unchanged lines stay beside a change; the rest is folded.
BESIDE = 2
Line = list[Piece]
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """A field that two states say differently: its lines, with a number where so many that are the same are left out.

    `of_form` is whether the words are the same and only their form differs."""

    name: str
    label: str
    lines: list[Line | int]
    of_form: bool = False


def differences(collection: Collection, before: Values, after: Values) -> list[Difference]:
    """Every field that this person may see and that differs, in the order of the form."""
    forms = [DocumentForm(collection, actor(), values, read_only=True) for values in (before, after)]
    choices = Choices(actor(), [pick for form in forms for pick in form.picks()])
    found = []
    for old, new in zip(*forms, strict=True):
        name = old.about.name
        if before.get(name) == after.get(name):
            continue
        texts = [_readable(each, values.get(name), choices) for each, values in ((old, before), (new, after))]
        of_form = texts[0] == texts[1]
        if of_form:
            texts = [_source(each, choices) for each in (old, new)]
        if texts[0] != texts[1]:
            found.append(Difference(name, old.about.title, folded(compare(*texts)), of_form))
    return found


def _readable(each: Asked, value: Any, choices: Choices) -> str:
    if each.about.kind == "richtext":
        return richtext.plain_text(value) if isinstance(value, dict) else ""
    return _source(each, choices)


def _source(each: Asked, choices: Choices) -> str:
    """What an input and all within it say, as lines of text; rich text is in Markdown."""
    lines = []
    for inner in each.inside():
        said = _said(inner, choices)
        if said:
            lines.append(said if inner is each else f"{inner.about.title}: {said}")
    return "\n".join(lines)


def _said(each: Asked, choices: Choices) -> str:
    if isinstance(each, Tick):
        return "yes" if each.data else "no"
    if isinstance(each, (Pick, Picks)):
        return ", ".join(choices.label(each, text).label for text in each.picked)
    if each.about.kind == "select":
        return choice_words(each.data) if each.data else ""
    return each.data if isinstance(each.data, str) else ""


def folded(pieces: Iterable[Piece]) -> list[Line | int]:
    """The pieces as lines, of which those far from any change are only counted."""
    lines: list[Line] = [[]]
    for mark, text in pieces:
        first, *rest = text.split("\n")
        lines[-1].append(Piece(mark, first))
        lines += [[Piece(mark, part)] for part in rest]
    lines = [[piece for piece in line if piece.text] for line in lines]
    lines = [line for line in lines if line]
    changed = [number for number, line in enumerate(lines) if any(mark != "kept" for mark, _ in line)]
    near = {number + step for number in changed for step in range(-BESIDE, BESIDE + 1)}
    shown: list[Line | int] = []
    for number, line in enumerate(lines):
        if number in near:
            shown.append(line)
        elif shown and isinstance(shown[-1], int):
            shown[-1] += 1
        else:
            shown.append(1)
    return shown
