"""Where one is signed in: seen and ended by oneself and by administrators."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from blog.db import db
from blog.models import AuditEvent

MINE = "/users/me/sessions"


def login(caller, person, agent):
    sent = {"email": person.email, "password": person.password}
    token = caller().post("/users/login", sent, headers={"User-Agent": agent}).json["token"]
    here = caller()
    here.token = token
    return here


def test_somebody_sees_where_they_are_signed_in(app, caller, people):
    here, there = login(caller, people.ed, "Firefox"), login(caller, people.ed, "a robot \udcff" + "x" * 500)
    listed = here.get(MINE).json
    assert listed["totalDocs"] == 2
    current = next(doc for doc in listed["docs"] if doc["current"])
    assert (current["userAgent"], current["address"]) == ("Firefox", "127.0.0.1")
    assert set(current) == {"id", "createdAt", "seenAt", "expiresAt", "address", "userAgent", "current"}
    assert len(next(doc for doc in listed["docs"] if not doc["current"])["userAgent"]) <= 255
    assert there.get(MINE).json["totalDocs"] == 2
    assert "igest" not in str(listed)


def test_one_session_is_ended_and_all_others(app, caller, people):
    here, there, away = (login(caller, people.ed, agent) for agent in ("a", "b", "c"))
    theirs = next(doc for doc in there.get(MINE).json["docs"] if doc["current"])
    assert here.delete(f"{MINE}/{theirs['id']}").json == {"message": "Session ended."}
    assert there.get("/users/me").json["user"] is None
    assert here.delete(f"{MINE}/{theirs['id']}").status_code == 404
    assert here.delete(MINE).json == {"message": "1 session ended."}
    assert away.get("/users/me").json["user"] is None
    assert here.get("/users/me").json["user"]
    assert db.session.scalars(sa.select(AuditEvent.action)).all().count("end-session") == 2


@pytest.mark.sqlite_only
def test_others_sessions_are_for_administrators(app, caller, ada, uma, visitor, people):
    here = login(caller, people.ed, "a")
    theirs = f"/users/{people.ed.id}/sessions"
    id_ = here.get(MINE).json["docs"][0]["id"]
    for who, status in ((visitor, 403), (uma, 404)):
        assert who.get(theirs).status_code == status
        assert who.delete(theirs).status_code == status
        assert who.delete(f"{theirs}/{id_}").status_code == status
    assert uma.delete(f"{MINE}/{id_}").status_code == 404
    assert here.get("/users/me").json["user"]
    assert [doc["current"] for doc in ada.get(theirs).json["docs"]] == [False]
    assert ada.delete(theirs).json == {"message": "1 session ended."}
    assert here.get("/users/me").json["user"] is None
    for odd in ("nonsense", "00000000-0000-4000-8000-000000000000", "%00"):
        assert ada.delete(f"{theirs}/{odd}").status_code == 404
        assert ada.get(f"/users/{odd}/sessions").status_code == 404
