"""Which pages of which sites may read what the API answers (CORS), and whose page a request comes from."""

from __future__ import annotations

from flask import Response, current_app, request

from blog.api.blueprint import api

METHODS = "PUT, PATCH, POST, GET, DELETE, OPTIONS"
HEADERS = (
    "Origin, X-Requested-With, Content-Type, Accept, Authorization, Content-Encoding, x-apollo-tracing,"
    " X-Payload-HTTP-Method-Override, X-HTTP-Method-Override, If-Match, If-None-Match, Idempotency-Key, Range,"
    " X-CSRF-Token, X-Request-Id"
)
EXPOSED = (
    "ETag, Content-Disposition, Content-Range, Accept-Ranges, X-Request-Id, X-CSRF-Token, Retry-After,"
    " RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, RateLimit-Policy"
)
PREFLIGHT_SECONDS = "600"


def listed_origins() -> tuple[str, ...]:
    """The other sites that the settings name."""
    return current_app.config["CORS_ORIGINS"]


def is_trusted(origin: str) -> bool:
    """Whether pages of this origin may act with the cookies of this site: its own, and those that are listed."""
    return origin == current_app.config["SITE_URL"] or origin in listed_origins()


def is_ours() -> bool:
    """Whether a browser says that a page of ours, or of a listed site, sent this request."""
    origin = request.headers.get("Origin")
    return request.headers.get("Sec-Fetch-Site") == "same-origin" or (origin is not None and is_trusted(origin))


def is_foreign() -> bool:
    """Whether a browser says that somebody else's page sent this request; programs say nothing."""
    said = "Origin" in request.headers or request.headers.get("Sec-Fetch-Site", "none") != "none"
    return said and not is_ours()


@api.after_request
def add_origin_headers(response: Response) -> Response:
    """Say whose pages may read the answer."""
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = METHODS
        response.headers["Access-Control-Allow-Headers"] = HEADERS
        response.headers["Access-Control-Max-Age"] = PREFLIGHT_SECONDS
    origin, listed = request.headers.get("Origin"), listed_origins()
    if listed and listed != ("*",):
        response.vary.add("Origin")
    if origin is not None and origin in listed:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
    elif "*" in listed:
        response.headers["Access-Control-Allow-Origin"] = "*"
    else:
        return response
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    return response
