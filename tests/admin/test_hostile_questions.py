"""JSON made to do harm, sent to every place that reads JSON: refused with a status of its own, never a 500."""

from __future__ import annotations

from typing import Any

import pytest

from blog.admin import dialects
from blog.limits import Allowance
from tests.admin.browser import send, token
from tests.content.documents import post

pytestmark = pytest.mark.sqlite_only

DEEP = b"[" * 100_000 + b"]" * 100_000
VALUES = {
    "nested lists": DEEP,
    "nested objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "not a number": b"NaN",
    "infinite": b"-Infinity",
    "a long number": b"9" * 6_000,
    "invalid UTF-8": b'"\xff\xfe"',
    "half a character": b'"\\ud800"',
    "a document of it": b'{"type": "doc", "content": [{"type": "heading", "attrs": {"level": ' + b"9" * 400 + b"}}]}",
    "levels that are no numbers": b'{"type": "doc", "content": [{"type": "heading", "attrs": {"level": NaN}}]}',
    "named twice": b'{"type": "doc", "type": "doc", "content": {}, "content": NaN}',
}
QUESTIONS = {
    "/admin/richtext/markdown": "document",
    "/admin/richtext/document": "markdown",
    "/admin/prose/paste": "html",
    "/admin/prose/drawn": "source",
}
API = ("/api/posts", "/api/graphql", "/api/users/login")


@pytest.fixture
def key(ada) -> str:
    return token(ada.get("/admin/posts/new"))


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_json_is_an_error_of_the_server(ada, key, value: bytes) -> None:
    for address, name in QUESTIONS.items():
        for body in (b'{"' + name.encode() + b'": ' + value + b"}", value):
            told = ada.post(address, data=body, content_type="application/json", headers={"X-CSRFToken": key})
            assert told.status_code < 500, address
    for address in API:
        for body in (b'{"title": ' + value + b', "query": ' + value + b"}", value):
            assert ada.post(address, data=body, content_type="application/json").status_code < 500, address


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_document_of_a_form_is_an_error_of_the_server(ada, value: bytes) -> None:
    doc: Any = post("Mine")
    address = f"/admin/posts/{doc['id']}"
    sent = {"content": value.decode("utf-8", "replace"), "content:form": "document"}
    assert send(ada, address, **sent).status_code < 500


def test_nested_json_is_nothing_that_could_be_turned(ada, key) -> None:
    body = b'{"document": ' + DEEP + b"}"
    told = ada.post(
        "/admin/richtext/markdown", data=body, content_type="application/json", headers={"X-CSRFToken": key}
    )
    assert told.status_code == 400


def test_how_often_texts_are_turned_is_limited(ada, key, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialects, "take", lambda *_: Allowance(60, 60, -1, 9))
    told = ada.post("/admin/richtext/document", json={"markdown": "*a*"}, headers={"X-CSRFToken": key})
    assert told.status_code == 429
    assert told.json["problem"] == dialects.PATIENCE
