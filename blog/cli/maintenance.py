"""`blog maintenance`: closes the site for a while, with a page that says so, and opens it again."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import click

from blog import maintenance as door
from blog.cli.refusal import Refusal, sentences
from blog.clock import now
from blog.config import load_settings

LENGTH = re.compile(r"\+?(\d{1,4})\s*(m|min|minutes?|h|hours?|d|days?)", re.IGNORECASE)
UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@click.group()
def maintenance() -> None:
    """Close the site for a while, for all its processes at once, and open it again.

    Readers get a page with status 503, programs the same as JSON. The editor under /admin stays open."""


@maintenance.command()
@click.option("--message", default="", help="What readers are told instead of the usual sentence.")
@click.option("--until", default="", help="When it will be over: 14:30, 2031-05-04T14:30, or after 45m or 2h.")
@sentences
def on(message: str, until: str) -> None:
    """Close the site. Said again, it changes the message and the time."""
    end = moment(until, now()) if until else None
    try:
        door.begin(load_settings().instance_dir, message, end)
    except OSError as error:
        raise Refusal(f"The notice cannot be written to the instance folder ({error.strerror}).") from None
    said = f" until about {end.astimezone():%F %R}" if end else ""
    click.echo(f"The site is closed{said}. It does not open by itself: blog maintenance off opens it.")


@maintenance.command()
@sentences
def off() -> None:
    """Open the site again."""
    try:
        was_closed = door.end(load_settings().instance_dir)
    except OSError as error:
        raise Refusal(f"The notice cannot be taken out of the instance folder ({error.strerror}).") from None
    click.echo("The site is open." if was_closed else "The site was open already.")


def moment(text: str, start: datetime) -> datetime:
    """The time that a person means: a length from now, a time of the next 24 hours, or a day and a time.

    Times without a zone are those of this machine. Raises Refusal for what is no time, or one that has passed."""
    found = LENGTH.fullmatch(text.strip())
    if found:
        return start + timedelta(**{UNITS[found[2][0].lower()]: int(found[1])})
    try:
        if re.fullmatch(r"\d{1,2}:\d{2}", text.strip()):
            hour, minute = (int(part) for part in text.split(":"))
            meant = start.astimezone().replace(hour=hour, minute=minute, second=0, microsecond=0)
            meant = meant if meant > start else meant + timedelta(days=1)
        else:
            meant = datetime.fromisoformat(text.strip()).astimezone()
    except (ValueError, OverflowError):
        raise Refusal(f"{text!r} is no time. Write 14:30, 2031-05-04T14:30, or a length such as 45m or 2h.") from None
    if meant <= start:
        raise Refusal(f"{text} has passed already.")
    return meant.astimezone(UTC)
