"""What HTTP asks of an API: tags, caches, methods, bodies, and an answer to any input."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.content.documents import post, text

EXAMPLES = int(os.environ.get("QUIRE_EXAMPLES", "60"))
FUZZ = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.sqlite_only
def test_an_unchanged_document_is_not_sent_again(app, ada, visitor):
    id_ = post("A")["id"]
    for path in (f"/posts/{id_}", "/posts", "/posts/count", "/globals/site"):
        first = visitor.get(path)
        tag = first.headers["ETag"]
        again = visitor.get(path, headers={"If-None-Match": tag})
        assert (again.status_code, again.get_data()) == (304, b""), path
        assert again.headers["ETag"] == tag
    tag = visitor.get(f"/posts/{id_}").headers["ETag"]
    ada.patch(f"/posts/{id_}", {"title": "B"})
    assert visitor.get(f"/posts/{id_}", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.sqlite_only
def test_a_tag_changes_with_what_is_put_into_the_document(app, ada, visitor):
    from tests.content.documents import make

    category = make("categories", title="C")["id"]
    id_ = post("A", categories=[category])["id"]
    tag = visitor.get(f"/posts/{id_}").headers["ETag"]
    ada.patch(f"/categories/{category}", {"title": "D"})
    assert visitor.get(f"/posts/{id_}", headers={"If-None-Match": tag}).json["categories"][0]["title"] == "D"


def test_a_stale_write_is_refused(app, ada, ed):
    id_ = post("A")["id"]
    tag = ed.get(f"/posts/{id_}?depth=0").headers["ETag"]
    done = ada.patch(f"/posts/{id_}", {"title": "B"}, headers={"If-Match": tag})
    assert done.status_code == 200
    stale = ada.patch(f"/posts/{id_}", {"title": "C"}, headers={"If-Match": tag})
    assert (stale.status_code, stale.json["errors"][0]["name"]) == (412, "Conflict")
    assert ada.delete(f"/posts/{id_}", headers={"If-Match": tag}).status_code == 412
    for odd in ('"x"', "x", '""', 'W/"0"'):
        assert ada.patch(f"/posts/{id_}", {"title": "C"}, headers={"If-Match": odd}).status_code == 412, odd
    for good in (done.headers["ETag"], f"{tag}, {done.headers['ETag']}", "*"):
        assert ada.patch(f"/posts/{id_}", {"title": "B"}, headers={"If-Match": good}).status_code == 200, good
    site = ada.get("/globals/site").headers["ETag"]
    assert ada.post("/globals/site", {"name": "N"}, headers={"If-Match": site}).status_code == 200
    now = ada.get("/globals/site").headers["ETag"]
    ada.post("/globals/site", {"name": "M"}, headers={"If-Match": now})
    assert ada.post("/globals/site", {"name": "O"}, headers={"If-Match": now}).status_code == 412


@pytest.mark.sqlite_only
def test_only_what_anybody_may_see_is_cached(app, visitor, uma):
    id_ = post("A")["id"]
    for path in ("/posts", f"/posts/{id_}", "/globals/site"):
        assert visitor.get(path).headers["Cache-Control"].startswith("public")
        assert "Authorization" in visitor.get(path).headers["Vary"]
        assert uma.get(path).headers["Cache-Control"] == "private, no-store"
    assert visitor.get("/posts/nonsense").headers["Cache-Control"] == "private, no-store"
    assert visitor.get("/users/me").headers["Cache-Control"] == "private, no-store"
    assert visitor.post("/posts", {}).headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in visitor.get("/posts").headers


@pytest.mark.sqlite_only
def test_every_answer_has_a_name(app, visitor):
    assert len(visitor.get("/posts").headers["X-Request-Id"]) == 16
    assert visitor.get("/nothing", headers={"X-Request-Id": "abc-1"}).headers["X-Request-Id"] == "abc-1"
    assert visitor.get("/posts", headers={"X-Request-Id": "a b<"}).headers["X-Request-Id"] != "a b<"


@pytest.mark.sqlite_only
def test_what_is_not_there_is_said_in_json(app, visitor, ada):
    for path in (
        "",
        "/",
        "/nothing",
        "/nothing/x",
        "/globals",
        "/globals/nothing",
        "/posts/a/b/c",
        "/nothing/versions",
    ):
        missing = visitor.get(path)
        assert (missing.status_code, missing.json) == (404, {"message": f'Route not found "/api{path}"'}), path
    assert visitor.get("/posts/nonsense").json == {"errors": [{"name": "NotFound", "message": "Not Found"}]}


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PUT", "/posts", {"GET", "POST", "PATCH", "DELETE"}),
        ("POST", "/posts/x", {"GET", "PATCH", "DELETE"}),
        ("DELETE", "/posts/count", {"GET"}),
        ("GET", "/posts/x/publish", {"POST"}),
        ("PATCH", "/globals/site", {"GET", "POST"}),
        ("DELETE", "/access", {"GET"}),
        ("PATCH", "/posts/versions/x", {"GET", "POST"}),
        ("GET", "/users/login", {"POST"}),
        ("DELETE", "/users/logout", {"POST"}),
        ("PATCH", "/users/me", {"GET"}),
    ],
)
@pytest.mark.sqlite_only
def test_another_method_is_told_which_there_are(app, visitor, method, path, allow):
    refused = visitor(method, path)
    assert refused.status_code == 405
    assert {part.strip() for part in refused.headers["Allow"].split(",")} == allow
    assert refused.json["errors"][0]["message"]


@pytest.mark.sqlite_only
def test_bodies_that_cannot_be_read_are_refused(app, ada):
    send = lambda data, kind="application/json": ada.post("/posts", data=data, content_type=kind)  # noqa: E731
    for data in (b"{", b"\xff", b'{"a":\x00}', b'{"title":"\\ud800"}', b"[" * 5000, b"nope"):
        refused = send(data)
        assert (refused.status_code, refused.json["errors"][0]["message"]) == (400, "Invalid JSON"), data[:20]
    for data in (b"[]", b"5", b'"x"', b"null"):
        assert send(data).status_code == 400
    assert send(b"title=x", "application/x-www-form-urlencoded").status_code == 415
    assert send(b"<a/>", "application/xml").status_code == 415
    assert send(b'{"title": "' + b"x" * 5_000_000 + b'"}').status_code == 413
    assert send(b"x", "multipart/form-data").status_code in (400, 201)


@pytest.mark.sqlite_only
def test_parameters_that_make_no_sense_are_named(app, visitor):
    for query, name in (
        ("limit=x", "limit"), ("limit=1.5", "limit"), ("limit[]=1", "limit"), ("limit=-1", "limit"), ("page=0", "page"),
        ("page=-1", "page"), ("page=", "page"), ("depth=deep", "depth"), ("depth=-1", "depth"), ("draft=1", "draft"),
        ("trash=yes", "trash"), ("count=", "count"), ("where=x", "where"), ("where={", "where"), ("where=[]", "where"),
        ("where[]=x", "where"), ("where[title]=x", "title"), ("where[nope][equals]=x", "nope"),
        ("where[title][nope]=x", "title.nope"), ("sort=nope", "nope"), ("sort[a]=b", "sort"), ("select=title",
        "select"),
        ("select[nope]=true", "nope"), ("select[title]=maybe", "select[title]"), ("populate=x", "populate"),
        ("cursor=nonsense", "cursor"), ("populate[posts]=true", "populate"),
    ):  # fmt: skip
        refused = visitor.get(f"/posts?{query}")
        assert refused.status_code == 400, query
        error = refused.json["errors"][0]
        assert error["name"] == "QueryError"
        assert error["data"][0]["path"].startswith(name), (query, error)
    huge = visitor.get("/posts?limit=999999999999999999&page=999999999999999999&depth=99999999")
    assert (huge.status_code, huge.json["limit"]) == (200, app.config["MAX_LIMIT"])
    too_many = visitor.get("/posts?" + "&".join(f"a{n}=1" for n in range(2000)))
    assert too_many.status_code == 400


@pytest.mark.sqlite_only
def test_hidden_fields_cannot_be_asked_about(app, visitor):
    post("A", internalNotes="secret")
    for query in ("where[internalNotes][like]=s", "where[or][0][internalNotes][exists]=true", "sort=internalNotes",
                  "where[author.email][like]=a", "where[relatedPosts.internalNotes][exists]=true"):  # fmt: skip
        refused = visitor.get(f"/posts?{query}")
        assert refused.status_code == 400
        assert refused.json["errors"][0]["message"].startswith("The following path cannot be queried: ")
    assert "internalNotes" not in visitor.get("/posts").json["docs"][0]


@pytest.mark.sqlite_only
def test_a_mistake_of_the_program_shows_nothing_of_it(app, visitor, monkeypatch, caplog):
    from blog.api import collections

    def broken(*args: Any, **kw: Any) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(collections.operations, "find", broken)
    failed = visitor.get("/posts")
    assert (failed.status_code, failed.json) == (500, {"errors": [{"message": "Something went wrong."}]})
    assert failed.headers["X-Request-Id"] in caplog.text


PATHS = ["/posts", "/posts/count", "/posts/versions", "/posts/x", "/pages", "/users", "/media", "/globals/site",
    "/access",
         "/users/me", "/users/login", "/posts/x/publish", "/media/x/download", "/media/file/x",
         "/form-submissions"]  # fmt: skip
TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
NAMES = [
    "where",
    "sort",
    "limit",
    "page",
    "depth",
    "select",
    "populate",
    "draft",
    "trash",
    "cursor",
    "count",
    "pagination",
]
KEYS = st.sampled_from(NAMES) | st.builds(
    lambda name, parts: name + "".join(f"[{part}]" for part in parts),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(["title", "or", "and", "0", "1", "", "equals", "in", "like", "id", "categories.title"])
             | st.text(max_size=3), max_size=5),
)  # fmt: skip


def test_no_request_is_answered_by_500(app, visitor, ada):
    post("A")

    @FUZZ
    @given(
        st.sampled_from(["GET", "GET", "GET", "POST", "PATCH", "DELETE"]),
        st.sampled_from(PATHS) | st.text(max_size=8).map(lambda part: f"/{part}"),
        st.lists(
            st.tuples(KEYS, st.sampled_from(["true", "false", "1", "x", "null", "\x00"]) | st.text(max_size=8)),
            max_size=4,
        ),
        st.dictionaries(
            st.sampled_from(["title", "content", "slug", "email", "password", "name", "form", "meta"]), TREES
        ),
        st.booleans(),
    )
    def hold(method: str, path: str, query: list[Any], body: Any, signed_in: bool) -> None:
        from urllib.parse import quote

        answered = (ada if signed_in else visitor)(
            method, quote(path), json=None if method == "GET" else body, query_string=dict(query)
        )
        assert answered.status_code < 500, (method, path, query, body)
        if answered.status_code >= 400 and not path.startswith("/media/"):
            assert answered.json.keys() & {"errors", "message"}

    hold()


def test_no_bytes_are_answered_by_500(app, ada):
    id_ = post("A")["id"]

    @FUZZ
    @given(
        st.binary(max_size=60), st.sampled_from(["application/json", "", "multipart/form-data; boundary=x", "text/x"])
    )
    def hold(data: bytes, kind: str) -> None:
        for method, path in (
            ("POST", "/posts"),
            ("PATCH", f"/posts/{id_}"),
            ("POST", "/users/login"),
            ("POST", "/media"),
        ):
            assert ada(method, path, data=data, content_type=kind).status_code < 500, (method, path, data, kind)

    hold()
    assert ada.patch(f"/posts/{id_}", {"content": text("still here")}).status_code == 200


@pytest.mark.sqlite_only
def test_what_strangers_send_is_limited(app, visitor):
    from tests.content.documents import form

    message = {"form": form()["id"], "submissionData": [{"field": "name", "value": "x"}]}
    answers = [visitor.post("/form-submissions", message) for _ in range(21)]
    assert [a.status_code for a in answers[:20]] == [201] * 20
    assert answers[20].status_code == 429
    assert int(answers[20].headers["Retry-After"]) > 0
