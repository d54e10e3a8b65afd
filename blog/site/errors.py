"""What readers see when something is not there or went wrong: honest, in the site's design, with a way on."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from blog.errors import BadQuery, ContentError, Forbidden, NotFound
from blog.site import chrome
from blog.site.addresses import is_local_path
from blog.site.blueprint import site
from blog.site.departures import READING, moved_for_writing
from blog.site.headers import add_headers
from blog.site.lists import latest_posts
from blog.site.probes import deserves_a_page
from blog.site.rendering import page
from blog.site.suggestions import suggested, words_of
from blog.site.waiting import in_words, seconds_to_wait
from blog.tracing import request_id

log = logging.getLogger(__name__)

LATEST = 3
#: After how many seconds a database that was away is worth asking for again.
DATABASE_AWAY = 10
#: Errors in which the database is not to be asked for anything.
PLAIN = (429, 500, 503)

WORDS = {
    400: ("That request made no sense.", "Something in the address or the form could not be read."),
    403: ("This is not for everyone.", "You would need to sign in as somebody who may see it."),
    404: ("There is nothing here.", "The address may be mistyped, or the page may never have existed."),
    405: ("That cannot be done here.", "This address exists, but it does not take that kind of request."),
    410: ("This page is gone.", "It was here once and its author has taken it away for good."),
    413: ("That was too large.", "What you sent is larger than this site takes. Nothing of it was kept."),
    414: ("That address is too long.", "It has more characters than this site reads."),
    416: ("There is no such part.", "The file is shorter than the part that was asked for."),
    429: ("Too many at once.", "This site has been asked for the same thing very often from where you are."),
    500: ("Something broke.", "It is not your fault. It has been written down and will be looked at."),
    503: ("Back in a moment.", "The site is being looked after. Nothing is lost."),
}


def error_page(error: HTTPException) -> Response:
    """An HTTP error as a page; a redirect or an answer that a view has prepared passes as it is."""
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response(request.environ)  # type: ignore[return-value]
    if error.code == 405 and request.method not in READING:
        try:
            moved = moved_for_writing()
        except HTTPException as other:
            error = other
        else:
            if moved is not None:
                return add_headers(moved)
    return add_headers(show_error(error.code or 500, wait=seconds_to_wait(error), headers=_allowed(error)))


def show_error(
    status: int, *, wait: int | None = None, sentence: str = "", headers: dict[str, str] | None = None
) -> Response:
    """The page for a status: with ways on where something is missing, without the database where it may be why."""
    title, usual = WORDS.get(status, WORDS[400] if status < 500 else WORDS[500])
    words: dict[str, Any] = {"title": title, "sentence": sentence or usual, "shown_status": status}
    words["request_id"] = request_id() if status >= 500 and not sentence else None
    words["wait"] = in_words(wait) if wait else None
    words["again"] = _same_address() if status in PLAIN else None
    if status in PLAIN:
        chrome.use_plain_chrome()
    response = _full(status, words) if status != 404 or deserves_a_page(request.path) else _plain(status, words)
    if wait:
        response.headers["Retry-After"] = str(wait)
    if status >= 429:
        response.headers["Cache-Control"] = "no-store"
    response.headers.update(headers or {})
    return response


def _full(status: int, words: dict[str, Any]) -> Response:
    try:
        found = suggested(request.path) if status == 404 else []
        posts = latest_posts(LATEST) if status in (404, 410) and not found else []
        query = " ".join(words_of(request.path)) if status in (404, 410) else None
        context = {"posts": posts, "suggestions": found, "query": query, "robots": "noindex"}
        return page("site/error.html", status=status, **context, **words)
    except Exception:
        log.exception("request %s: the page for status %s could not be made", request_id(), status)
        return _plain(status, words)


def _plain(status: int, words: dict[str, Any]) -> Response:
    """A page that needs no database, no design and no template of the owner's."""
    response = Response(render_template("quire/site/plain_error.html", **words), status)
    response.headers["Cache-Control"] = "no-cache" if status in (404, 410) else "no-store"
    return response


def _same_address() -> str | None:
    """The address that was asked for, to be asked for again; None where a link would send something or lead away."""
    return quote(request.path) if request.method in READING and is_local_path(request.path) else None


def _allowed(error: HTTPException) -> dict[str, str]:
    methods = error.valid_methods if isinstance(error, MethodNotAllowed) else None
    return {"Allow": ", ".join(sorted(methods))} if methods else {}


@site.errorhandler(NotFound)
@site.errorhandler(Forbidden)
@site.errorhandler(BadQuery)
def not_for_this_reader(_error: ContentError) -> Response:
    # What a reader may not see does not exist for them, and a question that cannot be asked has no answer.
    return show_error(404)


@site.errorhandler(sa.exc.OperationalError)
@site.errorhandler(sa.exc.InterfaceError)
@site.errorhandler(sa.exc.TimeoutError)
def database_away(error: sa.exc.SQLAlchemyError) -> Response:
    """The database is away or too busy: the reader may try again."""
    log.error("request %s: the database did not answer", request_id(), exc_info=error)
    return show_error(503, wait=DATABASE_AWAY)


def answer_errors(app: Flask) -> None:
    """Has every error that no other door answers in its own way come as a page of the site."""
    app.register_error_handler(HTTPException, error_page)
