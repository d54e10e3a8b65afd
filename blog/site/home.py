"""The first page: the owner's own page `home` when there is one, else the latest posts and the best projects."""

from __future__ import annotations

from flask import Response

from blog.site import chrome, structured
from blog.site.blueprint import site
from blog.site.lists import latest_posts, project_cards
from blog.site.pages import find_page, show_page
from blog.site.rendering import page

MOST_PROJECTS = 4


@site.get("/")
def first_page() -> Response:
    own = find_page("home") if chrome.site().get("homeLayout") != "posts" else None
    if own:
        meta = own.get("meta") or {}
        words = {"title": meta.get("title"), "description": meta.get("description") or chrome.site().get("description")}
        return show_page(own, **words, canonical="/", structured=structured.website())
    return page(
        "site/home.html",
        posts=latest_posts(chrome.posts_per_page()),
        projects=project_cards(limit=MOST_PROJECTS),
        description=chrome.site().get("description"),
        canonical="/",
        structured=structured.website(),
    )
