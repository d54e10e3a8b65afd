"""Inviting people by mail: the link, who waits, and what is taken back."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from blog.clock import now
from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import transaction
from blog.jobs import run_due
from blog.models import AccountToken
from tests.admin.browser import page, press, sign_in, text
from tests.people import Person

HERE = "/admin/users/invitations"
GRACE = {"name": "Grace Guest", "email": "grace@example.org", "role": "editor"}
WORDS = "a quiet morning by the sea"


def link(tmp_path) -> str:
    run_due()
    newest = max((tmp_path / "outbox").glob("*"), key=lambda path: path.stat().st_mtime_ns)
    return re.search(r"http://127\.0\.0\.1:8000(/admin/invite/\S+)", newest.read_text().replace("=\n", ""))[1]


def account(email: str = GRACE["email"]) -> dict | None:
    found = operations.find("users", actor=SYSTEM, where={"email": {"equals": email}}, depth=0).docs
    return found[0] if found else None


def test_somebody_invited_chooses_a_password_once_and_is_in(app, ada, tmp_path):
    assert press(ada, HERE, HERE, **GRACE).status_code == 303
    assert "grace@example.org" in text(ada.get(HERE))
    path, guest = link(tmp_path), app.test_client()
    assert press(guest, path, path, password="short").status_code == 422
    entered = press(guest, path, path, password=WORDS)
    assert (entered.status_code, entered.location) == (303, "/admin/")
    assert guest.get("/admin/").status_code == 200
    assert (account()["role"], account()["emailVerified"]) == ("editor", True)
    assert "Nobody is waiting" in text(ada.get(HERE))
    again = app.test_client()
    assert press(again, path, path, password=WORDS).location == "/admin/sign-in"
    assert again.get("/admin/").status_code == 303
    person = Person(account()["id"], GRACE["email"], GRACE["name"], "editor")
    assert sign_in(app.test_client(), person, WORDS).status_code == 303


def test_an_invitation_sent_again_voids_the_one_before(app, ada, tmp_path):
    press(ada, HERE, HERE, **GRACE)
    first, id_ = link(tmp_path), account()["id"]
    assert press(ada, HERE, f"/admin/users/{id_}/invitation/again").status_code == 303
    second, guest = link(tmp_path), app.test_client()
    assert press(guest, first, first, password=WORDS).location == "/admin/sign-in"
    assert press(guest, second, second, password=WORDS).location == "/admin/"
    assert press(ada, HERE, f"/admin/users/{id_}/invitation/again").status_code == 404


def test_an_invitation_taken_back_leaves_no_account(app, ada, people, tmp_path):
    press(ada, HERE, HERE, **GRACE)
    path = link(tmp_path)
    assert press(ada, HERE, f"/admin/users/{account()['id']}/invitation/take-back").status_code == 303
    assert account() is None
    assert press(app.test_client(), path, path, password=WORDS).location == "/admin/sign-in"
    assert press(ada, HERE, f"/admin/users/{people.uma.id}/invitation/take-back").status_code == 404
    assert account(people.uma.email)


def test_an_invitation_that_ran_out_is_still_seen(app, ada, people, tmp_path):
    press(ada, HERE, HERE, **GRACE)
    path = link(tmp_path)
    with transaction() as session:
        session.execute(sa.update(AccountToken).values(expires_at=now() - dt.timedelta(minutes=1)))
    press(ada, HERE, HERE, **(GRACE | {"email": "another@example.org"}))
    assert "Run out" in text(ada.get(HERE))
    assert press(app.test_client(), path, path, password=WORDS).location == "/admin/sign-in"


@pytest.mark.parametrize(
    "wrong", [{"email": "ada@example.org"}, {"email": "no address"}, {"name": " "}, {"role": "king"}, {"name": "\x00"}]
)
@pytest.mark.sqlite_only
def test_an_invitation_that_cannot_be_sent_is_asked_for_again(ada, wrong):
    answer = press(ada, HERE, HERE, **(GRACE | wrong))
    assert answer.status_code == 422
    assert page(answer).xpath('//*[@class="wrong-text"]')


def test_only_administrators_invite(ed, people):
    assert ed.get(HERE).status_code == 403
    assert press(ed, "/admin/", HERE, **GRACE).status_code == 403
    assert account() is None
