"""Signing in by GraphQL: the answers, cookies and limits of the REST routes."""

from __future__ import annotations

import uuid

import pytest

from blog.auth import mailed, one_time
from blog.db import db, transaction
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


def attributes(answer) -> list[dict[str, str]]:
    """The cookies of an answer without what is different each time."""
    parsed = []
    for cookie in answer.headers.getlist("Set-Cookie"):
        (first, *rest) = cookie.split("; ")
        name, _, value = first.partition("=")
        told = {"name": name, "empty": str(not value.strip('"'))} | dict(part.partition("=")[::2] for part in rest)
        parsed.append(told | {"Expires": told["Expires"][:11]})
    return parsed


def test_the_cookies_are_those_of_rest_attribute_by_attribute(app, visitor, nobody, people):
    account = {"email": "ed@example.org", "password": PASSWORD}
    by_rest, by_query = visitor.post("/users/login", account), nobody.send(LOGIN, **account)
    assert attributes(by_query) == attributes(by_rest) != []
    assert by_query.headers["X-CSRF-Token"] != by_rest.headers["X-CSRF-Token"]
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    forged = app.test_client().post("/api/graphql", json={"query": LOGIN, "variables": account}, headers=foreign)
    assert forged.json["data"]["loginUser"]["token"]
    assert "Set-Cookie" not in forged.headers
    browsers = [app.test_client() for _ in range(2)]
    for browser in browsers:
        browser.post("/api/users/login", json=account)
    ours = {"Sec-Fetch-Site": "same-origin"}
    renewed = "mutation { refreshTokenUser { exp } }"
    for path, query in (("refresh-token", renewed), ("logout", "mutation { logoutUser }")):
        answers = (
            browsers[0].post(f"/api/users/{path}", headers=ours),
            browsers[1].post("/api/graphql", json={"query": query}, headers=ours),
        )
        assert attributes(answers[0])[0] == attributes(answers[1])[0], path
        assert len(answers[0].headers.getlist("Set-Cookie")) == len(answers[1].headers.getlist("Set-Cookie")), path


def test_a_program_s_refresh_sets_no_cookie(ed, people):
    answer = ed.post("/graphql", {"query": "mutation { refreshTokenUser { refreshedToken } }"})
    assert answer.json["data"]["refreshTokenUser"]["refreshedToken"]
    assert "Set-Cookie" not in answer.headers


def test_a_second_factor_is_asked_for_and_no_reset_leads_around_it(app, as_, people):
    id_, key = uuid.UUID(people.ed.id), app.config["SECRET_KEY"]
    with transaction():
        one_time.make_secret(key, id_)
        one_time.confirm(id_)
        code = one_time.make_recovery_codes(key, id_)[0]
    account = {"email": "ed@example.org", "password": PASSWORD}
    assert as_().refused(LOGIN, **account)["extensions"]["statusCode"] == 401
    query = """mutation ($email: String!, $password: String!, $code: String) {
        loginUser(email: $email, password: $password, code: $code) { user { email } } }"""
    assert as_()(query, **account, code=code)["loginUser"]["user"] == {"email": "ed@example.org"}
    token = mailed.make(db.session.get(User, people.ed.id), mailed.RESET)
    query = """mutation ($token: String!, $password: String!) {
        resetPasswordUser(token: $token, password: $password) { token refreshToken user { id } } }"""
    answer = as_().send(query, token=token, password="another one under the bridge")
    assert answer.json == {"data": {"resetPasswordUser": {"token": None, "refreshToken": None, "user": None}}}
    assert "Set-Cookie" not in answer.headers


def test_who_has_signed_out_does_nothing_more_in_that_request(admin):
    answer = admin.send('mutation { logoutUser createCategory(data: {title: "After"}) { id } }').json
    assert answer["data"] == {"logoutUser": "Logout successful.", "createCategory": None}
    assert answer["errors"][0]["extensions"]["statusCode"] == 403


def test_a_key_does_what_its_scopes_allow(app, caller, people):
    made = caller(people.ada).post(
        "/users/me/api-keys", {"name": "Robot", "scopes": ["posts:read", "categories:write"]}
    )
    headers = {"Authorization": f"users API-Key {made.json['doc']['key']}"}

    def ask(query: str) -> tuple:
        told = app.test_client().post("/api/graphql", json={"query": query}, headers=headers).json
        return told["data"], [error["extensions"]["statusCode"] for error in told.get("errors", ())]

    assert ask("{ Posts(draft: true) { totalDocs } meUser { strategy user { email } } }") == (
        {"Posts": {"totalDocs": 0}, "meUser": {"strategy": "api-key", "user": {"email": "ada@example.org"}}}, [],
    )  # fmt: skip
    assert ask('mutation { createCategory(data: {title: "Robots"}) { title } }')[1] == []
    for refused in (
        '{ Users { totalDocs } }', 'mutation { createPost(data: {title: "x"}) { id } }',
        'mutation { updateSite(data: {name: "Mine"}) { name } }', "mutation { unlockUser(email: \"ed@example.org\") }",
    ):  # fmt: skip
        assert ask(refused)[1] == [403], refused
    assert ask("mutation { logoutUser }")[1] == [400]
