"""The owner of the site, and all that a curriculum vitae says of a person: pages, PDF and JSON Resume come from it."""

from __future__ import annotations

from blog.collections.rules import GLOBALS
from blog.collections.shapes import ADDRESSES
from blog.content.fields import Field
from blog.content.registry import Collection, registry
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
    )
)
