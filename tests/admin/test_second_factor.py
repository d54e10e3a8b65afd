"""One-time codes through the doors: switched on, asked for, locked, reset and switched off."""

from __future__ import annotations

import datetime as dt
import re

import pyotp
import pytest
import sqlalchemy as sa

from blog.auth import one_time
from blog.cli.user import user
from blog.clock import now
from blog.content import operations, recovery, second_factor
from blog.content.access import SYSTEM
from blog.db import db
from blog.jobs import run_due
from blog.models import AuditEvent
from tests.admin.browser import page, press, sign_in, text, token
from tests.people import PASSWORD

# Pages over operations that are tested on both kinds of database.
pytestmark = pytest.mark.sqlite_only

CODE = "/admin/sign-in/code"


@pytest.fixture
def clock(monkeypatch):
    """A clock for codes that the test moves: each step is the next half minute."""
    start, moved = now(), [0]
    monkeypatch.setattr(one_time, "now", lambda: start + dt.timedelta(seconds=30 * moved[0]))

    def move() -> None:
        moved[0] += 1

    return move


def shown(secret: str) -> str:
    return pyotp.TOTP(secret).at(one_time.now())


def switch_on(person, clock) -> tuple[str, list[str]]:
    second_factor.begin(actor=person.actor)
    secret, _ = second_factor.begun(actor=person.actor)
    codes = second_factor.confirm(shown(secret), actor=person.actor)
    clock()
    return secret, codes


def give(client, code: str):
    return client.post(CODE, data={"code": code, "csrf_token": token(client.get(CODE))})


def test_codes_are_switched_on_through_the_pages_and_asked_for(app, ed, people, clock):
    here, path = f"/admin/users/{people.ed.id}/security", f"/admin/users/{people.ed.id}/codes"
    assert press(ed, here, f"{path}/begin", presentPassword="wrong words").status_code == 422
    assert press(ed, here, f"{path}/begin", presentPassword=PASSWORD).location == path
    scan = page(ed.get(path))
    secret = scan.xpath('//code[contains(@class, "typed")]')[0].text.replace(" ", "")
    assert scan.xpath("//img/@src")[0].startswith("data:image/svg+xml")
    assert press(ed, path, path, code="000000").status_code == 422
    assert sign_in(app.test_client(), people.ed).location == "/admin/"
    done = press(ed, path, path, code=shown(secret))
    codes = [each.text for each in page(done).xpath('//ol[@id="codes"]//code')]
    assert len(codes) == 10
    assert secret not in ed.get(here).text
    clock()
    client = app.test_client()
    assert sign_in(client, people.ed, next="/admin/posts/").location == f"{CODE}?next=/admin/posts/"
    assert client.get("/admin/").status_code == 303
    assert give(client, "000000").status_code == 401
    assert give(client, shown(secret)).status_code == 303
    assert client.get("/admin/").status_code == 200
    other = app.test_client()
    sign_in(other, people.ed)
    assert give(other, shown(secret)).status_code == 401
    assert give(other, codes[0]).status_code == 303
    assert "9 recovery codes are left" in text(ed.get(here))


def test_the_api_asks_for_the_code_with_a_name_of_its_own(client, people, clock):
    secret, _ = switch_on(people.uma, clock)
    who = {"email": people.uma.email, "password": PASSWORD}

    def login(**more):
        answer = client.post("/api/users/login", json=who | more)
        return answer.status_code, answer.json.get("errors", [{}])[0].get("name")

    assert login() == (401, "OneTimeCodeRequired")
    assert login(code=123456) == (401, "OneTimeCodeRequired")
    assert login(password="wrong words") == (401, "AuthenticationError")
    assert login(code="000000") == (401, "OneTimeCodeRefused")
    code = shown(secret)
    assert login(code=code) == (200, None)
    assert login(code=code) == (401, "OneTimeCodeRefused")


