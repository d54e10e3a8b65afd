"""Who makes a request: the person of the session that its access token names. No token, or a bad one, is nobody."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
from typing import Any

import jwt
from flask import current_app, g, request

from blog.clock import now
from blog.content import authentication
from blog.content.access import ANONYMOUS, Actor
from blog.content.authentication import SignedIn

ALGORITHM = "HS256"
HEADER = re.compile(r"(?:JWT|Bearer) ([A-Za-z0-9._=-]{20,4096})")


def actor() -> Actor:
    """The person that this request is made by."""
    signed_in = who()
    return signed_in.actor if signed_in else ANONYMOUS


def who() -> SignedIn | None:
    """The session that this request belongs to, if any; looked for once."""
    if "signed_in" not in g:
        claims = presented()
        g.signed_in = claims and authentication.find_session(claims["sid"], address=request.remote_addr)
    return g.signed_in


def presented() -> dict[str, Any] | None:
    """What the token in the header says, if it is one of ours and still good."""
    header = HEADER.fullmatch(request.headers.get("Authorization", ""))
    if header is None:
        return None
    try:
        return jwt.decode(header[1], _key(), algorithms=[ALGORITHM], options={"require": ["exp", "sid", "id"]})
    except jwt.InvalidTokenError:
        return None


def token() -> str:
    """The token in the header, as it came."""
    header = HEADER.fullmatch(request.headers.get("Authorization", ""))
    return header[1] if header else ""


def issue(signed_in: SignedIn) -> tuple[str, int]:
    """A signed access token for a session, and when it runs out in seconds since 1970."""
    issued = now()
    expires = int((issued + dt.timedelta(minutes=current_app.config["TOKEN_MINUTES"])).timestamp())
    claims = {
        "id": str(signed_in.actor.id),
        "collection": "users",
        "email": signed_in.email,
        "sid": signed_in.session_id,
        "iat": int(issued.timestamp()),
        "exp": expires,
    }
    return jwt.encode(claims, _key(), algorithm=ALGORITHM), expires


def _key() -> bytes:
    # A key of its own, so that nothing else that is signed with the site's secret can be shown as a token.
    return hmac.digest(current_app.config["SECRET_KEY"].encode(), b"api access token", hashlib.sha256)
