"""The API while the site is closed for maintenance: a 503 that says when to come back, without the database."""

from __future__ import annotations

from flask import current_app, request
from werkzeug.exceptions import ServiceUnavailable

from blog import maintenance
from blog.api.blueprint import api

SENTENCE = "The site is being looked after. Please try again shortly."


@api.before_app_request  # which comes before anything that the API asks the database
def refuse_in_maintenance() -> None:
    """Raises the 503, with the owner's message where there is one."""
    if request.blueprint != api.name:
        return
    notice = maintenance.notice(current_app.extensions["settings"].instance_dir)
    if notice is not None:
        raise ServiceUnavailable(notice.message or SENTENCE, retry_after=notice.wait)
