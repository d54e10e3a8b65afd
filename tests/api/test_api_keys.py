"""Keys for programs: shown once, bound to a scope and a time, and never more than their owner."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from blog.auth import tokens
from blog.content import api_keys
from blog.content.access import Scope
from blog.content.registry import registry
from blog.db import db, transaction
from blog.models import ApiKey, AuditEvent
from tests.api.test_recovery import ask
from tests.content.documents import make, post

MINE = "/users/me/api-keys"


def key_of(caller, *scopes, **more):
    made = caller.post(MINE, {"name": "Robot", "scopes": list(scopes)} | more)
    assert made.status_code == 201, made.json
    return made.json["doc"]


def by(doc):
    return {"Authorization": f"users API-Key {doc['key']}"}


def test_a_key_is_shown_once_and_kept_as_a_digest(app, ed, visitor, people):
    made = ed.post(MINE, {"name": " Robot ", "scopes": ["posts:write", "read"]})
    doc = made.json["doc"]
    assert (made.status_code, made.json["message"], doc["name"]) == (201, "API Key successfully created.", "Robot")
    assert made.headers["Cache-Control"] == "private, no-store"
    assert doc["key"].startswith(doc["prefix"])
    listed = ed.get(MINE).json
    assert listed["totalDocs"] == 1
    assert listed["docs"] == [{name: value for name, value in doc.items() if name != "key"}]
    row = db.session.scalar(sa.select(ApiKey))
    assert row.digest == tokens.digest(doc["key"])
    assert doc["key"] not in str(vars(row))
    me = visitor.get("/users/me", headers=by(doc)).json
    assert (me["user"]["id"], me["strategy"], me["collection"], "token" in me) == (
        people.ed.id, "api-key", "users", False,
    )  # fmt: skip
    assert me["user"]["_strategy"] == "api-key"
    assert ed.get(MINE).json["docs"][0]["lastUsedAt"]
    assert "create-key" in db.session.scalars(sa.select(AuditEvent.action)).all()


def test_a_key_that_is_revoked_or_too_old_is_nobodys(app, ed, visitor, people, monkeypatch):
    first, second = key_of(ed, "read"), key_of(ed, "read")
    assert ed.delete(f"{MINE}/{first['id']}").json == {"message": "API Key revoked."}
    assert ed.delete(f"{MINE}/{first['id']}").status_code == 404
    assert visitor.get("/users/me", headers=by(first)).json["user"] is None
    assert visitor.get("/users/me", headers=by(second)).json["user"]
    soon = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)).isoformat()
    short = key_of(ed, "read", expiresAt=soon)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)
    monkeypatch.setattr(api_keys, "now", lambda: later)
    assert visitor.get("/users/me", headers=by(short)).json["user"] is None
    assert visitor.get("/users/me", headers=by(second)).json["user"]


def test_a_key_goes_with_its_owner_and_has_the_role_they_have(app, ada, ed, visitor, people):
    doc = key_of(ed, "write")
    assert visitor.get("/posts/versions", headers=by(doc)).status_code == 200
    ada.patch(f"/users/{people.ed.id}", {"role": "user"})
    assert visitor.get("/posts/versions", headers=by(doc)).status_code == 403
    ada.delete(f"/users/{people.ed.id}")
    assert visitor.get("/users/me", headers=by(doc)).json["user"] is None


@pytest.mark.sqlite_only
def test_keys_are_their_owners_and_the_administrators(app, ada, ed, uma, visitor, people):
    id_ = key_of(ed, "read")["id"]
    theirs = f"/users/{people.ed.id}/api-keys"
    for who, status in ((visitor, 403), (uma, 404)):
        assert who.get(theirs).status_code == status
        assert who.post(theirs, {"name": "X"}).status_code == status
        assert who.delete(f"{theirs}/{id_}").status_code == status
    assert visitor.get(MINE).status_code == 403
    assert uma.delete(f"{MINE}/{id_}").status_code == 404
    assert ada.get(theirs).json["docs"][0]["id"] == id_
    made = ada.post(theirs, {"name": "For Ed"})
    assert made.json["doc"]["scopes"] == ["read"]
    assert visitor.get("/users/me", headers=by(made.json["doc"])).json["user"]["id"] == people.ed.id
    assert ada.delete(f"{theirs}/{id_}").status_code == 200
    assert ada.get("/users/nonsense/api-keys").status_code == 404
    assert ada.delete(f"{theirs}/nonsense").status_code == 404


@pytest.mark.sqlite_only
def test_a_key_cannot_make_itself_another_or_sign_anybody_in(app, ada, visitor, people):
    doc = key_of(ada, "write")
    for method, path in (
        ("GET", MINE), ("POST", MINE), ("DELETE", f"{MINE}/{doc['id']}"), ("GET", "/users/me/sessions"),
        ("DELETE", "/users/me/sessions"), ("GET", f"/users/{people.ed.id}/sessions"),
    ):  # fmt: skip
        assert visitor(method, path, {"name": "X"} if method == "POST" else None, headers=by(doc)).status_code == 403
    assert visitor.post("/users/logout", headers=by(doc)).status_code == 400
    assert visitor.post("/users/refresh-token", headers=by(doc)).status_code == 403
    assert "canAccessAdmin" not in visitor.get("/access", headers=by(doc)).json


@pytest.mark.sqlite_only
def test_a_key_may_do_what_both_its_owner_and_its_scope_may(app, ada, ed, visitor, people):
    id_ = post("A", categories=[make("categories", title="C")["id"]])["id"]

    def status(doc, method, path, sent=None):
        return visitor(method, path, sent, headers=by(doc)).status_code

    reading, writing = key_of(ed, "posts:read"), key_of(ed, "posts:write")
    everything, looking = key_of(ed, "write"), key_of(ed, "read")
    for doc, expected in (
        (reading, (200, 403, 403, 403, 403, 200)),
        (writing, (200, 201, 200, 403, 403, 200)),
        (everything, (200, 201, 200, 200, 403, 200)),
        (looking, (200, 403, 403, 200, 403, 200)),
    ):
        assert (
            status(doc, "GET", f"/posts/{id_}"),
            status(doc, "POST", "/posts?draft=true", {"title": f"By {doc['id']}"}),
            status(doc, "PATCH", f"/posts/{id_}?draft=true", {"title": f"By {doc['id']}"}),
            status(doc, "GET", "/categories"),
            status(doc, "DELETE", f"/posts/{id_}"),
            status(doc, "GET", "/posts/versions"),
        ) == expected, doc["scopes"]
    assert visitor.get(f"/posts/{id_}", headers=by(reading)).json["categories"][0] != "C"
    rights = visitor.get("/access", headers=by(reading)).json["collections"]
    assert set(rights["posts"]) == {"fields", "read", "readVersions"}
    assert set(rights["pages"]) == {"fields"}
    assert status(key_of(ada, "site:write"), "POST", "/globals/site", {"name": "N"}) == 200
    assert status(key_of(ada, "header:write"), "POST", "/globals/site", {"name": "N"}) == 403


@pytest.mark.sqlite_only
def test_a_key_changes_accounts_only_where_its_scope_names_them(app, ed, visitor, people):
    for sent in ({"password": "a quiet morning by the sea"}, {"email": "thief@example.org"}, {"bio": "x"}):
        path, headers = f"/users/{people.ed.id}", by(key_of(ed, "write"))
        assert visitor.get(path, headers=headers).status_code == 200
        assert visitor.patch(path, sent, headers=headers).status_code == 403
    named = key_of(ed, "users:write")
    assert visitor.patch(f"/users/{people.ed.id}", {"bio": "x"}, headers=by(named)).status_code == 200


@pytest.mark.sqlite_only
def test_every_rule_of_every_collection_is_bounded_by_the_scope(app, people):
    from dataclasses import replace

    actions = ("create", "read", "update", "delete", "publish", "versions")
    everything = [*registry.collections.items(), *registry.globals.items()]
    for role, actor in people.actors.items():
        if actor.id is None:
            continue
        for slug, collection in everything:
            for grant in ("read", "write", f"{slug}:read", f"{slug}:write", "users:write", "media:read"):
                scoped = replace(actor, scope=Scope(frozenset({grant})))
                for action in actions:
                    granted = grant in ("write", f"{slug}:write") or (
                        grant in ("read", f"{slug}:read") and action in ("read", "versions")
                    )
                    if ":" in grant and not grant.startswith(f"{slug}:"):
                        granted = False
                    if (grant, slug) == ("write", "users"):
                        granted = action in ("read", "versions")
                    expected = collection.access.allows(action, actor) and granted
                    assert collection.access.allows(action, scoped) == expected, (role, slug, grant, action)


@pytest.mark.sqlite_only
def test_what_is_wrong_with_a_key_is_named(app, ed):
    past = (dt.datetime.now(dt.UTC) - dt.timedelta(days=1)).isoformat()
    for sent, path in (
        ({}, "name"), ({"name": ""}, "name"), ({"name": "x" * 256}, "name"), ({"name": 5}, "name"),
        ({"name": "a\x00b"}, "name"), ({"name": "K", "scopes": []}, "scopes"),
        ({"name": "K", "scopes": "read"}, "scopes"),
        ({"name": "K", "scopes": ["all"]}, "scopes"), ({"name": "K", "scopes": ["nothing:read"]}, "scopes"),
        ({"name": "K", "scopes": [5]}, "scopes"), ({"name": "K", "scopes": [":read"]}, "scopes"),
        ({"name": "K", "expiresAt": past}, "expiresAt"), ({"name": "K", "expiresAt": "9999-12-31"}, "expiresAt"),
        ({"name": "K", "expiresAt": "soon"}, "expiresAt"), ({"name": "K", "expiresAt": 5}, "expiresAt"),
        ({"name": "K", "key": "mine"}, "key"), ({"name": "K", "user": "x"}, "user"),
    ):  # fmt: skip
        refused = ed.post(MINE, sent)
        assert refused.status_code == 400, sent
        assert [e["path"] for e in refused.json["errors"][0]["data"]["errors"]] == [path], sent
    with transaction() as session:
        user_id = session.scalar(sa.select(ApiKey.user_id)) or None
        assert user_id is None


@pytest.mark.sqlite_only
def test_an_account_has_a_bounded_number_of_keys(app, ed, monkeypatch):
    monkeypatch.setattr(api_keys, "MOST_KEYS", 2)
    key_of(ed, "read")
    key_of(ed, "read")
    assert ed.post(MINE, {"name": "K"}).status_code == 400


@pytest.mark.sqlite_only
def test_a_header_that_holds_no_key_is_nobody(app, ed, visitor, people):
    good = key_of(ed, "read")["key"]
    for header in (
        f"users API-Key {good}x", f"users API-Key {good[:-1]}", f"users api-key {good}", f"posts API-Key {good}",
        f"API-Key {good}", f"users API-Key  {good}", f"Bearer {good}", f"JWT {good}", "users API-Key " + "a" * 5000,
    ):  # fmt: skip
        assert visitor.get("/users/me", headers={"Authorization": header}).json["user"] is None, header


def test_keys_outlive_a_forgotten_password_unless_they_are_to_end_with_it(app, ed, visitor, people, tmp_path):
    doc = key_of(ed, "read")
    for sent, known in (({}, True), ({"revokeKeys": False}, True), ({"revokeKeys": True}, False)):
        token = ask(visitor, people.ed.email, tmp_path)
        new = {"token": token, "password": f"a quiet morning by the sea {len(sent)}"}
        assert visitor.post("/users/reset-password", new | {"revokeKeys": "all"}).status_code == 400
        assert visitor.post("/users/reset-password", new | sent).status_code == 200
        assert bool(visitor.get("/users/me", headers=by(doc)).json["user"]) is known


def test_all_keys_of_an_account_can_be_revoked_at_once(app, ed, ada, uma, visitor, people):
    first, second = key_of(ed, "read"), key_of(ed, "read")
    others = key_of(ada, "read")
    assert uma.delete(f"/users/{people.ed.id}/api-keys").status_code in (403, 404)
    assert visitor.delete(MINE, headers=by(first)).status_code == 403
    assert ed.delete(MINE).json == {"message": "2 API Keys revoked."}
    assert ed.delete(MINE).json == {"message": "0 API Keys revoked."}
    assert visitor.get("/users/me", headers=by(second)).json["user"] is None
    assert visitor.get("/users/me", headers=by(others)).json["user"]
