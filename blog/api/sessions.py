"""Where an account is signed in, and the keys of its programs: `me` is one's own, administrators name any."""

from __future__ import annotations

from typing import Any

from flask import Response

from blog.api.answers import answer
from blog.api.blueprint import route
from blog.api.bodies import body
from blog.api.identity import actor, who
from blog.content import api_keys, sessions
from blog.errors import Forbidden

ACCOUNT = "/users/<id_>"


def _named(id_: str) -> str:
    """The account that an address means. Raises Forbidden for nobody's own."""
    if id_ != "me":
        return id_
    if actor().id is None:
        raise Forbidden
    return str(actor().id)


def _current() -> str | None:
    signed_in = who()
    return signed_in.session_id if signed_in else None


def _listed(docs: list[dict[str, Any]]) -> Response:
    response = answer({"docs": docs, "totalDocs": len(docs)})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@route(f"{ACCOUNT}/sessions", "GET")
def find(id_: str) -> Response:
    return _listed(sessions.list_sessions(_named(id_), actor=actor(), current=_current()))


@route(f"{ACCOUNT}/sessions", "DELETE")
def end_others(id_: str) -> Response:
    """All but the one that asks."""
    ended = sessions.end_all(_named(id_), actor=actor(), but=_current())
    return answer({"message": f"{ended} sessions ended." if ended != 1 else "1 session ended."})


@route(f"{ACCOUNT}/sessions/<session_id>", "DELETE")
def end(id_: str, session_id: str) -> Response:
    sessions.end_one(_named(id_), session_id, actor=actor())
    return answer({"message": "Session ended."})


@route(f"{ACCOUNT}/api-keys", "GET")
def find_keys(id_: str) -> Response:
    return _listed(api_keys.list_keys(_named(id_), actor=actor()))


@route(f"{ACCOUNT}/api-keys", "POST")
def create_key(id_: str) -> Response:
    """The only answer that has the key itself."""
    account = _named(id_)
    doc = api_keys.create_key(account, body(), actor=actor())
    return answer({"message": "API Key successfully created.", "doc": doc}, 201)


@route(f"{ACCOUNT}/api-keys", "DELETE")
def revoke_keys(id_: str) -> Response:
    revoked = api_keys.revoke_keys(_named(id_), actor=actor())
    return answer({"message": f"{revoked} API Keys revoked." if revoked != 1 else "1 API Key revoked."})


@route(f"{ACCOUNT}/api-keys/<key_id>", "DELETE")
def revoke_key(id_: str, key_id: str) -> Response:
    api_keys.revoke_key(_named(id_), key_id, actor=actor())
    return answer({"message": "API Key revoked."})
