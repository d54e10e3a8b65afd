"""The first steps of every request's life: how often, then who. What is refused here has asked the database nothing.

Then come, in the operations: what they may do, whether the data is good, the hooks, and the work itself.
"""

from __future__ import annotations

from flask import Response, current_app, g, request
from werkzeug.exceptions import TooManyRequests

from blog.api.answers import answer
from blog.api.blueprint import api
from blog.api.cookies import SAFE
from blog.api.identity import Caller, caller
from blog.limits import Allowance, household, take

#: Routes where one shows who one is. They ask for no cookie, so one that is left over does not stand in their way.
SIGNING_IN = frozenset(
    {
        "api.users_login",
        "api.users_refresh_token",
        "api.users_first_register",
        "api.recovery_forgot_password",
        "api.recovery_reset_password",
        "api.recovery_verify",
    }
)
#: Routes by which somebody unknown may leave something.
SENDING = frozenset({"api.collections_create"})
#: Routes where only the body says whether something is read or changed; who changes is counted once that is known.
ASKING = frozenset({"api.transport_run"})


@api.before_request
def admit() -> Response | None:
    """Answer a browser's question what it may send; count everything else, and see who it is."""
    if request.method == "OPTIONS":
        return answer({})
    limit = limit_of_route()
    keep(limit, "address", household(request.remote_addr))
    if request.endpoint in SIGNING_IN:
        return None
    person = caller()
    if person.actor.id is not None:
        keep(limit, *_account(person))
    elif request.endpoint in SENDING and request.method == "POST":
        keep_sending()
    return None


def keep_sending() -> None:
    """Count something that is left by somebody unknown. Raises TooManyRequests."""
    keep("SEND_LIMIT", "address", household(request.remote_addr))


def keep_signing_in() -> None:
    """Count an attempt to show who one is. Raises TooManyRequests."""
    keep("SIGN_IN_LIMIT", "address", household(request.remote_addr))


def keep_writing() -> None:
    """Count a change. Raises TooManyRequests."""
    keep("WRITE_LIMIT", "address", household(request.remote_addr))
    person = caller()
    if person.actor.id is not None:
        keep("WRITE_LIMIT", *_account(person))


def limit_of_route() -> str:
    """The setting that says how often this kind of request may be made."""
    if request.endpoint in SIGNING_IN:
        return "SIGN_IN_LIMIT"
    return "READ_LIMIT" if request.method in SAFE or request.endpoint in ASKING else "WRITE_LIMIT"


def keep(limit: str, kind: str, name: str) -> None:
    """Count this request against one limit. Raises TooManyRequests when that is used up."""
    allowance = take(current_app.config[limit], "api", limit, kind, name)
    if allowance is None:
        return
    before: Allowance | None = g.get("allowance")
    if before is None or allowance.remaining < before.remaining:
        g.allowance = allowance
    if allowance.is_used_up:
        raise TooManyRequests(retry_after=allowance.reset)


def _account(person: Caller) -> tuple[str, str]:
    """A key is counted by itself, so that a busy program does not keep its owner out."""
    return ("key", person.key_id) if person.key_id else ("account", str(person.actor.id))


@api.after_request
def tell_limits(response: Response) -> Response:
    """Say how much is left of the limit that will be reached first."""
    allowance: Allowance | None = g.get("allowance")
    if allowance is not None:
        response.headers["RateLimit-Limit"] = str(allowance.amount)
        response.headers["RateLimit-Remaining"] = str(max(0, allowance.remaining))
        response.headers["RateLimit-Reset"] = str(allowance.reset)
        response.headers["RateLimit-Policy"] = f"{allowance.amount};w={allowance.seconds}"
    return response
