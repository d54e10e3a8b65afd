"""When something breaks or is closed: honest pages in the site's design that need nothing of what broke."""

from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
import sqlalchemy as sa
from werkzeug.exceptions import ServiceUnavailable, TooManyRequests

from blog import maintenance
from blog.clock import now
from blog.content import operations
from blog.content.access import SYSTEM
from tests.site import content

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def broken(app, monkeypatch):
    """Makes the page of posts raise what it is given."""
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def become(error: BaseException) -> None:
        def fail(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr("blog.site.posts.post_lines", fail)

    return become


def test_a_failure_has_one_name_on_the_page_in_the_header_and_in_the_log(client, broken, caplog) -> None:
    broken(RuntimeError("the password is hunter2"))
    page = client.get("/posts")
    name = page.headers["X-Request-Id"]
    assert page.status_code == 500
    assert f"<code>{name}</code>" in page.text
    assert "hunter2" not in page.text
    told = [record for record in caplog.records if name in record.getMessage()]
    assert len(told) == 1
    assert "hunter2" in logging.Formatter().formatException(told[0].exc_info)


@pytest.mark.parametrize("path", ["/posts", "/nothing", "/api/posts", "/admin/", "/healthz", "/theme.css"])
def test_every_answer_of_every_door_has_the_name_that_its_caller_gave(client, path) -> None:
    assert client.get(path, headers={"X-Request-Id": "mine-1"}).headers["X-Request-Id"] == "mine-1"
    made = client.get(path, headers={"X-Request-Id": "<script>"}).headers["X-Request-Id"]
    assert made.isalnum()


def test_a_database_that_is_away_is_said_to_be_away(client, broken, caplog) -> None:
    operations.update_global("site", {"name": "Slack Water"}, actor=SYSTEM)
    client.get("/posts")
    broken(sa.exc.OperationalError("SELECT 1", {}, Exception("connection refused")))
    page = client.get("/posts")
    assert page.status_code == 503
    assert int(page.headers["Retry-After"]) > 0
    assert "Back in a moment." in page.text
    assert "Slack Water" in page.text  # as this process has shown it last
    assert "connection refused" not in page.text
    assert any(page.headers["X-Request-Id"] in record.getMessage() for record in caplog.records)


def test_an_error_page_asks_the_database_nothing_when_that_may_be_what_fails(client, broken, statements) -> None:
    client.get("/posts")
    broken(sa.exc.OperationalError("SELECT 1", {}, Exception("gone")))
    with statements() as seen:
        page = client.get("/posts")
    assert page.status_code == 503
    assert seen == []
    assert 'rel="stylesheet"' in page.text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "a second"), (40, "40 seconds"), (60, "a minute"), (100, "2 minutes"), (3600, "an hour"), (7300, "3 hours")],
)
def test_too_many_requests_says_in_words_when_to_come_back(client, broken, seconds, words) -> None:
    broken(TooManyRequests(retry_after=seconds))
    page = client.get("/posts")
    assert (page.status_code, page.headers["Retry-After"]) == (429, str(seconds))
    assert f"Please try again in {words}." in page.text


def test_the_limit_of_a_form_says_when_to_come_back(client) -> None:
    form = content.contact_form()
    answers = [client.post(f"/forms/{form['id']}") for _ in range(11)]
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert "Please try again in " in answers[-1].text


def test_an_error_that_a_view_raises_on_purpose_keeps_its_own_wait(client, broken) -> None:
    broken(ServiceUnavailable(retry_after=now() + timedelta(minutes=5)))
    assert 290 <= int(client.get("/posts").headers["Retry-After"]) <= 301


@pytest.fixture
def folder(app):
    return app.extensions["settings"].instance_dir


def test_a_closed_site_says_so_on_every_page_and_to_programs(client, folder, statements) -> None:
    maintenance.begin(folder, "We are moving house & home.", now() + timedelta(minutes=90))
    for path in ("/", "/posts", "/nothing", "/feed.xml", "/robots.txt", "/?p=1"):
        with statements() as seen:
            page = client.get(path)
        assert (page.status_code, seen) == (503, []), path
        assert "We are moving house &amp; home." in page.text
        assert "It is expected back about " in page.text
        assert 5000 < int(page.headers["Retry-After"]) <= 5400
        assert page.headers["Cache-Control"] == "no-store"
    told = client.get("/api/posts")
    assert told.status_code == 503
    assert told.json == {"errors": [{"message": "We are moving house & home."}]}
    assert int(told.headers["Retry-After"]) > 0
    assert client.post("/posts").status_code == 503


def test_the_way_to_try_again_leads_nowhere_else(client, folder) -> None:
    maintenance.begin(folder)
    page = client.get("/a%20b/c").text
    assert '<a class="button" href="/a%20b/c">Try again</a>' in page
    assert ">First page<" in page
    first = client.get("/").text
    assert '<a class="button" href="/">Try again</a>' in first
    assert ">First page<" not in first
    assert 'href="//' not in client.get("/", environ_overrides={"PATH_INFO": "//evil.example/x"}).text
    assert "Try again<" not in client.post("/posts").text


def test_a_closed_site_keeps_its_health_its_editor_and_its_style(client, folder) -> None:
    maintenance.begin(folder)
    sheet = client.get("/").text.split('rel="stylesheet" href="')[1].split('"')[0]
    theme = client.get("/").text.split('href="/theme.css')[1].split('"')[0]
    for path in ("/healthz", "/readyz", sheet, f"/theme.css{theme}", "/favicon.svg"):
        assert client.get(path).status_code == 200, path
    assert client.get("/admin/sign-in").status_code in (200, 303)


def test_a_site_opens_for_all_as_soon_as_the_notice_is_gone(client, folder) -> None:
    assert not maintenance.end(folder)
    for message in ("One.", "Two."):
        maintenance.begin(folder, message)
        assert message in client.get("/posts").text
    assert maintenance.end(folder)
    assert client.get("/posts").status_code == 200


@pytest.mark.parametrize("text", ["", "{", "[]", '{"until": 7}', json.dumps({"since": "x"}), "\udcff"])
def test_a_notice_that_cannot_be_read_closes_the_site_all_the_same(client, folder, text) -> None:
    (folder / maintenance.FILE).write_bytes(text.encode("utf-8", "surrogateescape"))
    page = client.get("/posts")
    assert page.status_code == 503
    assert page.headers["Retry-After"] == str(maintenance.USUAL_WAIT)
