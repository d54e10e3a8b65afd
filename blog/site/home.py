"""The first page, in one of four layouts: the owner's own page, the latest posts, the work, or a person."""

from __future__ import annotations

from typing import Any

from flask import Response

from blog.site import chrome, structured
from blog.site.blueprint import site
from blog.site.lists import latest_posts, project_cards, stories
from blog.site.pages import find_page, show_page
from blog.site.rendering import page

FEW_POSTS = 5
MOST_PROJECTS = 4
WHOLE_PORTFOLIO = 12


@site.get("/")
def first_page() -> Response:
    layout = chrome.site().get("homeLayout") or "page"
    own = find_page("home") if layout == "page" else None
    if own:
        meta = own.get("meta") or {}
        words = {"title": meta.get("title"), "description": meta.get("description") or chrome.site().get("description")}
        return show_page(own, **words, canonical="/", structured=structured.website())
    content = CONTENTS.get(layout, posts_first)()
    return page(
        "site/home.html",
        **content,
        description=chrome.site().get("description"),
        canonical="/",
        structured=structured.website(),
    )


def posts_first() -> dict[str, Any]:
    """The newest post large, the latest after it, then a little work."""
    told = stories(chrome.posts_per_page())
    return {"layout": "posts", "lead": next(iter(told), None), "posts": told[1:], "projects": few_projects()}


def work_first() -> dict[str, Any]:
    """The projects, then the latest posts."""
    projects = project_cards(limit=WHOLE_PORTFOLIO)
    return {"layout": "portfolio", "posts": latest_posts(FEW_POSTS), "projects": projects}


def person_first() -> dict[str, Any]:
    """Who this is, then a little work and the latest posts; the tagline stands in until the profile has a name."""
    profile = chrome.profile()
    return {
        "layout": "profile" if profile.get("name") else "portfolio",
        "profile": profile,
        "posts": latest_posts(FEW_POSTS),
        "projects": few_projects(),
    }


def few_projects() -> list[dict[str, Any]]:
    """The projects that matter most."""
    return project_cards(limit=MOST_PROJECTS)


CONTENTS = {"posts": posts_first, "portfolio": work_first, "profile": person_first}
