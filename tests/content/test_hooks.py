"""Hooks: their order, and that nothing is kept of an operation in which one of them failed."""

from __future__ import annotations

from contextlib import suppress

import pytest
import sqlalchemy as sa

from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.content.registry import FieldHooks, Hooks, registry
from blog.db import db, in_transaction, transaction
from blog.errors import Forbidden, Invalid
from blog.jobs import enqueue
from blog.models import AuditEvent, DocumentVersion, Job, Post, PostCategory
from tests.content.documents import make, post, text

STAGES = (
    "before_operation", "before_validate", "before_change", "after_change", "before_read", "after_read",
    "before_delete", "after_delete", "after_operation", "after_error",
)  # fmt: skip
TABLES = (Post, PostCategory, DocumentVersion, AuditEvent, Job)


@pytest.fixture
def hooked(app, monkeypatch):
    """Puts hooks on posts, in place of their own, for one test."""
    posts = registry.collections["posts"]

    def put(**hooks):
        monkeypatch.setattr(posts, "hooks", Hooks(**hooks))

    return put


@pytest.fixture
def called(hooked):
    seen = []
    field = FieldHooks(**{
        stage: (lambda value, event, stage=stage: seen.append(f"title.{stage}") or value,)
        for stage in ("before_change", "after_change", "before_read", "after_read")
    })  # fmt: skip
    hooked(fields={"title": field}, **{stage: (lambda event, stage=stage: seen.append(stage),) for stage in STAGES})
    return seen


WRITE = [
    "before_operation", "before_validate", "before_change", "title.before_change", "before_read", "title.before_read",
    "title.after_read", "after_read", "title.after_change", "after_change", "after_operation",
]  # fmt: skip
READ = ["before_operation", "before_read", "title.before_read", "title.after_read", "after_read", "after_operation"]


def data(**more):
    return {"title": "A", "slug": "a", "content": text("x")} | more


@pytest.mark.sqlite_only
def test_what_takes_long_is_prepared_before_the_transaction(hooked):
    seen = []
    stages = ("prepare", "before_operation")
    hooked(**{stage: (lambda event, stage=stage: seen.append((stage, in_transaction())),) for stage in stages})
    made = operations.create("posts", data(), actor=SYSTEM)
    operations.update("posts", made["id"], {"title": "B"}, actor=SYSTEM)
    assert seen == [("prepare", False), ("before_operation", True)] * 2


@pytest.mark.sqlite_only
def test_an_error_of_the_preparation_is_told(hooked):
    told = []
    hooked(prepare=(lambda event: 1 / 0,), after_error=(lambda event: told.append(type(event.error)),))
    with pytest.raises(ZeroDivisionError):
        operations.create("posts", data(), actor=SYSTEM)
    assert told == [ZeroDivisionError]


@pytest.mark.sqlite_only
def test_the_order_of_hooks_on_a_write(called):
    made = operations.create("posts", data(), actor=SYSTEM)
    assert called == WRITE
    for act in (
        lambda: operations.update("posts", made["id"], {"title": "B"}, actor=SYSTEM),
        lambda: operations.update("posts", made["id"], {"title": "C", "status": "published"}, actor=SYSTEM),
        lambda: operations.update("posts", made["id"], {"title": "D"}, actor=SYSTEM, draft=True),
    ):
        called.clear()
        act()
        assert called == WRITE


@pytest.mark.sqlite_only
def test_the_order_of_hooks_on_a_read(called):
    made = operations.create("posts", data(status="published"), actor=SYSTEM)
    called.clear()
    operations.find_by_id("posts", made["id"], actor=ANONYMOUS)
    assert called == READ
    called.clear()
    operations.find("posts", actor=ANONYMOUS)
    assert called == READ


@pytest.mark.sqlite_only
def test_the_order_of_hooks_on_a_delete(called):
    made = operations.create("posts", data(), actor=SYSTEM)
    called.clear()
    operations.delete("posts", made["id"], actor=SYSTEM)
    assert called[0] == "before_operation"
    assert [stage for stage in called if stage in ("before_delete", "after_delete")] == [
        "before_delete",
        "after_delete",
    ]
    assert called[-1] == "after_operation"


@pytest.mark.sqlite_only
def test_a_refused_person_meets_only_the_first_hook(called):
    with pytest.raises(Forbidden):
        operations.create("posts", data(), actor=ANONYMOUS)
    assert called == ["before_operation", "after_error"]


@pytest.mark.sqlite_only
def test_hooks_change_what_is_stored_and_what_is_shown(hooked):
    shout = FieldHooks(
        before_change=(lambda value, event: value.upper(),), after_read=(lambda value, event: f"<{value}>",)
    )
    hooked(
        before_validate=(lambda event: event.data.setdefault("summary", "made up"),),
        after_read=(lambda event: event.doc.update(extra=1),),
        fields={"title": shout},
    )
    made = operations.create("posts", data(), actor=SYSTEM)
    assert (made["title"], made["summary"], made["extra"]) == ("<A>", "made up", 1)
    assert db.session.scalar(sa.select(Post.title)) == "A"


