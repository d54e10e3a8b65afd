"""Secrets that are shown once and kept as digests, and the access token that says whose a session is.

Knows no account, no cookie and no request.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import hmac
import secrets
import uuid
from typing import Any

import jwt

from blog.clock import now

ALGORITHM = "HS256"
ACCESS, REFRESH, FORGERY = b"api access token", b"api refresh token", b"api forgery check"
PENDING = b"sign-in that waits for its code"
#: How long one may look for one's telephone.
PENDING_LIFE = dt.timedelta(minutes=5)
SECRET_BYTES, SEAL_BYTES = 24, 16


def make() -> str:
    """A secret that nobody can guess, in letters that an address and a header can hold."""
    return secrets.token_urlsafe(32)


def digest(text: str) -> str:
    """What is stored of a secret. Plain SHA-256 will do: the secrets are long and random, unlike passwords."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def make_refresh(secret_key: str, session_id: uuid.UUID) -> str:
    """A refresh token of a session. It is sealed, so that only one that was once given out can end the session."""
    body = session_id.bytes + secrets.token_bytes(SECRET_BYTES)
    return base64.urlsafe_b64encode(body + _seal(secret_key, REFRESH, body)).decode().rstrip("=")


def session_of_refresh(secret_key: str, token: str) -> uuid.UUID | None:
    """The session that a refresh token was given out for, good or used; None if it is none of ours."""
    try:
        raw = base64.b64decode(token.encode("ascii") + b"=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    body, seal = raw[:-SEAL_BYTES], raw[-SEAL_BYTES:]
    if len(body) != 16 + SECRET_BYTES or not hmac.compare_digest(seal, _seal(secret_key, REFRESH, body)):
        return None
    return uuid.UUID(bytes=body[:16])


def make_access(
    secret_key: str, *, person: uuid.UUID, email: str, session_id: str, life: dt.timedelta
) -> tuple[str, int]:
    """A signed access token for a session, and when it runs out in seconds since 1970."""
    issued = now()
    expires = int((issued + life).timestamp())
    claims = {
        "id": str(person),
        "collection": "users",
        "email": email,
        "sid": session_id,
        "iat": int(issued.timestamp()),
        "exp": expires,
    }
    return jwt.encode(claims, signing_key(secret_key, ACCESS), algorithm=ALGORITHM), expires


def read_access(secret_key: str, token: str) -> dict[str, Any] | None:
    """What an access token says, if it is one of ours and still good."""
    required = {"require": ["exp", "sid", "id"]}
    try:
        return jwt.decode(token, signing_key(secret_key, ACCESS), algorithms=[ALGORITHM], options=required)
    except jwt.InvalidTokenError:
        return None


def make_pending(secret_key: str, person: uuid.UUID, password: str) -> str:
    """What shows for five minutes that somebody knew a password, whose stored text it is bound to."""
    claims = {"id": str(person), "of": _seal(secret_key, PENDING, password.encode()).hex(), "exp": now() + PENDING_LIFE}
    return jwt.encode(claims, signing_key(secret_key, PENDING), algorithm=ALGORITHM)


def person_of_pending(secret_key: str, token: str) -> uuid.UUID | None:
    """Whose password was known, if the token is one of ours and still good."""
    claims = _pending(secret_key, token)
    return uuid.UUID(claims["id"]) if claims else None


def is_pending_for(secret_key: str, token: str, password: str) -> bool:
    """Whether the password that was known is still the one that is stored."""
    claims = _pending(secret_key, token)
    return claims is not None and hmac.compare_digest(claims["of"], _seal(secret_key, PENDING, password.encode()).hex())


def _pending(secret_key: str, token: str) -> dict[str, Any] | None:
    required = {"require": ["exp", "id", "of"]}
    try:
        return jwt.decode(token, signing_key(secret_key, PENDING), algorithms=[ALGORITHM], options=required)
    except jwt.InvalidTokenError:
        return None


def forgery_token(secret_key: str, session_id: str) -> str:
    """What a page sends along to show that it could read an answer of this site, and so is not a stranger's."""
    return _seal(secret_key, FORGERY, session_id.encode()).hex()


def signing_key(secret_key: str, purpose: bytes) -> bytes:
    """A key for one purpose, so that nothing signed for another can be shown in its place."""
    return hmac.digest(secret_key.encode(), purpose, hashlib.sha256)


def _seal(secret_key: str, purpose: bytes, body: bytes) -> bytes:
    return hmac.digest(signing_key(secret_key, purpose), body, hashlib.sha256)[:SEAL_BYTES]
