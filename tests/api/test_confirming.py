"""One's own password and address: changed right after signing in, later with the present password only."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import sqlalchemy as sa

from blog.clock import now
from blog.db import transaction
from blog.models import UserSession
from tests.people import PASSWORD

pytestmark = pytest.mark.sqlite_only
NEW = "tea in the afternoon garden"


def grow_old() -> None:
    """Let everybody have signed in a quarter of an hour ago."""
    with transaction() as session:
        session.execute(sa.update(UserSession).values(created_at=now() - dt.timedelta(minutes=15)))


def refused(answered) -> bool:
    problems = answered.json["errors"][0]["data"]["errors"]
    return answered.status_code == 400 and [problem["path"] for problem in problems] == ["presentPassword"]


def test_who_has_just_signed_in_changes_password_and_address(app, uma, people):
    own = f"/users/{people.uma.id}"
    assert uma.patch(own, {"email": "una@example.org"}).json["doc"]["email"] == "una@example.org"
    assert uma.patch(own, {"password": NEW}).status_code == 200
    assert uma.get("/users/me").json["user"] is None


def test_an_older_session_needs_the_present_password(app, uma, ada, caller, people):
    own = f"/users/{people.uma.id}"
    grow_old()
    for change in ({"password": NEW}, {"email": "thief@example.org"}):
        for path in (own, own.upper().replace("/USERS", "/users"), f"/users?where[id][equals]={people.uma.id}"):
            assert refused(uma.patch(path, change)), path
        for wrong in ("", "not this one at all", 5, None):
            assert refused(uma.patch(own, change | {"presentPassword": wrong})), wrong
    query = f'mutation {{ updateUser(id: "{people.uma.id}", data: {{password: {json.dumps(NEW)}}}) {{ id }} }}'
    assert "presentPassword" in json.dumps(uma.post("/graphql", {"query": query}).json["errors"][0])
    assert uma.get("/users/me").json["user"]["email"] == people.uma.email
    whole = uma.get(own).json
    assert uma.patch(own, whole | {"name": "Una"}).json["doc"]["name"] == "Una"
    assert uma.patch(own, {"email": "una@example.org", "presentPassword": PASSWORD}).status_code == 200
    assert ada.patch(f"/users/{people.ed.id}", {"password": NEW}).status_code == 200


def test_wrong_present_passwords_lock_the_account(app, uma, people):
    grow_old()
    for _ in range(app.config["LOGIN_ATTEMPTS"]):
        uma.patch(f"/users/{people.uma.id}", {"password": NEW, "presentPassword": "not this one at all"})
    assert refused(uma.patch(f"/users/{people.uma.id}", {"password": NEW, "presentPassword": PASSWORD}))
