"""Requests that no client should send, to every class of route: an answer in the shape of an error, and never a 500."""

from __future__ import annotations

import json
from typing import Any

import pytest

from blog.content.registry import registry
from tests.content.documents import post

NOWHERE = "00000000-0000-4000-8000-000000000000"
JSON = {"content_type": "application/json"}
#: One route of each class that takes a body, as the method and the path; `{id}` is a post.
WRITES = (
    ("POST", "/posts"), ("PATCH", "/posts/{id}"), ("PATCH", "/posts?where[id][exists]=true"),
    ("POST", "/posts/{id}/duplicate"), ("POST", "/globals/site"), ("POST", "/form-submissions"), ("POST", "/media"),
    ("POST", "/users/login"), ("POST", "/users/forgot-password"), ("POST", "/users/me/api-keys"),
)  # fmt: skip
READS = (
    "/posts", "/posts/count", "/posts/{id}", "/posts/versions", "/posts/{id}/versions", "/globals/site",
    "/globals/site/versions", "/users", "/media", "/redirects", "/users/me",
)  # fmt: skip
DEEP = 5000
BODIES = {
    "cut short": b'{"title": ',
    "no object": b"[1, 2]",
    "a text": b'"title"',
    "null": b"null",
    "nothing but bytes": b"\x00\xff\xfe",
    "a NUL": b'{"title": "a\x00b"}',
    "invalid UTF-8": b'{"title": "\xff\xfe"}',
    "half a surrogate": b'{"title": "\\ud800"}',
    "no number": b'{"title": NaN}',
    "infinity": b'{"title": 1e999}',
    "deep lists": b'{"title": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep objects": b'{"title": ' + b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"}",
    "too large": b'{"title": "' + b"a" * (4 * 1024 * 1024) + b'"}',
}
#: What is right JSON, and wrong in any field.
VALUES: tuple[Any, ...] = (
    "\0", "a\0b", "\x1b[31m", "\u202e\ufeff", "🏴‍☠️" * 50, "x" * 10_000, "' OR 1=1 --", "{{7*7}}", "%s%n", -1, 0,
    2**53, 2**63, 2**64 - 1, -(2**63), 1e308, -0.0, True, None, [], [[]], [None], {}, {"": ""}, {"id": NOWHERE},
    [{"id": {}}], ["a"] * 3, {"type": "doc"}, {"type": "doc", "content": [{"type": "nothing"}]},
    {"type": "doc", "content": {"type": "doc"}}, "0000-00-00", "9999-12-31T23:59:60Z",
)  # fmt: skip
PARAMETERS = (
    "depth=-1", "depth=x", "depth[]=1", "depth=1.5", "depth=1&depth=2", "depth=%00",
    "select=title", "select[nothing]=true", "select[title]=2", "select[a][b]=true", "select[]=title",
    "populate=x", "populate[posts]=true", "select=%ff%fe", 'select={"title":1}', "select={",
)  # fmt: skip
LISTS = (
    "limit=-1", "limit=abc", "limit=", "limit=1e3", "limit[]=1", "limit=99999999999999999999", "limit=١", "page=0",
    "page=-5", "page=99999999999999999999", "page=abc", "sort=nothing", "sort[a]=b", "sort=-",
    "sort=title,title,title,title,title,title", "sort=password", "sort=--title", "where=x", "where[]=x",
    "where[title]=x", "where[title][nothing]=x", "where[title][equals][a]=1", "where[nothing][equals]=1",
    "where[or]=1", "where[or][a]=1", "where[and][0]=1", "where[id][in][a]=1", "where[id][equals]=abc",
    "where[title][like]=%00", "where[title][equals]=%ff", "where[createdAt][greater_than]=yesterday", "where={",
    "where=[]", "where=null", 'where={"title":{"equals":{"a":1}}}', "where[createdAt][equals]=99999-01-01",
    "where[" + "a" * 2000 + "][equals]=1", "where" + "[and][0]" * 30 + "[title][equals]=1",
    "where" + "[a]" * 100 + "=1", "where[title.title][equals]=1", "where[" + "author." * 30 + "id][equals]=1",
    "where[title][near]=1,2,3", "where[title][exists]=maybe", "where[id][all]=" + "a," * 1500, "cursor=abc",
    "cursor=%00", "cursor[]=1", "count=maybe", "pagination=1", "draft=yes", "trash=2",
    "&".join(f"a{n}=1" for n in range(1200)), "[=1", "]=1", "[]=1", "a[b=1", "=", "%",
    "where[title][equals]=a&where=b", "sort=title&sort[a]=b",
)  # fmt: skip
#: What stands in the place of an id or a name, and the places.
ADDRESSES = (
    "%00", "%ff%fe", "%2e%2e", "..;", "x" * 5000, "%F0%9F%A6%84", "' OR 1=1", "null", "-1", "1e9",
)  # fmt: skip
PLACES = (
    "/posts/{}", "/posts/{}/versions", "/posts/versions/{}", "/globals/{}", "/{}", "/{}/count", "/media/file/{}",
    "/media/{}/download", "/users/{}/sessions",
)  # fmt: skip


def is_an_error(answered: Any) -> bool:
    """Whether it is refused in the shape that clients know, with a sentence, and tells nothing of the program."""
    if not 400 <= answered.status_code < 500 or answered.mimetype != "application/json":
        return False
    if set(answered.json) == {"message"}:
        return answered.status_code == 404
    told = answered.json["errors"]
    return bool(told) and all(isinstance(error["message"], str) and error["message"] for error in told)


def is_answered(answered: Any) -> bool:
    return 200 <= answered.status_code < 300 or is_an_error(answered)


@pytest.fixture
def id_(app) -> str:
    return post("A")["id"]


@pytest.mark.sqlite_only
def test_a_body_that_is_none_is_refused_everywhere(app, ada, id_):
    for kind, body in BODIES.items():
        for method, path in WRITES:
            refused = ada(method, path.format(id=id_), data=body, **JSON)
            assert is_an_error(refused), (kind, method, path, refused.status_code, refused.get_data()[:200])
            expected = 413 if kind == "too large" else 400
            assert refused.status_code == expected, (kind, method, path, refused.get_data()[:200])


@pytest.mark.sqlite_only
def test_a_body_of_another_kind_is_refused_everywhere(app, ada, id_):
    for kind in ("application/x-www-form-urlencoded", "text/html", "application/xml", "application/octet-stream"):
        for method, path in WRITES:
            refused = ada(method, path.format(id=id_), data=b"title=A", content_type=kind)
            assert (refused.status_code, is_an_error(refused)) == (415, True), (method, path, kind)


@pytest.mark.sqlite_only
def test_of_a_name_that_is_given_twice_the_last_counts(app, ada, id_):
    changed = ada.patch(f"/posts/{id_}", data=b'{"title": "First", "title": "Last"}', **JSON)
    assert changed.json["doc"]["title"] == "Last"


@pytest.mark.sqlite_only
def test_a_parameter_of_the_wrong_kind_is_refused_everywhere(app, ada, id_):
    for parameter in PARAMETERS:
        for path in READS:
            if path == "/posts/count":  # which has no shape
                continue
            refused = ada.get(f"{path.format(id=id_)}?{parameter}")
            assert (refused.status_code, is_an_error(refused)) == (400, True), (
                parameter,
                path,
                refused.get_data()[:200],
            )


def test_a_question_that_cannot_be_asked_has_an_answer(app, ada, visitor, id_):
    for parameter in LISTS:
        for path in READS:
            for who in (ada, visitor):
                answered = who.get(f"{path.format(id=id_)}?{parameter}")
                assert is_answered(answered), (parameter, path, answered.status_code, answered.get_data()[:200])


@pytest.mark.sqlite_only
def test_a_number_that_is_none_is_named(app, visitor):
    for name in ("limit", "page", "depth"):
        refused = visitor.get(f"/posts?{name}=abc")
        assert refused.status_code == 400
        assert refused.json["errors"][0]["data"] == [{"path": name}]
        assert name in refused.json["errors"][0]["message"]
    for name in ("draft", "trash", "count", "pagination"):
        assert visitor.get(f"/posts?{name}=1").json["errors"][0]["data"] == [{"path": name}]


def test_a_wrong_value_in_any_field_has_an_answer(app, ada):
    for slug in (*registry.collections, *registry.globals):
        path = f"/globals/{slug}" if slug in registry.globals else f"/{slug}"
        names = [field.name for field in registry[slug].fields if not field.read_only]
        for value in VALUES:
            data = dict.fromkeys(names, value)
            answered = ada.post(path, data=json.dumps(data), **JSON)
            assert is_answered(answered), (slug, value, answered.status_code, answered.get_data()[:300])
            if answered.status_code == 400:  # what was not refused may yet fail when it is stored
                wrong = {problem["path"].split(".")[0] for problem in told(answered)}
                data = {name: value for name, value in data.items() if name not in wrong}
                answered = ada.post(path, data=json.dumps(data), **JSON)
                assert is_answered(answered), (slug, data, answered.status_code, answered.get_data()[:300])


def told(answered: Any) -> list[dict[str, Any]]:
    """What a refusal says of the single fields."""
    data = answered.json["errors"][0].get("data") or {}
    return data.get("errors", []) if isinstance(data, dict) else data


@pytest.mark.sqlite_only
def test_odd_addresses_have_an_answer(app, ada, id_):
    for part in (*ADDRESSES, id_.upper(), f"{{{id_}}}"):
        for path in PLACES:
            for method in ("GET", "HEAD", "POST", "PATCH", "DELETE"):
                answered = ada(method, path.format(part))
                told = answered.status_code < 500 if method == "HEAD" else is_answered(answered)
                assert told or answered.status_code == 308, (method, path, part, answered.get_data()[:200])


@pytest.mark.sqlite_only
def test_headers_that_are_none_have_an_answer(app, ada, visitor, id_):
    for name, values in {
        "Authorization": (
            "JWT",
            "JWT x",
            "Bearer " + "a" * 9000,
            "users API-Key x",
            "Basic eDp5",
            "\xff\xfe",
            "JWT a.b.c",
        ),
        "If-None-Match": ('"', "*", "x" * 9000, "W/", '"\xff"'),
        "If-Modified-Since": ("yesterday", "Thu, 99 Nov 2026 99:99:99 GMT"),
        "Cookie": ("payload-token=x", "payload-token=" + "a" * 5000, "=;=;", "\xff"),
        "Content-Type": ("", "a", "application/json; charset=nonsense", "/", ";;;"),
        "Origin": ("null", "http://", "javascript:x", "\xff"),
        "Accept": ("nonsense", "text/html;q=x", "*/*;q=2"),
    }.items():
        for value in values:
            for path in (f"/posts/{id_}", "/posts", "/users/me"):
                answered = visitor.get(path, headers={name: value})
                assert answered.status_code in (200, 304), (name, value, answered.status_code)
    for value in ("", "x y", "é", "x" * 300):
        refused = ada.post("/posts", {"title": "A"}, headers={"Idempotency-Key": value})
        assert (refused.status_code, is_an_error(refused)) == (400, True), value


@pytest.mark.sqlite_only
def test_a_part_of_a_form_may_lack_its_name(app, ada):
    parts = b'form-data; filename="a"', b'form-data; x="y"', b'form-data; name="a\r"'
    body = b"".join(b"--x\r\nContent-Disposition: " + part + b"\r\n\r\n1\r\n" for part in parts) + b"--x--\r\n"
    for headers in ({}, {"Idempotency-Key": "one"}):
        refused = ada.post("/media", data=body, content_type="multipart/form-data; boundary=x", headers=headers)
        assert (refused.status_code, is_an_error(refused)) == (400, True)
