"""One name for each request: the same in its answer, on its error page and in the log, whichever door it came to."""

from __future__ import annotations

import re
import uuid
from types import TracebackType
from typing import Any

from flask import Flask, Response, g, request

HEADER = "X-Request-Id"
GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}")


class TracedFlask(Flask):
    """A Flask that logs a failure under the name that its visitor is shown."""

    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None] | Any
    ) -> None:
        self.logger.error(
            "request %s failed: %s %s", request_id(), request.method, request.path, exc_info=exc_info
        )  # fmt: skip


def request_id() -> str:
    """The name of this request: the caller's or the proxy's, if it can be one."""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "")
        g.request_id = given if GIVEN.fullmatch(given) else uuid.uuid4().hex[:16]
    return g.request_id


def name_answers(app: Flask) -> None:
    """Send every answer with the name of its request."""

    @app.after_request
    def add_name(response: Response) -> Response:
        response.headers[HEADER] = request_id()
        return response
