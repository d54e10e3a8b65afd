"""Who the site belongs to: the profile as readers see it, and the projects that stand in the CV."""

from __future__ import annotations

from typing import Any

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import chrome, curriculum
from blog.site.blueprint import site
from blog.site.lists import PROJECT_ORDER

MOST_PROJECTS = 6
#: What a CV and a card say of a project.
PROJECT_LINE = (
    "title", "slug", "summary", "heroImage", "technologies", "state", "started", "finished", "featured", "role",
    "client",
)  # fmt: skip


def profile() -> dict[str, Any]:
    """The profile as readers see it."""
    return chrome.profile()


@site.app_template_global()
def shown_projects(person: dict[str, Any]) -> list[dict[str, Any]]:
    """The projects of a CV: those that the owner chose, in that order, else the featured ones."""
    chosen = [project["id"] for project in person.get("projects") or () if isinstance(project, dict)]
    found = operations.find(
        "projects",
        actor=ANONYMOUS,
        where={"id": {"in": chosen}} if chosen else {"featured": {"equals": True}},
        sort=PROJECT_ORDER,
        limit=len(chosen) or MOST_PROJECTS,
        count=False,
        depth=1,
        select=PROJECT_LINE,
    ).docs
    return sorted(found, key=lambda project: chosen.index(project["id"])) if chosen else found


@site.app_template_global()
def profile_card() -> dict[str, Any] | None:
    """What the block about the owner shows; None while there is no profile."""
    person = profile()
    if not curriculum.is_filled(person):
        return None
    return {**person, "contacts": curriculum.contacts(person), "cv": curriculum.has_cv(person)}


@site.app_template_global()
def has_cv() -> bool:
    """Whether there is a CV to link."""
    return curriculum.has_cv(profile())
