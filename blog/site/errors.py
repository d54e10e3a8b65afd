"""What readers see when something is not there or went wrong: honest, in the site's design, with a way on."""

from __future__ import annotations

import logging
import uuid

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from blog.errors import BadQuery, ContentError, Forbidden, NotFound
from blog.site import chrome
from blog.site.blueprint import site
from blog.site.headers import add_headers
from blog.site.lists import latest_posts
from blog.site.rendering import page

log = logging.getLogger(__name__)

SUGGESTIONS = 3

WORDS = {
    400: ("That request made no sense.", "Something in the address or the form could not be read."),
    403: ("This is not for everyone.", "You would need to sign in as somebody who may see it."),
    404: ("There is nothing here.", "The address may be mistyped, or the page may never have existed."),
    405: ("That cannot be done here.", "This address exists, but it does not take that kind of request."),
    410: ("This page is gone.", "It was here once and its author has taken it away for good."),
    413: ("That was too large.", "What you sent is larger than this site takes."),
    429: ("Too many at once.", "Please wait a minute, then try again. Nothing was lost."),
    500: ("Something broke.", "It is not your fault. It has been written down and will be looked at."),
    503: ("Back in a moment.", "The site is being looked after. Please try again shortly."),
}


def error_page(error: HTTPException) -> Response:
    """An HTTP error as a page; a redirect or an answer that a view has prepared passes as it is."""
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response(request.environ)  # type: ignore[return-value]
    return add_headers(show_error(error.code, retry_after=getattr(error, "retry_after", None)))


def show_error(status: int, *, retry_after: object = None) -> Response:
    """The page for a status; the latest posts stand on it when the database can be asked."""
    title, sentence = WORDS.get(status, WORDS[400] if status < 500 else WORDS[500])
    request_id = uuid.uuid4().hex[:12] if status >= 500 else None
    if request_id:
        log.error("request %s ended with %s: %s %s", request_id, status, request.method, request.path)
    if status >= 500 or status == 429:
        chrome.use_plain_chrome()
    words = {"title": title, "sentence": sentence, "shown_status": status, "request_id": request_id}
    try:
        posts = latest_posts(SUGGESTIONS) if status in (404, 410) else []
        response = page("site/error.html", status=status, posts=posts, robots="noindex", **words)
    except Exception:
        log.exception("the page for status %s could not be made", status)
        response = Response(render_template("site/plain_error.html", **words), status)
        response.headers["Cache-Control"] = "no-store"
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response


@site.errorhandler(NotFound)
@site.errorhandler(Forbidden)
@site.errorhandler(BadQuery)
def not_for_this_reader(_error: ContentError) -> Response:
    # What a reader may not see does not exist for them, and a question that cannot be asked has no answer.
    return show_error(404)


def answer_errors(app: Flask) -> None:
    """Has every error that no other door answers in its own way come as a page of the site."""
    app.register_error_handler(HTTPException, error_page)
