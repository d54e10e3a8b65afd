"""One value of one field: read from what a door was given, or refused with a sentence.

Knows no document and asks the database nothing; whether a related document exists is checked elsewhere.
"""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from blog import richtext
from blog.content.fields import Field

EMAIL = re.compile(
    r"(?!.*\.\.)[a-z0-9!#$%&*+/=?^_`{|}~-](?:[a-z0-9.!#$%&*+/=?^_`{|}~-]*[a-z0-9!#$%&*+/=?^_`{|}~-])?"
    r"@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}",
    re.IGNORECASE,
)
#: An address that means the same on every page: a path must begin at the root.
WHOLE_ADDRESS = re.compile(r"(?:https?|mailto|tel):|[/#?]", re.IGNORECASE)
COLOUR = re.compile(r"#[0-9a-f]{3}(?:[0-9a-f]{3})?", re.IGNORECASE)
#: Characters that no text a person writes contains, and that PostgreSQL or XML refuse.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_TEXT = 200_000
LARGEST_NUMBER = 2**53
INTEGERS = 2**31
#: Beyond this an integer is no float any more, and soon no text that Python is willing to write.
HUGE = 10**300


class Refused(ValueError):
    """The value does not fit its field; the text is the sentence for the person who sent it."""


def parse(field: Field, value: Any) -> Any:
    """The value as the engine keeps it, or None for nothing. Raises Refused.

    Only for kinds that hold one value; trees and relations are walked by `validation`."""
    if value is None:
        return None
    if isinstance(value, int) and abs(value) > HUGE:
        raise Refused("This number is too large.")
    if isinstance(value, (dict, list)) and field.kind not in ("richtext", "json"):
        raise Refused("This must be a single value.")
    return PARSERS[field.kind](field, value)


def _text(field: Field, value: Any) -> str | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise Refused("This must be text.")
    if CONTROL.search(value):
        raise Refused("This text contains a character that cannot be stored.")
    if field.kind != "textarea":
        value = value.strip()
    if len(value) > (field.max_length or LONGEST_TEXT):
        raise Refused(f"This must not be longer than {field.max_length or LONGEST_TEXT} characters.")
    return value


def _email(field: Field, value: Any) -> str | None:
    text = (_text(field, value) or "").lower()
    if text and not EMAIL.fullmatch(text):
        raise Refused("Please enter a valid email address.")
    return text or None


def _url(field: Field, value: Any) -> str | None:
    text = _text(field, value) or ""
    if not text:
        return None
    if not WHOLE_ADDRESS.match(text) or not richtext.is_safe_address(text):
        raise Refused("Please enter an address that begins with https://, http://, mailto:, tel:, / or #.")
    return text


def _slug(field: Field, value: Any) -> str | None:
    text = (_text(field, value) or "").strip("/")
    if text and not re.fullmatch(r"[^\W_]+(?:[-_./~@+][^\W_]+)*", text):
        raise Refused("Use letters and digits, with single hyphens between words.")
    return text


def _colour(field: Field, value: Any) -> str | None:
    text = _text(field, value) or ""
    if text and not COLOUR.fullmatch(text):
        raise Refused("Please enter a colour such as #1f6feb.")
    return text or None


def _number(_: Field, value: Any) -> float | int | None:
    if isinstance(value, str) and value.strip():
        try:
            value = float(value)
        except ValueError:
            raise Refused("Please enter a number.") from None
    if isinstance(value, str):
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise Refused("Please enter a number.")
    if abs(value) > LARGEST_NUMBER:
        raise Refused("This number is too large.")
    return value


def _integer(field: Field, value: Any) -> int | None:
    number = _number(field, value)
    if number is None:
        return None
    if number != int(number):
        raise Refused("Please enter a whole number.")
    if not -INTEGERS <= number < INTEGERS:
        raise Refused("This number is too large.")
    return int(number)


def _checkbox(_: Field, value: Any) -> bool:
    words = {"true": True, "on": True, "1": True, "yes": True, "false": False, "off": False, "0": False, "": False}
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    if isinstance(value, bool) or value in (0, 1):
        return bool(value)
    raise Refused("This must be true or false.")


def _datetime(_: Field, value: Any) -> datetime | None:
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime(value.year, value.month, value.day, tzinfo=UTC)
    elif isinstance(value, str) and not value.strip():
        return None
    else:
        moment = _moment(value)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
    try:
        moment = moment.astimezone(UTC)
    except (OverflowError, ValueError):
        raise Refused("This date is out of range.") from None
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _moment(value: Any) -> datetime:
    try:
        return datetime.fromisoformat(value.strip())
    except (AttributeError, ValueError, TypeError):
        raise Refused(f'"{str(value)[:40]}" is not a valid date.') from None


def _date(field: Field, value: Any) -> date | None:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d", value.strip()):
        value = f"{value.strip()}-01"
    moment = _datetime(field, value)
    return moment.date() if moment else None


def _select(field: Field, value: Any) -> Any:
    if value == "":
        return None
    for choice in field.choices:
        if value == choice or (not isinstance(value, bool) and str(value) == str(choice)):
            return choice
    allowed = ", ".join(str(choice) for choice in field.choices)
    raise Refused(f"This must be one of: {allowed}.")


def _password(_: Field, value: Any) -> str | None:
    if not isinstance(value, str):
        raise Refused("This must be text.")
    return value or None


def _richtext(_: Field, value: Any) -> Any:
    if value in ("", {}):
        return None
    try:
        return richtext.validate(value)
    except richtext.InvalidDocument as error:
        raise Refused(str(error)) from None


def _json(_: Field, value: Any) -> Any:
    if not _bounded(value):
        raise Refused("This is nested too deeply or too large.")
    return value


def _bounded(value: Any, depth: int = 20, size: int = 20_000) -> bool:
    stack = [(value, 0)]
    while stack:
        node, level = stack.pop()
        size -= 1
        if level > depth or size < 0 or not _is_plain(node):
            return False
        children = [*node, *node.values()] if isinstance(node, dict) else node if isinstance(node, list) else ()
        stack.extend((child, level + 1) for child in children)
    return True


def _is_plain(node: Any) -> bool:
    """Whether both databases can keep it in JSON: no control characters, no number that JSON cannot say."""
    if isinstance(node, str):
        return not CONTROL.search(node)
    if isinstance(node, (int, float)):
        return abs(node) <= HUGE
    return node is None or isinstance(node, (dict, list))


def parse_id(value: Any) -> str:
    """The id of a document out of an id, or of a document given in its place. Raises Refused."""
    if isinstance(value, dict):
        value = value.get("id")
    try:
        return str(value if isinstance(value, uuid.UUID) else uuid.UUID(value))
    except (ValueError, TypeError, AttributeError):
        shown = value[:60] if isinstance(value, str) else type(value).__name__
        raise Refused(f"This relationship field has the following invalid relationships: {shown}") from None


PARSERS: dict[str, Callable[[Field, Any], Any]] = {
    "text": _text,
    "textarea": _text,
    "email": _email,
    "url": _url,
    "slug": _slug,
    "colour": _colour,
    "number": _number,
    "integer": _integer,
    "checkbox": _checkbox,
    "datetime": _datetime,
    "date": _date,
    "select": _select,
    "password": _password,
    "richtext": _richtext,
    "json": _json,
}
