"""Forgotten passwords, doubtful addresses, locked accounts, the first account: every answer, and what none may tell."""

from __future__ import annotations

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from blog import create_app
from blog.auth import mailed, passwords
from blog.content import authentication, operations, recovery
from blog.content.access import SYSTEM
from blog.db import db
from blog.errors import ContentError
from blog.jobs import run_due
from blog.models import AccountToken, AuditEvent, Job, User, UserSession
from tests.api.conftest import Caller

NEW = "a quiet morning by the sea"


def error(answered):
    return answered.json["errors"][0]


def mails(tmp_path: Path) -> list[str]:
    run_due()
    return [path.read_text() for path in sorted((tmp_path / "outbox").glob("*"), key=lambda p: p.stat().st_mtime_ns)]


def token_in(mail: str) -> str:
    return re.search(r"/admin/(?:reset|verify)/([\w-]+)", mail.replace("=\n", ""))[1]


def ask(visitor, email, tmp_path) -> str:
    answered = visitor.post("/users/forgot-password", {"email": email})
    assert (answered.status_code, answered.json) == (200, {"message": "Success"})
    return token_in(mails(tmp_path)[-1])


def sessions() -> int:
    db.session.rollback()
    return db.session.scalar(sa.select(sa.func.count()).select_from(UserSession))


def test_a_forgotten_password_is_changed_by_mail_and_ends_every_session(app, visitor, ed, people, tmp_path):
    token = ask(visitor, " ED@example.org ", tmp_path)
    assert "To: ed@example.org" in mails(tmp_path)[-1]
    done = visitor.post("/users/reset-password", {"token": token, "password": NEW})
    assert (done.status_code, done.json["message"]) == (200, "Password reset successfully.")
    assert done.json["user"]["id"] == people.ed.id
    assert "Set-Cookie" in done.headers
    assert ed.get("/users/me").json["user"] is None
    signed_in = {"Authorization": f"JWT {done.json['token']}"}
    assert visitor.get("/users/me", headers=signed_in).json["user"]["id"] == people.ed.id
    assert sessions() == 1
    login = {"email": people.ed.email, "password": people.ed.password}
    assert visitor.post("/users/login", login).status_code == 401
    assert visitor.post("/users/login", login | {"password": NEW}).status_code == 200
    again = visitor.post("/users/reset-password", {"token": token, "password": NEW + "s"})
    assert (again.status_code, error(again)["message"]) == (403, "Token is either invalid or has expired.")


def test_a_reset_opens_a_locked_account(app, visitor, people, tmp_path):
    for _ in range(5):
        visitor.post("/users/login", {"email": people.ed.email, "password": "wrong"})
    token = ask(visitor, people.ed.email, tmp_path)
    assert visitor.post("/users/reset-password", {"token": token, "password": NEW}).status_code == 200
    assert visitor.post("/users/login", {"email": people.ed.email, "password": NEW}).status_code == 200


def test_a_token_is_used_by_one_of_many_at_once(app, people, tmp_path):
    recovery.ask_reset(people.ed.email)
    token = token_in(mails(tmp_path)[-1])

    def use(number: int) -> bool:
        with app.app_context():
            try:
                recovery.reset(token, f"{NEW} {number}")
            except ContentError:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(use, range(6))).count(True) == 1


@pytest.mark.sqlite_only
def test_a_password_that_will_not_do_does_not_use_the_token_up(app, visitor, people, tmp_path):
    token = ask(visitor, people.ed.email, tmp_path)
    for weak in ("short", "passwordpassword", "ed@example.org"):
        refused = visitor.post("/users/reset-password", {"token": token, "password": weak})
        assert (refused.status_code, error(refused)["data"]["errors"][0]["path"]) == (400, "password")
    for sent in (
        {},
        {"token": token},
        {"password": NEW},
        {"token": 5, "password": NEW},
        {"token": token, "password": []},
    ):
        assert visitor.post("/users/reset-password", sent).status_code == 400
    assert visitor.post("/users/reset-password", {"token": token, "password": NEW}).status_code == 200


