"""The time, in one place, so that a test can stop it. Knows nothing else."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """The present moment, aware and in UTC, in the milliseconds that both databases keep."""
    moment = dt.datetime.now(dt.UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
