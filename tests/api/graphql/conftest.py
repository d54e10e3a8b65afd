"""Asks GraphQL as somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse


class Asker:
    """Sends queries as one person, or as nobody."""

    def __init__(self, caller: Any) -> None:
        self.caller = caller

    def send(self, query: str, **variables: Any) -> TestResponse:
        return self.caller.post("/graphql", {"query": query, "variables": variables})

    def __call__(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of an answer without errors."""
        answer = self.send(query, **variables).json
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def refused(self, query: str, **variables: Any) -> dict[str, Any]:
        """The only error of an answer."""
        answer = self.send(query, **variables)
        assert len(answer.json["errors"]) == 1, answer.json
        return answer.json["errors"][0] | {"data": answer.json.get("data"), "status": answer.status_code}


@pytest.fixture
def as_(caller) -> Callable[..., Asker]:
    """Makes an asker out of a person of the cast, or of nobody."""
    return lambda person=None: Asker(caller(person))


@pytest.fixture
def admin(as_, people) -> Asker:
    return as_(people.ada)


@pytest.fixture
def editor(as_, people) -> Asker:
    return as_(people.ed)


@pytest.fixture
def nobody(as_, people) -> Asker:
    return as_()
