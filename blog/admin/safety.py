"""What holds for every answer of the admin: headers, the check that a form is ours, and errors as pages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException

from blog.admin.identity import is_staff
from blog.errors import ContentError

log = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self';"
    " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}
#: What stands in `g` while a page is made that shows a preview in a frame.
FRAMES = "frames_previews"
WORDS = {
    400: ("That could not be read", "Something in the address or the form was not as it should be."),
    403: ("Not allowed", "You are not allowed to do this."),
    404: ("Nothing here", "This document does not exist, or it is not yours to see."),
    405: ("Not this way", "This address exists, but it does not take that kind of request."),
    412: ("Changed meanwhile", "Somebody else changed this document. Open it again before you go on."),
    413: ("Too large", "What you sent is larger than this site takes."),
    429: ("Too many attempts", "Please wait a minute, then try again."),
    500: ("Something broke", "It is not your fault. It has been written down and will be looked at."),
}
STALE = "This form had been open for too long, or you signed in again since. Nothing was changed; please send it again."


def protect(app: Flask) -> None:
    """Make the check for forged forms available; each door asks for it itself."""
    if "csrf" not in app.extensions:
        CSRFProtect(app)


def guard(blueprint: Blueprint) -> None:
    """Give one of the admin's blueprints its checks, headers and error pages."""
    blueprint.before_request(refuse_forged_forms)
    blueprint.after_request(add_headers)
    blueprint.register_error_handler(HTTPException, show_http_error)
    blueprint.register_error_handler(ContentError, show_content_error)


def refuse_forged_forms() -> None:
    """Every form of the admin carries a token of its session. Raises CSRFError, unless the view is a patient one."""
    try:
        current_app.extensions["csrf"].protect()
    except CSRFError:
        if not hasattr(current_app.view_functions.get(request.endpoint or ""), "is_patient"):
            raise
        g.stale_form = True


def patient(view: Callable[..., Any]) -> Callable[..., Any]:
    """Declare that a view asks `form_is_stale()` before it acts, and shows a stale form again with what was typed."""
    view.is_patient = True  # type: ignore[attr-defined]
    return view


def form_is_stale() -> bool:
    """Whether the form of this request must not be acted on, only shown again."""
    return bool(g.get("stale_form"))


def add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    if g.get(FRAMES):
        response.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return response


def show_http_error(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response(request.environ)  # type: ignore[return-value]
    if isinstance(error, CSRFError):
        return error_page(400, STALE)
    response = error_page(error.code)
    if getattr(error, "retry_after", None):
        response.headers["Retry-After"] = str(error.retry_after)  # type: ignore[attr-defined]
    return response


def show_content_error(error: ContentError) -> Response:
    status = 422 if error.status == HTTPStatus.BAD_REQUEST else error.status
    said = str(error) if str(error) != type(error).sentence else ""
    return error_page(status, said)


def error_page(status: int, sentence: str = "") -> Response:
    """A page that says what went wrong, inside the admin's frame where the person may see that."""
    title, usual = WORDS.get(status, WORDS[400] if status < 500 else WORDS[500])
    if status >= 500:
        log.error("The admin answered %s to %s %s", status, request.method, request.path)
    framed = status < 500 and (request.blueprint or "").startswith("admin") and is_staff()
    frame = "admin/frame.html" if framed else "admin/bare.html"
    page = render_template(
        "admin/error.html", title=title, sentence=sentence or usual, status=status, admin_base_template=frame
    )
    return make_response(page, status)
