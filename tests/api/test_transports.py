"""One actor for a request, whatever brings it: headers, keys and cookies, and whose page may use the last."""

from __future__ import annotations

import itertools

import pytest

from blog import create_app
from blog.db import db
from tests.api.conftest import Caller
from tests.content.documents import post

SAME = {"Sec-Fetch-Site": "same-origin"}


def login(caller, person):
    return caller.post("/users/login", {"email": person.email, "password": person.password})


def name(answered) -> str | None:
    return (answered.json["user"] or {}).get("name")


@pytest.fixture
def browser_of(app):
    """Makes a browser that is signed in by its cookie."""

    def make(person):
        browser = Caller(app, None)
        browser.told = login(browser, person)
        return browser

    return make


@pytest.mark.sqlite_only
def test_signing_in_sets_cookies_that_no_script_can_read(app, browser_of, people):
    told = browser_of(people.ed).told
    access, refresh = told.headers.getlist("Set-Cookie")
    assert access.startswith(f"payload-token={told.json['token']};")
    assert refresh.startswith(f"payload-refresh={told.json['refreshToken']};")
    for cookie, path in ((access, "/"), (refresh, "/api/users/refresh-token")):
        parts = {part.strip() for part in cookie.split(";")}
        assert {"HttpOnly", "SameSite=Lax", f"Path={path}"} <= parts
        assert "Secure" not in parts
        assert any(part.startswith("Max-Age=") for part in parts)
    assert "Max-Age=900" in access


@pytest.mark.sqlite_only
def test_on_a_safe_site_cookies_travel_safely_only(app, settings, people):
    made = create_app(settings.replace(site_url="https://blog.example"))
    with made.app_context():
        told = login(Caller(made, None), people.ed)
        left = Caller(made, None).post("/users/logout", headers={"Authorization": f"JWT {told.json['token']}"})
        for cookie in (*told.headers.getlist("Set-Cookie"), *left.headers.getlist("Set-Cookie")):
            assert "; Secure" in cookie
        db.session.remove()


@pytest.mark.sqlite_only
def test_a_cookie_is_as_good_as_a_header_for_reading(app, browser_of, people):
    browser = browser_of(people.ed)
    me = browser.get("/users/me")
    assert (name(me), me.json["strategy"]) == ("Ed Editor", "local-jwt")
    assert me.json["token"] == browser.told.json["token"]
    assert me.headers["Cache-Control"] == "private, no-store"
    page = browser.get("/posts")
    assert page.headers["Cache-Control"] == "private, no-store"
    assert {"Cookie", "Authorization"} <= set(page.vary)
    left = browser.post("/users/logout", headers=SAME)
    assert (left.status_code, left.json) == (200, {"message": "Logout successful."})
    assert browser.client.get_cookie("payload-token") is None
    assert name(browser.get("/users/me")) is None


FORGERIES = list(
    itertools.product(
        ("POST", "PATCH", "DELETE"),
        [
            ({}, False),
            ({"Sec-Fetch-Site": "cross-site"}, False),
            ({"Sec-Fetch-Site": "same-site"}, False),
            ({"Sec-Fetch-Site": "none"}, False),
            ({"Origin": "https://example.com"}, False),
            ({"Origin": "null"}, False),
            ({"Origin": "http://127.0.0.1:8000.example.com"}, False),
            ({"X-CSRF-Token": "00" * 16}, False),
            ({"X-CSRF-Token": ""}, False),
            ({"X-CSRF-Token": "ours", "Sec-Fetch-Site": "cross-site"}, False),
            ({"X-CSRF-Token": "ours", "Origin": "https://example.com"}, False),
            ({"X-CSRF-Token": "ours"}, True),
            ({"X-CSRF-Token": "ours", "Sec-Fetch-Site": "none"}, True),
            ({"Sec-Fetch-Site": "same-origin"}, True),
            ({"Origin": "http://127.0.0.1:8000"}, True),
        ],
    )
)


@pytest.mark.sqlite_only
def test_a_write_by_cookie_needs_a_page_of_ours(app, browser_of, people):
    browser = browser_of(people.ada)
    ours = browser.get("/users/me").headers["X-CSRF-Token"]
    assert ours == browser.told.headers["X-CSRF-Token"]
    theirs = browser_of(people.ed).told.headers["X-CSRF-Token"]
    for method, (given, is_good) in [*FORGERIES, ("POST", ({"X-CSRF-Token": theirs}, False))]:
        headers = given | ({"X-CSRF-Token": ours} if given.get("X-CSRF-Token") == "ours" else {})
        id_ = post("A", slug=f"a-{method.lower()}-{abs(hash(str(given)))}")["id"]
        path = "/posts?draft=true" if method == "POST" else f"/posts/{id_}"
        answered = browser(method, path, {"title": "B"}, headers=headers)
        assert (answered.status_code < 300) is is_good, (method, given)
        if not is_good:
            assert (answered.status_code, "X-CSRF-Token" in answered.json["errors"][0]["message"]) == (403, True)
        assert browser.get("/posts", headers=given).status_code == 200


