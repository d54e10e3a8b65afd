"""What the values of a head mean: texts, yes and no, lists of names, moments. Knows no generator and no file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

NOTHING = frozenset({"", "~", "null", "none", "nil", "undefined"})
YES = frozenset({"true", "yes", "on", "1", "y"})
NO = frozenset({"false", "no", "off", "0", "n"})
INLINE_TAGS = re.compile(
    r"</?(?:em|strong|i|b|u|s|code|span|br|small|sub|sup|a|del|mark|kbd|q|wbr)\b[^>]*>", re.IGNORECASE
)
NUMERIC = re.compile(
    r"\A(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?[ \t]*(Z|z|UTC|GMT|[-+]\d{1,2}:?\d{0,2})?"
    r"(?:[ \t]+[-+\w/]+)?)?\Z"
)
WORDED = (
    "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%a %b %d %Y", "%A, %B %d, %Y",
    "%Y%m%d", "%B %d, %Y %H:%M", "%b %d, %Y %H:%M", "%d %B %Y %H:%M", "%d %b %Y %H:%M", "%Y-%m-%d %I:%M %p",
    "%Y-%m-%d %I:%M:%S %p", "%b %d, %Y %I:%M %p", "%B %d, %Y %I:%M %p", "%d.%m.%Y", "%d.%m.%Y %H:%M", "%Y-%m",
    "%a %b %d %H:%M:%S %Y",
)  # fmt: skip
SLASHED = re.compile(r"\A(\d{1,2})/(\d{1,2})/(\d{4})\Z")


def text_of(value: Any) -> str:
    """The plain text of a value: no line breaks, no control characters, nothing for an empty one."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return " ".join(filter(None, map(text_of, value)))
    text = "".join(sign if sign.isprintable() else " " for sign in clean(str(value)))
    text = " ".join(text.split())
    return "" if text.lower() in NOTHING else text


def clean(text: str) -> str:
    """Text that every database takes: no NUL, no half of a surrogate pair."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def inline_text(value: Any) -> str:
    """A title or description without its inline Markdown and HTML."""
    text = INLINE_TAGS.sub("", text_of(value))
    text = re.sub(r"(`+)(.+?)\1", r"\2", text)
    text = re.sub(r"\*\*(\S(?:.*?\S)?)\*\*", r"\1", text)
    text = re.sub(r"!?\[([^\]]+)\]\((?:[^()\s]|\([^()]*\))+\)", r"\1", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!<>|~-])", r"\1", text)
    return html.unescape(text).strip()


def yes(value: Any) -> bool | None:
    """True or False, or None when the value says neither."""
    if isinstance(value, bool):
        return value
    word = text_of(value).lower()
    return True if word in YES else False if word in NO else None


def names_of(value: Any, *, split: str = "") -> list[str]:
    """A list of names from a list, a mapping's keys or a text; `split` is the pattern that parts a text."""
    if isinstance(value, dict):
        value = [value.get("name") or value.get("title")] if {"name", "title"} & value.keys() else list(value)
    if not isinstance(value, list):
        text = text_of(value)
        if text.startswith("[") and text.endswith("]"):
            text, split = text[1:-1], ","
        value = re.split(split, text) if split else [text]
    names: list[str] = []
    for item in value:
        name = inline_text(item.get("name") or item.get("title") if isinstance(item, dict) else item)
        name = name.strip("\"' ").lstrip("#")
        if name:
            names.append(name)
    return unique(names)


def unique(names: Iterable[str]) -> list[str]:
    """The names in their order, each once without regard to case."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.casefold(), name)
    return list(seen.values())


def moment(value: Any, zone: tzinfo = UTC) -> datetime | None:
    """The moment a value names, aware and in UTC, or None when it names none.

    A day without a time is that day at midnight UTC, so that it is the same day for every reader."""
    if isinstance(value, datetime):
        return _aware(value, zone)
    if isinstance(value, date):
        return datetime.combine(value, time(), UTC)
    text = text_of(value).strip("\"'")
    if not text:
        return None
    try:
        return _numeric(text, zone) or _written(text, zone)
    except (ValueError, OverflowError, TypeError):
        return None


def _aware(value: datetime, zone: tzinfo) -> datetime | None:
    try:
        return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _numeric(text: str, zone: tzinfo) -> datetime | None:
    found = NUMERIC.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    if found.group(4) is None:
        return datetime(year, month, day, tzinfo=UTC)
    value = datetime(year, month, day, hour, minute, min(second, 59))
    return _aware(value.replace(tzinfo=_offset(found.group(8))), zone)


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    digits = digits.zfill(2).ljust(4, "0") if len(digits) <= 2 else digits.zfill(4)
    return datetime.strptime(f"{text[0]}{digits}", "%z").tzinfo


def _written(text: str, zone: tzinfo) -> datetime | None:
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text)
    for pattern in WORDED:
        try:
            value = datetime.strptime(plain, pattern)
        except ValueError:
            continue
        return _aware(value.replace(tzinfo=None if "%H" in pattern or "%I" in pattern else UTC), zone)
    if found := SLASHED.match(plain):
        first, second, year = map(int, found.groups())
        return datetime(year, *((second, first) if first > 12 else (first, second)), tzinfo=UTC)
    if re.fullmatch(r"\d{9,10}|\d{13}", plain):
        return datetime.fromtimestamp(int(plain[:10]), UTC)
    return _aware(parsedate_to_datetime(text), zone) if re.search(r"\d{4}.*\d:\d\d", text) else None


def zone_named(name: Any) -> tzinfo:
    """The time zone of this name, or UTC when there is no such zone."""
    try:
        return ZoneInfo(text_of(name)) if text_of(name) else UTC
    except (KeyError, ValueError, OSError):
        return UTC
