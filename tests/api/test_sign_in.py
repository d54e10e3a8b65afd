"""Tokens: how they are got, what they are good for, and when they are not."""

from __future__ import annotations

import datetime as dt

import jwt
import pytest

from blog.auth.tokens import ACCESS, signing_key
from blog.content import authentication

#: What is tested here does not depend on the kind of database.
pytestmark = pytest.mark.sqlite_only


def login(visitor, person, **more):
    return visitor.post("/users/login", {"email": person.email, "password": person.password} | more)


def test_signing_in_gives_a_token_that_says_who_one_is(app, visitor, people):
    answered = login(visitor, people.ed, email=" ED@example.org ")
    assert (answered.status_code, answered.json["message"]) == (200, "Authentication Passed")
    token, user = answered.json["token"], answered.json["user"]
    assert (user["email"], user["collection"], "password" in user) == ("ed@example.org", "users", False)
    claims = jwt.decode(token, options={"verify_signature": False})
    assert (claims["id"], claims["email"], claims["collection"], claims["exp"]) == (
        people.ed.id, "ed@example.org", "users", answered.json["exp"],
    )  # fmt: skip
    for scheme in ("JWT", "Bearer"):
        me = visitor.get("/users/me", headers={"Authorization": f"{scheme} {token}"}).json
        assert (me["user"]["id"], me["collection"], me["token"]) == (people.ed.id, "users", token)
    assert answered.headers["Cache-Control"] == "private, no-store"


def test_nobody_is_told_so(app, visitor):
    assert visitor.get("/users/me").json == {"user": None, "message": "Account"}
    refused = visitor.post("/users/logout")
    assert (refused.status_code, refused.json["errors"][0]["message"]) == (400, "No User")


def test_a_wrong_password_and_an_unknown_address_are_told_alike(app, visitor, people):
    answers = [login(visitor, people.ed, password="wrong"), login(visitor, people.ed, email="nobody@example.org")]
    assert [a.status_code for a in answers] == [401, 401]
    assert {a.json["errors"][0]["message"] for a in answers} == {"The email or password provided is incorrect."}


def test_missing_parts_are_named(app, visitor):
    for sent in ({}, {"email": "x"}, {"email": 5, "password": []}, {"email": " ", "password": "\x00"}):
        refused = visitor.post("/users/login", sent)
        assert refused.status_code in (400, 401)
    assert [e["path"] for e in visitor.post("/users/login", {}).json["errors"][0]["data"]["errors"]] == [
        "email",
        "password",
    ]


def test_five_wrong_passwords_lock_the_account(app, visitor, people):
    for _ in range(5):
        assert login(visitor, people.ed, password="wrong").status_code == 401
    assert login(visitor, people.ed).status_code == 401
    assert login(visitor, people.uma).status_code == 200


def test_guesses_from_one_address_are_limited(app, visitor, people):
    answers = [visitor.post("/users/login", {"email": f"{n}@example.org", "password": "x"}) for n in range(31)]
    assert answers[-1].status_code == 429
    assert answers[-1].json["errors"][0]["message"]
    assert "Retry-After" in answers[-1].headers


def test_signing_out_ends_the_token_at_once(app, visitor, caller, people):
    here, there = caller(people.ed), caller(people.ed)
    assert here.post("/users/logout").status_code == 200
    assert here.get("/users/me").json["user"] is None
    assert there.get("/users/me").json["user"]["id"] == people.ed.id
    again = caller(people.ed)
    again.post("/users/logout?allSessions=true")
    assert there.get("/users/me").json["user"] is None


def test_a_bad_token_is_nobody(app, visitor, people):
    good = login(visitor, people.ada).json["token"]
    claims = jwt.decode(good, options={"verify_signature": False})
    ours = signing_key(app.config["SECRET_KEY"], ACCESS)
    sign = lambda claims, key=ours: jwt.encode(claims, key, algorithm="HS256")  # noqa: E731
    past = int((dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)).timestamp())
    bad = [
        "", "x", "JWT", "JWT x", f"Basic {good}", f"JWT {good}x", f"JWT {good[:-3]}", f"JWT  {good}",
        f"Bearer {good} {good}",
        f"JWT {sign(claims | {'exp': past})}",
        f"JWT {sign({k: v for k, v in claims.items() if k != 'exp'})}",
        f"JWT {sign(claims | {'sid': 'nonsense'})}",
        f"JWT {sign(claims | {'id': people.ed.id})}",
        f"JWT {sign(claims, 'k' * 40)}",
        f"JWT {sign(claims, app.config['SECRET_KEY'])}",
        f"JWT {jwt.encode(claims, None, algorithm='none')}",
    ]  # fmt: skip
    for header in bad:
        answered = visitor.get("/users/me", headers={"Authorization": header})
        assert (answered.status_code, answered.json["user"]) == (200, None), header
    assert visitor.get("/users/me", headers={"Authorization": f"JWT {good}"}).json["user"]


def test_a_token_has_the_role_its_person_has_now(app, ada, ed, people):
    assert ed.get("/posts/versions").status_code == 200
    ada.patch(f"/users/{people.ed.id}", {"role": "user"})
    assert ed.get("/posts/versions").status_code == 403
    ada.delete(f"/users/{people.ed.id}")
    assert ed.get("/users/me").json["user"] is None


def test_people_change_their_own_account_only(app, ed, people):
    assert ed.patch(f"/users/{people.ed.id}", {"bio": "Hello."}).json["doc"]["bio"] == "Hello."
    assert ed.patch(f"/users/{people.ada.id}", {"bio": "x"}).status_code == 404
    assert ed.get("/users").json["totalDocs"] == 1
    assert ed.patch(f"/users/{people.ed.id}", {"role": "admin"}).json["doc"]["role"] == "editor"


@pytest.mark.sqlite_only
def test_a_session_that_has_run_out_is_none(app, caller, people, monkeypatch):
    here = caller(people.ed)
    monkeypatch.setattr(authentication, "now", lambda: dt.datetime.now(dt.UTC) + dt.timedelta(days=30))
    assert here.get("/users/me").json["user"] is None
