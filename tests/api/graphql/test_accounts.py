"""Signing in by GraphQL: the answers, cookies and limits of the REST routes."""

from __future__ import annotations

import pytest

from blog.auth import mailed
from blog.db import db
from blog.models import User
from tests.people import PASSWORD

LOGIN = """mutation ($email: String!, $password: String!) {
    loginUser(email: $email, password: $password) { token refreshToken exp user { email role } } }"""


def test_signing_in_sets_the_cookies_and_answers_the_account(app, nobody, people):
    answer = nobody.send(LOGIN, email="ada@example.org", password=PASSWORD)
    told = answer.json["data"]["loginUser"]
    assert told["user"] == {"email": "ada@example.org", "role": "admin"}
    cookies = answer.headers.getlist("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["payload-token", "payload-refresh"]
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
    me = app.test_client().post(
        "/api/graphql",
        json={"query": "{ meUser { collection strategy user { email } } }"},
        headers={"Authorization": f"Bearer {told['token']}"},
    )
    assert me.json["data"]["meUser"] == {
        "collection": "users", "strategy": "local-jwt", "user": {"email": "ada@example.org"},
    }  # fmt: skip


def test_a_wrong_password_is_the_same_error_as_by_rest(nobody, visitor):
    refused = nobody.refused(LOGIN, email="ada@example.org", password="wrong wrong wrong")
    by_rest = visitor.post("/users/login", {"email": "ada@example.org", "password": "wrong wrong wrong"})
    assert refused["message"] == by_rest.json["errors"][0]["message"]
    assert refused["extensions"] == {"name": "AuthenticationError", "statusCode": 401}
    assert refused["data"] == {"loginUser": None}


@pytest.mark.sqlite_only
def test_every_attempt_in_a_query_counts_against_the_limit(app, nobody):
    app.config["SIGN_IN_LIMIT"] = "3 per minute"
    attempts = " ".join(
        f'a{number}: loginUser(email: "ada@example.org", password: "guess {number}") {{ token }}' for number in range(6)
    )
    statuses = [error["extensions"]["statusCode"] for error in nobody.send(f"mutation {{ {attempts} }}").json["errors"]]
    assert statuses == [401, 401, 401, 429, 429, 429]


def test_signing_out_ends_the_session_and_clears_the_cookies(admin, nobody):
    answer = admin.send("mutation { logoutUser }")
    assert answer.json["data"] == {"logoutUser": "Logout successful."}
    assert all("payload-" in cookie and "Max-Age=0" in cookie for cookie in answer.headers.getlist("Set-Cookie"))
    assert admin("{ meUser { user { email } } }")["meUser"] == {"user": None}
    assert nobody.refused("mutation { logoutUser }")["extensions"]["statusCode"] == 400


def test_a_refresh_token_gives_the_next_and_is_good_once(as_, people):
    token = as_()(LOGIN, email="ed@example.org", password=PASSWORD)["loginUser"]["refreshToken"]
    query = """mutation ($token: String) { refreshTokenUser(refreshToken: $token) {
        refreshedToken refreshToken strategy exp user { email } } }"""
    renewed = as_()(query, token=token)["refreshTokenUser"]
    assert renewed["user"] == {"email": "ed@example.org"}
    assert renewed["refreshToken"] != token
    assert as_().refused(query, token=token)["extensions"]["statusCode"] == 403
    assert as_().refused("mutation { refreshTokenUser { exp } }")["extensions"]["statusCode"] == 403


def test_a_new_password_is_asked_for_and_set(nobody, people):
    assert nobody('mutation { forgotPasswordUser(email: "uma@example.org") }') == {"forgotPasswordUser": True}
    assert nobody('mutation { forgotPasswordUser(email: "none@example.org") }') == {"forgotPasswordUser": True}
    token = mailed.make(db.session.get(User, people.uma.id), mailed.RESET)
    query = """mutation ($token: String!, $password: String!) {
        resetPasswordUser(token: $token, password: $password) { token user { email } } }"""
    weak = nobody.refused(query, token=token, password="password")
    assert weak["extensions"]["name"] == "ValidationError"
    assert weak["extensions"]["data"]["errors"][0]["path"] == "password"
    reset = nobody(query, token=token, password="another one under the bridge")["resetPasswordUser"]
    assert reset["user"] == {"email": "uma@example.org"}


def test_only_an_administrator_unlocks(admin, editor, nobody):
    query = 'mutation { unlockUser(email: "uma@example.org") }'
    assert admin(query) == {"unlockUser": True}
    assert editor.refused(query)["extensions"]["statusCode"] == 403
    assert nobody("{ initializedUser }") == {"initializedUser": True}
    assert nobody.refused('mutation { verifyEmailUser(token: "no") }')["extensions"]["statusCode"] in (400, 403)