@pytest.mark.sqlite_only
def test_a_token_is_good_for_an_hour_for_its_purpose_and_for_the_address_it_went_to(
    app, visitor, ada, people, tmp_path, monkeypatch
):
    def refused(token) -> bool:
        answered = visitor.post("/users/reset-password", {"token": token, "password": NEW})
        return answered.status_code == 403 and error(answered)["message"] == "Token is either invalid or has expired."

    old, new = (ask(visitor, people.ed.email, tmp_path) for _ in range(2))
    assert refused(old)
    assert visitor.post(f"/users/verify/{new}").status_code == 403
    later = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=61)
    with monkeypatch.context() as patch:
        patch.setattr(mailed, "now", lambda: later)
        assert refused(new)
    ada.patch(f"/users/{people.ed.id}", {"email": "edward@example.org"})
    assert refused(new)
    moved = ask(visitor, "edward@example.org", tmp_path)
    ada.patch(f"/users/{people.ed.id}", {"password": "tea in the afternoon garden"})
    assert refused(moved)
    for odd in ("", "x", "\x00", "é", "A" * 10_000, "' OR 1=1 --"):
        assert visitor.post("/users/reset-password", {"token": odd, "password": NEW}).status_code in (400, 403)


@pytest.mark.sqlite_only
def test_the_token_is_stored_nowhere_as_it_is(app, visitor, people, tmp_path):
    token = ask(visitor, people.ed.email, tmp_path)
    db.session.rollback()
    for model in (AccountToken, Job, AuditEvent):
        assert token not in str([vars(row) for row in db.session.scalars(sa.select(model))])


@pytest.mark.sqlite_only
def test_only_who_can_sign_in_gets_a_mail(app, visitor, people, tmp_path):
    operations.create("users", {"email": "byline@example.org", "name": "Only a byline"}, actor=SYSTEM)
    for email in ("nobody@example.org", "byline@example.org", "x", "a\x00b@example.org", "x" * 10_000, "é\ud800"):
        body = {"email": email.encode("utf-8", "replace").decode()}
        assert visitor.post("/users/forgot-password", body).json == {"message": "Success"}
    assert mails(tmp_path) == []
    for sent in ({}, {"email": ""}, {"email": 5}, {"email": ["ed@example.org"]}):
        refused = visitor.post("/users/forgot-password", sent)
        assert (refused.status_code, error(refused)["message"]) == (400, "Missing email.")


def test_nobody_learns_from_the_work_who_has_an_account(app, visitor, people, statements, monkeypatch):
    checked: list[bool] = []
    verify = passwords.verify_password
    monkeypatch.setattr("blog.auth.sign_in.verify_password", lambda *a: (checked.append(True), verify(*a))[1])

    def work(path, body):
        checked.clear()
        with statements() as seen:
            answered = visitor.post(path, body)
        return [s.split("VALUES")[0] for s in seen], len(checked), answered.status_code, answered.json

    for path, body in (
        ("/users/forgot-password", {}),
        ("/users/login", {"password": "not the right words"}),
        ("/users/first-register", {"password": NEW}),
        ("/users/unlock", {}),
    ):
        known, unknown = (work(path, body | {"email": email}) for email in (people.uma.email, "nobody@example.org"))
        assert known == unknown, path
    assert work("/users/login", {"email": people.uma.email, "password": "x"})[1] == 1


