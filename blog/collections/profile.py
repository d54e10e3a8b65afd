"""The owner of the site, and all that a curriculum vitae says of a person: pages, PDF and JSON Resume come from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from blog.collections.rules import GLOBALS
from blog.collections.shapes import ADDRESSES
from blog.content.events import Event
from blog.content.fields import Field
from blog.content.registry import Collection, Hooks, registry
from blog.errors import Invalid, Problem
from blog.models import Profile

URL = Field("url", "url", label="Address", max_length=2048)
DAY = Field("date", "date")
SUMMARY = Field("summary", "textarea", max_length=2000)

PERIOD = (
    Field("started", "date"),
    Field("finished", "date", help="Empty means that it goes on."),
    SUMMARY,
    Field("highlights", "array", fields=(Field("text", "textarea", max_length=500),)),
)

SKILL = (
    Field("name", max_length=120, required=True),
    Field("level", "integer", help="From 1 (basic) to 5 (expert); empty says nothing of it."),
    Field("group", max_length=120, help="Skills of one group stand together."),
)

POSITION = (
    Field("role", max_length=255, required=True),
    Field("organisation", max_length=255),
    Field("place", max_length=255),
    URL,
    *PERIOD,
)

EDUCATION = (
    Field("title", max_length=255, required=True, help="The degree or the course."),
    Field("institution", max_length=255),
    Field("place", max_length=255),
    URL,
    *PERIOD,
)

LANGUAGE = (
    Field("name", max_length=120, required=True),
    Field("level", max_length=120, help="Such as native, fluent, C1 or reads well."),
)

TALK = (
    Field("title", max_length=255, required=True),
    Field("event", max_length=255),
    Field("place", max_length=255),
    DAY,
    URL,
    SUMMARY,
)

PUBLICATION = (
    Field("title", max_length=255, required=True),
    Field("publisher", max_length=255, help="The journal, magazine or publisher."),
    DAY,
    URL,
    SUMMARY,
)

AWARD = (Field("title", max_length=255, required=True), Field("awarder", max_length=255), DAY, SUMMARY)

CERTIFICATE = (Field("name", max_length=255, required=True), Field("issuer", max_length=255), DAY, URL)

TESTIMONIAL = (
    Field("text", "textarea", max_length=2000, required=True),
    Field("name", max_length=255, required=True),
    Field("role", max_length=255, help="What they do, and where."),
)

INTEREST = (
    Field("name", max_length=120, required=True),
    Field("details", max_length=500, help="A few words on it."),
)

#: What lasts: it begins and ends.
LASTING = ("experience", "education", "volunteering")


def keep_time(event: Event) -> None:
    """Nothing ends before it begins. Raises Invalid."""
    problems = [
        Problem(f"{name}.{number}.finished", "This is before it began.", "Finished")
        for name in LASTING
        for number, row in _rows(event.data.get(name))
        if (began := _day(row.get("started"))) and (ended := _day(row.get("finished"))) and ended < began
    ]
    if problems:
        raise Invalid(problems)


def _rows(value: object) -> Iterator[tuple[int, dict[str, Any]]]:
    rows = value if isinstance(value, list) else []
    return ((number, row) for number, row in enumerate(rows) if isinstance(row, dict))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None  # nothing, or something that the field itself refuses


profile = registry.add(
    Collection(
        Profile,
        slug="profile",
        access=GLOBALS,
        title="name",
        shapes={
            "links": ADDRESSES,
            "experience": POSITION,
            "skills": SKILL,
            "education": EDUCATION,
            "languages": LANGUAGE,
            "talks": TALK,
            "publications": PUBLICATION,
            "awards": AWARD,
            "certificates": CERTIFICATE,
            "volunteering": POSITION,
            "testimonials": TESTIMONIAL,
            "interests": INTEREST,
        },
        labels=("Profile", "Profile"),
        single=True,
        hooks=Hooks(before_validate=(keep_time,)),
    )
)
