"""Public forms: shown, sent, thanked for. The message is stored by an operation; whatever follows is a job's work."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask import Response, abort, current_app, redirect, request
from werkzeug.exceptions import HTTPException

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM, Actor
from blog.errors import Invalid, Problem
from blog.site.addresses import address, is_local_path, safe_address
from blog.site.blueprint import site
from blog.site.form_state import TRAP, find_form, problem_with, refuse
from blog.site.rendering import page

SENDING_LIMIT = "10 per minute; 60 per hour"


@site.get("/forms/<form_id>")
def form(form_id: str) -> Response:
    found = _form(form_id)
    return page("site/form.html", title=found["title"], form=found, canonical=address("forms", found))


@site.post("/forms/<form_id>")
def send(form_id: str) -> Response:
    keep_the_limit()
    found = _form(form_id)
    values = answers(found)
    problem = problem_with(request.form.get("_token", ""), found)
    if problem:
        return _again(found, values, (problem,))
    try:
        operations.create("form-submissions", _submission(found, values), actor=_sender(), depth=0)
    except Invalid as error:
        return _again(found, values, _on_fields(error, found))
    return redirect(_next_page(found), 303)


@site.get("/forms/<form_id>/thanks")
def thanks(form_id: str) -> Response:
    return page("site/thanks.html", title="Thank you", form=_form(form_id), robots="noindex")


def answers(found: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent for the fields of this form and for no others: a text each, a list for several choices."""
    values: dict[str, Any] = {}
    for field in found.get("fields") or []:
        name, kind = field.get("name"), field.get("blockType")
        if not name or kind == "message":
            continue
        sent = [value.replace("\x00", "").replace("\r\n", "\n") for value in request.form.getlist(name)]
        if kind == "checkboxes":
            values[name] = sent
        elif sent:
            values[name] = sent[-1].strip()
    return values


def keep_the_limit() -> None:
    """Raises the 429 when this address has sent too much; the application's limiter counts for all workers."""
    for limiter in current_app.extensions.get("limiter", ()):
        with limiter.limit(SENDING_LIMIT):
            pass


def _sender() -> Actor:
    """Anonymous, but the site itself where it is the site that says the message is spam."""
    return SYSTEM if request.form.get(TRAP) else ANONYMOUS


def _submission(found: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    rows = [
        {"field": name, "value": ", ".join(value) if isinstance(value, list) else value}
        for name, value in values.items()
    ]
    caught = {"spamReasons": ["filled in the field that people do not see"]}
    return {"form": found["id"], "submissionData": rows, **(caught if request.form.get(TRAP) else {})}


def _on_fields(error: Invalid, found: Mapping[str, Any]) -> tuple[Problem, ...]:
    """The problems by the names of the form's own fields, however deep the operation found them."""
    names = {row["name"] for row in found.get("fields") or [] if row.get("name")}
    return tuple(
        Problem(next((part for part in problem.path.split(".") if part in names), ""), problem.message, problem.label)
        for problem in error.problems
    )


def _again(found: Mapping[str, Any], values: Mapping[str, Any], problems: tuple[Problem, ...]) -> Response:
    """The page the form stood on, with the form as it was sent; the form's own page when that cannot be had."""
    asked = request.form.get("_page", "")
    refuse(found, asked, values, problems)
    response = _page_of(asked) if is_local_path(asked) else None
    if response is None or f'id="form-{found["id"]}"' not in response.get_data(as_text=True):
        response = page("site/form.html", title=found["title"], form=found)
    response.status_code = 422
    response.headers["Cache-Control"] = "no-store"
    return response


def _page_of(path: str) -> Response | None:
    """What a view of this site answers to a path, without a second request."""
    urls = current_app.url_map.bind("", "/")
    try:
        endpoint, values = urls.match(path, method="GET")
        if not endpoint.startswith("site.") or endpoint == "site.media":
            return None
        answer = current_app.view_functions[endpoint](**values)
    except HTTPException:
        return None
    is_page = isinstance(answer, Response) and answer.mimetype == "text/html" and not answer.is_streamed
    return answer if is_page and answer.status_code == 200 else None


def _next_page(found: Mapping[str, Any]) -> str:
    if found.get("confirmationType") == "redirect":
        chosen = safe_address((found.get("redirect") or {}).get("url"))
        if chosen:
            return chosen
    return f"/forms/{found['id']}/thanks"


def _form(form_id: str) -> dict[str, Any]:
    try:
        uuid.UUID(form_id)
    except ValueError:
        abort(404)
    # Whoever asks for forms that are not there is not to fill the memory with them.
    found = find_form(form_id)
    if not found:
        abort(404)
    return found
