"""How values are written for people: times, sizes and short texts. Knows no request and no document."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from blog.clock import here, now

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(value: Any) -> Markup:
    """A <time> element: the day, and the time of day where there is one."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return Markup("{}").format(value)
    if not isinstance(value, date):
        return Markup("")
    text = f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, datetime):
        value = here(value)
        text = f"{value.day} {MONTHS[value.month - 1]} {value.year}, {value:%H:%M}"
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), text)


def distance(value: datetime) -> str:
    """How far a moment is from now, in the one unit that says it best: `in 3 days`, `2 hours ago`, `now`."""
    seconds = round((value - now()).total_seconds())
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        count = round(abs(seconds) / length)
        if abs(seconds) >= length:
            words = f"{count} {unit}{'s' if count != 1 else ''}"
            return f"in {words}" if seconds > 0 else f"{words} ago"
    return "now"


def file_size(value: Any) -> str:
    """Bytes as a person counts them."""
    size = float(value or 0)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" or size >= 10 else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def choice_words(value: Any) -> str:
    """`in_progress` as `In progress`, `oneThird` as `One third`."""
    text = "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in str(value)).replace("_", " ")
    return text[:1].upper() + text[1:]


def singular(words: str) -> str:
    """What one of several things is called, for the simple cases that names of fields are."""
    return words.removesuffix("s") if not words.endswith("ss") else words


FILTERS = {
    "here": here,
    "moment": moment,
    "distance": distance,
    "file_size": file_size,
    "choice_words": choice_words,
    "singular": singular,
}
