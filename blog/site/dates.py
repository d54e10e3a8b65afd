"""Dates and numbers as readers see them, in plain English and in the site's time zone. Knows no request."""

from __future__ import annotations

from datetime import date, datetime

from markupsafe import Markup

from blog.clock import here

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def as_date(value: object) -> date | None:
    """The day of a datetime in the site's time zone, of a date or an ISO text; None for anything else."""
    if isinstance(value, datetime):
        return here(value).date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return here(datetime.fromisoformat(value)).date() if len(value) > 10 else date.fromisoformat(value)
        except ValueError:
            return None
    return None


def iso(value: object) -> str:
    """The machine form of a date or datetime, empty when there is none."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value if isinstance(value, str) else ""


def day(value: object) -> Markup:
    """A <time> element that reads `14 March 2026`."""
    found = as_date(value)
    if not found:
        return Markup("")
    return Markup('<time datetime="{}">{} {} {}</time>').format(
        found.isoformat(), found.day, MONTHS[found.month - 1], found.year
    )


def short_day(value: object) -> Markup:
    """A <time> element that reads `14 Mar 2026`, for columns of dates."""
    found = as_date(value)
    if not found:
        return Markup("")
    return Markup('<time datetime="{}">{} {} {}</time>').format(
        found.isoformat(), found.day, MONTHS[found.month - 1][:3], found.year
    )


def day_of_year(value: object) -> Markup:
    """A <time> element that reads `14 March`, for lists under the year."""
    found = as_date(value)
    if not found:
        return Markup("")
    return Markup('<time datetime="{}">{} {}</time>').format(found.isoformat(), found.day, MONTHS[found.month - 1])


def year(value: object) -> str:
    """The year as text, empty when there is no date."""
    found = as_date(value)
    return str(found.year) if found else ""


def years(started: object, finished: object) -> str:
    """`2024`, `2023–2025`, or `since 2024` when the end is open."""
    first, last = year(started), year(finished)
    if first and last:
        return first if first == last else f"{first}–{last}"
    return f"since {first}" if first else last
