"""Requests made up from the API's own description: no mistakes of the program, and no answer that differs from it.

QUIRE_FUZZ says how many for each route; with more than one, they are made as every role. QUIRE_FUZZ_PIECE=2/5 is the
second fifth of the routes, so that a long run can be done in pieces: nice pytest -n 0 -s tests/api/test_fuzzing.py."""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.specs.openapi import checks

from blog.config import load_settings
from tests.content.documents import form, make, page, picture, post, text

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]

EXAMPLES = int(os.environ.get("QUIRE_FUZZ", "1"))
#: Which part of the routes to try, as in 2/5: a long run is done in pieces.
PIECE, PIECES = map(int, os.environ.get("QUIRE_FUZZ_PIECE", "1/1").split("/"))
#: Each role by its token, and an administrator by a key; the short run has time for one, which reaches furthest.
ROLES = ("anonymous", "user", "editor", "admin", "key") if EXAMPLES > 1 else ("admin",)
#: What the description cannot say makes data good or bad: which documents there are, what is taken, who may.
LEFT_OUT = [checks.positive_data_acceptance, checks.negative_data_rejection]
#: What would sign out the person who asks, or end what they ask with.
ENDING = ("/api/users/logout", "/api/users/{id}/sessions", "/api/users/reset-password", "/api/users/{id}")


@pytest.fixture(name="settings")
def _settings(database_url, tmp_path):
    return load_settings({"DATABASE_URL": database_url, "RATE_LIMITS": "off"}, tmp_path)


@pytest.mark.parametrize("role", ROLES)
def test_every_route_answers_as_it_is_described(app, caller, people, role):
    headers = {"Accept-Encoding": "identity"} | _as(role, caller, people)
    _furnish()
    found: list[str] = []
    asked = 0
    for number, listed in enumerate(schemathesis.openapi.from_wsgi("/api/openapi.json", app).get_all_operations()):
        operation = listed.ok()
        if number % PIECES != PIECE - 1 or (operation.method.upper() != "GET" and operation.path in ENDING):
            continue
        asked += _try(operation, headers, found)
    print(f"{role}: {asked} requests")
    assert not found, "\n".join(found)


def _as(role: str, caller: Any, people: Any) -> dict[str, str]:
    """What shows that somebody has a role."""
    if role == "key":
        made = caller(people.ada).post("/users/me/api-keys", {"name": "Fuzz", "scopes": ["read", "write"]})
        return {"Authorization": f"users API-Key {made.json['doc']['key']}"}
    who = {"anonymous": None, "user": people.uma, "editor": people.ed, "admin": people.ada}[role]
    token = caller(who).token
    return {"Authorization": f"JWT {token}"} if token else {}


def _furnish() -> None:
    """Something of each kind, so that lists are not empty."""
    category = make("categories", title="Harbours")["id"]
    post("A quiet harbour", categories=[category], heroImage=picture())
    page("About")
    form()
    make("projects", title="Marginalia", content=text("How."), status="published")
    make("redirects", **{"from": "/old", "to": {"type": "custom", "url": "/"}})


def _try(operation: Any, headers: dict[str, str], found: list[str]) -> int:
    """How many requests were made to a route; what is wrong with its answers goes to `found`."""
    asked = 0

    @seed(1)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        nonlocal asked
        asked += 1
        answered = case.call(headers={**(case.headers or {}), **headers})
        assert answered.status_code < 500, case.as_curl_command()
        case.validate_response(answered, excluded_checks=LEFT_OUT, headers=headers)

    try:
        ask()
    except Exception as problem:  # noqa: BLE001 - all of them are told at once
        inner = getattr(problem, "exceptions", [problem])
        found.extend(f"{operation.method.upper()} {operation.path}: {str(error)[:500]}" for error in inner)
    return asked
