"""Signed-in browsers for the admin's tests."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from blog.config import Settings, load_settings
from tests.admin.browser import sign_in
from tests.people import People


@pytest.fixture
def settings(database_url: str, tmp_path) -> Settings:
    """Without limits by address: the tests sign in far more often than a person would."""
    return load_settings({"DATABASE_URL": database_url, "RATE_LIMITS": "off"}, tmp_path)


@pytest.fixture
def ada(app: Flask, people: People) -> FlaskClient:
    """The administrator's browser."""
    client = app.test_client()
    assert sign_in(client, people.ada).status_code == 303
    return client


@pytest.fixture
def ed(app: Flask, people: People) -> FlaskClient:
    """The editor's browser."""
    client = app.test_client()
    assert sign_in(client, people.ed).status_code == 303
    return client
