"""Queries made to do harm: each ends in a 400, or in an error of its field, after little work."""

from __future__ import annotations

import json
import time

import pytest

from tests.content.documents import post

pytestmark = pytest.mark.sqlite_only

FIELDS = "title slug "
NEST = 400


def circle(count: int) -> str:
    spread = " ".join(f"fragment f{n} on Post {{ relatedPosts {{ ...f{(n + 1) % count} }} }}" for n in range(count))
    return f"{{ Posts {{ docs {{ ...f0 }} }} }} {spread}"


def doubling(levels: int) -> str:
    """Each fragment spreads the next one twice."""
    spread = " ".join(
        f"fragment f{n} on Post {{ a: relatedPosts {{ ...f{n + 1} }} b: relatedPosts {{ ...f{n + 1} }} }}"
        for n in range(levels)
    )
    return f"{{ Posts {{ docs {{ ...f0 }} }} }} {spread} fragment f{levels} on Post {{ title }}"


HOSTILE = {
    "deep": "{ Posts { docs " + "{ relatedPosts " * NEST + "{ id }" + " }" * NEST + " } }",
    "deep within the tokens": "{ Posts { docs " + "{ relatedPosts " * 20 + "{ id }" + " }" * 20 + " } }",
    "circle": circle(3),
    "circle of one": circle(1),
    "doubling fragments": doubling(30),
    "aliases": "{" + " ".join(f'a{n}: Post(id: "{n}") {{ id }}' for n in range(2000)) + "}",
    "aliases of a field": "{ Posts { docs {" + " ".join(f"a{n}: title" for n in range(900)) + "} } }",
    "many roots": "{" + " ".join(f"a{n}: countPosts {{ totalDocs }}" for n in range(40)) + "}",
    "one field again and again": "{ Posts { docs {" + FIELDS * 2400 + "} } }",
    "fields that clash": "{ Posts { docs {" + "content(depth: 1) content(format: HTML) " * 450 + "} } }",
    "wide": "{ Posts { docs {" + "relatedPosts { id } " * 120 + "} } }",
    "huge text": '{ Posts(sort: "' + "x" * 2_000_000 + '") { totalDocs } }',
    "huge list": "{ Posts(where: {id: {in: [" + "1," * 200_000 + "]}}) { totalDocs } }",
    "huge number": "{ Posts(limit: " + "9" * 5000 + ") { totalDocs } }",
    "huge number in JSON": "mutation { createPost(data: {content: " + "9" * 5000 + "}) { id } }",
    "nested lists": "mutation { createPost(data: {content: " + "[" * 2000 + "]" * 2000 + "}) { id } }",
    "nested lists within bounds": "mutation { createPost(data: {content: " + "[" * 450 + "]" * 450 + "}) { id } }",
    "open lists": "{ Posts(where: " + "[" * 4000,
    "directives": "{ Posts " + "@include(if: true) " * 1000 + "{ totalDocs } }",
    "variables": "query (" + " ".join(f"$v{n}: Int" for n in range(1200)) + ") { Posts { totalDocs } }",
    "introspection in circles": "{ __schema { types { " + "fields { type { " * 8 + "name" + " } }" * 8 + " } } }",
    "no field": "{ " + "x" * 5000 + " }",
    "an unknown fragment": "{ Posts { docs { ...nowhere } } }",
    "an unknown type": "{ Posts { docs { ... on Nothing { id } } } }",
    "nothing": "{",
    "only a fragment": "fragment f on Post { id }",
    "two without a name": "{ countPosts { totalDocs } } { countPages { totalDocs } }",
    "a subscription": "subscription { Posts { totalDocs } }",
}


def test_each_is_refused_after_little_work(nobody):
    nobody.send("{ __typename }")
    for name, query in HOSTILE.items():
        began = time.process_time()
        answer = nobody.send(query)
        spent = time.process_time() - began
        assert answer.json["errors"], name
        if answer.status_code == 200:  # it fits the schema, and the operation refused it
            assert {error["extensions"]["statusCode"] for error in answer.json["errors"]} <= {400, 403}, name
        else:
            assert answer.status_code == 400, name
        assert spent < 1.5, name


