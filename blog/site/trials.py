"""The site's own pages with a header, footer, profile or look that is not saved yet: for its owner alone, in the frame
beside the form. Sent by the form, so that nothing of it is stored, and no address of it can be passed on."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, request

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.content.trials import open_trial
from blog.site import chrome
from blog.site.assets import Asset, send
from blog.site.blueprint import site
from blog.site.cv import about, cv
from blog.site.errors import show_error
from blog.site.home import first_page
from blog.site.posts import post
from blog.site.previews import HEADERS
from blog.site.projects import all_projects
from blog.site.theme import theme_sheet

ENDED = "What is tried out here is shown for an hour. Change something in the form to see it again."


@site.post("/preview/site")
def trial() -> Response:
    found = open_trial(request.form.get("ticket", ""))
    if found is None:
        return show_error(404, sentence=ENDED)
    chrome.try_out(found.slug, found.doc)
    response = PAGES.get(request.form.get("page", ""), first_page)()
    response.headers.update(HEADERS)
    response.headers.pop("ETag", None)
    return response


@site.get("/preview/theme.css")
def tried_sheet() -> Response:
    """The sheet of a theme that is not saved; whatever is asked for, it says nothing but checked values."""
    response = send(_sheet(), "")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _sheet() -> Asset:
    return theme_sheet({name: request.args.get(name, "") for name in chrome.TRIED_THEME})


def newest_post() -> Response:
    """The page of the newest post, or 404 while there is none."""
    found = operations.find("posts", actor=ANONYMOUS, limit=1, count=False, depth=0, select=("slug",)).docs
    return post(found[0]["slug"]) if found else abort(404)


PAGES: dict[str, Callable[[], Response]] = {
    "home": first_page, "post": newest_post, "work": all_projects, "about": about, "cv": cv,
}  # fmt: skip
