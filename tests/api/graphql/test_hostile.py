"""Queries made to do harm: each ends in a 400, or in an error of its field, after little work."""

from __future__ import annotations

import json
import time

import orjson
import pytest

from blog.content import operations
from blog.content.access import SYSTEM
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
    "the schema again and again": "{"
    + " ".join(f"a{n}: __schema {{ types {{ fields {{ name }} }} }}" for n in range(30))
    + " __schema { types {"
    + " ".join(f"b{n}: fields {{ name }}" for n in range(60))
    + "} } }",
    "the schema by doubling fragments": "{ __schema { types { ...f0 } } } "
    + " ".join(
        f"fragment f{n} on __Type {{ a: fields {{ type {{ ...f{n + 1} }} }} b: fields {{ type {{ ...f{n + 1} }} }} }}"
        for n in range(40)
    )
    + " fragment f40 on __Type { name }",
    "the schema in a circle": "{ __schema { types { ...f } } } fragment f on __Type { ofType { ...f } }",
    "__typename again and again": "{ Posts { docs {" + "__typename " * 900 + "} } }",
    "arguments that clash": "{ Posts { docs {" + " ".join(f"content(depth: {n})" for n in range(600)) + "} } }",
    "many fragments": "{ Posts { docs {"
    + " ".join(f"...f{n}" for n in range(400))
    + "} } } "
    + " ".join(f"fragment f{n} on Post {{ title }}" for n in range(400)),
    "fragments of a name": "{ Posts { docs { ...f } } } " + "fragment f on Post { title } " * 140,
    "many operations": " ".join(f"query q{n} {{ __typename }}" for n in range(900)),
    "directives without a meaning": "{ __typename " + "@inclde(if: true) " * 1000 + "}",
    "arguments without a meaning": "{ Posts(" + " ".join(f"limi{n}: 1" for n in range(1500)) + ") { totalDocs } }",
    "conditions without a meaning": "{ Posts(where: {"
    + " ".join(f"a{n}: 1" for n in range(1500))
    + "}) { totalDocs } }",
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
        assert len(answer.data) < 20_000, name


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


#: Four megabytes of each, which the schema's own types would look at value by value.
HUGE = {
    "empty conditions": {"where": {"AND": [{}] * 800_000}},
    "conditions": {"where": {"AND": [{"id": {"equals": "x"}}] * 60_000}},
    "a list": {"where": {"id": {"in": ["a"] * 300_000}}},
    "a list of the wrong kind": {"where": {"id": {"in": [{}] * 30_000}}},
    "names": {"where": {f"a{n}": 1 for n in range(150_000)}},
    "what is not used": {"other": [[]] * 900_000},
    "text": {"where": {"title": {"equals": "x" * 3_900_000}}},
    "text without end": {"where": {"title": {"in": "x," * 1_900_000}}},
}


def test_huge_variables_are_refused_after_little_work(nobody):
    query = "query ($where: Post_where) { Posts(where: $where) { totalDocs } }"
    for name, variables in HUGE.items():
        sent = orjson.dumps({"query": query, "variables": variables})
        began = time.process_time()
        answer = nobody.caller("POST", "/graphql", data=sent, content_type="application/json")
        assert time.process_time() - began < 1.5, name
        assert answer.json["errors"], name
        assert answer.status_code in (200, 400, 413), name
        assert len(answer.data) < 20_000, name


def test_all_conditions_together_are_bounded(nobody, people):
    words = " ".join(f"w{number}" for number in range(150))
    lists = " ".join(f"a{number}: countPosts(where: $where) {{ totalDocs }}" for number in range(4))
    answer = nobody.send(f"query ($where: Post_where) {{ {lists} }}", where={"title": {"like": words}}).json
    assert [error["path"] for error in answer["errors"]] == [["a2"], ["a3"]]
    assert {error["extensions"]["statusCode"] for error in answer["errors"]} == {400}


def test_related_documents_and_texts_of_an_answer_are_bounded(nobody, people, monkeypatch):
    ids = [post(f"Number {number}")["id"] for number in range(4)]
    for id_ in ids:
        operations.update("posts", id_, {"relatedPosts": [other for other in ids if other != id_]}, actor=SYSTEM)
    twice = "{ Posts { docs { title a: relatedPosts { title } b: relatedPosts { title } } } }"
    assert nobody(twice)["Posts"]["docs"][3]["b"][2]["title"]
    monkeypatch.setattr("blog.api.graphql.request.MOST_RELATED", 23)
    answer = nobody.send(twice).json
    assert [error["path"] for error in answer["errors"]] == [["Posts", "docs", 3, "b"]]
    assert "related documents" in answer["errors"][0]["message"]
    assert answer["data"]["Posts"]["docs"][3]["b"] is None
    for form in ("JSON", "HTML", "MARKDOWN"):
        texts = f"{{ Posts(limit: 1) {{ docs {{ a: content(format: {form}) b: content(format: {form}) }} }} }}"
        (doc,) = nobody(texts)["Posts"]["docs"]
        monkeypatch.setattr("blog.api.graphql.request.MOST_PROSE", 2 * len(orjson.dumps(doc["a"])) - 10)
        assert nobody.refused(texts)["data"]["Posts"]["docs"] == [{"a": doc["a"], "b": None}]
        monkeypatch.undo()


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
