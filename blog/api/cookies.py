"""The cookies of a browser that is signed in, and the check that its writes come from a page of ours."""

from __future__ import annotations

import datetime as dt
import hmac

from flask import Response, current_app, request

from blog.api.origins import is_foreign, is_ours
from blog.auth import tokens
from blog.errors import Forbidden

#: The first has the name that clients of Payload look for.
ACCESS, REFRESH = "payload-token", "payload-refresh"
REFRESH_PATH = "/api/users/refresh-token"
FORGERY_HEADER = "X-CSRF-Token"
SAFE = ("GET", "HEAD", "OPTIONS")


class Forged(Forbidden):
    """A write that came with a cookie, and nothing says that a page of ours sent it."""

    sentence = (
        "A cookie alone does not prove that a page of this site sent this. Send Sec-Fetch-Site: same-origin, as"
        " browsers do by themselves, or the X-CSRF-Token of an earlier answer, or sign in with an Authorization header."
    )


def refuse_forgery(session_id: str) -> None:
    """Raise Forged for a write with the cookie of this session that a stranger's page may have sent."""
    if request.method in SAFE or is_ours():
        return
    sent = request.headers.get(FORGERY_HEADER, "").encode()
    if is_foreign() or not hmac.compare_digest(sent, _forgery_token(session_id).encode()):
        raise Forged


def set_cookies(response: Response, token: str, session_id: str, refresh_token: str | None) -> None:
    """Sign the browser in, unless a stranger's page asked for it: that one may want its visitor to be somebody else."""
    if is_foreign():
        return
    minutes, days = current_app.config["TOKEN_MINUTES"], current_app.config["SESSION_DAYS"]
    _set(response, ACCESS, token, dt.timedelta(minutes=minutes), "/")
    if refresh_token:
        _set(response, REFRESH, refresh_token, dt.timedelta(days=days), REFRESH_PATH)
    response.headers[FORGERY_HEADER] = _forgery_token(session_id)


def tell_forgery_token(response: Response, session_id: str) -> None:
    """Add what a page must send along with its writes where its browser does not say where it comes from."""
    response.headers[FORGERY_HEADER] = _forgery_token(session_id)


def clear_cookies(response: Response) -> None:
    """Sign the browser out."""
    for name, path in ((ACCESS, "/"), (REFRESH, REFRESH_PATH)):
        response.delete_cookie(name, path, secure=_is_secure(), httponly=True, samesite="Lax")


def _set(response: Response, name: str, value: str, life: dt.timedelta, path: str) -> None:
    response.set_cookie(
        name, value, max_age=life, expires=dt.datetime.now(dt.UTC) + life, path=path,
        secure=_is_secure(), httponly=True, samesite="Lax",
    )  # fmt: skip


def _is_secure() -> bool:
    return current_app.config["SESSION_COOKIE_SECURE"]


def _forgery_token(session_id: str) -> str:
    return tokens.forgery_token(current_app.config["SECRET_KEY"], session_id)
