"""The way in: passwords, locks, sessions, the first person, and where one goes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from flask import Flask

from blog import create_app
from blog.auth import passwords
from blog.clock import now
from blog.config import load_settings
from blog.content import authentication, operations
from blog.content.access import SYSTEM
from blog.content.authentication import SignInRefused
from blog.db import db, transaction
from blog.errors import Forbidden
from blog.models import UserSession
from tests.admin.browser import fields, page, send, sign_in, text, token
from tests.people import PASSWORD

# Pages over operations that are tested on both kinds of database.
pytestmark = pytest.mark.sqlite_only


def sessions() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(UserSession))


def test_a_stranger_is_sent_to_the_sign_in_page_and_back(client, people) -> None:
    asked = client.get("/admin/posts/?search=x")
    assert asked.status_code == 303
    assert asked.location == "/admin/sign-in?next=/admin/posts/?search%3Dx"
    entered = client.post(
        "/admin/sign-in",
        data={
            "email": people.ada.email,
            "password": PASSWORD,
            "csrf_token": token(client.get(asked.location)),
            "next": "/admin/posts/?search=x",
        },
    )
    assert entered.location == "/admin/posts/?search=x"
    assert client.get(entered.location).status_code == 200


@pytest.mark.parametrize(
    "wanted", ["https://example.com/", "//example.com/", "/\\example.com", "javascript:alert(1)", "/a\nb", "x"]
)
def test_after_signing_in_one_stays_on_this_site(client, people, wanted: str) -> None:
    assert sign_in(client, people.ada, next=wanted).location == "/admin/"


def test_a_wrong_password_and_an_unknown_address_are_told_the_same(client, people) -> None:
    wrong = sign_in(client, people.ada, "not the right words")
    asked = client.get("/admin/sign-in")
    data = {"email": "nobody@example.org", "password": "not the right words", "csrf_token": token(asked)}
    unknown = client.post("/admin/sign-in", data=data)
    assert wrong.status_code == unknown.status_code == 401
    alerts = [page(answer).xpath('//*[@role="alert"]')[0].text_content() for answer in (wrong, unknown)]
    assert alerts[0] == alerts[1]
    assert "not the right words" not in wrong.text


@pytest.mark.parametrize("email", ["a\x00@example.org", "x" * 300, "", "' OR 1=1 --"])
def test_an_impossible_address_is_refused_with_a_sentence(client, people, email: str) -> None:
    data = {"email": email, "password": "not the right words", "csrf_token": token(client.get("/admin/sign-in"))}
    assert client.post("/admin/sign-in", data=data).status_code in (401, 422)


def test_five_wrong_passwords_lock_out_the_right_one(client, people) -> None:
    for _ in range(5):
        assert sign_in(client, people.ada, "not the right words").status_code == 401
    assert sign_in(client, people.ada).status_code == 401
    assert client.get("/admin/").status_code == 303


def test_a_new_session_takes_the_place_of_the_old_one(client, people) -> None:
    client.get("/admin/sign-in")
    before = client.get_cookie("quire").value
    sign_in(client, people.ada)
    first = client.get_cookie("quire").value
    assert first != before
    client.post("/admin/sign-in", data={"email": people.ada.email, "password": PASSWORD, "csrf_token": "x"})
    client.set_cookie("quire", before)
    assert client.get("/admin/").status_code == 303


def test_an_ended_session_signs_out_at_once(ada, people) -> None:
    assert ada.get("/admin/").status_code == 200
    authentication.end_sessions(people.ada.id)
    assert ada.get("/admin/").status_code == 303


def test_signing_out_ends_the_session_for_a_stolen_cookie_too(app, ada) -> None:
    stolen = ada.get_cookie("quire").value
    left = ada.post("/admin/sign-out", data={"csrf_token": token(ada.get("/admin/"))})
    assert left.status_code == 303
    assert sessions() == 0
    thief = app.test_client()
    thief.set_cookie("quire", stolen)
    assert thief.get("/admin/").status_code == 303


def test_a_link_cannot_sign_anybody_out(ada) -> None:
    assert ada.get("/admin/sign-out").status_code in (404, 405)
    assert ada.post("/admin/sign-out").status_code == 400
    assert ada.get("/admin/").status_code == 200


def test_a_session_runs_out(ada) -> None:
    with transaction() as session:
        session.execute(sa.update(UserSession).values(expires_at=now() - dt.timedelta(seconds=1)))
    assert ada.get("/admin/").status_code == 303


def test_only_a_remembered_session_outlives_the_browser(app, people) -> None:
    for more, permanent in (({}, False), ({"remember": "yes"}, True)):
        client = app.test_client()
        sign_in(client, people.ada, **more)
        assert (client.get_cookie("quire").expires is not None) is permanent
    lengths = sorted(row.expires_at - row.created_at for row in db.session.scalars(sa.select(UserSession)))
    assert lengths[0] < dt.timedelta(days=1) < lengths[1]


def test_a_changed_role_counts_from_the_next_request(ada, people) -> None:
    operations.update("users", people.ed.id, {"role": "admin"}, actor=SYSTEM)
    operations.update("users", people.ada.id, {"role": "user"}, actor=SYSTEM)
    answer = ada.get("/admin/posts/")
    assert answer.status_code == 403
    assert "editors and administrators" in text(answer)


def test_somebody_who_is_not_staff_may_not_enter(client, people) -> None:
    sign_in(client, people.uma)
    for address in ("/admin/posts/", "/admin/header/", "/admin/posts/new"):
        assert client.get(address).status_code == 403
    assert client.get("/admin/").location == f"/admin/users/{people.uma.id}"
    refused = client.get("/admin/posts/")
    assert client.post("/admin/sign-out", data={"csrf_token": token(refused)}).status_code == 303
    assert client.get("/admin/").status_code == 303


def test_a_new_password_ends_the_sessions_elsewhere_but_not_here(app, ada, people) -> None:
    elsewhere = app.test_client()
    sign_in(elsewhere, people.ada)
    mine = {"password": "eight bridges over canals", "presentPassword": PASSWORD}
    saved = send(ada, f"/admin/users/{people.ada.id}", press="save", **mine)
    assert saved.status_code == 303
    assert ada.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 303


@pytest.mark.parametrize("change", [{"password": "eight bridges over canals"}, {"email": "thief@example.org"}])
@pytest.mark.parametrize("given", ["", "not the right words"])
def test_a_session_alone_does_not_take_an_account_over(ed, people, change: dict[str, str], given: str) -> None:
    at = f"/admin/users/{people.ed.id}"
    refused = send(ed, at, press="save", name="Kept", presentPassword=given, **change)
    assert refused.status_code == 422
    asked = page(refused).get_element_by_id("presentPassword")
    assert asked.get("aria-invalid") == "true"
    assert not asked.get("value")
    assert "your present password" in page(refused).get_element_by_id("presentPassword-wrong").text_content()
    assert dict(fields(refused))["name"] == "Kept"
    assert authentication.authenticate(people.ed.email, PASSWORD).email == people.ed.email
    assert send(ed, at, press="save", presentPassword=PASSWORD, **change).status_code == 303
    with pytest.raises(SignInRefused):
        authentication.authenticate(people.ed.email, PASSWORD)


def test_a_stolen_session_cannot_guess_the_password_without_end(app, ed, people) -> None:
    at = f"/admin/users/{people.ed.id}"
    for _ in range(app.config["LOGIN_ATTEMPTS"]):
        send(ed, at, press="save", email="thief@example.org", presentPassword="not the right words")
    assert send(ed, at, press="save", email="thief@example.org", presentPassword=PASSWORD).status_code == 422


def test_the_password_is_asked_for_one_s_own_account_only(ada, people) -> None:
    assert send(ada, f"/admin/users/{people.ada.id}", press="save", bio="Mine").status_code == 303
    theirs = f"/admin/users/{people.ed.id}"
    assert not page(ada.get(theirs)).xpath('//input[@name="presentPassword"]')
    changed = send(ada, theirs, press="save", email="edward@example.org", password="eight bridges over canals")
    assert changed.status_code == 303
    assert authentication.authenticate("edward@example.org", "eight bridges over canals")


def test_a_fresh_site_asks_for_its_first_administrator_once(app, client) -> None:
    assert client.get("/admin/sign-in").location == "/admin/welcome"
    asked = client.get("/admin/welcome")
    data = {"name": "Ada", "email": "ada@example.org", "password": "short", "csrf_token": token(asked)}
    refused = client.post("/admin/welcome", data=data)
    assert refused.status_code == 422
    assert "at least 12 characters" in text(refused)
    entered = client.post("/admin/welcome", data=data | {"password": PASSWORD})
    assert entered.status_code == 303
    assert client.get("/admin/").status_code == 200
    late = app.test_client()
    theirs = {"email": "eve@example.org", "password": PASSWORD, "csrf_token": token(late.get("/admin/sign-in"))}
    assert late.post("/admin/welcome", data=data | theirs).location == "/admin/sign-in"
    assert operations.count("users", actor=SYSTEM) == 1


def test_of_several_first_people_at_once_one_is_first(app) -> None:
    def come(number: int) -> bool:
        with app.app_context():
            try:
                data = {"name": f"Person {number}", "email": f"p{number}@example.org", "password": PASSWORD}
                authentication.claim(data)
            except Forbidden:
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        came = list(pool.map(come, range(4)))
    assert came.count(True) == 1
    assert operations.count("users", actor=SYSTEM) == 1


@pytest.fixture
def limited(database_url: str, tmp_path, people) -> Iterator[Flask]:
    """The site as it is installed, with its limits by address."""
    made = create_app(load_settings({"DATABASE_URL": database_url}, tmp_path / "limited"))
    yield made
    with made.app_context():
        db.engine.dispose()


def test_one_address_cannot_guess_without_end(limited, people) -> None:
    client = limited.test_client()
    data = {"password": "not the right words", "csrf_token": token(client.get("/admin/sign-in"))}
    emails = [f"{number}@example.org" for number in range(22)]
    answers = [client.post("/admin/sign-in", data=data | {"email": email}).status_code for email in emails]
    assert answers == [401] * 20 + [429] * 2
    assert sign_in(client, people.ada).status_code == 429


def test_a_person_may_come_in_as_often_as_they_like(limited, people) -> None:
    for _ in range(25):
        assert sign_in(limited.test_client(), people.ada).status_code == 303


def test_no_public_page_sets_or_asks_for_a_cookie(app, client, people) -> None:
    remembered = app.test_client()
    sign_in(remembered, people.ada, remember="yes")
    for visitor in (client, remembered):
        answer = visitor.get("/")
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_every_refusal_takes_the_same_work(client, people, monkeypatch: pytest.MonkeyPatch) -> None:
    operations.create("users", {"email": "byline@example.org", "name": "Only a byline"}, actor=SYSTEM)
    work: list[str] = []

    class Watched:
        def verify(self, stored: str, password: bytes) -> bool:
            work.append(stored)
            return hasher.verify(stored, password)

        def __getattr__(self, name: str) -> object:
            return getattr(hasher, name)

    hasher = passwords.HASHER
    monkeypatch.setattr(passwords, "HASHER", Watched())
    for email in (people.ada.email, "nobody@example.org", "byline@example.org", *[people.uma.email] * 6):
        data = {"email": email, "password": "not the right words", "csrf_token": token(client.get("/admin/sign-in"))}
        work.clear()
        assert client.post("/admin/sign-in", data=data).status_code == 401
        assert len(work) == 1, email
        assert work[0].startswith("$argon2id$")
