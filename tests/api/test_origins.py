"""CORS: the pages of listed sites may read answers, with or without cookies; nobody else's."""

from __future__ import annotations

import pytest

from blog import create_app
from blog.config import SettingsError, load_settings
from tests.api.conftest import Caller
from tests.content.documents import post

pytestmark = pytest.mark.sqlite_only
APP, OTHER, STRANGER = "https://app.example.org", "http://localhost:3000", "https://example.com"
PATHS = ("/posts", "/posts/count", "/nothing", "/users/me", "/globals/site", "/a/b/c/d")


@pytest.fixture(params=[(APP, OTHER)])
def settings(request, database_url, tmp_path):
    return load_settings({"DATABASE_URL": database_url, "CORS_ORIGINS": ",".join(request.param)}, tmp_path)


def allowed(answered):
    found = {name: value for name, value in answered.headers if name.startswith("Access-Control-Allow-")}
    return found.get("Access-Control-Allow-Origin"), found.get("Access-Control-Allow-Credentials")


@pytest.mark.parametrize("path", PATHS)
def test_a_browsers_question_is_answered_on_every_path(app, visitor, statements, path):
    for origin, expected in ((APP, (APP, "true")), (OTHER, (OTHER, "true")), (STRANGER, (None, None))):
        asked = {"Origin": origin, "Access-Control-Request-Method": "PATCH"}
        with statements() as seen:
            answered = visitor("OPTIONS", path, headers=asked)
        assert (answered.status_code, answered.json, seen) == (200, {}, [])
        assert allowed(answered) == expected
        assert "PATCH" in answered.headers["Access-Control-Allow-Methods"]
        for header in ("Authorization", "Content-Type", "If-Match", "X-CSRF-Token", "X-Payload-HTTP-Method-Override"):
            assert header in answered.headers["Access-Control-Allow-Headers"]
        assert "RateLimit-Limit" not in answered.headers


def test_an_answer_says_whose_pages_may_read_it(app, visitor, ada):
    post("A")
    for who in (visitor, ada):
        for path in PATHS:
            for origin, expected in (
                (APP, (APP, "true")), (STRANGER, (None, None)), ("null", (None, None)), (None, (None, None)),
                (f"{APP}.example.com", (None, None)), (APP.upper(), (None, None)), (f"{APP}/", (None, None)),
                (APP.replace("https", "http"), (None, None)),
            ):  # fmt: skip
                answered = who.get(path, headers={"Origin": origin} if origin else {})
                assert allowed(answered) == expected, (path, origin)
                assert "Origin" in answered.vary
                if expected[0]:
                    exposed = answered.headers["Access-Control-Expose-Headers"]
                    assert all(
                        name in exposed for name in ("ETag", "Retry-After", "X-Request-Id", "RateLimit-Remaining")
                    )


def test_errors_can_be_read_too(app, visitor):
    for method, path in (("POST", "/posts"), ("PUT", "/posts"), ("GET", "/posts?limit=x"), ("POST", "/users/logout")):
        answered = visitor(method, path, headers={"Origin": APP})
        assert answered.status_code >= 400
        assert allowed(answered) == (APP, "true")


def test_a_listed_page_may_write_with_the_cookie_and_a_stranger_may_not(app, people):
    browser = Caller(app, None)
    sent = {"email": people.ada.email, "password": people.ada.password}
    told = browser.post("/users/login", sent, headers={"Origin": APP, "Sec-Fetch-Site": "same-site"})
    assert "Set-Cookie" in told.headers
    id_ = post("A")["id"]
    for origin, status in ((APP, 200), (OTHER, 200), (STRANGER, 403)):
        headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
        assert browser.patch(f"/posts/{id_}", {"summary": origin}, headers=headers).status_code == status
        assert browser.get("/users/me", headers=headers).json["user"]


@pytest.mark.parametrize("settings", [("*",)], indirect=True)
def test_for_all_means_without_cookies(app, visitor):
    for origin in (APP, STRANGER):
        assert allowed(visitor.get("/posts", headers={"Origin": origin})) == ("*", None)
        assert allowed(visitor("OPTIONS", "/posts", headers={"Origin": origin})) == ("*", None)
    assert "Origin" not in visitor.get("/posts").vary
    browser = Caller(app, None)
    refused = browser.post("/users/login", {"email": "a", "password": "b"}, headers={"Origin": STRANGER})
    assert "Set-Cookie" not in refused.headers


@pytest.mark.parametrize("settings", [()], indirect=True)
def test_without_a_list_no_page_but_ours_may_read(app, visitor):
    for origin in (APP, "http://127.0.0.1:8000"):
        answered = visitor.get("/posts", headers={"Origin": origin})
        assert allowed(answered) == (None, None)
        assert "Access-Control-Expose-Headers" not in answered.headers


def test_the_public_pages_are_no_part_of_this(app, client):
    assert "Access-Control-Allow-Origin" not in client.get("/", headers={"Origin": APP}).headers


@pytest.mark.parametrize(
    "value", ["app.example.org", "https://app.example.org/x", "null", "https://*.example.org/", "x,y"]
)
def test_an_origin_that_is_none_stops_the_start(tmp_path, value):
    with pytest.raises(SettingsError, match="CORS_ORIGINS"):
        load_settings({"CORS_ORIGINS": value}, tmp_path)


def test_origins_are_read_as_browsers_send_them(tmp_path):
    assert load_settings({"CORS_ORIGINS": f" {APP.upper()} , *"}, tmp_path).cors_origins == (APP, "*")
    assert create_app(load_settings({"CORS_ORIGINS": APP}, tmp_path)).config["CORS_ORIGINS"] == (APP,)
