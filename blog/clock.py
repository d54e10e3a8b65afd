"""The time, in one place, so that a test can stop it. Knows nothing else."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """The present moment, aware and in UTC."""
    return dt.datetime.now(dt.UTC)