@pytest.mark.sqlite_only
def test_a_header_needs_no_such_proof_and_wins_over_the_cookie(app, browser_of, caller, people):
    browser, token = browser_of(people.ada), caller(people.uma).token
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.com"}):
        sent = browser.patch(
            f"/users/{people.uma.id}", {"bio": "Hi."}, headers={"Authorization": f"JWT {token}"} | headers
        )
        assert sent.status_code == 200
        assert sent.headers.getlist("Set-Cookie") == []
    assert name(browser.get("/users/me", headers={"Authorization": f"JWT {token}"})) == "Uma User"
    for bad in ("", "x", "JWT", "JWT x", "Basic eDp5", "users API-Key x", f"jwt {token}", f"JWT {token}, JWT {token}"):
        assert name(browser.get("/users/me", headers={"Authorization": bad})) is None, bad
        assert browser.post("/posts", {}, headers={"Authorization": bad} | SAME).status_code == 403, bad


@pytest.mark.sqlite_only
def test_a_bad_cookie_is_nobody(app, browser_of, people):
    browser = browser_of(people.ada)
    good = browser.client.get_cookie("payload-token").value
    for bad in ("", "x", good[:-2], good + "x", "\x7f", "a" * 3000):
        browser.client.set_cookie("payload-token", bad)
        assert name(browser.get("/users/me")) is None
        assert browser.post("/posts", {}, headers=SAME).status_code == 403


@pytest.mark.sqlite_only
def test_a_strangers_page_cannot_sign_its_visitor_in_as_somebody_else(app, people):
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://example.com"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        visitor = Caller(app, None)
        sent = {"email": people.ed.email, "password": people.ed.password}
        told = visitor.post("/users/login", sent, headers=headers)
        assert (told.status_code, "Set-Cookie" in told.headers) == (200, False)


@pytest.mark.sqlite_only
def test_a_left_over_cookie_does_not_stand_in_the_way_of_signing_in(app, browser_of, people):
    browser = browser_of(people.ada)
    assert login(browser, people.ed).status_code == 200
    assert name(browser.get("/users/me")) == "Ed Editor"
    assert browser.post("/users/forgot-password", {"email": people.ed.email}).status_code == 200


@pytest.mark.sqlite_only
def test_the_admins_cookie_is_not_the_apis(app, client, people):
    from tests.admin.browser import sign_in

    sign_in(client, people.ada)
    assert client.get("/api/users/me").json["user"] is None
    browser = app.test_client()
    browser.post("/api/users/login", json={"email": people.ada.email, "password": people.ada.password})
    assert browser.get("/admin/").status_code == 303


ROLES = ("admin", "editor", "user", "anonymous")
#: What each may do with a post, a page, an account of somebody else, and its own.
MATRIX = {
    ("POST", "/posts?draft=true"): {"admin": 201, "editor": 201, "user": 403, "anonymous": 403},
    ("POST", "/pages?draft=true"): {"admin": 201, "editor": 403, "user": 403, "anonymous": 403},
    ("GET", "/posts/versions"): {"admin": 200, "editor": 200, "user": 403, "anonymous": 403},
    ("GET", "/media"): {"admin": 200, "editor": 200, "user": 200, "anonymous": 403},
    ("GET", "/users/{uma}"): {"admin": 200, "editor": 404, "user": 200, "anonymous": 403},
    ("PATCH", "/users/{uma}"): {"admin": 200, "editor": 404, "user": 200, "anonymous": 403},
    ("DELETE", "/users/{uma}/sessions/{none}"): {"admin": 404, "editor": 404, "user": 404, "anonymous": 403},
    ("GET", "/users/{uma}/sessions"): {"admin": 200, "editor": 404, "user": 200, "anonymous": 403},
    ("GET", "/form-submissions"): {"admin": 200, "editor": 403, "user": 403, "anonymous": 403},
    ("POST", "/users/logout"): {"admin": 200, "editor": 200, "user": 200, "anonymous": 400},
}  # fmt: skip


@pytest.mark.parametrize("transport", ["JWT", "Bearer", "cookie", "key"])
@pytest.mark.sqlite_only
def test_a_role_may_do_the_same_by_every_transport(app, caller, browser_of, people, transport):
    by_role = {"admin": people.ada, "editor": people.ed, "user": people.uma, "anonymous": None}
    named = {"uma": people.uma.id, "none": "00000000-0000-4000-8000-000000000000"}
    number = itertools.count()
    for (method, path), expected in MATRIX.items():
        for role, status in expected.items():
            caller_, headers = _by(transport, by_role[role], caller, browser_of)
            sent = {"title": f"T {next(number)}"} if "draft" in path else {"bio": "Hi."} if method == "PATCH" else None
            answered = caller_(method, path.format(**named), sent, headers=headers)
            if transport == "key" and role != "anonymous" and ("sessions" in path or "logout" in path):
                status = 400 if "logout" in path else 403
            assert answered.status_code == status, (method, path, role, answered.json)


def _by(transport, person, caller, browser_of):
    if person is None:
        return caller(), {}
    if transport == "cookie":
        return browser_of_once(person, browser_of), SAME
    if transport == "key":
        made = caller(person).post("/users/me/api-keys", {"name": "K", "scopes": ["write", "users:write"]})
        return caller(), {"Authorization": f"users API-Key {made.json['doc']['key']}"}
    return caller(), {"Authorization": f"{transport} {caller(person).token}"}


def browser_of_once(person, browser_of):
    return browser_of(person)
