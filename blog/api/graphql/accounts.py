"""Signing in and out by GraphQL: the steps, the limits and the cookies of the REST routes."""

from __future__ import annotations

import uuid
from typing import Any

from flask import request
from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLField,
    GraphQLFloat,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLString,
)
from werkzeug.exceptions import BadRequest

from blog.api import cookies
from blog.api.admission import keep, keep_signing_in
from blog.api.graphql.lookahead import look_ahead
from blog.api.graphql.outputs import Outputs
from blog.api.graphql.reading import FLAG, TEXT, Fields
from blog.api.identity import LOCAL, caller, issue
from blog.api.users import account, whence
from blog.auth import one_time
from blog.auth.tokens import digest
from blog.content import authentication, recovery, renewal
from blog.content.access import ANONYMOUS
from blog.content.authentication import SignedIn
from blog.content.registry import registry
from blog.errors import Forbidden

NEEDED = GraphQLArgument(GraphQLNonNull(GraphQLString))
YES_OR_NO = GraphQLNonNull(GraphQLBoolean)


def queries(outputs: Outputs) -> Fields:
    """The fields of Query about the caller's own account."""
    me = _type(outputs, "usersMe", "collection", "strategy", "token")
    return {
        "meUser": GraphQLField(me, resolve=_me),
        "initializedUser": GraphQLField(
            GraphQLBoolean, resolve=lambda *_: not authentication.is_unclaimed()
        ),
    }  # fmt: skip


def mutations(outputs: Outputs) -> Fields:
    """The fields of Mutation that sign in and out, and what belongs to that."""
    signed_in = _type(outputs, "usersLoginResult", "token", "refreshToken")
    renewed = _type(outputs, "usersRefreshedUser", "refreshedToken", "refreshToken", "strategy")
    reset = _type(outputs, "usersResetPassword", "token", "refreshToken")
    email = {"email": NEEDED}
    return {
        "loginUser": GraphQLField(signed_in, args=email | {"password": NEEDED, "code": TEXT}, resolve=_login),
        "logoutUser": GraphQLField(GraphQLString, args={"allSessions": FLAG}, resolve=_logout),
        "refreshTokenUser": GraphQLField(renewed, args={"refreshToken": TEXT}, resolve=_refresh),
        "forgotPasswordUser": GraphQLField(YES_OR_NO, args=email, resolve=_forgot_password),
        "resetPasswordUser": GraphQLField(reset, args={"token": NEEDED, "password": NEEDED}, resolve=_reset_password),
        "verifyEmailUser": GraphQLField(GraphQLBoolean, args={"token": NEEDED}, resolve=_verify),
        "unlockUser": GraphQLField(YES_OR_NO, args=email, resolve=_unlock),
    }


def _type(outputs: Outputs, name: str, *texts: str) -> GraphQLObjectType:
    fields = {text: GraphQLField(GraphQLString) for text in texts}
    fields |= {"exp": GraphQLField(GraphQLFloat), "user": GraphQLField(outputs.documents["users"])}
    return GraphQLObjectType(name, fields)


def _shape(info: GraphQLResolveInfo) -> dict[str, Any]:
    return look_ahead(info, registry["users"], "user").shape()


def _me(_: Any, info: GraphQLResolveInfo) -> dict[str, Any]:
    person, told = caller(), {}
    if person.actor.id is not None:
        user = account(person.actor, person.strategy, **_shape(info))
        told = {"user": user, "collection": "users", "strategy": person.strategy}
    if person.session is not None:
        told |= {"exp": person.expires, "token": person.token}
        session_id = person.session.session_id
        if person.by_cookie:
            info.context.finish.append(lambda response: cookies.tell_forgery_token(response, session_id))
    return told


def _welcome(info: GraphQLResolveInfo, signed_in: SignedIn, *, kept: bool = True) -> dict[str, Any]:
    """What is told to somebody who has just signed in; a browser gets cookies, if they are `kept` at all."""
    token, expires = issue(signed_in)
    shape, session_id, refresh = _shape(info), signed_in.session_id, signed_in.refresh_token
    info.context.actor = signed_in.actor
    if kept:
        info.context.finish.append(lambda response: cookies.set_cookies(response, token, session_id, refresh))
    user = account(signed_in.actor, **shape)
    return {"token": token, "refreshToken": refresh, "exp": expires, "user": user}


def _login(_: Any, info: GraphQLResolveInfo, email: str, password: str, code: str | None = None) -> dict[str, Any]:
    keep_signing_in()
    how = {"renewable": True, "code": code or "", **whence()}
    return _welcome(info, authentication.authenticate(email, password, **how))


def _logout(_: Any, info: GraphQLResolveInfo, allSessions: Any = None) -> str:
    signed_in = caller().session
    if signed_in is None:
        raise BadRequest("No User")
    if allSessions:
        authentication.end_sessions(str(signed_in.actor.id))
    else:
        authentication.end_session(signed_in.session_id)
    info.context.actor = ANONYMOUS
    info.context.finish.append(cookies.clear_cookies)
    return "Logout successful."


def _refresh(_: Any, info: GraphQLResolveInfo, refreshToken: Any = None) -> dict[str, Any]:
    keep_signing_in()
    signed_in = caller().session
    if refreshToken is not None:
        signed_in = renewal.renew(refreshToken, address=request.remote_addr)
    if signed_in is None:
        raise Forbidden
    told = _welcome(info, signed_in, kept="Authorization" not in request.headers)
    return {**told, "refreshedToken": told["token"], "strategy": LOCAL}


def _forgot_password(_: Any, info: GraphQLResolveInfo, email: str) -> bool:  # noqa: ARG001 - as all resolvers
    keep_signing_in()
    plain = authentication.plain_address(email)
    keep("RECOVERY_LIMIT", "recovery", digest(plain))
    recovery.ask_reset(plain)
    return True


def _reset_password(_: Any, info: GraphQLResolveInfo, token: str, password: str) -> dict[str, Any]:
    keep_signing_in()
    id_ = recovery.reset(token, password, address=request.remote_addr)
    if one_time.is_on(uuid.UUID(id_)):
        return {}  # the new password alone signs nobody in who has a second factor
    return _welcome(info, authentication.open_session(id_, renewable=True, **whence()))


def _verify(_: Any, info: GraphQLResolveInfo, token: str) -> bool:  # noqa: ARG001
    keep_signing_in()
    recovery.verify(token, address=request.remote_addr)
    return True


def _unlock(_: Any, info: GraphQLResolveInfo, email: str) -> bool:
    authentication.unlock(email, actor=info.context.actor)
    return True