def rows():
    db.session.rollback()
    return {model.__name__: db.session.scalar(sa.select(sa.func.count()).select_from(model)) for model in TABLES}


@pytest.mark.parametrize(
    "stage", [stage for stage in STAGES if stage not in ("before_delete", "after_delete", "after_error")]
)
def test_a_failure_at_any_stage_of_a_write_leaves_nothing(hooked, stage):
    category = make("categories", title="C")["id"]
    doc = post("Before", categories=[category])

    def fail(event):
        if event.operation in ("create", "update"):
            raise RuntimeError(f"{stage} failed")

    told = []
    job = lambda event: enqueue("form.notify", submission=str(event.id))  # noqa: E731
    # The job is enqueued before the stage that fails: it must go with it.
    hooked(**{"before_change": (job,), "after_error": (lambda event: told.append(str(event.error)),)} | {
        stage: (job, fail) if stage == "before_change" else (fail,)
    })  # fmt: skip
    before, version = rows(), operations.find_versions("posts", doc["id"], actor=SYSTEM).total_docs
    for act in (
        lambda: operations.create("posts", data(categories=[category]), actor=SYSTEM),
        lambda: operations.update("posts", doc["id"], {"title": "After", "categories": []}, actor=SYSTEM),
        lambda: operations.update("posts", doc["id"], {"title": "After"}, actor=SYSTEM, draft=True),
    ):
        with pytest.raises(RuntimeError, match=f"{stage} failed"):
            act()
        assert rows() == before
    hooked()
    assert operations.find_by_id("posts", doc["id"], actor=SYSTEM, draft=True)["title"] == "Before"
    assert operations.find_versions("posts", doc["id"], actor=SYSTEM).total_docs == version
    assert told == [f"{stage} failed"] * 3


@pytest.mark.parametrize("stage", ["before_operation", "before_delete", "after_delete", "after_operation"])
def test_a_failure_while_deleting_leaves_everything(hooked, stage):
    doc = post("A", categories=[make("categories", title="C")["id"]])

    def fail(event):
        if event.operation == "delete":
            raise RuntimeError("no")

    hooked(**{stage: (fail,)})
    before = rows()
    with pytest.raises(RuntimeError):
        operations.delete("posts", doc["id"], actor=SYSTEM)
    assert rows() == before
    assert operations.find_by_id("posts", doc["id"], actor=SYSTEM)["categories"]


@pytest.mark.sqlite_only
def test_after_error_may_put_another_error_in_its_place(hooked):
    def translate(event):
        event.error = Forbidden("Not on a Sunday.")

    hooked(before_change=(lambda event: 1 / 0,), after_error=(translate,))
    with pytest.raises(Forbidden, match="Sunday"):
        operations.create("posts", data(), actor=SYSTEM)


def test_an_operation_inside_another_shares_its_fate(hooked):
    def also(event):
        operations.create("categories", {"title": event.values["title"]}, actor=SYSTEM)

    hooked(after_change=(also,))
    operations.create("posts", data(), actor=SYSTEM)
    assert operations.count("categories", actor=SYSTEM) == 1
    hooked(after_change=(also,), after_operation=(lambda event: 1 / 0,))
    with pytest.raises(ZeroDivisionError):
        operations.create("posts", data(slug="b"), actor=SYSTEM)
    assert (operations.count("categories", actor=SYSTEM), operations.count("posts", actor=SYSTEM)) == (1, 1)


def test_operations_in_one_transaction_are_kept_or_lost_together(app):
    with pytest.raises(ValueError, match="enough"), transaction():  # noqa: PT012 - all of it is lost
        post("A")
        make("categories", title="C")
        raise ValueError("enough")
    assert (operations.count("posts", actor=SYSTEM), operations.count("categories", actor=SYSTEM)) == (0, 0)


def test_half_an_operation_is_not_kept_even_where_its_failure_was_caught(app):
    with pytest.raises(RuntimeError), transaction():  # noqa: PT012 - the error comes at the end
        make("categories", title="C")
        with suppress(Invalid):
            operations.create("posts", {"nothing": 1}, actor=SYSTEM)
    assert operations.count("categories", actor=SYSTEM) == 0


def test_bulk_writes_stand_each_on_its_own_or_all_together(app, people):
    ok, bad = post("A", slug="a"), post("B", slug="b")
    where = {"slug": {"in": "a,b"}}
    change = {"slug": "c"}
    result = operations.update_many("posts", where, change, actor=people.ada.actor)
    assert (len(result.docs), len(result.errors)) == (1, 1)
    assert result.errors[0].keys() == {"id", "message", "isPublic"}
    with pytest.raises(Invalid):
        operations.update_many(
            "posts", {"id": {"in": [ok["id"], bad["id"]]}}, {"slug": "z"}, actor=people.ada.actor, atomic=True
        )
    assert operations.count("posts", actor=SYSTEM, where={"slug": {"equals": "z"}}) == 0
    assert len(operations.delete_many("posts", {"id": {"exists": True}}, actor=people.ada.actor).docs) == 2
