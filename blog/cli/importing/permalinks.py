"""Patterns of addresses (`/:year/:title/`, `{date:%Y}/{slug}`) written out. Pure functions, no rules of generators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import unquote, urlsplit

TOKEN = re.compile(r":([a-z][a-z_]*)|\{([a-z_]+)(?::(%[^}]*))?\}")
DATE_IN_PATH = re.compile(r"(?:^|/|[^\d])((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.\-T ]|$)")


def expand(pattern: str, values: Mapping[str, str], date: datetime | None) -> str | None:
    """The path that `pattern` makes of these values, or None when it asks for something that is not there."""
    missing = False

    def replace(found: re.Match[str]) -> str:
        nonlocal missing
        name = found.group(1) or found.group(2)
        if found.group(3) and date:
            return date.strftime(found.group(3))
        known = _longest(name, values) if found.group(1) else name
        if known is None or known not in values:
            missing = True
            return ""
        return values[known] + name[len(known) :]

    path = TOKEN.sub(replace, pattern)
    return None if missing else clean_path(path)


def _longest(name: str, values: Mapping[str, str]) -> str | None:
    # `:title_old` is the token `title` with text after it when there is no token of the whole name.
    fitting = [known for known in values if name == known or name.startswith(known + "_")]
    return max(fitting, key=len, default=None)


def date_tokens(date: datetime | None) -> dict[str, str]:
    """The tokens that Jekyll, Hugo and Hexo have for a moment."""
    if date is None:
        return {}
    return {
        "year": f"{date:%Y}",
        "month": f"{date:%m}",
        "day": f"{date:%d}",
        "i_month": str(date.month),
        "i_day": str(date.day),
        "short_year": f"{date:%y}",
        "y_day": f"{date:%j}",
        "yearday": str(date.timetuple().tm_yday),
        "monthname": f"{date:%B}".lower(),
        "long_month": f"{date:%B}",
        "short_month": f"{date:%b}",
        "weekday": str((date.weekday() + 1) % 7),
        "weekdayname": f"{date:%A}".lower(),
        "hour": f"{date:%H}",
        "minute": f"{date:%M}",
        "second": f"{date:%S}",
        "week": f"{date:%V}",
        "w_year": f"{date:%G}",
    }


def clean_path(path: str) -> str:
    """A path that starts with one slash and has no doubled ones, no query and no fragment."""
    path = re.split(r"[?#]", path, maxsplit=1)[0]
    return "/" + re.sub(r"/{2,}", "/", path).lstrip("/")


def same_place(path: str) -> str:
    """The one spelling of all addresses that lead to the same document: no slash, `index` or ending at the end."""
    path = clean_path(unquote(path, errors="replace"))
    path = re.sub(r"/index(?:\.[a-z]+)?$", "/", path)
    return re.sub(r"\.(?:html?|md|markdown|mdx|php|aspx?)$", "", path.rstrip("/")) or "/"


def path_of(address: str) -> str:
    """The path of an address that may have a host; nothing for one that cannot be read."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def date_in(path: str) -> tuple[int, int, int] | None:
    """Year, month and day that stand in a path or file name."""
    found = DATE_IN_PATH.search(path)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups())
    return (year, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None
