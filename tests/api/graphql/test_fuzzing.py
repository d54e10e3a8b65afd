"""Queries and mutations made up from the schema: no mistakes of the program, and no answer that the schema forbids.

QUIRE_FUZZ says how many for each field of Query and Mutation; with more than one, they are made as every role."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from graphql import NameNode, VariableNode, introspection_from_schema, parse_value
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.graphql import nodes

from blog.api.graphql.schema import schema
from blog.config import load_settings
from blog.content import operations
from blog.content.access import SYSTEM
from tests.api.graphql.conformity import differences
from tests.api.graphql.pictures import png
from tests.content.documents import form, make, page, picture, post, text

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]

EXAMPLES = int(os.environ.get("QUIRE_FUZZ", "1"))
SEED = int(os.environ.get("QUIRE_FUZZ_SEED", "1"))
ROLES = ("anonymous", "user", "editor", "admin") if EXAMPLES > 1 else ("anonymous", "admin")
#: What would end the session of the person who asks.
ENDING = ("logoutUser", "updateUser", "deleteUser", "resetPasswordUser")
GIVEN_ID = re.compile(r'\bid: "(?:[^"\\]|\\.)*"')
MOMENTS = ("2026-11-05T08:00:00.000Z", "2026-11-05", "0001-01-01", "9999-12-31T23:59:59Z", "now", "2026-13-40", "")
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=5,
)
PROSE = text("A quiet harbour")
LAYOUT = [{"blockType": "content", "columns": [{"richText": PROSE}]}]


def literal(value: Any) -> Any:
    """A value of JSON as a query holds it."""
    return parse_value(_words(value))


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_words(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_words, value)) + "]"
    return json.dumps(value)


for scalar, values in {
    "DateTime": st.sampled_from(MOMENTS).map(nodes.String),
    "EmailAddress": st.emails().map(nodes.String),
    "JSON": (st.sampled_from([PROSE, LAYOUT]) | JSONS).map(literal),
    "JSONObject": JSONS.map(literal),
    "Upload": st.just(VariableNode(name=NameNode(value="file"))),
}.items():
    schemathesis.graphql.scalar(scalar, values)


@pytest.fixture(name="settings")
def _settings(database_url, tmp_path):
    return load_settings({"DATABASE_URL": database_url, "RATE_LIMITS": "off"}, tmp_path)


@pytest.fixture
def ids(people) -> list[str]:
    """A document of every kind, and the id of each and of its versions."""
    category = make("categories", title="Harbours")
    hero = picture()
    made = [
        post("A quiet harbour", categories=[category["id"]], heroImage=hero, authors=[people.ed.id]), page(), form(),
        make("technologies", name="Ropes"), make("projects", title="A boat", content=PROSE, heroImage=hero),
        make("redirects", **{"from": "/old", "to": {"type": "custom", "url": "/new"}}), category,
    ]  # fmt: skip
    link = {"type": "reference", "label": "About", "reference": {"relationTo": "pages", "value": made[1]["id"]}}
    operations.update_global("header", {"navItems": [{"link": link}]}, actor=SYSTEM)
    versions = [operations.find_versions(slug, actor=SYSTEM).docs[0]["id"] for slug in ("posts", "pages", "header")]
    return [*(doc["id"] for doc in made), hero, people.uma.id, *versions]


@pytest.fixture(scope="module")
def described() -> list[Any]:
    """Every field of Query and Mutation, as the fuzzer knows it."""
    return [
        listed.ok()
        for listed in schemathesis.graphql.from_dict(introspection_from_schema(schema())).get_all_operations()
    ]


@pytest.mark.parametrize("role", ROLES)
def test_every_field_is_answered_as_the_schema_says(caller, people, ids, described, role):
    who = {"anonymous": None, "user": people.uma, "editor": people.ed, "admin": people.ada}[role]
    send, found = caller(who).post, []
    for operation in described:
        if operation.label.partition(".")[2] not in ENDING:
            found.extend(_problems(operation, send, ids))
    assert found == []


def _problems(operation: Any, send: Any, ids: list[str]) -> Iterator[str]:
    problems: list[str] = []

    @seed(SEED)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operation.as_strategy(), id_=st.sampled_from(ids))
    def ask(case: Any, id_: str) -> None:
        query = GIVEN_ID.sub(f'id: "{id_}"', case.body)
        answer = _sent(send, query)
        if answer.status_code not in (200, 400):
            problems.append(f"{query}: {answer.status_code}: {answer.text}")
        problems.extend(f"{query}: {problem}" for problem in differences(schema(), query, answer.json))

    ask()
    return iter(problems)


def _sent(send: Any, query: str) -> Any:
    if "$file" not in query:
        return send("/graphql", {"query": query})
    query = query.replace("mutation {", "mutation ($file: Upload!) {", 1)
    form_ = {
        "operations": json.dumps({"query": query, "variables": {"file": None}}),
        "map": '{"0": ["variables.file"]}',
    }
    headers = {"Apollo-Require-Preflight": "true"}
    return send("/graphql", data=form_ | {"0": (io.BytesIO(png(4, 4)), "x.png")}, headers=headers)
