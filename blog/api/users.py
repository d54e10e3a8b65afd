"""Signing in and out, renewing that, who one is, and the first account of a fresh site."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Response, current_app, request
from werkzeug.exceptions import BadRequest

from blog.api import cookies
from blog.api import parameters as given
from blog.api.answers import PRIVATE, answer
from blog.api.blueprint import route
from blog.api.bodies import body
from blog.api.identity import LOCAL, Caller, caller, identify, issue
from blog.auth import tokens
from blog.content import authentication, operations, renewal
from blog.content.access import Actor
from blog.content.authentication import SignedIn
from blog.errors import Forbidden, Invalid, Problem


def account(person: Actor, strategy: str = LOCAL, **asked: Any) -> dict[str, Any]:
    """A person's own account as they see it; a program may know whose key it has, whatever it may do with it."""
    doc = operations.find_by_id("users", str(person.id), actor=replace(person, scope=None), **asked)
    return {**doc, "collection": "users", "_strategy": strategy}


def texts(*names: str) -> tuple[str, ...]:
    """These texts of the body. Raises Invalid that names what is missing."""
    sent = body()
    problems = [
        Problem(name, "This field is required.", name.capitalize())
        for name in names
        if not isinstance(sent.get(name), str) or not sent[name].strip()
    ]
    if problems:
        raise Invalid(problems)
    return tuple(sent[name] for name in names)


def whence() -> dict[str, str | None]:
    """What is noted about where somebody signs in."""
    return {"address": request.remote_addr, "user_agent": request.headers.get("User-Agent")}


def welcome(signed_in: SignedIn, message: str) -> Response:
    """The answer to somebody who has just signed in, with cookies for a browser."""
    token, expires = issue(signed_in)
    user = account(signed_in.actor, depth=given.depth())
    told = {"message": message, "exp": expires, "token": token, "user": user}
    response = answer(told | ({"refreshToken": signed_in.refresh_token} if signed_in.refresh_token else {}))
    cookies.set_cookies(response, token, signed_in.session_id, signed_in.refresh_token)
    return response


@route("/users/login", "POST")
def login() -> Response:
    email, password = texts("email", "password")
    code = body().get("code")
    code = code if isinstance(code, str) else ""
    signed_in = authentication.authenticate(email, password, renewable=True, code=code, **whence())
    return welcome(signed_in, "Authentication Passed")


@route("/users/first-register", "POST")
def first_register() -> Response:
    """Only while nobody has an account; afterwards the data is not even looked at."""
    if not authentication.is_unclaimed():
        raise Forbidden
    id_ = authentication.claim(body())
    signed_in = authentication.open_session(id_, renewable=True, **whence())
    return welcome(signed_in, "Successfully registered first user.")


@route("/users/init", "GET")
def init() -> Response:
    response = answer({"initialized": not authentication.is_unclaimed()})
    response.headers["Cache-Control"] = PRIVATE
    return response


@route("/users/logout", "POST")
def logout() -> Response:
    signed_in = caller().session
    if signed_in is None:
        raise BadRequest("No User")
    if given.flag("allSessions"):
        authentication.end_sessions(str(signed_in.actor.id))
    else:
        authentication.end_session(signed_in.session_id)
    response = answer({"message": "Logout successful."})
    cookies.clear_cookies(response)
    return response


@route("/users/refresh-token", "POST")
def refresh_token() -> Response:
    """A new access token, for a refresh token (which is used up by it) or for an access token that is still good."""
    signed_in = _renewed()
    token, expires = issue(signed_in)
    told = {
        "message": "Token refresh successful.",
        "exp": expires,
        "refreshedToken": token,
        "setCookie": True,
        "strategy": LOCAL,
        "user": account(signed_in.actor, depth=given.depth()),
    }
    response = answer(told | ({"refreshToken": signed_in.refresh_token} if signed_in.refresh_token else {}))
    if request.headers.get("Authorization") is None:
        cookies.set_cookies(response, token, signed_in.session_id, signed_in.refresh_token)
    return response


def _renewed() -> SignedIn:
    """The session that the request may go on with. Raises Forbidden."""
    sent = body().get("refreshToken")
    if sent is not None:
        return renewal.renew(sent if isinstance(sent, str) else "", address=request.remote_addr)
    person: Caller = identify()
    if person.session is not None:
        return person.session
    kept = request.cookies.get(cookies.REFRESH)
    session_id = tokens.session_of_refresh(current_app.config["SECRET_KEY"], kept or "")
    if kept is None or session_id is None or "Authorization" in request.headers:
        raise Forbidden
    cookies.refuse_forgery(str(session_id))
    return renewal.renew(kept, address=request.remote_addr, from_browser=True)


@route("/users/me", "GET")
def me() -> Response:
    person = caller()
    told: dict[str, Any] = {"user": None, "message": "Account"}
    if person.actor.id is not None:
        told |= {
            "user": account(person.actor, person.strategy, **given.shape()),
            "collection": "users",
            "strategy": person.strategy,
        }
    if person.session is not None:
        told |= {"exp": person.expires, "token": person.token}
    response = answer(told)
    response.headers["Cache-Control"] = PRIVATE
    if person.session is not None and person.by_cookie:
        cookies.tell_forgery_token(response, person.session.session_id)
    return response
