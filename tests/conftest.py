"""The fixtures of all tests: an application on each kind of database, people, and a count of statements."""

from __future__ import annotations

import contextvars
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser

from blog import create_app
from blog.auth import passwords
from blog.config import Settings, load_settings
from blog.db import db
from tests import browsers, compiled, databases, people, statements

# A check of somebody's change tries the same examples each time, so that it fails for that change alone; a person's own
# runs go on looking.
hypothesis_settings.register_profile("quire", deadline=None, max_examples=50, derandomize="CI" in os.environ)
hypothesis_settings.load_profile("quire")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that touches the database runs on both kinds, unless it is marked sqlite_only."""
    if "database_kind" in metafunc.fixturenames:
        kinds = databases.KINDS[:1] if metafunc.definition.get_closest_marker("sqlite_only") else databases.KINDS
        metafunc.parametrize("database_kind", kinds)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if browsers.program():
        return
    without = pytest.mark.skip(reason="There is no Chromium here; install it to run the browser tests.")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(without)


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """An Argon2 that costs nothing: every test that makes an account would pay 25 ms for it."""
    costly, passwords.HASHER = passwords.HASHER, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    yield
    passwords.HASHER = costly


@pytest.fixture(scope="session", autouse=True)
def _little_collected() -> None:
    """What was imported stays to the end: looking through it again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        compiled.share(monkeypatch)
        yield


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Any]:
    with databases.postgresql_server() as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_copies(postgresql_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable]:
    with databases.postgresql_copies(postgresql_server, tmp_path_factory.mktemp("postgresql")) as copies:
        yield copies


@pytest.fixture(scope="session")
def sqlite_copies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable]:
    with databases.sqlite_copies(tmp_path_factory.mktemp("sqlite")) as copies:
        yield copies


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database of this test's own."""
    copies = request.getfixturevalue(f"{database_kind}_copies")
    with copies(tmp_path) as url:
        yield url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """What the application under test is made with; a test module may override this fixture."""
    return load_settings({"DATABASE_URL": database_url}, tmp_path)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The site, with its application context pushed for the test's own calls."""
    made = create_app(settings)
    made.config["TESTING"] = True
    made.test_client_class = SeparateClient
    with made.app_context():
        yield made
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


class SeparateClient(FlaskClient):
    """A client whose requests do not see the test's own context.

    Flask would otherwise let them share `g` and the session, so that one request's visitor leaks into the next."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        response = contextvars.Context().run(super().open, *args, **kwargs)
        db.session.remove()
        return response


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(name="people")
def _people(app: Flask) -> people.People:
    return people.settle()


@pytest.fixture(name="statements")
def _statements() -> Callable[[], AbstractContextManager[list[str]]]:
    """`with statements() as seen:` collects the SQL that runs inside."""
    return statements.collect


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browsers.launched() as opened:
        yield opened


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """The browser of all tests, with nothing left open by the one before: to launch it takes longer than most tests."""
    yield chromium
    for context in chromium.contexts:
        context.close()
