"""Forgotten passwords, addresses that are not certain yet, and accounts that are locked."""

from __future__ import annotations

import uuid

from flask import Response, request
from werkzeug.exceptions import BadRequest

from blog.api.admission import keep
from blog.api.answers import answer
from blog.api.blueprint import route
from blog.api.bodies import body
from blog.api.identity import actor
from blog.api.users import texts, welcome, whence
from blog.auth import one_time
from blog.auth.tokens import digest
from blog.content import authentication, recovery
from blog.errors import Invalid, Problem


def _email() -> str:
    email = body().get("email")
    if not isinstance(email, str) or not email.strip():
        raise BadRequest("Missing email.")
    return email


@route("/users/forgot-password", "POST")
def forgot_password() -> Response:
    """The same answer after the same work, whether the address has an account or not."""
    email = authentication.plain_address(_email())
    keep("RECOVERY_LIMIT", "recovery", digest(email))
    recovery.ask_reset(email)
    return answer({"message": "Success"})


@route("/users/reset-password", "POST")
def reset_password() -> Response:
    token, password = texts("token", "password")
    keys = body().get("revokeKeys", False)
    if not isinstance(keys, bool):
        raise Invalid([Problem("revokeKeys", "This must be true or false.", "Revoke keys")])
    id_ = recovery.reset(token, password, address=request.remote_addr, revoke_keys=keys)
    if one_time.is_on(uuid.UUID(id_)):
        return answer({"message": "Password reset successfully. Sign in with it and a one-time code."})
    signed_in = authentication.open_session(id_, renewable=True, **whence())
    return welcome(signed_in, "Password reset successfully.")


@route("/users/verify/<token>", "POST")
def verify(token: str) -> Response:
    recovery.verify(token, address=request.remote_addr)
    return answer({"message": "Account verified successfully."})


@route("/users/unlock", "POST")
def unlock() -> Response:
    authentication.unlock(_email(), actor=actor())
    return answer({"message": "Success"})
