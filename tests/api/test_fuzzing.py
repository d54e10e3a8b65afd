"""Requests made up from the API's own description: no mistakes of the program, and no answer that differs from it.

QUIRE_FUZZ says how many for each route; with more than one, they are made as every role."""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.specs.openapi import checks

from blog.config import load_settings
from tests.content.documents import post

pytestmark = [pytest.mark.slow, pytest.mark.sqlite_only]

EXAMPLES = int(os.environ.get("QUIRE_FUZZ", "1"))
ROLES = ("anonymous", "user", "editor", "admin") if EXAMPLES > 1 else ("anonymous", "admin")
#: What the description cannot say makes data good or bad: which documents there are, what is taken, who may.
LEFT_OUT = [checks.positive_data_acceptance, checks.negative_data_rejection]
#: What would sign out the person who asks, or end what they ask with.
ENDING = ("/api/users/logout", "/api/users/{id}/sessions", "/api/users/reset-password", "/api/users/{id}")


@pytest.fixture(name="settings")
def _settings(database_url, tmp_path):
    return load_settings({"DATABASE_URL": database_url, "RATE_LIMITS": "off"}, tmp_path)


@pytest.mark.parametrize("role", ROLES)
def test_every_route_answers_as_it_is_described(app, caller, people, role):
    who = {"anonymous": None, "user": people.uma, "editor": people.ed, "admin": people.ada}[role]
    token = caller(who).token
    headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"JWT {token}"} if token else {})
    post("A quiet harbour")
    found: list[str] = []
    for listed in schemathesis.openapi.from_wsgi("/api/openapi.json", app).get_all_operations():
        operation = listed.ok()
        if operation.method.upper() != "GET" and operation.path in ENDING:
            continue
        _try(operation, headers, found)
    assert found == []


def _try(operation: Any, headers: dict[str, str], found: list[str]) -> None:
    @seed(1)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        answered = case.call(headers={**(case.headers or {}), **headers})
        assert answered.status_code < 500, case.as_curl_command()
        case.validate_response(answered, excluded_checks=LEFT_OUT, headers=headers)

    try:
        ask()
    except Exception as problem:  # noqa: BLE001 - all of them are told at once
        inner = getattr(problem, "exceptions", [problem])
        found.extend(f"{operation.method.upper()} {operation.path}: {str(error)[:500]}" for error in inner)
