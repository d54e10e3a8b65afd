"""Technologies: all by their groups, and each with the projects that use it."""

from __future__ import annotations

from itertools import groupby

from flask import Response

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.departures import gone_or_moved
from blog.site.lists import project_cards
from blog.site.rendering import page

GROUPS = ("language", "frontend", "backend", "database", "infrastructure", "tool", "other")


@site.get("/technologies")
def all_technologies() -> Response:
    found = operations.find("technologies", actor=ANONYMOUS, sort="group,name", limit=100, count=False, depth=0)
    place = {group: number for number, group in enumerate(GROUPS)}
    ordered = sorted(found.docs, key=lambda one: (place.get(one["group"], len(GROUPS)), one["name"].casefold()))
    groups = [(group, list(members)) for group, members in groupby(ordered, key=lambda one: one["group"])]
    return page("site/technologies.html", title="Technologies", canonical="/technologies", groups=groups)


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
