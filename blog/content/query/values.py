"""What a condition is compared with: the value given, read as the field's kind, or nothing that could match."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from typing import Any

from blog.content.fields import RELATIONS, TEXT, TREES, Field
from blog.content.values import Refused, parse

#: Characters that no stored text has, and that the databases' drivers refuse to carry.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Unmatchable:
    """A value no row can have, such as a word where a date is kept."""


UNMATCHABLE = Unmatchable()


def operand(field: Field, value: Any) -> Any:
    """The value to compare a column with; None for null; UNMATCHABLE if no row could have it."""
    if value is None or value == "null":
        return None
    if field.kind in RELATIONS or field.kind == "id":
        return _id(value)
    if holds_text(field) or field.kind in TREES:
        text = findable(value)
        if text is None:
            return UNMATCHABLE
        return text.lower() if field.kind == "email" else text
    try:
        return parse(replace(field, kind="number") if field.kind == "select" else field, value)
    except Refused:
        return UNMATCHABLE


def _id(value: Any) -> Any:
    if isinstance(value, dict):
        value = value.get("value") or value.get("id")
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return UNMATCHABLE


def holds_text(field: Field) -> bool:
    """Whether a column of this field is text; the choices of a select may be numbers."""
    if field.kind == "select" and field.choices:
        return isinstance(field.choices[0], str)
    return field.kind in TEXT or field.kind == "textarea"


def findable(value: Any) -> str | None:
    """The text to look for, or None where no stored text could contain it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, (str, int, float, uuid.UUID)):
        return None
    try:
        text = str(value)
    except ValueError:  # an integer of thousands of digits
        return None
    return None if UNSTORABLE.search(text) else text


def several(value: Any) -> list[Any]:
    """The values of `in`, `not_in` and `all`: a list, or one text with commas."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return list(value) if isinstance(value, (list, tuple, set)) else [value]


def escaped(text: str) -> str:
    """Text for LIKE … ESCAPE '\\', in which every character stands for itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def truth(value: Any) -> bool | None:
    """The answer asked of `exists`, or None where it is neither."""
    return {True: True, "true": True, False: False, "false": False}.get(
        value if isinstance(value, (bool, str)) else None
    )
