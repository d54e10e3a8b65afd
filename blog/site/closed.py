"""The site while it is closed for maintenance: one page for every address, made without the database."""

from __future__ import annotations

from flask import Response, current_app, request

from blog import maintenance
from blog.site.blueprint import site
from blog.site.chrome import use_plain_chrome
from blog.site.errors import show_error
from blog.site.headers import add_headers

#: What a page is drawn with, and the files that editors see while they work on.
OPEN = ("site.file", "site.own_file", "site.icon", "site.media", "static")
UNTIL = "It is expected back about {:%H:%M} UTC on {:%-d %B}."


@site.before_app_request
def answer_maintenance() -> Response | None:
    """The notice in the place of every page of the site; the other doors answer in their own way."""
    if request.blueprint not in (None, "site") or request.endpoint in OPEN:
        return None
    notice = maintenance.notice(current_app.extensions["settings"].instance_dir)
    if notice is None:
        return None
    if request.endpoint == "site.sheet":
        return use_plain_chrome()  # the colours as they were last
    usual = "The site is being looked after. Nothing is lost."
    until = UNTIL.format(notice.until, notice.until) if notice.until else ""
    sentence = " ".join(part for part in (notice.message or usual, until) if part)
    return add_headers(show_error(503, wait=notice.wait, sentence=sentence))
