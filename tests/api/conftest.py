"""A client of the API, as somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from blog.api.identity import issue
from blog.content.authentication import open_session


class Caller:
    """Sends requests as one person, or as nobody."""

    def __init__(self, app: Flask, token: str | None) -> None:
        self.client = app.test_client()
        self.token = token

    def __call__(self, method: str, path: str, json: Any = None, **more: Any) -> TestResponse:
        headers = dict(more.pop("headers", {}))
        if self.token:
            headers.setdefault("Authorization", f"JWT {self.token}")
        if json is not None:
            more["json"] = json
        return self.client.open(f"/api{path}", method=method, headers=headers, **more)

    def get(self, path: str, **more: Any) -> TestResponse:
        return self("GET", path, **more)

    def post(self, path: str, json: Any = None, **more: Any) -> TestResponse:
        return self("POST", path, json, **more)

    def patch(self, path: str, json: Any = None, **more: Any) -> TestResponse:
        return self("PATCH", path, json, **more)

    def delete(self, path: str, **more: Any) -> TestResponse:
        return self("DELETE", path, **more)


@pytest.fixture
def caller(app: Flask) -> Callable[..., Caller]:
    """Makes a caller out of a person of the cast."""

    def make(person: Any = None) -> Caller:
        return Caller(app, issue(open_session(person.id))[0] if person else None)

    return make


@pytest.fixture
def ada(caller, people):
    return caller(people.ada)


@pytest.fixture
def ed(caller, people):
    return caller(people.ed)


@pytest.fixture
def uma(caller, people):
    return caller(people.uma)


@pytest.fixture
def visitor(caller, people):
    return caller()