@pytest.mark.sqlite_only
def test_one_account_gets_few_such_mails(app, visitor, people):
    answers = [visitor.post("/users/forgot-password", {"email": people.ed.email}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert visitor.post("/users/forgot-password", {"email": people.uma.email}).status_code == 200


@pytest.fixture
def careful(settings):
    made = create_app(settings.replace(verify_email=True))
    with made.app_context():
        yield made
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def test_where_addresses_are_verified_nobody_signs_in_before(careful, tmp_path):
    data = {"email": "new@example.org", "password": NEW, "name": "New"}
    id_ = operations.create("users", data, actor=SYSTEM)["id"]
    visitor = Caller(careful, None)
    login = {"email": "new@example.org", "password": NEW}
    refused = visitor.post("/users/login", login)
    assert (refused.status_code, error(refused)["message"]) == (403, "Please verify your email before logging in.")
    assert visitor.post("/users/login", login | {"password": "wrong"}).status_code == 401
    token = token_in(mails(tmp_path)[-1])
    for _ in range(2):
        wrong = visitor.post("/users/verify/nonsense")
        assert (wrong.status_code, error(wrong)["message"]) == (403, "Verification token is invalid.")
    done = visitor.post(f"/users/verify/{token}")
    assert (done.status_code, done.json) == (200, {"message": "Account verified successfully."})
    assert visitor.post(f"/users/verify/{token}").status_code == 403
    assert visitor.post("/users/login", login).status_code == 200
    db.session.rollback()
    own = operations.update("users", id_, {"email": "newer@example.org"}, actor=authentication.Actor(
        db.session.scalar(sa.select(User.id)), "user"))  # fmt: skip
    assert own["emailVerified"] is False
    assert "newer@example.org" in mails(tmp_path)[-1]


@pytest.mark.sqlite_only
def test_an_administrator_may_say_that_an_address_is_certain(careful, tmp_path):
    data = {"email": "new@example.org", "password": NEW, "emailVerified": True}
    operations.create("users", data, actor=SYSTEM)
    operations.create("users", {"email": "byline@example.org", "name": "Only a byline"}, actor=SYSTEM)
    assert mails(tmp_path) == []
    assert Caller(careful, None).post("/users/login", {"email": "new@example.org", "password": NEW}).status_code == 200


def test_an_administrator_unlocks_an_account(app, visitor, ada, ed, people):
    for _ in range(5):
        visitor.post("/users/login", {"email": people.uma.email, "password": "wrong"})
    login = {"email": people.uma.email, "password": people.uma.password}
    assert visitor.post("/users/login", login).status_code == 401
    for who in (visitor, ed):
        refused = who.post("/users/unlock", {"email": people.uma.email})
        assert (refused.status_code, error(refused)["message"]) == (403, "You are not allowed to perform this action.")
    assert ada.post("/users/unlock", {"email": "nobody@example.org"}).status_code == 403
    assert error(ada.post("/users/unlock", {}))["message"] == "Missing email."
    done = ada.post("/users/unlock", {"email": " UMA@example.org"})
    assert (done.status_code, done.json) == (200, {"message": "Success"})
    assert visitor.post("/users/login", login).status_code == 200


FIRST = {"email": "First@example.org", "password": NEW, "name": "First", "role": "user"}


def test_the_first_account_is_an_administrators_and_signed_in(app, client):
    visitor = Caller(app, None)
    assert visitor.get("/users/init").json == {"initialized": False}
    for sent in (
        {},
        FIRST | {"password": "short"},
        FIRST | {"password": ""},
        FIRST | {"nonsense": 1},
        FIRST | {"email": 5},
    ):
        assert visitor.post("/users/first-register", sent).status_code == 400
    made = visitor.post("/users/first-register", FIRST)
    assert (made.status_code, made.json["message"]) == (200, "Successfully registered first user.")
    assert (made.json["user"]["email"], made.json["user"]["role"]) == ("first@example.org", "admin")
    assert made.json["exp"]
    assert "payload-token=" in made.headers["Set-Cookie"]
    assert visitor.get("/users/init").json == {"initialized": True}
    for sent in ({}, FIRST, {"email": "x"}):
        refused = Caller(app, None).post("/users/first-register", sent)
        assert (refused.status_code, error(refused)["message"]) == (403, "You are not allowed to perform this action.")


def test_of_many_first_accounts_at_once_one_is_made(app):
    def come(number: int) -> int:
        with app.app_context():
            sent = FIRST | {"email": f"p{number}@example.org"}
            return Caller(app, None).post("/users/first-register", sent).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(come, range(4)))
    assert sorted(answers) == [200, 403, 403, 403]
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(User)) == 1


@pytest.mark.sqlite_only
def test_a_mail_that_is_asked_for_twice_is_sent_once(app, people):
    for _ in range(3):
        recovery.ask_reset(people.ed.email)
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Job)) == 1
