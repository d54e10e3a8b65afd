"""The blueprint of the editor's questions, for staff alone: how it refuses, and how large a question may be."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify
from flask_login import current_user
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import HTTPException

from blog.admin.frame import NOT_STAFF
from blog.admin.identity import is_staff
from blog.admin.questions import asked_object
from blog.admin.safety import STALE, WORDS, guard
from blog.errors import ContentError, Invalid

prose = Blueprint("prose", __name__, url_prefix="/admin/prose")

SIGNED_OUT = "You are not signed in any more. Sign in again in another tab, then repeat this; nothing is lost."


def said(status: int, sentence: str, **more: Any) -> Response:
    """A refusal that the editor shows beside what was asked for."""
    response = jsonify(said=sentence, **more)
    response.status_code = status
    return response


def question() -> dict[str, Any]:
    """What was asked, as an object; anything else asks nothing. Raises 413 for more than a clipboard holds."""
    return asked_object(of_any_type=True) or {}


def words(asked: dict[str, Any], name: str) -> str:
    """One text of a question; empty where it is none."""
    value = asked.get(name)
    return value if isinstance(value, str) else ""


def keep_strangers_out() -> Response | None:
    """Only staff may ask."""
    if not current_user.is_authenticated:
        return said(401, SIGNED_OUT)
    return None if is_staff() else said(403, NOT_STAFF)


def refuse(error: HTTPException) -> Response:
    """An error of HTTP as a sentence; with an old token comes a new one, so that the editor asks again by itself."""
    if isinstance(error, CSRFError):
        return said(400, STALE, token=generate_csrf())
    status = error.code or 500
    return said(status, WORDS.get(status, WORDS[400] if status < 500 else WORDS[500])[1])


def refuse_content(error: ContentError) -> Response:
    """An error of the engine as sentences, each by the field that it is about."""
    status = 422 if error.status == HTTPStatus.BAD_REQUEST else error.status
    if isinstance(error, Invalid):
        told = " ".join(problem.message for problem in error.problems)
        return said(status, told, problems={problem.path: problem.message for problem in error.problems})
    return said(status, WORDS[status][1] if status in WORDS else str(error))


prose.before_request(keep_strangers_out)
guard(prose)
prose.register_error_handler(HTTPException, refuse)
prose.register_error_handler(ContentError, refuse_content)
