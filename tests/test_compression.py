"""Compressed answers: smaller, the same inside, and honest about which bytes they are."""

from __future__ import annotations

import gzip

import pytest

from blog import compression
from blog.api.identity import issue
from blog.content.authentication import open_session
from tests.admin.browser import sign_in
from tests.site import content

pytestmark = pytest.mark.sqlite_only

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def post(app) -> dict:
    return content.post("First", content=content.text(content.EVERYTHING))


@pytest.mark.parametrize("path", ["/posts/first", "/posts", "/api/posts", "/static/css/text.css"])
def test_a_text_is_the_same_compressed(client, post, path) -> None:
    plain, squeezed = client.get(path, buffered=True), client.get(path, headers=GZIP, buffered=True)
    assert "Content-Encoding" not in plain.headers
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(squeezed.data) == plain.data
    assert len(squeezed.data) < len(plain.data) * 0.6
    assert squeezed.content_length == len(squeezed.data)
    for answer in (plain, squeezed):
        assert "Accept-Encoding" in answer.headers["Vary"], answer


@pytest.mark.parametrize("path", ["/posts/first", "/api/posts", "/static/css/text.css", "/feed.xml"])
def test_each_form_has_a_tag_of_its_own_and_is_known_again_by_it(client, post, path) -> None:
    plain, squeezed = client.get(path, buffered=True), client.get(path, headers=GZIP, buffered=True)
    assert plain.headers["ETag"] != squeezed.headers["ETag"]
    for answer in (plain, squeezed):
        tag = answer.headers["ETag"]
        again = client.get(path, headers={**GZIP, "If-None-Match": tag}, buffered=True)
        assert again.status_code == 304
        assert again.data == b""
        assert again.headers["ETag"] == tag
        assert "Content-Encoding" not in again.headers


def test_an_answer_to_head_says_what_get_would(client, post) -> None:
    got, head = client.get("/posts/first", headers=GZIP), client.head("/posts/first", headers=GZIP)
    assert head.data == b""
    assert head.headers["Content-Length"] == got.headers["Content-Length"]
    assert head.headers["ETag"] == got.headers["ETag"]


def test_the_tag_of_a_compressed_document_still_guards_its_change(app, client, post, people) -> None:
    token, _ = issue(open_session(people.ada.id))
    path, who = f"/api/posts/{post['id']}", {"Authorization": f"JWT {token}"}
    guard = who | {"If-Match": client.get(path, headers=GZIP, buffered=True).headers["ETag"]}
    assert guard["If-Match"].endswith(compression.SUFFIX)
    assert client.patch(path, json={"summary": "One."}, headers=guard).status_code == 200
    assert client.patch(path, json={"summary": "Two."}, headers=guard).status_code == 412


def test_what_is_ones_own_is_not_compressed(client, post, people) -> None:
    assert "Content-Encoding" not in client.get("/admin/sign-in", headers=GZIP).headers
    sign_in(client, people.ada)
    assert "Content-Encoding" not in client.get("/posts/first", headers=GZIP).headers


def test_who_cannot_read_it_gets_none(client, post) -> None:
    for accepted in ("", "br", "gzip;q=0, br"):
        assert "Content-Encoding" not in client.get("/posts/first", headers={"Accept-Encoding": accepted}).headers


def test_a_short_answer_is_sent_as_it_is(client) -> None:
    answer = client.get("/healthz", headers=GZIP)
    assert "Content-Encoding" not in answer.headers


def test_files_are_compressed_once(client, post, monkeypatch) -> None:
    path = "/static/css/text.css"
    first = client.get(path, headers=GZIP, buffered=True).data
    monkeypatch.setattr(compression.gzip, "compress", None)
    assert client.get(path, headers=GZIP, buffered=True).data == first
