"""The first page: the owner's own page `home` when there is one, else the latest posts and the best projects."""

from __future__ import annotations

from flask import Response

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import chrome
from blog.site.blueprint import site
from blog.site.lists import POST_LINE, POST_ORDER, PROJECT_CARD, PROJECT_ORDER
from blog.site.pages import find_page, show_page
from blog.site.rendering import page


@site.get("/")
def first_page() -> Response:
    own = find_page("home") if chrome.site().get("homeLayout") != "posts" else None
    if own:
        return show_page(own, title="", canonical="/")
    posts = operations.find(
        "posts", actor=ANONYMOUS, sort=POST_ORDER, limit=chrome.posts_per_page(), count=False, depth=0, select=POST_LINE
    )
    projects = operations.find(
        "projects", actor=ANONYMOUS, sort=PROJECT_ORDER, limit=4, count=False, depth=1, select=PROJECT_CARD
    )
    return page(
        "site/home.html",
        posts=posts.docs,
        projects=projects.docs,
        description=chrome.site().get("description"),
        canonical="/",
    )
