"""Who makes a request, whatever brings it: an access token or a key in the header, or the cookie of a browser.

A request has one actor. The header wins over the cookie, and a header that is no good is nobody.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from flask import current_app, g, request

from blog.api import cookies
from blog.auth import tokens
from blog.content import api_keys, authentication
from blog.content.access import ANONYMOUS, Actor
from blog.content.authentication import SignedIn

TOKEN = re.compile(r"(?:JWT|Bearer) ([A-Za-z0-9._=-]{20,4096})")
KEY = re.compile(r"users API-Key ([A-Za-z0-9._=-]{20,200})")
LOCAL, PROGRAM = "local-jwt", "api-key"


@dataclass(frozen=True)
class Caller:
    """Who makes this request and by what: a session, or a key (`key_id`), or neither for nobody."""

    actor: Actor = ANONYMOUS
    strategy: str = ""
    session: SignedIn | None = None
    token: str = ""
    expires: int = 0
    key_id: str = ""
    by_cookie: bool = False


NOBODY = Caller()


def actor() -> Actor:
    """The person that this request is made by."""
    return caller().actor


def who() -> SignedIn | None:
    """The session that this request belongs to, if any."""
    return caller().session


def caller() -> Caller:
    """Who makes this request; looked for once. Raises Forbidden for a write that a stranger's page may have sent."""
    if "caller" not in g:
        g.caller = NOBODY  # also what an error's answer goes by, should the check below refuse
        g.caller = identify()
    return g.caller


def identify() -> Caller:
    """Look at what the request brings."""
    if "Authorization" in request.headers:
        header = request.headers["Authorization"]
        if token := TOKEN.fullmatch(header):
            return _by_token(token[1])
        if key := KEY.fullmatch(header):
            return _by_key(key[1])
        return NOBODY
    token = request.cookies.get(cookies.ACCESS, "")
    return _by_token(token, by_cookie=True) if token else NOBODY


def _by_token(token: str, *, by_cookie: bool = False) -> Caller:
    claims = tokens.read_access(current_app.config["SECRET_KEY"], token)
    if claims is None:
        return NOBODY
    if by_cookie:
        cookies.refuse_forgery(claims["sid"])
    session = authentication.find_session(claims["sid"], address=request.remote_addr)
    if session is None or str(session.actor.id) != claims["id"]:
        return NOBODY
    return Caller(session.actor, LOCAL, session, token, claims["exp"], by_cookie=by_cookie)


def _by_key(text: str) -> Caller:
    found = api_keys.find_key(text, address=request.remote_addr)
    return Caller(found[0], PROGRAM, key_id=found[1]) if found else NOBODY


def issue(signed_in: SignedIn) -> tuple[str, int]:
    """A signed access token for a session, and when it runs out in seconds since 1970."""
    return tokens.make_access(
        current_app.config["SECRET_KEY"],
        person=signed_in.actor.id,  # type: ignore[arg-type] - whoever has a session is somebody
        email=signed_in.email,
        session_id=signed_in.session_id,
        life=dt.timedelta(minutes=current_app.config["TOKEN_MINUTES"]),
    )
