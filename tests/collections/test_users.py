"""Accounts: passwords go in and never come out, and somebody always runs the site."""

from __future__ import annotations

import uuid

import pytest
import sqlalchemy as sa

from blog.auth import passwords
from blog.content import authentication, operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.db import db
from blog.errors import BadQuery, Forbidden, Invalid
from blog.models import AuditEvent, DocumentVersion, Post, User
from tests.content.documents import post
from tests.people import PASSWORD

GOOD = "a quiet morning by the sea"


def digest(id_: str) -> str:
    db.session.rollback()
    return db.session.scalar(sa.select(User.password).where(User.id == id_))


def test_a_password_is_kept_as_a_digest_and_never_shown(app, people):
    made = operations.create("users", {"email": "New@Example.org", "password": GOOD}, actor=people.ada.actor)
    assert (made["email"], made["role"]) == ("new@example.org", "user")
    assert GOOD not in digest(made["id"])
    assert passwords.HASHER.verify(digest(made["id"]), GOOD)
    for actor in (people.ada.actor, SYSTEM):
        for select in (None, {"password": True}, ["password"]):
            shown = operations.find_by_id("users", made["id"], actor=actor, select=select)
            assert "password" not in shown
            assert "argon2" not in str(shown)
    for question in ({"where": {"password": {"like": "argon2"}}}, {"sort": "password"}):
        with pytest.raises(BadQuery):
            operations.find("users", actor=people.ada.actor, **question)


@pytest.mark.sqlite_only
def test_a_weak_password_is_refused(app, people):
    for weak in ("short", "password1234", "aaaaaaaaaaaa", "", "new@example.org", 5, ["x" * 20], "x" * 5000):
        with pytest.raises(Invalid) as refused:
            operations.create("users", {"email": "new@example.org", "password": weak}, actor=people.ada.actor)
        assert {p.path for p in refused.value.problems} == {"password"}
    with pytest.raises(Invalid):
        operations.create("users", {"email": "new@example.org"}, actor=people.ada.actor)


@pytest.mark.sqlite_only
def test_a_password_stays_where_none_is_sent(app, people):
    before = digest(people.ed.id)
    for sent in ({"bio": "x"}, {"password": ""}, {"password": None}):
        operations.update("users", people.ed.id, sent, actor=people.ed.actor)
        assert digest(people.ed.id) == before
    operations.update("users", people.ed.id, {"password": GOOD}, actor=people.ed.actor)
    assert passwords.HASHER.verify(digest(people.ed.id), GOOD)


@pytest.mark.sqlite_only
def test_a_new_password_signs_its_person_out_everywhere_and_nobody_else(app, people):
    theirs = [authentication.open_session(people.ed.id).session_id for _ in range(2)]
    mine = authentication.open_session(people.ada.id).session_id
    operations.update("users", people.ed.id, {"bio": "x", "password": ""}, actor=people.ada.actor)
    assert all(authentication.find_session(each) for each in theirs)
    operations.update("users", people.ed.id, {"password": GOOD}, actor=people.ada.actor)
    assert not any(authentication.find_session(each) for each in theirs)
    assert authentication.find_session(mine)


def test_an_author_without_a_password_cannot_sign_in(app):
    made = operations.create("users", {"email": "guest@example.org", "name": "Guest"}, actor=SYSTEM)
    assert not digest(made["id"]).startswith("$")


@pytest.mark.parametrize(
    "email",
    ["", "x", "a@b", "a b@example.org", "a..b@example.org", ".a@example.org", "a@-example.org", "a@example.c",
    '"a"@example.org',
     "a@example.org\nbcc: b@example.org", "a@exa mple.org", "a@example.org," + "b@example.org"],
)  # fmt: skip
@pytest.mark.sqlite_only
def test_an_address_that_is_none_is_refused(app, people, email):
    with pytest.raises(Invalid) as refused:
        operations.create("users", {"email": email, "password": GOOD}, actor=people.ada.actor)
    assert refused.value.problems[0].path == "email"


def test_an_address_has_one_account(app, people):
    for email in ("ed@example.org", " ED@Example.ORG "):
        with pytest.raises(Invalid) as refused:
            operations.create("users", {"email": email, "password": GOOD}, actor=people.ada.actor)
        assert refused.value.problems[0].message == "A user with the given email is already registered."


def test_the_last_admin_stays(app, people):
    ada = people.ada
    for act in (
        lambda: operations.update("users", ada.id, {"role": "editor"}, actor=ada.actor),
        lambda: operations.delete("users", ada.id, actor=ada.actor),
        lambda: operations.delete_many("users", {"id": {"equals": ada.id}}, actor=ada.actor, atomic=True),
    ):
        with pytest.raises(Forbidden, match="only administrator"):
            act()
    operations.update("users", people.ed.id, {"role": "admin"}, actor=ada.actor)
    operations.update("users", ada.id, {"role": "editor"}, actor=ada.actor)
    assert operations.count("users", actor=SYSTEM, where={"role": {"equals": "admin"}}) == 1


def test_an_admin_may_delete_their_own_account(app, people):
    operations.update("users", people.ed.id, {"role": "admin"}, actor=people.ada.actor)
    post("A", actor=people.ada.actor, author=people.ada.id)
    operations.delete("users", people.ada.id, actor=people.ada.actor)
    db.session.rollback()
    assert db.session.get(User, uuid.UUID(people.ada.id)) is None
    query = sa.select(AuditEvent.actor_id, AuditEvent.actor_name).where(AuditEvent.action == "delete")
    assert db.session.execute(query).all() == [(None, "Ada Admin")]


@pytest.mark.sqlite_only
def test_nobody_raises_themselves(app, people):
    for person in (people.ed, people.uma):
        sent = {"role": "admin", "emailVerified": True, "lockedUntil": None, "loginAttempts": 0, "name": "Me"}
        assert operations.update("users", person.id, sent, actor=person.actor)["role"] == person.role


def test_what_somebody_wrote_stays_when_they_go(app, people):
    id_ = post("A", actor=people.ada.actor, author=people.ed.id)["id"]
    operations.update("posts", id_, {"summary": "s"}, actor=people.ed.actor, draft=True)
    operations.delete("users", people.ed.id, actor=people.ada.actor)
    db.session.rollback()
    assert db.session.scalar(sa.select(Post.author_id)) is None
    assert operations.find_by_id("posts", id_, actor=ANONYMOUS)["author"] is None
    versions = operations.find_versions("posts", id_, actor=people.ada.actor).docs
    assert [v["author"] for v in versions] == [None, people.ada.id]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(DocumentVersion)) == 2


@pytest.mark.sqlite_only
def test_a_byline_shows_a_person_and_no_account(app, people):
    operations.update("users", people.ed.id, {"bio": "Writes."}, actor=people.ed.actor)
    doc = operations.find_by_id("posts", post("A", author=people.ed.id)["id"], actor=ANONYMOUS)
    assert doc["populatedAuthors"] == [
        {
            "id": people.ed.id,
            "name": "Ed Editor",
            "slug": "ed-editor",
            "bio": "Writes.",
            "website": None,
            "avatar": None,
        }
    ]
    assert doc["author"] == people.ed.id
    assert PASSWORD not in str(doc)
