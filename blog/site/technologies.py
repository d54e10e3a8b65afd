"""Technologies: all by their groups, and each with the projects that use it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any, NamedTuple

from flask import Response

from blog.colour import read_colour, readable_on_light
from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import portfolio
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.departures import gone_or_moved
from blog.site.lists import project_cards
from blog.site.rendering import page

GROUPS = ("language", "frontend", "backend", "database", "infrastructure", "tool", "other")
LABELS = {"language": "Languages", "database": "Databases", "tool": "Tools"}


class Tile(NamedTuple):
    """The sign of a technology: a few letters, and a colour on which white can be read, if the owner chose one."""

    letters: str
    fill: str | None


@site.app_template_global()
def tile(technology: Mapping[str, Any]) -> Tile:
    """The sign to draw for a technology."""
    colour = read_colour(technology.get("colour"))
    letters = (technology.get("icon") or technology.get("name") or "·").strip()[:3]
    return Tile(letters, readable_on_light(colour).css() if colour else None)


@site.get("/technologies")
def all_technologies() -> Response:
    found = operations.find("technologies", actor=ANONYMOUS, sort="group,name", limit=100, count=False, depth=0)
    place = {group: number for number, group in enumerate(GROUPS)}
    ordered = sorted(found.docs, key=lambda one: (place.get(one["group"], len(GROUPS)), one["name"].casefold()))
    groups = [
        (group, LABELS.get(group, group.capitalize()), list(members))
        for group, members in groupby(ordered, key=lambda one: one["group"])
    ]
    return page(
        "site/technologies.html",
        title="Technologies",
        canonical="/technologies",
        groups=groups,
        uses=portfolio.portfolio().uses("technology"),
    )


@site.get("/technologies/<slug>")
def technology(slug: str) -> Response:
    shown = operations.find_one("technologies", {"slug": {"equals": slug}}, actor=ANONYMOUS, depth=0)
    if not shown:
        return gone_or_moved("technologies", slug)
    return page(
        "site/technology.html",
        title=shown["name"],
        description=shown.get("description"),
        canonical=address("technologies", shown),
        technology=shown,
        projects=project_cards({"technologies": {"in": [shown["id"]]}}, limit=48),
    )
