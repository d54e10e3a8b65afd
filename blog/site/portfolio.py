"""The portfolio at a glance: which project has what, so that every filter can say what it would leave.

Counts in memory what a few statements have read; small, because a portfolio is made by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.content.changes import remember, tag
from blog.site.lists import PROJECT_ORDER

STATES = {"in_progress": "In progress", "completed": "Completed", "archived": "Archived"}
HEADINGS = {"in_progress": "Projects in progress", "completed": "Completed projects", "archived": "Archived projects"}
#: What projects are filtered by, in the order in which addresses name it.
LABELS = {"technology": "Technology", "category": "Category", "state": "State"}

Chosen = Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """One value of a filter: its name, how many projects it leaves, and where it leads (nowhere if to none)."""

    text: str
    count: int
    address: str | None
    chosen: bool


@dataclass(frozen=True)
class Row:
    """One filter with its choices; the first takes the filter away."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Portfolio:
    """All published projects in their order and by their values of each filter, and the names of those values."""

    order: tuple[Mapping[str, str], ...]
    works: tuple[Mapping[str, frozenset[str]], ...]
    names: Mapping[str, Mapping[str, str]]
    #: The ids of each category and of those below it.
    below: Mapping[str, tuple[str, ...]]

    def rows(self, chosen: Chosen) -> list[Row]:
        """The filters that have something to choose from."""
        return [row for name in LABELS if len((row := self._row(name, chosen)).choices) > 2]

    def beside(self, slug: str) -> tuple[Mapping[str, str] | None, Mapping[str, str] | None]:
        """The projects before and after one, as the list of all projects has them."""
        place = next((number for number, project in enumerate(self.order) if project["slug"] == slug), None)
        if place is None:
            return None, None
        return self.order[place - 1] if place else None, next(iter(self.order[place + 1 : place + 2]), None)

    def uses(self, name: str) -> Counter[str]:
        """How many projects have each value of a filter."""
        return Counter(value for work in self.works for value in work[name])

    def heading(self, chosen: Chosen) -> str:
        """What a choice of filters shows, in words."""
        words = HEADINGS.get(chosen["state"], "Projects")
        if category := self.names["category"].get(chosen["category"]):
            words += f" in {category}"
        if technology := self.names["technology"].get(chosen["technology"]):
            words += f"{',' if words != 'Projects' else ''} built with {technology}"
        return words

    def where(self, chosen: Chosen) -> dict[str, Any] | None:
        """The question for the projects that a choice shows; a category holds what is filed below it."""
        conditions: list[dict[str, Any]] = []
        if chosen["technology"]:
            conditions.append({"technologies.slug": {"equals": chosen["technology"]}})
        if chosen["category"]:
            ids = self.below.get(chosen["category"])
            known = {"categories": {"in": list(ids)}} if ids else {"categories.slug": {"equals": chosen["category"]}}
            conditions.append(known)
        if chosen["state"]:
            conditions.append({"state": {"equals": chosen["state"]}})
        return {"and": conditions} if conditions else None

    def _row(self, name: str, chosen: Chosen) -> Row:
        others = [work for work in self.works if all(_fits(work, key, chosen[key]) for key in LABELS if key != name)]
        counts = Counter(value for work in others for value in work[name])
        used = self.uses(name)
        everything = Choice("All", len(others), address({**chosen, name: ""}), not chosen[name])
        return Row(
            name,
            LABELS[name],
            (
                everything,
                *(
                    Choice(
                        text,
                        counts[value],
                        address({**chosen, name: value}) if counts[value] or value == chosen[name] else None,
                        value == chosen[name],
                    )
                    for value, text in self.names[name].items()
                    if used[value]
                ),
            ),
        )


def address(chosen: Chosen, page: int = 1) -> str:
    """The one address of a choice of filters: always in the same order, nothing in it that says nothing."""
    query: dict[str, Any] = {name: chosen[name] for name in LABELS if chosen.get(name)}
    if page != 1:
        query["page"] = page
    return "/projects" + (f"?{urlencode(query)}" if query else "")


def portfolio() -> Portfolio:
    """What there is; read again when a project, a technology or a category has changed."""
    return remember("portfolio", [tag(name) for name in ("projects", "technologies", "categories")], _read)


def _read() -> Portfolio:
    technologies = {one["id"]: one for one in _all("technologies", "name", "name", "slug")}
    categories = {one["id"]: one for one in _all("categories", "title", "title", "slug", "breadcrumbs")}
    projects = _all("projects", PROJECT_ORDER, "title", "slug", "state", "technologies", "categories")
    works = tuple(
        {
            "state": frozenset((project["state"],)),
            "technology": frozenset(technologies[key]["slug"] for key in _ids(project, "technologies", technologies)),
            "category": frozenset(
                slug for key in _ids(project, "categories", categories) for slug in _way(categories[key])
            ),
        }
        for project in projects
    )
    order = tuple({"title": project["title"], "slug": project["slug"]} for project in projects)
    below: dict[str, list[str]] = {}
    for key, category in categories.items():
        for slug in _way(category):
            below.setdefault(slug, []).append(key)
    names = {
        "technology": {one["slug"]: one["name"] for one in technologies.values()},
        "category": {one["slug"]: one["title"] for one in categories.values()},
        "state": STATES,
    }
    return Portfolio(order, works, names, {slug: tuple(ids) for slug, ids in below.items()})


def _all(collection: str, sort: str, *select: str) -> list[dict[str, Any]]:
    """Every document that readers may see, with the few fields that are counted."""
    documents: list[dict[str, Any]] = []
    number, more = 1, True
    while more:
        found = operations.find(
            collection, actor=ANONYMOUS, sort=sort, limit=100, page=number, count=False, depth=0, select=select
        )
        documents += found.docs
        number, more = number + 1, found.has_next
    return documents


def _ids(project: Mapping[str, Any], name: str, known: Mapping[str, Any]) -> list[str]:
    return [key for key in project.get(name) or () if key in known]


def _way(category: Mapping[str, Any]) -> set[str]:
    """The slugs of a category and of all that it is in."""
    return {category["slug"], *(step["slug"] for step in category.get("breadcrumbs") or () if step.get("slug"))}


def _fits(work: Mapping[str, frozenset[str]], name: str, value: str) -> bool:
    return not value or value in work[name]
