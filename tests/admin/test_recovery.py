"""The pages that mails lead to: a new password, and an address that is one's own."""

from __future__ import annotations

import re

import pytest

from blog import create_app
from blog.config import load_settings
from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import db
from blog.jobs import run_due
from tests.admin.browser import page, sign_in, text, token
from tests.people import PASSWORD

# Pages over operations that are tested on both kinds of database.
pytestmark = pytest.mark.sqlite_only

NEW = "a quiet morning by the sea"


def send(client, path, **data):
    return client.post(path, data=data | {"csrf_token": token(client.get(path))})


def link(tmp_path) -> str:
    run_due()
    newest = max((tmp_path / "outbox").glob("*"), key=lambda path: path.stat().st_mtime_ns)
    return re.search(r"http://127\.0\.0\.1:8000(/admin/\S+)", newest.read_text().replace("=\n", ""))[1]


def test_a_forgotten_password_is_changed_through_the_pages(app, client, people, tmp_path):
    assert page(client.get("/admin/sign-in")).xpath('//a[@href="/admin/forgot"]')
    for email in ("nobody@example.org", people.ada.email):
        asked = send(client, "/admin/forgot", email=email)
        assert (asked.status_code, asked.location) == (303, "/admin/sign-in")
        assert "a mail is on its way" in text(client.get("/admin/sign-in"))
    path = link(tmp_path)
    assert client.get(path).status_code == client.get(path).status_code == 200
    weak = send(client, path, password="short")
    assert (weak.status_code, "at least 12 characters" in text(weak)) == (422, True)
    done = send(client, path, password=NEW)
    assert (done.status_code, done.location) == (303, "/admin/sign-in")
    assert sign_in(app.test_client(), people.ada).status_code == 401
    assert sign_in(app.test_client(), people.ada, NEW).status_code == 303
    again = send(client, path, password=NEW)
    assert again.location == "/admin/forgot"
    assert "too old" in text(client.get("/admin/forgot"))


def test_somebody_elses_page_cannot_press_the_buttons(app, client, people, tmp_path):
    for path in ("/admin/forgot", "/admin/reset/x", "/admin/verify/x"):
        assert client.get(path).status_code == 200
        assert client.post(path, data={"email": people.ada.email, "password": NEW}).status_code == 400


@pytest.mark.parametrize(
    "path", ["/admin/reset/%00", "/admin/reset/" + "x" * 3000, "/admin/verify/%ff", "/admin/verify/é"]
)
@pytest.mark.sqlite_only
def test_a_link_that_is_none_is_told_so(app, client, path):
    assert send(client, path, password=NEW).status_code == 303


@pytest.mark.sqlite_only
def test_one_address_is_not_flooded(database_url, tmp_path):
    made = create_app(load_settings({"DATABASE_URL": database_url, "RECOVERY_LIMIT": "2 per hour"}, tmp_path))
    client = made.test_client()
    answers = [send(client, "/admin/forgot", email="ada@example.org").status_code for _ in range(3)]
    assert answers == [303, 303, 429]


@pytest.mark.sqlite_only
def test_an_address_is_certain_when_the_button_is_pressed(database_url, tmp_path):
    made = create_app(load_settings({"DATABASE_URL": database_url, "VERIFY_EMAIL": "on"}, tmp_path))
    with made.app_context():
        data = {"email": "ada@example.org", "password": PASSWORD, "role": "admin"}
        operations.create("users", data, actor=SYSTEM)
        path = link(tmp_path)
        db.session.remove()
    client = made.test_client()
    form = {"email": "ada@example.org", "password": PASSWORD}
    refused = send(client, "/admin/sign-in", **form)
    assert (refused.status_code, "Open the mail" in text(refused)) == (403, True)
    assert client.get(path).status_code == 200
    assert send(client, path).location == "/admin/sign-in"
    assert "Now you can sign in" in text(client.get("/admin/sign-in"))
    assert send(client, "/admin/sign-in", **form).status_code == 303
    assert send(client, path).status_code == 303
