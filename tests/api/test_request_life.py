"""A request's life: how often, who, whether they may, whether the data is good. What is refused does no later work."""

from __future__ import annotations

import time

import pytest

from blog import create_app, limits
from blog.api import bodies
from blog.config import SettingsError, load_settings
from blog.db import db
from tests.api.conftest import Caller
from tests.content.documents import form, post
from tests.people import PASSWORD

pytestmark = pytest.mark.sqlite_only
NOWHERE = "00000000-0000-4000-8000-000000000000"
LIMITS = {"READ_LIMIT": "6 per minute", "WRITE_LIMIT": "5 per minute", "SEND_LIMIT": "2 per minute; 90 per hour",
          "SIGN_IN_LIMIT": "4 per minute"}  # fmt: skip


@pytest.fixture
def settings(database_url, tmp_path):
    return load_settings({"DATABASE_URL": database_url, **LIMITS}, tmp_path)


def at(address):
    return {"environ_base": {"REMOTE_ADDR": address}}


def test_what_is_too_often_asks_the_database_nothing(app, ada, visitor, statements):
    id_ = post("A")["id"]
    for who, method, path, times in (
        (visitor, "GET", f"/posts/{id_}", 6), (visitor, "POST", "/users/login", 4), (ada, "PATCH", f"/posts/{id_}", 5),
    ):  # fmt: skip
        for left in range(times - 1, -1, -1):
            answered = who(method, path, {})
            assert answered.headers["RateLimit-Limit"] == str(times)
            assert answered.headers["RateLimit-Remaining"] == str(left)
            assert answered.headers["RateLimit-Policy"] == f"{times};w=60"
            assert 0 < int(answered.headers["RateLimit-Reset"]) <= 60
        with statements() as seen:
            refused = who(method, path, {})
        assert (refused.status_code, seen) == (429, [])
        assert refused.json["errors"][0]["message"] == "Too many requests. Please try again later."
        assert 0 < int(refused.headers["Retry-After"]) <= 60
        assert refused.headers["RateLimit-Remaining"] == "0"
        assert refused.headers["Cache-Control"] == "private, no-store"


def test_kinds_of_requests_are_counted_by_themselves(app, visitor):
    for _ in range(7):
        assert visitor.get("/posts").status_code in (200, 429)
    assert visitor.get("/posts").status_code == 429
    assert visitor.post("/users/login", {}).status_code == 400
    assert visitor.post("/posts", {}).status_code == 403
    assert visitor.get("/posts", **at("10.0.0.1")).status_code == 200


def test_an_account_is_counted_at_all_its_addresses(app, ada, visitor, uma):
    for number in range(5):
        assert ada.patch("/posts/x", {}, **at(f"10.0.0.{number}")).status_code == 404
    assert ada.patch("/posts/x", {}, **at("10.0.0.9")).status_code == 429
    assert uma.patch("/posts/x", {}, **at("10.0.0.9")).status_code == 403
    assert visitor.patch("/posts/x", {}, **at("10.0.0.9")).status_code == 403


def test_a_key_is_counted_apart_from_its_owner(app, ada, visitor):
    key = ada.post("/users/me/api-keys", {"name": "K", "scopes": ["write"]}).json["doc"]["key"]
    headers = {"Authorization": f"users API-Key {key}"}
    answers = [visitor.patch("/posts/x", {}, headers=headers, **at(f"10.1.0.{n}")).status_code for n in range(6)]
    assert answers == [404] * 5 + [429]
    assert ada.patch("/posts/x", {}, **at("10.2.0.1")).status_code == 404


def test_strangers_send_less_often_than_people_with_an_account(app, visitor, ada):
    asked = form()["id"]
    sent = {"form": asked, "submissionData": []}
    answers = [visitor.post("/form-submissions", sent).status_code for _ in range(3)]
    assert 429 not in answers[:2]
    assert answers[2] == 429
    bad = {"Authorization": "JWT " + "x" * 40}
    assert visitor.post("/form-submissions", sent, headers=bad).status_code == 429
    assert ada.post("/form-submissions", sent).status_code != 429


def test_a_household_counts_as_one_address(app, visitor):
    for number in range(6):
        assert visitor.get("/posts", **at(f"2001:db8:1:2::{number}")).status_code == 200
    assert visitor.get("/posts", **at("2001:db8:1:2:ffff::1")).status_code == 429
    assert visitor.get("/posts", **at("2001:db8:1:3::1")).status_code == 200
    assert [limits.household(a) for a in ("10.0.0.1", "::1", None, "x")] == ["10.0.0.1", "::/64", "unknown", "x"]


@pytest.mark.parametrize("hops", [0, 1])
def test_a_forwarded_address_counts_only_behind_a_proxy(settings, database_url, hops):
    made = create_app(settings.replace(proxy_hops=hops))
    with made.app_context():
        visitor = Caller(made, None)
        answers = {
            visitor.get("/posts", headers={"X-Forwarded-For": f"6.6.6.{n}, 10.9.9.{n}"}).status_code for n in range(8)
        }
        assert answers == ({200} if hops else {200, 429})
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def test_who_may_not_do_it_is_told_before_anything_is_read(app, visitor, ed, uma, statements, monkeypatch):
    read, version = [], f"versions/{NOWHERE}"
    monkeypatch.setattr(bodies, "_object", lambda sent: read.append(sent) or {})
    asked = [
        (visitor, "/posts"), (uma, "/posts"), (ed, "/pages"), (visitor, "/media"), (visitor, f"/posts/{version}"),
        (ed, "/globals/site"), (ed, f"/globals/site/{version}"),
    ]  # fmt: skip
    for number, (who, path) in enumerate(asked):
        with statements() as seen:
            refused = who.post(path, data=b"{ no json", content_type="application/json", **at(f"10.3.0.{number}"))
        expected = 0 if who is visitor else 1  # the session of whoever has one
        assert (refused.status_code, len(seen)) == (403, expected), path
    assert read == []


def test_data_that_is_no_good_starts_no_hook_and_no_write(app, ada, statements):
    with statements() as seen:
        assert ada.post("/posts", {"title": 5, "nonsense": 1}).status_code == 400
    assert [s for s in seen if s.startswith(("INSERT", "UPDATE"))] == []


def test_a_store_that_is_away_limits_nothing(app, visitor, monkeypatch, caplog):
    def away(*_):
        raise limits.sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(limits.FileStorage, "incr", away)
    assert {visitor.get("/posts").status_code for _ in range(8)} == {200}
    assert "nothing is limited" in caplog.text


def test_limits_can_be_off(settings, people):
    made = create_app(settings.replace(rate_limits=False))
    with made.app_context():
        visitor = Caller(made, None)
        login = {"email": people.ada.email, "password": PASSWORD}
        answers = [visitor.post("/users/login", login) for _ in range(6)]
        assert {a.status_code for a in answers} == {200}
        assert "RateLimit-Limit" not in answers[0].headers
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


@pytest.mark.parametrize("value", ["often", "10", "0x per minute", "10 per fortnight", ";"])
def test_a_limit_that_is_none_stops_the_start(tmp_path, value):
    with pytest.raises(SettingsError, match="READ_LIMIT"):
        load_settings({"READ_LIMIT": value}, tmp_path)


def test_a_limit_begins_anew_when_its_time_is_over(app, visitor, monkeypatch):
    while visitor.get("/posts").status_code == 200:
        pass
    later = time.time() + 61
    monkeypatch.setattr(limits.time, "time", lambda: later)
    assert visitor.get("/posts").status_code == 200
