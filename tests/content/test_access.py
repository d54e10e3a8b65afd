"""Who may do what: every role, every collection and global, every operation, against the table of the design.

The expected table is written here by hand, so that a slip in the rules is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM, Access, Actor
from blog.content.registry import registry
from blog.errors import BadQuery, Forbidden, Invalid, NotFound
from tests.content.documents import form, make, page, picture, post, text

READ = {"read"}
DRAFTED = {"publish", "unpublish", "trash", "restore"}
WRITE = {"create", "update", "duplicate", "update many"}
DELETE = {"delete", "delete many"}
HISTORY = {"versions"}
WATCHED = {"webhooks", "webhook-deliveries"}  # made of requests of their own: tests/api/test_access.py
ALL = READ | {"read draft"} | WRITE | DELETE
WHOLE = ALL | DRAFTED | HISTORY | {"create published", "restore version"}
AUTHOR = READ | {"read draft", "restore version"} | WRITE | HISTORY
OPEN = {"admin": ALL, "editor": READ | WRITE, "user": READ, "anonymous": READ}

EXPECTED: dict[str, dict[str, set[str]]] = {
    "posts": {"admin": WHOLE, "editor": AUTHOR, "user": READ, "anonymous": READ},
    "projects": {"admin": WHOLE, "editor": AUTHOR, "user": READ, "anonymous": READ},
    "pages": {"admin": WHOLE, "editor": READ | {"read draft"} | HISTORY, "user": READ, "anonymous": READ},
    "categories": OPEN,
    "technologies": OPEN,
    "media": {"admin": ALL - {"duplicate"}, "editor": READ | {"create"}, "user": READ, "anonymous": set()},
    "users": {"admin": ALL, "editor": set(), "user": set(), "anonymous": set()},
    "forms": {"admin": ALL, "editor": READ, "user": READ, "anonymous": READ},
    "form-submissions": {"admin": ALL, "editor": {"create"}, "user": {"create"}, "anonymous": {"create"}},
    "redirects": {"admin": ALL, "editor": READ, "user": READ, "anonymous": READ},
}
GLOBALS = {
    "admin": {"read", "update", "versions"}, "editor": {"read"}, "user": {"read"}, "anonymous": {"read"},
}  # fmt: skip


def data_for(slug: str, number: int) -> dict[str, Any]:
    name = f"{slug} {number}"
    return {
        "posts": {"title": name, "content": text("x")},
        "projects": {"title": name, "content": text("x")},
        "pages": {"title": name, "layout": [{"blockType": "quote", "text": "x"}]},
        "categories": {"title": name},
        "technologies": {"name": name},
        "media": {"alt": name},
        "users": {"email": f"u{number}@example.org", "password": "a quiet morning by the sea", "name": name},
        "forms": {"title": name, "fields": [{"blockType": "text", "name": "name"}]},
        "form-submissions": {"submissionData": [{"field": "name", "value": "x"}]},
        "redirects": {"from": f"/old/{number}", "to": {"url": "/new"}},
    }[slug]


class Stage:
    """Documents to try the operations on; a new one for each trial that could change it."""

    def __init__(self) -> None:
        self.number = 0
        self.form = form()["id"]

    def data(self, slug: str) -> dict[str, Any]:
        self.number += 1
        return data_for(slug, self.number) | ({"form": self.form} if slug == "form-submissions" else {})

    def document(self, slug: str, status: str = "published") -> str:
        if slug == "media":
            self.number += 1
            return picture(f"{self.number}.png")
        drafted = registry.collections[slug].drafts or slug == "forms"
        return make(slug, **self.data(slug), **({"status": status} if drafted else {}))["id"]


def trials(stage: Stage, slug: str, actor: Actor) -> dict[str, Callable[[], Any]]:
    """Each operation as something to call; whoever may not do it is refused or does not find the document."""
    ops, doc = operations, stage.document
    sent = {"title": "Changed"} if "title" in registry.collections[slug].by_name else {}
    by_id = lambda id_: {"id": {"equals": id_}}  # noqa: E731
    found: dict[str, Callable[[], Any]] = {
        "read": lambda: seen(slug, doc(slug), actor),
        "create": lambda: ops.create(slug, stage.data(slug), actor=actor),
        "update": lambda: ops.update(slug, doc(slug), sent, actor=actor),
        "duplicate": lambda: ops.duplicate(slug, doc(slug), actor=actor, data=stage.data(slug)),
        "update many": lambda: changed(ops.update_many(slug, by_id(doc(slug)), sent, actor=actor)),
        "delete": lambda: ops.delete(slug, doc(slug), actor=actor),
        "delete many": lambda: changed(ops.delete_many(slug, by_id(doc(slug)), actor=actor)),
    }
    if registry.collections[slug].drafts:
        trashed = doc(slug)
        ops.trash(slug, trashed, actor=SYSTEM)
        kept = doc(slug)
        version = ops.find_versions(slug, kept, actor=SYSTEM).docs[0]["id"]
        found |= {
            "create published": lambda: ops.create(slug, stage.data(slug) | {"status": "published"}, actor=actor),
            "publish": lambda: ops.publish(slug, doc(slug, "draft"), actor=actor),
            "unpublish": lambda: ops.unpublish(slug, doc(slug), actor=actor),
            "trash": lambda: ops.trash(slug, doc(slug), actor=actor),
            "restore": lambda: ops.restore(slug, trashed, actor=actor),
            "versions": lambda: ops.find_versions(slug, kept, actor=actor),
            "restore version": lambda: ops.restore_version(slug, version, actor=actor),
        }
    found["read draft"] = lambda: seen(slug, doc(slug, "draft"), actor)
    return found


def seen(slug: str, id_: str, actor: Actor) -> None:
    """Raises NotFound unless every way of reading shows the document, and says so if they disagree."""
    where = {"id": {"equals": id_}}
    listed = len(operations.find(slug, actor=actor, where=where).docs)
    assert listed == operations.count(slug, actor=actor, where=where)
    try:
        operations.find_by_id(slug, id_, actor=actor)
    except NotFound:
        assert not listed
        raise
    assert listed


def changed(result: operations.Bulk) -> None:
    if not result.docs:
        raise NotFound


def allowed(trial: Callable[[], Any]) -> bool:
    try:
        trial()
    except (Forbidden, NotFound):
        return False
    except Invalid as error:  # a picture without a file: refused for what it is, not for who sends it
        assert error.problems[0].path == "file", error.problems  # noqa: PT017
    return True


def test_every_role_may_do_just_what_the_table_says(app, people):
    assert EXPECTED.keys() == registry.collections.keys() - WATCHED
    stage, wrong = Stage(), []
    for slug, roles in EXPECTED.items():
        for role, actor in people.actors.items():
            for operation, trial in trials(stage, slug, actor).items():
                # Where there are no drafts, a document in that state is simply a document.
                rights = roles[role]
                if operation == "read draft" and not (registry.collections[slug].drafts or slug == "forms"):
                    continue
                if slug == "media" and operation == "duplicate":
                    continue
                if allowed(trial) is not (operation in rights):
                    wrong.append(f"{role} {operation} {slug}: not as expected ({operation in rights})")
    assert not wrong


def test_globals_are_read_by_all_and_changed_by_admins(app, people):
    for slug in registry.globals:
        for role, actor in people.actors.items():
            assert operations.read_global(slug, actor=actor)["globalType"] == slug
            for operation, trial in {
                "update": lambda slug=slug, actor=actor: operations.update_global(slug, {}, actor=actor),
                "versions": lambda slug=slug, actor=actor: operations.find_versions(slug, actor=actor),
            }.items():
                assert allowed(trial) is (operation in GLOBALS[role]), (slug, role, operation)


def test_people_see_and_change_their_own_account_only(app, people):
    for me in (people.ed, people.uma):
        assert [d["id"] for d in operations.find("users", actor=me.actor).docs] == [me.id]
        own = operations.update("users", me.id, {"bio": "Hello.", "role": "admin", "loginAttempts": 9}, actor=me.actor)
        assert (own["bio"], own["role"]) == ("Hello.", me.role)
        with pytest.raises(NotFound):
            operations.find_by_id("users", people.ada.id, actor=me.actor)
        with pytest.raises(NotFound):
            operations.update("users", people.ada.id, {"bio": "x"}, actor=me.actor)
        with pytest.raises(Forbidden):
            operations.delete("users", me.id, actor=me.actor)


def test_a_rule_is_asked_of_nobody_by_default():
    everything = Access()
    for action in ("create", "read", "update", "delete", "publish", "versions"):
        assert everything.verdict(action, ANONYMOUS) is False
        assert everything.verdict(action, Actor(None, "admin")) is False


def test_a_rule_that_answers_oddly_is_a_mistake_and_no_permission(app):
    for odd in (None, 1, "yes", {}, []):
        with pytest.raises(TypeError):
            Access(read=lambda actor, odd=odd: odd).verdict("read", ANONYMOUS)


def test_internal_notes_exist_for_staff_only(app, people):
    doc = post("A", internalNotes="the client is late")
    plain = post("B")
    operations.update("posts", doc["id"], {"summary": "x"}, actor=people.ed.actor)
    for role, actor in people.actors.items():
        staff = role in ("admin", "editor")
        asked = {"actor": actor, "depth": 0}
        assert ("internalNotes" in operations.find_by_id("posts", doc["id"], **asked)) is staff
        assert ("internalNotes" in operations.find("posts", **asked).docs[0]) is staff
        cut = operations.find_by_id("posts", doc["id"], **asked, select={"internalNotes": True})
        assert ("internalNotes" in cut) is staff
        for question in (
            {"where": {"internalNotes": {"like": "client"}}},
            {"where": {"or": [{"title": {"equals": "A"}}, {"and": [{"internalNotes": {"exists": True}}]}]}},
            {"where": {"relatedPosts.internalNotes": {"exists": True}}},
            {"sort": "-internalNotes"},
            {"sort": "relatedPosts.internalNotes"},
        ):
            if staff:
                operations.find("posts", **asked, **question)
            else:
                with pytest.raises(BadQuery) as refused:
                    operations.find("posts", **asked, **question)
                assert "internalNotes" in refused.value.problems[0].path
    versions = operations.find_versions("posts", doc["id"], actor=people.ed.actor).docs
    assert versions[0]["version"]["internalNotes"] == "the client is late"
    written = operations.update("posts", plain["id"], {"internalNotes": "mine", "summary": "s"}, actor=people.ed.actor)
    assert (written["internalNotes"], written["summary"]) == (None, "s")
    made = operations.create("posts", {"title": "C", "internalNotes": "x", "content": text("x")}, actor=people.ed.actor)
    assert made["internalNotes"] is None
    noted = operations.update("posts", plain["id"], {"internalNotes": "ours"}, actor=people.ada.actor)
    assert noted["internalNotes"] == "ours"


def test_a_question_cannot_look_past_what_a_person_may_read(app, people):
    hidden = post("Secret plan", status="draft")
    open_ = post("Open", relatedPosts=[hidden["id"]], author=people.ada.id)
    for actor in (people.visitor, people.uma.actor):
        count = lambda where, actor=actor: operations.count("posts", actor=actor, where=where)  # noqa: E731
        assert count({"relatedPosts.title": {"like": "secret"}}) == 0
        assert count({"relatedPosts.slug": {"exists": True}}) == 0
        assert count({"author.name": {"equals": "Ada Admin"}}) == 1
        doc = operations.find_by_id(
            "posts", open_["id"], actor=actor, depth=2, populate={"posts": {"relatedPosts": True}}
        )
        assert doc["relatedPosts"] == [hidden["id"]]
        assert "email" not in str(doc["populatedAuthors"])
        by_title = operations.find("posts", actor=actor, sort="relatedPosts.title", depth=0)
        assert [d["id"] for d in by_title.docs] == [open_["id"]]
    for path in ("author.email", "authors.email", "author.role", "heroImage.filename"):
        with pytest.raises(BadQuery):
            operations.count("posts", actor=people.visitor, where={path: {"like": "a"}})
        with pytest.raises(BadQuery):
            operations.find("posts", actor=people.visitor, sort=path)
    for actor in (people.uma.actor, people.ed.actor):
        assert operations.count("posts", actor=actor, where={"author.email": {"like": "ada"}}) == 0
        assert operations.count("posts", actor=actor, where={"author.slug": {"equals": "ada-admin"}}) == 1


def test_what_is_for_later_or_in_the_trash_is_not_there_for_readers(app, people):
    later = post("Later", publishedAt="2999-01-01")
    gone = page("Gone")
    operations.trash("pages", gone["id"], actor=SYSTEM)
    for actor in (people.visitor, people.uma.actor):
        for slug, id_ in (("posts", later["id"]), ("pages", gone["id"])):
            for asked in ({}, {"draft": True}, {"trash": True}):
                assert operations.count(slug, actor=actor, **asked) == 0, (slug, asked)
                with pytest.raises(NotFound):
                    operations.find_by_id(slug, id_, actor=actor, **asked)
    assert operations.find_by_id("posts", later["id"], actor=people.ed.actor)["title"] == "Later"
    assert operations.count("pages", actor=people.ed.actor) == 0
    assert operations.count("pages", actor=people.ed.actor, trash=True) == 1


def test_the_recipients_of_a_form_are_not_told(app, people):
    doc = form(emails=[{"emailTo": "owner@example.org", "subject": "New"}])
    for role, actor in people.actors.items():
        assert ("emails" in operations.find_by_id("forms", doc["id"], actor=actor)) is (role == "admin")
        if role != "admin":
            with pytest.raises(BadQuery):
                operations.count("forms", actor=actor, where={"emails.emailTo": {"like": "owner"}})


def test_a_sender_cannot_mark_a_message(app, people):
    sent = {"form": form()["id"], "submissionData": [{"field": "name", "value": "x"}], "read": True, "starred": True}
    made = operations.create("form-submissions", sent | {"notes": "hi"}, actor=people.visitor)
    kept = operations.find_by_id("form-submissions", made["id"], actor=people.ada.actor)
    assert (kept["read"], kept["starred"], kept["spam"], kept["notes"]) == (False, False, False, None)
