"""Signing in and out with a token, and who one is."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from werkzeug.exceptions import BadRequest

from blog.api import parameters as given
from blog.api.answers import PRIVATE, answer
from blog.api.blueprint import route
from blog.api.bodies import body
from blog.api.identity import actor, issue, presented, token, who
from blog.content import authentication, operations
from blog.content.access import Actor
from blog.errors import Invalid, Problem
from blog.limits import limiter

STRATEGY = "local-jwt"
#: Guesses of one address, whatever accounts they are at.
LIMIT = "30 per minute"


def account(person: Actor, **asked: Any) -> dict[str, Any]:
    """A person's own account as they see it."""
    doc = operations.find_by_id("users", str(person.id), actor=person, **asked)
    return {**doc, "collection": "users", "_strategy": STRATEGY}


@route("/users/login", "POST")
def login() -> Response:
    sent = body()
    problems = [
        Problem(name, "This field is required.", name.capitalize())
        for name in ("email", "password")
        if not isinstance(sent.get(name), str) or not sent[name].strip()
    ]
    if problems:
        raise Invalid(problems)
    with limiter.limit(LIMIT):
        signed_in = authentication.authenticate(
            sent["email"], sent["password"], address=request.remote_addr, user_agent=request.headers.get("User-Agent")
        )
    access, expires = issue(signed_in)
    user = account(signed_in.actor, depth=given.whole("depth", 1))
    return answer({"message": "Authentication Passed", "exp": expires, "token": access, "user": user})


@route("/users/logout", "POST")
def logout() -> Response:
    signed_in = who()
    if signed_in is None:
        raise BadRequest("No User")
    if given.flag("allSessions"):
        authentication.end_sessions(str(signed_in.actor.id))
    else:
        authentication.end_session(signed_in.session_id)
    return answer({"message": "You have been logged out successfully."})


@route("/users/me", "GET")
def me() -> Response:
    if who() is None:
        response = answer({"user": None, "message": "Account"})
    else:
        claims = presented() or {}
        response = answer(
            {
                "user": account(actor(), **given.shape()),
                "collection": "users",
                "strategy": STRATEGY,
                "exp": claims["exp"],
                "token": token(),
                "message": "Account",
            }
        )
    response.headers["Cache-Control"] = PRIVATE
    return response