BODIES = (
        b'{"query": NaN}', b"\xff\xfe", b"", b"null", b"[]", b'"text"', b"{}", b'{"query": 5}', b'{"query": "\\u0000"}',
        b'{"query": "{ __typename }", "variables": []}', b'{"query": "{ __typename }", "operationName": {}}',
        b'{"query": "{ __typename }", "operationName": "other"}',
    b'{"query": "{ __typename }", "variables": {"a": NaN}}',
        b'[{"query": "{ __typename }"}]', b'{"query": "{ __typename }"', b'{"query": "\\ud800"}', b"[" * 100_000,
)  # fmt: skip


def test_a_body_that_is_no_request_is_a_400(visitor):
    for body in BODIES:
        answer = visitor.post("/graphql", data=body, content_type="application/json")
        assert answer.status_code == 400, body
        assert answer.json["errors"][0]["message"], body


def nested(levels: int) -> dict:
    where: dict = {"title": {"equals": "x"}}
    for _ in range(levels):
        where = {"AND": [where]}
    return where


VARIABLES = (
        {"where": nested(30)}, {"where": nested(90)}, {"where": nested(400)}, {"where": {"title": {"equals": 5}}},
        {"where": {"title": {"near": "x"}}}, {"where": {"nothing": {"equals": "x"}}}, {"where": []}, {"where": "x"},
        {"where": {"OR": [{"title": {"in": ["x"] * 5000}}]}}, {"where": {"AND": [None, 5]}}, {"limit": "ten"},
        {"limit": 2**40}, {"limit": -1}, {"page": 0}, {"limit": 1.5}, {"sort": "nothing"}, {"sort": ["title"]},
        {"sort": "\x00"}, {"where": {"title": {"like": "x" * 10_000}}},
)  # fmt: skip
TYPES = {"where": "Post_where", "limit": "Int", "page": "Int", "sort": "String"}


def test_variables_of_the_wrong_kind_are_a_400(nobody):
    for variables in VARIABLES:
        (name,) = variables
        query = f"query (${name}: {TYPES[name]}) {{ Posts({name}: ${name}) {{ totalDocs }} }}"
        answer = nobody.send(query, **variables)
        assert answer.json["errors"][0]["extensions"]["statusCode"] == 400, variables
        assert answer.status_code == (200 if "path" in answer.json["errors"][0] else 400), variables


def test_odd_texts_find_nothing_and_break_nothing(nobody, people):
    post("A title")
    query = """query ($id: String!, $title: String) {
        Post(id: $id) { id } countPosts(where: {title: {equals: $title}}) { totalDocs } }"""
    for value in ("\x00", "\ud800", "x" * 10_000, "\ufffe", "'; --", "%00"):
        sent = json.dumps({"query": query, "variables": {"id": value, "title": value}})
        answer = nobody.caller("POST", "/graphql", data=sent, content_type="application/json")
        assert answer.status_code in (200, 400), value
        statuses = {error.get("extensions", {}).get("statusCode", 400) for error in answer.json["errors"]}
        assert statuses <= {400, 404}, value


def test_all_lists_together_are_bounded(nobody, people):
    lists = " ".join(f"a{number}: Posts(limit: 100) {{ docs {{ id }} }}" for number in range(12))
    answer = nobody.send(f"{{ {lists} }}").json
    assert [error["path"] for error in answer["errors"]] == [["a10"], ["a11"]]
    assert answer["data"]["a9"] == {"docs": []}


def test_a_list_in_a_list_within_bounds_is_answered(nobody, people):
    assert nobody("{ Posts { docs { relatedPosts { relatedPosts { title } } } } }") == {"Posts": {"docs": []}}


def test_what_takes_too_long_ends(nobody, people, monkeypatch):
    monkeypatch.setattr("blog.api.graphql.request.PATIENCE", -1.0)
    refused = nobody.refused("{ Posts { docs { title } } }")
    assert refused["extensions"]["statusCode"] == 400
    assert "took too long" in refused["message"]


def test_a_mistake_of_the_program_says_nothing_of_itself(nobody, people, monkeypatch, caplog):
    def fail(*_, **__):
        raise RuntimeError("the secret place is /srv/x")

    monkeypatch.setattr("blog.content.operations.count", fail)
    answer = nobody.send("{ countPosts { totalDocs } Posts { totalDocs } }")
    assert answer.json["errors"][0]["message"] == "Something went wrong."
    assert answer.json["errors"][0]["extensions"] == {"name": "Error", "statusCode": 500}
    assert "secret" not in answer.text
    assert "secret" in caplog.text
    assert answer.json["data"] == {"countPosts": None, "Posts": {"totalDocs": 0}}