def test_wrong_codes_lock_the_account_and_right_passwords_between_do_not_help(app, people, clock):
    secret, _ = switch_on(people.ed, clock)
    client = app.test_client()
    for _ in range(4):
        assert sign_in(client, people.ed).location == CODE
        assert give(client, "000000").status_code == 401
    for _ in range(3):
        assert sign_in(client, people.ed).location == CODE
    assert give(client, "000000").status_code == 401
    assert sign_in(app.test_client(), people.ed).status_code == 401
    locked = give(client, shown(secret))
    assert (locked.status_code, "locked" in text(locked)) == (401, True)
    told = db.session.scalars(sa.select(AuditEvent.action)).all()
    assert told.count("wrong-code") == 5


def test_the_first_step_is_not_enough_when_it_is_old_or_the_password_another(app, people, clock):
    secret, _ = switch_on(people.ed, clock)
    client = app.test_client()
    assert client.get(CODE).location == "/admin/sign-in"
    sign_in(client, people.ed)
    operations.update("users", people.ed.id, {"password": "other words for the same door"}, actor=SYSTEM)
    assert give(client, shown(secret)).status_code == 401
    assert client.get("/admin/").status_code == 303


def test_a_new_password_by_mail_does_not_go_round_the_code(client, people, clock, tmp_path):
    switch_on(people.uma, clock)
    recovery.ask_reset(people.uma.email)
    run_due()
    mail = next((tmp_path / "outbox").glob("*")).read_text().replace("=\n", "")
    mailed = re.search(r"/admin/reset/(\S+)", mail)[1]
    answer = client.post("/api/users/reset-password", json={"token": mailed, "password": "a new and quiet morning"})
    assert (answer.status_code, "token" in answer.json, client.get_cookie("quire-token")) == (200, False, None)
    refused = client.post("/api/users/login", json={"email": people.uma.email, "password": "a new and quiet morning"})
    assert refused.json["errors"][0]["name"] == "OneTimeCodeRequired"


def test_switching_off_asks_for_the_password_and_administrators_reset(app, ada, ed, people, clock):
    switch_on(people.ed, clock)
    here, path = f"/admin/users/{people.ed.id}/security", f"/admin/users/{people.ed.id}/codes"
    for what in ("off", "renew"):
        assert press(ed, here, f"{path}/{what}").status_code == 422
    assert press(ed, here, f"{path}/reset").status_code == 403
    assert press(ada, here, f"{path}/off", presentPassword=PASSWORD).status_code == 403
    assert sign_in(app.test_client(), people.ed).location == CODE
    assert press(ed, here, f"{path}/off", presentPassword=PASSWORD).status_code == 303
    assert sign_in(app.test_client(), people.ed).location == "/admin/"
    switch_on(people.ed, clock)
    assert press(ada, here, f"{path}/reset").status_code == 303
    assert sign_in(app.test_client(), people.ed).location == "/admin/"


@pytest.mark.sqlite_only
def test_the_command_resets_the_codes_of_somebody_who_lost_them(app, people, clock):
    switch_on(people.ada, clock)
    done = app.test_cli_runner().invoke(user, ["reset-codes", people.ada.email])
    assert "password alone" in done.output
    assert sign_in(app.test_client(), people.ada).location == "/admin/"


def test_one_gives_ones_code_where_one_writes(client, people, clock) -> None:
    secret, _ = switch_on(people.ed, clock)
    here = "/admin/sign-in/here"

    def enter(**data: str):
        return client.post(here, data={"csrf_token": client.get(here).json["token"], **data})

    asked = enter(email=people.ed.email, password=PASSWORD)
    assert (asked.status_code, asked.json["person"]) == (202, None)
    wrong = enter(code="000000")
    assert (wrong.status_code, wrong.json["code"]) == (401, True)
    right = enter(email=people.ed.email, password=PASSWORD, code=shown(secret))
    assert (right.status_code, right.json["person"]["name"]) == (200, "Ed Editor")
    assert client.get("/admin/").status_code == 200
