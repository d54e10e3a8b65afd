"""What every public answer keeps to: no cookie, strict headers, validators, no failure on odd input."""

from __future__ import annotations

import re

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from tests.site import content

#: Scripts of the site, and data that no browser runs.
HARMLESS = {("", " src"), (' type="module"', " src"), (' type="application/ld+json"', "")}
PATHS = ("/", "/posts", "/posts/first", "/projects", "/categories", "/technologies", "/about", "/feed.xml", "/nothing")


@pytest.fixture
def small_site(app) -> None:
    content.post("First", content=content.text(content.EVERYTHING))
    content.project("Boat")
    content.page("About")


def test_no_answer_sets_a_cookie(client, small_site) -> None:
    for path in PATHS:
        assert "Set-Cookie" not in client.get(path).headers, path


def test_every_page_forbids_what_it_does_not_need(client, small_site) -> None:
    for path in PATHS:
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"], path
        assert headers["X-Content-Type-Options"] == "nosniff", path


def test_no_page_has_a_script_or_a_style_in_its_markup(client, small_site) -> None:
    for path in PATHS:
        page = client.get(path).text
        assert "<style" not in page, path
        assert " style=" not in page, path
        assert " onclick=" not in page, path
        assert set(re.findall(r"<script( type=[^ >]+)?( src)?", page)) <= HARMLESS, path


def test_a_page_that_has_not_changed_is_not_sent_again(client, small_site) -> None:
    for path in ("/posts/first", "/feed.xml", "/sitemap.xml"):
        tag = client.get(path).headers["ETag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304, path


def test_a_page_is_the_same_for_everyone(client, small_site) -> None:
    plain = client.get("/posts/first")
    client.set_cookie("session", "anything")
    assert client.get("/posts/first").data == plain.data
    assert plain.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/posts/%00",
        "/posts/%F0%9F%8C%8A",
        "/posts/' OR 1=1 --",
        "/" + "a/" * 400,
        "/" + "b" * 3000,
        "/..%2f..%2fetc/passwd",
        "/posts?page=x",
        "/projects?page=0",
        "/projects?page=99999999999",
        "/projects?technology[]=x&state=%FF&category=%00",
        "/categories/%FF",
        "/authors/%00",
        "/technologies/<script>",
        "/forms/not-an-id",
        "/forms/00000000-0000-0000-0000-000000000000",
        "/media/../../secret",
        "/media/%2e%2e/secret",
        "/media/.hidden",
        "/assets/x/y",
        "//example.org/",
    ],
)
def test_an_odd_address_is_answered_calmly(client, path) -> None:
    assert client.get(path).status_code in (200, 301, 308, 400, 404)


def test_what_was_typed_is_never_markup(client) -> None:
    page = client.get("/<script>alert(1)</script>").text
    assert "<script>alert" not in page


def test_a_method_that_does_not_fit_gets_a_page(client) -> None:
    page = client.post("/posts")
    assert page.status_code == 405
    assert "That cannot be done here." in page.text


def test_a_page_that_is_not_there_offers_others(client, small_site) -> None:
    page = client.get("/nothing")
    assert page.status_code == 404
    assert "There is nothing here." in page.text
    assert 'href="/posts/first"' in page.text
    assert 'content="noindex"' in page.text


def test_a_failure_says_nothing_but_a_number(app, small_site, monkeypatch) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.testing = False

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr("blog.content.operations.reading.find", fail)
    monkeypatch.setattr("blog.site.posts.operations.find_one", fail)
    page = app.test_client().get("/posts/first")
    assert page.status_code == 500
    assert "Something broke." in page.text
    assert page.headers["X-Request-Id"] in page.text
    assert "hunter2" not in page.text
    assert "Traceback" not in page.text


def test_even_a_failing_error_page_is_an_answer(app, monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("nothing works")

    monkeypatch.setattr("blog.site.errors.page", fail)
    page = app.test_client().get("/nothing")
    assert page.status_code == 404
    assert "There is nothing here." in page.text


@pytest.mark.parametrize(
    "path", ["/posts/boats", "/posts/boats.md", "/feed.xml", "/feed.json", "/sitemap.xml", "/sitemap-posts-1.xml", "/"]
)
def test_what_editors_do_out_of_sight_changes_no_answer(client, path) -> None:
    post = content.post("Boats", days_ago=5)
    before = client.get(path)
    operations.update("posts", post["id"], {"title": "Ships"}, actor=SYSTEM, draft=True, autosave=True)
    operations.update("posts", post["id"], {"internalNotes": "Ask Ines."}, actor=SYSTEM)
    after = client.get(path)
    assert after.text == before.text
    assert after.headers["ETag"] == before.headers["ETag"]
