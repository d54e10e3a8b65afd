"""The way from a public page to its editor: known to the browsers of authors, and not to the page."""

from __future__ import annotations

import re
from http.cookies import SimpleCookie

import pytest
from werkzeug.test import TestResponse

from blog.config import Settings, load_settings
from blog.db import transaction
from blog.models import UserSession
from tests.admin.browser import sign_in, token
from tests.site import content

HINT = "quire_author"


@pytest.fixture
def settings(database_url: str, tmp_path) -> Settings:
    return load_settings({"DATABASE_URL": database_url, "RATE_LIMITS": "off"}, tmp_path)


def hints(answer: TestResponse) -> list:
    """What an answer says of the hint, as the browser reads it."""
    said = [SimpleCookie(line) for line in answer.headers.getlist("Set-Cookie")]
    return [cookie[HINT] for cookie in said if HINT in cookie]


def test_signing_in_leaves_a_hint_that_scripts_can_read_and_signing_out_takes_it(client, people) -> None:
    [left] = hints(sign_in(client, people.ed))
    assert (left.value, left["samesite"], left["path"], left["httponly"], left["max-age"]) == ("1", "Lax", "/", "", "")
    assert client.get_cookie(HINT)
    page = client.get("/admin/")
    out = client.post("/admin/sign-out", data={"csrf_token": token(page)})
    assert [gone.value for gone in hints(out)] == [""]
    assert client.get_cookie(HINT) is None


def test_who_stays_signed_in_keeps_the_hint_as_long(client, people, app) -> None:
    [left] = hints(sign_in(client, people.ada, remember="y"))
    assert int(left["max-age"]) == app.config["PERMANENT_SESSION_LIFETIME"].total_seconds()


def test_a_reader_with_an_account_gets_no_hint(client, people) -> None:
    assert hints(sign_in(client, people.uma)) == []


def test_a_hint_whose_session_is_over_goes_at_the_sign_in_page(client, people) -> None:
    sign_in(client, people.ed)
    with transaction() as session:
        session.query(UserSession).delete()
    assert [gone.value for gone in hints(client.get("/admin/sign-in"))] == [""]


def test_a_page_is_the_same_for_everybody_and_names_its_document(app, client, people) -> None:
    content.post("First")
    content.project("Boat")
    content.page("About")
    author = app.test_client()
    sign_in(author, people.ada)
    for path in ("/posts/first", "/projects/boat", "/about"):
        theirs, ours = author.get(path), client.get(path)
        assert theirs.data == ours.data, path
        assert "Set-Cookie" not in theirs.headers, path
        assert "cookie" not in theirs.headers.get("Vary", "").lower(), path
        place = re.search(r'<main [^>]*data-edit="([^"]+)"', ours.text)[1]
        assert author.get(place).status_code == 200, place
        assert client.get(place).status_code == 303, place


def test_lists_and_errors_name_no_document(client) -> None:
    for path in ("/posts", "/nothing"):
        assert "data-edit" not in client.get(path).text, path
