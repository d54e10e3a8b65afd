"""How a query may come: by POST as JSON, by GET if it only reads, and from no other site's page."""

from __future__ import annotations

import io

import pytest
from graphql import build_client_schema, get_introspection_query

from blog import create_app
from blog.config import load_settings
from tests.api.graphql.pictures import png
from tests.people import PASSWORD

pytestmark = pytest.mark.sqlite_only

CREATE = 'mutation { createCategory(data: {title: "Forged"}) { id } }'


@pytest.fixture
def signed_in(app, people):
    """A browser with the cookies of an administrator."""
    browser = app.test_client()
    browser.post("/api/users/login", json={"email": "ada@example.org", "password": PASSWORD})
    return browser


def test_a_query_may_stand_in_the_address_and_be_kept(visitor):
    answer = visitor.get(
        "/graphql", query_string={"query": "query ($n: Int) { Posts(limit: $n) { limit } }", "variables": '{"n": 3}'}
    )
    assert answer.json == {"data": {"Posts": {"limit": 3}}}
    assert answer.headers["ETag"]
    assert "public" in answer.headers["Cache-Control"]


def test_a_mutation_by_get_is_refused(ada, visitor):
    for asker in (ada, visitor):
        answer = asker.get("/graphql", query_string={"query": CREATE})
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "POST"
    both = f"query a {{ countPosts {{ totalDocs }} }} {CREATE.replace('mutation', 'mutation b')}"
    assert ada.get("/graphql", query_string={"query": both, "operationName": "b"}).status_code == 405
    assert ada.get("/graphql", query_string={"query": both, "operationName": "a"}).status_code == 200
    assert ada.get("/categories/count").json["totalDocs"] == 0


def test_a_form_of_another_site_changes_nothing(signed_in, ada):
    form = {"query": CREATE, "operations": f'{{"query": {CREATE!r}}}', "map": "{}"}
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain"):
        for headers in ({}, {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}):
            sent = form if kind != "text/plain" else f'{{"query": {CREATE!r}}}'
            answer = signed_in.post("/api/graphql", data=sent, content_type=kind, headers=headers)
            assert answer.status_code in (400, 403, 415), (kind, headers)
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert signed_in.post("/api/graphql", json={"query": CREATE}, headers=foreign).status_code == 403
    assert ada.get("/categories/count").json["totalDocs"] == 0


def test_a_page_of_ours_may_use_the_cookie(signed_in):
    answer = signed_in.post("/api/graphql", json={"query": CREATE}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.json["data"]["createCategory"]["id"]


def test_other_kinds_of_bodies_and_methods_are_refused(visitor):
    assert visitor.post("/graphql", data="{ __typename }", content_type="application/graphql").status_code == 415
    assert visitor.post("/graphql", data="query=x", content_type="application/x-www-form-urlencoded").status_code == 415
    assert visitor("PUT", "/graphql", {"query": "{ __typename }"}).status_code == 405
    assert visitor.post("/graphql", [{"query": "{ __typename }"}]).json["errors"][0]["message"].startswith("Send one")


@pytest.mark.parametrize(
    ("operations", "places"),
    [
        ("", ""), ("{}", "[]"), ("[]", "{}"), ("{", "{"), ('{"query": "{ __typename }"}', '{"9": ["variables.x"]}'),
        ('{"query": "{ __typename }"}', '{"0": ["variables.x"]}'), ('{"query": "{ __typename }"}', '{"0": "query"}'),
        ('{"query": "{ __typename }"}', '{"0": ["query"]}'), ('{"query": null}', '{"0": ["query"]}'),
        ('{"query": "{ __typename }", "variables": {"a": [1]}}', '{"0": ["variables.a.5"]}'),
        ('{"query": "{ __typename }", "variables": {"a": null}}', '{"0": [5]}'),
    ],
)  # fmt: skip
def test_a_form_that_is_none_of_the_specification_is_a_400(ada, operations, places):
    form = {"operations": operations, "map": places, "0": (io.BytesIO(png(2, 2)), "x.png")}
    assert ada.post("/graphql", data=form).status_code == 400


def test_a_file_is_no_text(ada):
    form = {
        "operations": '{"query": "query ($a: String!) { Post(id: $a) { id } }", "variables": {"a": null}}',
        "map": '{"0": ["variables.a"]}',
        "0": (io.BytesIO(png(2, 2)), "x.png"),
    }
    assert ada.post("/graphql", data=form).status_code == 400


def test_writing_counts_against_its_own_limit(app, ada):
    app.config["WRITE_LIMIT"] = "1 per minute"
    assert ada.post("/graphql", {"query": CREATE}).status_code == 200
    assert ada.post("/graphql", {"query": CREATE}).status_code == 429
    assert ada.post("/graphql", {"query": "{ __typename }"}).status_code == 200


def test_each_mutation_of_a_request_counts_against_the_limit(app, ada):
    app.config["WRITE_LIMIT"] = "3 per minute"
    several = " ".join(f'a{n}: createCategory(data: {{title: "Number {n}"}}) {{ id }}' for n in range(5))
    told = ada.post("/graphql", {"query": f"mutation {{ {several} }}"}).json
    assert [error["extensions"]["statusCode"] for error in told["errors"]] == [429, 429]
    assert [error["path"] for error in told["errors"]] == [["a3"], ["a4"]]
    assert ada.get("/categories/count").json["totalDocs"] == 3


@pytest.mark.parametrize("address", ["http://127.0.0.1", "https://example.org"])
def test_the_schema_and_the_explorer_are_for_development(database_url, tmp_path, address):
    app = create_app(load_settings({"DATABASE_URL": database_url, "SITE_URL": address}, tmp_path))
    client, own = app.test_client(), address.startswith("http://")
    host = {"base_url": address}
    asked = client.post("/api/graphql", json={"query": "{ __schema { queryType { name } } }"}, **host)
    assert asked.status_code == (200 if own else 400)
    mistaken = client.post("/api/graphql", json={"query": "{ Postz { totalDocs } }"}, **host)
    assert ("Did you mean" in mistaken.json["errors"][0]["message"]) == own
    page = client.get("/api/graphql-playground", **host)
    assert page.status_code == (200 if own else 404)
    if own:
        policy = page.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "://" not in page.text.replace("http://127.0.0.1", "")


def test_tools_can_ask_for_the_whole_schema(visitor):
    answer = visitor.post("/graphql", {"query": get_introspection_query()})
    assert "Post_where" in build_client_schema(answer.json["data"]).type_map
