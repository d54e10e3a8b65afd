"""A long query in the body of a POST that says it is a GET, and methods that are none."""

from __future__ import annotations

import pytest

from blog.config import load_settings
from tests.content.documents import post

pytestmark = pytest.mark.sqlite_only

HEADER = "X-HTTP-Method-Override"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def settings(database_url, tmp_path):
    return load_settings({"DATABASE_URL": database_url, "WRITE_LIMIT": "6 per minute"}, tmp_path)


@pytest.mark.parametrize("header", [HEADER, "X-Payload-HTTP-Method-Override"])
def test_a_query_may_come_in_the_body(app, visitor, header):
    for title in ("Ebb", "Flow", "Überlauf"):
        post(title)
    asked = {"where[title][in]": ",".join(["Flow", "Überlauf", "x" * 900]), "select[title]": "true", "sort": "title"}
    found = visitor.post("/posts?limit=1", data=asked, headers={header: "GET"})
    assert found.status_code == 200
    assert [doc["title"] for doc in found.json["docs"]] == ["Flow"]
    assert visitor.post("/posts/count", data=asked, headers={header: "get"}).json == {"totalDocs": 2}


def test_it_is_a_read_in_everything(app, visitor, people):
    post("Ebb")
    login = {"email": people.ada.email, "password": people.ada.password}
    assert visitor.client.post("/api/users/login", json=login).status_code == 200
    for _ in range(8):  # with a cookie, without a sign of where it comes from, more often than one may write
        answered = visitor.post("/posts", data={"limit": "1"}, headers={HEADER: "GET"})
        assert (answered.status_code, answered.json["totalDocs"]) == (200, 1)
    same = {HEADER: "GET", "If-None-Match": answered.headers["ETag"]}
    assert visitor.post("/posts", data={"limit": "1"}, headers=same).status_code == 200
    assert visitor.post("/posts", data={"limit": "1"}, headers={HEADER: "GET"}).headers["Cache-Control"] == (
        "private, no-store"
    )
    assert visitor.get("/posts/count").json == {"totalDocs": 1}


def test_nothing_else_is_taken_from_the_header(app, ada):
    id_ = post("Ebb")["id"]
    for method in ("DELETE", "PATCH", "nonsense"):
        refused = ada.post(f"/posts/{id_}", data={"x": "1"}, headers={HEADER: method})
        assert (refused.status_code, "overridden" in refused.json["errors"][0]["message"]) == (400, True), method
    assert ada("PATCH", f"/posts/{id_}", {"title": "Flow"}, headers={HEADER: "DELETE"}).status_code == 200
    assert ada.get(f"/posts/{id_}", headers={HEADER: "DELETE"}).json["title"] == "Flow"
    assert ada.post("/posts", {}, headers={HEADER: "GET"}).status_code == 415
    assert ada.post("/posts", data={"x": "y" * 300_000}, headers={HEADER: "GET"}).status_code == 413


def test_a_form_without_the_header_is_no_question(app, ada):
    assert ada.post("/posts", data={"limit": "1"}).status_code == 415


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "BREW"])
def test_a_method_that_is_none_here_is_refused_with_those_that_are(app, visitor, method):
    refused = visitor(method, "/posts")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, POST, PATCH, DELETE")
    assert refused.json["errors"][0]["message"].startswith(f"{method} cannot be done here.")
    assert visitor(method, "/nothing/at/all").status_code == 404


def test_head_and_options_are_answered_everywhere(app, visitor):
    id_ = post("Ebb")["id"]
    for path in ("/posts", f"/posts/{id_}", "/posts/count", "/globals/site", "/users/me", "/openapi.json"):
        read, head = visitor.get(path), visitor("HEAD", path)
        assert (head.status_code, head.get_data()) == (200, b""), path
        assert head.headers["Content-Length"] == str(len(read.get_data())), path
        assert head.headers.get("ETag") == read.headers.get("ETag"), path
    for path in ("/posts", "/posts/nonsense", "/users/login", "/no/such/thing", "/graphql"):
        asked = visitor("OPTIONS", path)
        assert (asked.status_code, asked.json) == (200, {}), path
        assert "PATCH" in asked.headers["Access-Control-Allow-Methods"]
