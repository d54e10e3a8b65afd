"""Refresh tokens: each is good once, and one that comes twice ends the session it was for."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from blog.auth import tokens
from blog.content import authentication, renewal
from blog.db import db, transaction
from blog.models import AuditEvent, UserSession

REFRESH = "/users/refresh-token"


def login(caller, person):
    return caller.post("/users/login", {"email": person.email, "password": person.password}).json


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def actions():
    db.session.rollback()
    return list(db.session.scalars(sa.select(AuditEvent.action).order_by(AuditEvent.at)))


def test_a_refresh_token_is_exchanged_for_the_next(app, visitor, people):
    first = login(visitor, people.ed)
    answered = visitor.post(REFRESH, {"refreshToken": first["refreshToken"]})
    assert (answered.status_code, answered.json["message"]) == (200, "Token refresh successful.")
    told = answered.json
    assert (told["strategy"], told["setCookie"], told["user"]["id"]) == ("local-jwt", True, people.ed.id)
    assert told["user"]["collection"] == "users"
    assert told["refreshToken"] != first["refreshToken"]
    assert visitor.get("/users/me", headers=bearer(told["refreshedToken"])).json["user"]["id"] == people.ed.id
    again = visitor.post(REFRESH, {"refreshToken": told["refreshToken"]}).json
    assert again["refreshToken"] not in (first["refreshToken"], told["refreshToken"])
    row = db.session.scalar(sa.select(UserSession))
    assert row.refresh_digest == tokens.digest(again["refreshToken"])


def test_a_refresh_token_used_twice_ends_the_session_for_everybody(app, visitor, caller, people):
    first, other = login(visitor, people.ed), login(caller(), people.ed)
    second = visitor.post(REFRESH, {"refreshToken": first["refreshToken"]}).json
    refused = caller().post(REFRESH, {"refreshToken": first["refreshToken"]})
    assert (refused.status_code, refused.json["errors"][0]["name"]) == (403, "Forbidden")
    assert caller().post(REFRESH, {"refreshToken": second["refreshToken"]}).status_code == 403
    for token in (first["token"], second["refreshedToken"]):
        assert caller().get("/users/me", headers=bearer(token)).json["user"] is None
    assert caller().get("/users/me", headers=bearer(other["token"])).json["user"]
    assert actions().count("refresh-reuse") == 1


def test_of_many_who_use_a_token_at_one_moment_at_most_one_gets_the_next(app, visitor, people):
    token = login(visitor, people.ed)["refreshToken"]

    def use(_: int) -> str | None:
        with app.app_context():
            try:
                return renewal.renew(token).refresh_token
            except renewal.Forbidden:
                return None
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        given = [found for found in pool.map(use, range(8)) if found]
    assert len(given) == 1
    assert visitor.post(REFRESH, {"refreshToken": given[0]}).status_code == 403
    assert actions().count("refresh-reuse") == 1


@pytest.mark.sqlite_only
def test_a_token_that_was_never_given_out_ends_nothing(app, visitor, people):
    told = login(visitor, people.ed)
    real = told["refreshToken"]
    bad = ["", "x", "é" * 40, "\x00", "A" * 10_000, real[:-1], real + "A", real[:20] + "AAAA" + real[24:]]
    for token in [*bad, 5, [], {}, True]:
        assert visitor.post(REFRESH, {"refreshToken": token}).status_code == 403, token
    half = visitor.post(REFRESH, data=b'{"refreshToken": "\\ud800"}', content_type="application/json")
    assert half.status_code == 400
    assert visitor.post(REFRESH, {"refreshToken": real}).status_code == 200


@pytest.mark.sqlite_only
def test_an_access_token_is_renewed_as_long_as_it_is_good(app, visitor, people):
    told = login(visitor, people.ed)
    for scheme in ("JWT", "Bearer"):
        answered = visitor.post(REFRESH, headers={"Authorization": f"{scheme} {told['token']}"})
        assert (answered.status_code, "refreshToken" in answered.json) == (200, False)
        assert "Set-Cookie" not in answered.headers
    refused = visitor.post(REFRESH, headers=bearer("x" * 40))
    assert (refused.status_code, refused.json["errors"][0]["message"]) == (
        403, "You are not allowed to perform this action.",
    )  # fmt: skip
    assert visitor.client.get_cookie("payload-token")
    assert visitor.post(REFRESH, headers=bearer("x" * 40)).status_code == 403  # no falling back to the cookie


@pytest.mark.sqlite_only
def test_a_session_is_renewed_by_its_refresh_token_only(app, visitor, people, monkeypatch):
    told = login(visitor, people.ed)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=app.config["SESSION_DAYS"], minutes=-30)
    for module in (authentication, renewal):
        monkeypatch.setattr(module, "now", lambda: later)
    session_id = str(db.session.scalar(sa.select(UserSession.id)))
    before = db.session.scalar(sa.select(UserSession.expires_at))
    assert authentication.find_session(session_id)
    db.session.rollback()
    assert db.session.scalar(sa.select(UserSession.expires_at)) == before
    renewal.renew(told["refreshToken"])
    db.session.rollback()
    assert db.session.scalar(sa.select(UserSession.expires_at)) > before + dt.timedelta(days=10)


@pytest.mark.sqlite_only
def test_a_refresh_token_ends_with_its_session(app, visitor, people):
    for path in ("/users/logout", "/users/logout?allSessions=true"):
        told = login(visitor, people.ed)
        left = visitor.post(path, headers=bearer(told["token"]))
        assert (left.status_code, left.json) == (200, {"message": "Logout successful."})
        assert visitor.post(REFRESH, {"refreshToken": told["refreshToken"]}).status_code == 403
    told = login(visitor, people.ed)
    with transaction() as session:
        session.execute(sa.update(UserSession).values(expires_at=dt.datetime.now(dt.UTC)))
    assert visitor.post(REFRESH, {"refreshToken": told["refreshToken"]}).status_code == 403
    assert "refresh-reuse" not in actions()


SAME = {"Sec-Fetch-Site": "same-origin"}


def test_a_browser_renews_by_its_cookie(app, visitor, people):
    told = login(visitor, people.ed)
    kept = visitor.client.get_cookie("payload-refresh", path="/api/users/refresh-token")
    assert kept.value == told["refreshToken"]
    by_access = visitor.post(REFRESH, headers=SAME)
    assert (by_access.status_code, "refreshToken" in by_access.json) == (200, False)
    visitor.client.delete_cookie("payload-token")
    renewed = visitor.post(REFRESH, headers=SAME)
    assert (renewed.status_code, renewed.json["user"]["id"]) == (200, people.ed.id)
    assert visitor.client.get_cookie("payload-token").value == renewed.json["refreshedToken"]
    following = visitor.client.get_cookie("payload-refresh", path="/api/users/refresh-token").value
    assert following == renewed.json["refreshToken"] != told["refreshToken"]


def test_two_tabs_may_renew_at_one_moment_but_not_later(app, visitor, people, monkeypatch):
    told = login(visitor, people.ed)
    path = "/api/users/refresh-token"

    def tab():
        client = app.test_client()
        client.set_cookie("payload-refresh", told["refreshToken"], path=path)
        return client.post(path, headers=SAME)

    first, second = tab(), tab()
    assert (first.status_code, second.status_code) == (200, 200)
    assert ("refreshToken" in first.json, "refreshToken" in second.json) == (True, False)
    assert visitor.get("/users/me", headers=bearer(second.json["refreshedToken"])).json["user"]
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30)
    monkeypatch.setattr(renewal, "now", lambda: later)
    assert tab().status_code == 403
    assert visitor.get("/users/me", headers=bearer(first.json["refreshedToken"])).json["user"] is None


@pytest.mark.sqlite_only
def test_a_strangers_page_renews_nothing(app, visitor, people):
    login(visitor, people.ed)
    visitor.client.delete_cookie("payload-token")
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.com"}):
        assert visitor.post(REFRESH, headers=headers).status_code == 403
    assert visitor.post(REFRESH, headers=SAME).status_code == 200
