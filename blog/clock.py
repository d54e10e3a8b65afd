"""The time, in one place, so that a test can stop it, and the time zone of the site. Knows nothing else."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from flask import current_app


def now() -> dt.datetime:
    """The present moment, aware and in UTC, in the milliseconds that both databases keep."""
    moment = dt.datetime.now(dt.UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def zone() -> dt.tzinfo:
    """The time zone that the site's days are counted in; UTC outside an application."""
    name = current_app.config["TIME_ZONE"] if current_app else "UTC"
    return dt.UTC if name == "UTC" else ZoneInfo(name)


def here(moment: dt.datetime) -> dt.datetime:
    """The same moment as the clocks of the site show it; without a zone it is taken to be in UTC."""
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    try:
        return moment.astimezone(zone())
    except OverflowError:
        return moment  # hours from the beginning or the end of what can be told


def meant(moment: dt.datetime) -> dt.datetime:
    """The moment that somebody means who reads the clocks of the site and names no zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=zone())


def odd(moment: dt.datetime) -> str:
    """What is odd about a time by the clocks of the site, as summer time begins or ends: that they skip it (`skipped`),
    that they show it `twice`, or nothing."""
    first, second = (moment.replace(tzinfo=zone(), fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return ""
    shown = first.astimezone(dt.UTC).astimezone(zone())
    return "twice" if shown.replace(tzinfo=None) == moment.replace(fold=0) else "skipped"
