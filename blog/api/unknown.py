"""Everything under /api that no route is for: another method, or nothing at all."""

from __future__ import annotations

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from blog.api.blueprint import api
from blog.api.errors import no_such_route
from blog.api.override import method_sent

METHODS = ("GET", "POST", "PATCH", "DELETE", "PUT")


@api.route("/", methods=METHODS, endpoint="nothing", strict_slashes=False)
@api.route("/<path:rest>", methods=METHODS, endpoint="nothing")
def nothing(rest: str = "") -> Response:  # noqa: ARG001 - the whole path is told
    allowed = _allowed()
    if allowed:
        raise MethodNotAllowed(allowed, f"{method_sent()[:20]} cannot be done here. Use {' or '.join(allowed)}.")
    return no_such_route()


def _allowed() -> list[str]:
    """The methods that this address does take."""
    adapter = current_app.url_map.bind_to_environ(request.environ)
    found = []
    for method in METHODS:
        try:
            rule, _ = adapter.match(request.path, method=method, return_rule=True)
        except HTTPException:
            continue
        if rule.endpoint != "api.nothing":
            found.append(method)
    return found
