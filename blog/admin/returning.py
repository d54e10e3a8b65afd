"""Signing in again where one is writing: the same doors as at the entrance, answered for a script."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request, session
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from blog.admin.entrance import PENDING, UNVERIFIED, count_failure, entrance, keep_the_limit, whence
from blog.admin.identity import actor, enter, is_staff
from blog.content import authentication
from blog.content.authentication import (
    OneTimeCodeRefused,
    OneTimeCodeRequired,
    SignedIn,
    SignInRefused,
    Unverified,
)

REFUSED = "That e-mail address and password do not belong together, or the account is locked."
WRONG_CODE = "This code is not right, or it was used already."
TOO_LATE = "It took too long, or there were too many wrong codes. Please begin again."


@entrance.get("/sign-in/here")
def whoami() -> Response:
    """Who is signed in, and a token to send the next form with."""
    return _told(200)


@entrance.post("/sign-in/here")
def sign_in_here() -> Response:
    keep_the_limit()
    try:
        signed_in = _by_code() if request.form.get("code") and PENDING in session else _by_password()
    except OneTimeCodeRequired as error:
        session[PENDING] = [error.pending, False]
        return _told(202)
    except OneTimeCodeRefused:
        count_failure()
        return _told(401, said=WRONG_CODE, code=True)
    except Unverified:
        return _told(403, said=UNVERIFIED)
    except SignInRefused:
        count_failure()
        late = session.pop(PENDING, None)
        return _told(401, said=TOO_LATE if late else REFUSED)
    enter(signed_in, remember=False)
    return _told(200)


def _by_code() -> SignedIn:
    pending, remember = session[PENDING]
    return authentication.finish(pending, request.form["code"][:64], remember=remember, **whence())


def _by_password() -> SignedIn:
    email, password = request.form.get("email", "")[:255], request.form.get("password", "")[:1024]
    return authentication.authenticate(email, password, **whence())


def _told(status: int, **words: Any) -> Response:
    person = (
        {"id": str(actor().id), "name": actor().name, "staff": is_staff()} if current_user.is_authenticated else None
    )
    response = jsonify(person=person, token=generate_csrf(), **words)
    response.status_code = status
    return response
