"""Whatever is sent to the routes of signing in, they answer, and never with a 5xx."""

from __future__ import annotations

import itertools

import pytest

from blog.config import load_settings
from blog.content import authentication
from tests.people import PASSWORD

NAUGHTY = [
    None, True, 0, -1, 1e308, 10**30, [], {}, "", " ", "\x00", "a\x00@example.org", "x" * 10_000, "\u202e\ufeff",
    "𝕬" * 300,
    "' OR 1=1 --", "ada@example.org\r\nBcc: x@example.org", {"$ne": None}, ["ada@example.org"], "%s%n", "../../x",
    "\ud7ff\ue000", "ada@example.org",
]  # fmt: skip
ROUTES = {
    "login": ("email", "password"), "forgot-password": ("email",), "reset-password": ("token", "password"),
    "refresh-token": ("refreshToken",), "unlock": ("email",), "first-register": ("email", "password", "name"),
    "me/api-keys": ("name", "scopes", "expiresAt"), "logout": ("email",), "verify/x": ("token",),
}  # fmt: skip
BODIES = [
    b"",
    b"{",
    b"[]",
    b"5",
    b"null",
    b"\xff\xfe",
    b"[" * 5000,
    b'{"email": "\\ud800"}',
    b'{"a":1,"a":2}',
    b"x" * 100_000,
]


@pytest.fixture
def settings(database_url, tmp_path):
    return load_settings({"DATABASE_URL": database_url, "RATE_LIMITS": "off"}, tmp_path)


def test_every_value_of_every_field_is_answered(app, ada, visitor):
    for (path, names), value in itertools.product(ROUTES.items(), NAUGHTY):
        if path == "logout":
            continue
        for name in names:
            sent = {"email": "nobody@example.org", "password": PASSWORD, "token": "x", "name": "K"} | {name: value}
            sent = {key: given for key, given in sent.items() if key in names}
            for who in (visitor, ada):
                answered = who.post(f"/users/{path}", sent)
                assert answered.status_code < 500, (path, sent)
                assert answered.is_json
    assert ada.get("/users/me").json["user"]


def test_every_body_and_path_is_answered(app, ada, visitor):
    for path, data in itertools.product(ROUTES, BODIES):
        for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x", "application/xml", ""):
            answered = visitor.post(f"/users/{path}", data=data, content_type=kind)
            assert answered.status_code < 500, (path, data[:20], kind)
    for odd in ("%00", "%ff", "x" * 3000, "..%2f", "é", "me", "%20"):
        for method, path in (
            ("POST", f"/users/verify/{odd}"), ("GET", f"/users/{odd}/sessions"),
            ("DELETE", f"/users/{odd}/sessions/{odd}"), ("GET", f"/users/{odd}/api-keys"),
            ("DELETE", f"/users/me/api-keys/{odd}"),
        ):  # fmt: skip
            assert ada(method, path).status_code < 500, path


def test_every_header_and_cookie_is_answered(app, people):
    client = app.test_client()
    odd = [
        "",
        "\x7f",
        "\xff",
        "x" * 8000,
        "JWT ",
        "JWT é",
        "Bearer a.b.c",
        "users API-Key " + "x" * 40,
        "JWT eyJhbGciOiJub25lIn0.e30.",
    ]
    for value in odd:
        for name in ("Authorization", "Origin", "Sec-Fetch-Site", "X-CSRF-Token", "User-Agent", "X-Forwarded-For"):
            for method, path in (
                ("GET", "/api/users/me"),
                ("POST", "/api/users/refresh-token"),
                ("OPTIONS", "/api/posts"),
            ):
                assert client.open(path, method=method, headers={name: value}).status_code < 500, (name, value)
    for value in ("%00", "\\", "eyJhbGciOiJub25lIn0.e30.", "A" * 2000):
        for name in ("payload-token", "payload-refresh"):
            cookie = {"Cookie": f"{name}={value}", "Sec-Fetch-Site": "same-origin"}
            for path in ("/api/users/refresh-token", "/api/users/logout"):
                assert client.post(path, headers=cookie).status_code in (400, 403)


def test_signing_in_from_anywhere_by_anything_is_noted(app, visitor, people):
    for agent in ("", "x" * 9000, "\x7f", "é"):
        login = {"email": people.ed.email, "password": PASSWORD}
        assert visitor.post("/users/login", login, headers={"User-Agent": agent}).status_code == 200
    found = authentication.open_session(people.ed.id, address="x" * 500, user_agent="a\x00b\udc80" + "x" * 500)
    assert authentication.find_session(found.session_id)
