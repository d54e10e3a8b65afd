"""The portfolio: all projects, filtered by plain links, and each project."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Response, abort

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import structured, texts
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.departures import gone_or_moved
from blog.site.lists import PROJECT_CARD, PROJECT_ORDER
from blog.site.rendering import page
from blog.site.requested import chosen_word, page_number

STATES = (("in_progress", "In progress"), ("completed", "Completed"), ("archived", "Archived"))
FILTERS = {"technology": "technologies.slug", "category": "categories.slug", "state": "state"}
PER_PAGE = 24


@site.get("/projects")
def all_projects() -> Response:
    chosen = {name: chosen_word(name) for name in FILTERS}
    if chosen["state"] not in dict(STATES):
        chosen["state"] = ""
    conditions = [{FILTERS[name]: {"equals": value}} for name, value in chosen.items() if value]
    number = page_number()
    found = operations.find(
        "projects",
        actor=ANONYMOUS,
        where={"and": conditions} if conditions else None,
        sort=PROJECT_ORDER,
        limit=PER_PAGE,
        page=number,
        depth=1,
        select=PROJECT_CARD,
    )
    if number > 1 and not found.docs:
        abort(404)
    filtered = bool(conditions)
    return page(
        "site/projects.html",
        title="Projects",
        canonical="/projects",
        robots="noindex, follow" if filtered else None,
        found=found,
        filtered=filtered,
        chosen=chosen,
        filter_address=_filter_address(chosen),
        page_address=_page_address(chosen),
        technologies=_choices("technologies", "name"),
        categories=_choices("categories", "title"),
        states=STATES,
    )


@site.get("/projects/<slug>")
def project(slug: str) -> Response:
    shown = operations.find_one("projects", {"slug": {"equals": slug}}, actor=ANONYMOUS)
    if not shown:
        return gone_or_moved("projects", slug)
    meta = shown.get("meta") or {}
    return page(
        "site/project.html",
        title=meta.get("title") or shown["title"],
        description=meta.get("description") or shown.get("summary"),
        image=meta.get("image") or shown.get("heroImage"),
        canonical=address("projects", shown),
        project=shown,
        structured=structured.work(shown, shown.get("populatedAuthors") or []),
        headings=texts.contents(shown.get("content")),
        related=[other for other in shown.get("relatedProjects") or [] if address("projects", other)],
        edit=("projects", shown["id"]),
    )


def _choices(collection: str, title: str) -> list[tuple[str, str]]:
    """What projects can be filtered by: only what some published project has."""
    found = operations.find(collection, actor=ANONYMOUS, sort=title, limit=40, count=False, depth=0)
    return [(document["slug"], document[title]) for document in found.docs]


def _filter_address(chosen: dict[str, str]) -> Callable[[str, str | None], str]:
    def filter_address(name: str, value: str | None) -> str:
        query = {key: kept for key, kept in {**chosen, name: value}.items() if kept}
        return "/projects" + (f"?{urlencode(query)}" if query else "")

    return filter_address


def _page_address(chosen: dict[str, str]) -> Callable[[Any], str]:
    def page_address(number: Any) -> str:
        query = {key: kept for key, kept in chosen.items() if kept}
        if number != 1:
            query["page"] = number
        return "/projects" + (f"?{urlencode(query)}" if query else "")

    return page_address
