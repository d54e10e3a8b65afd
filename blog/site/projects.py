"""The portfolio: all projects, filtered by plain links, and each project."""

from __future__ import annotations

from typing import Any

from flask import Response, abort

from blog.collections.appearance import description_of, picture_of, title_of
from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import portfolio, structured, texts
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.departures import gone_or_moved
from blog.site.lists import PROJECT_CARD, PROJECT_ORDER
from blog.site.rendering import page
from blog.site.requested import chosen_word, page_number

PER_PAGE = 24
MOST_RELATED = 3
#: A featured project stands with its figures.
FEATURE = (*PROJECT_CARD, "role", "metrics")


@site.get("/projects")
def all_projects() -> Response:
    chosen = {name: chosen_word(name) for name in portfolio.LABELS}
    if chosen["state"] not in portfolio.STATES:
        chosen["state"] = ""
    known = portfolio.portfolio()
    number = page_number()
    found = operations.find(
        "projects",
        actor=ANONYMOUS,
        where=known.where(chosen),
        sort=PROJECT_ORDER,
        limit=PER_PAGE,
        page=number,
        depth=1,
        select=FEATURE,
    )
    if number > 1 and not found.docs:
        abort(404)
    filtered = any(chosen.values())
    # A choice of the reader's own is a list of equals; only the whole portfolio shows what its owner puts first.
    featured = [] if filtered or number > 1 else [project for project in found.docs if project.get("featured")]
    heading = known.heading(chosen)
    return page(
        "site/projects.html",
        title=heading,
        canonical=portfolio.address(chosen, number),
        robots="noindex, follow" if filtered else None,
        heading=heading,
        found=found,
        total=len(known.works),
        filtered=filtered,
        rows=known.rows(chosen),
        featured=featured,
        others=[project for project in found.docs if project not in featured],
        first_page=portfolio.address(chosen),
        page_pattern=portfolio.address(chosen, 0).removesuffix("0"),
    )


@site.get("/projects/<slug>")
def project(slug: str) -> Response:
    shown = operations.find_one("projects", {"slug": {"equals": slug}}, actor=ANONYMOUS)
    if not shown:
        return gone_or_moved("projects", slug)
    return show_project(shown)


def show_project(shown: dict[str, Any], **context: Any) -> Response:
    """A project in the site's design, with what stands around it for readers."""
    words = {
        "title": title_of(shown),
        "description": description_of(shown),
        "image": picture_of(shown),
        "canonical": address("projects", shown),
        "structured": structured.work(shown, shown.get("populatedAuthors") or []),
        "headings": texts.contents(shown.get("content")),
        "related": _related(shown),
        "neighbours": portfolio.portfolio().beside(shown["slug"]),
        "edit": ("projects", shown["id"]),
    }
    return page("site/project.html", **{**words, **context}, project=shown)


def _related(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """What to see next: what the author chose, else what is most like it."""
    chosen = [other["id"] for other in shown.get("relatedProjects") or () if address("projects", other)]
    if not chosen:
        return operations.alike(
            "projects", shown["id"], actor=ANONYMOUS, limit=MOST_RELATED, depth=1, select=PROJECT_CARD
        )
    found = operations.find(
        "projects",
        actor=ANONYMOUS,
        where={"id": {"in": chosen}},
        limit=len(chosen),
        count=False,
        depth=1,
        select=PROJECT_CARD,
    )
    return sorted(found.docs, key=lambda project: chosen.index(project["id"]))
