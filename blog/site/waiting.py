"""How long a visitor is asked to wait, in seconds and in words."""

from __future__ import annotations

import time
from datetime import datetime

from werkzeug.exceptions import HTTPException

from blog.clock import now
from blog.limits import limiter

MINUTE, HOUR = 60, 3600


def seconds_to_wait(error: HTTPException) -> int | None:
    """After how many seconds the same request may be answered; None where nothing says so."""
    given = getattr(error, "retry_after", None)
    if isinstance(given, datetime):
        return max(1, round((given - now()).total_seconds()))
    if given:
        return max(1, int(given))
    limit = limiter.current_limit if error.code == 429 else None
    return max(1, round(limit.reset_at - time.time())) if limit else None


def in_words(seconds: int) -> str:
    """A length of time as people say it, never shorter than it is."""
    for unit, name in ((HOUR, "hour"), (MINUTE, "minute")):
        if seconds > unit * 1.5:
            return f"{-(-seconds // unit)} {name}s"
        if seconds >= unit:
            return f"a {name}" if name == "minute" else "an hour"
    return f"{seconds} seconds" if seconds > 1 else "a second"
