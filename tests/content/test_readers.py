"""What readers see changes only by what is meant for them: random commands by random people against a simple model.

QUIRE_EXAMPLES says how many runs to make; the default is small."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from blog.content import operations
from blog.content.access import SYSTEM
from blog.errors import Forbidden, Invalid, NotFound
from tests.content.documents import text

EXAMPLES = int(os.environ.get("QUIRE_EXAMPLES", "6"))
NAMES = ("title", "summary", "slug")

#: What a writer sends: an empty title is what a draft may have and a published document may not.
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["", "Tulips", "Bridges", "Seven"]),
        "summary": st.sampled_from([None, "short", "long"]),
        "slug": st.sampled_from(["a", "b", "c", "d"]),
    },
)
WHO = st.sampled_from(("admin", "admin", "editor", "editor", "user", "anonymous"))
WHICH = st.integers(0, 50)


@dataclass
class Doc:
    """A document as the design describes it."""

    live: dict[str, Any]
    status: str
    edits: dict[str, Any] = field(default_factory=dict)
    trashed: bool = False
    versions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def effective(self) -> dict[str, Any]:
        return self.live | self.edits

    @property
    def is_public(self) -> bool:
        return self.status == "published" and not self.trashed


class Refused(Exception):
    """The model says that this cannot be done."""


class Readers(RuleBasedStateMachine):
    """The site and its model, side by side."""

    actors: ClassVar[dict[str, Any]] = {}
    slug = "posts"

    @initialize()
    def empty(self) -> None:
        operations.delete_many(self.slug, {"id": {"exists": True}}, actor=SYSTEM, trash=True)
        self.docs: dict[str, Doc] = {}
        self.gone: set[str] = set()
        for status, slug in (("published", "a"), ("draft", "b"), ("published", "first")):
            data = {"title": "Tulips", "summary": None, "slug": slug}
            sent = data | {"status": status, "content": text("x")}
            made = operations.create(self.slug, sent, actor=SYSTEM)
            self.docs[made["id"]] = Doc(data, status, versions=[data])

    # What the design says of each command.

    def taken(self, slug: str | None, but: str | None = None) -> bool:
        return slug is not None and any(doc.live["slug"] == slug for id_, doc in self.docs.items() if id_ != but)

    def save(self, id_: str, role: str, changes: dict[str, Any], draft: bool, status: str | None = None) -> Doc:
        doc = self.docs[id_]
        if role not in ("admin", "editor"):
            raise Refused
        new = Doc(dict(doc.live), doc.status, dict(doc.edits), doc.trashed, doc.versions)
        unpublishes = status == "draft" and doc.status == "published" and not draft
        if (status == "published" or unpublishes) and role != "admin":
            raise Refused
        if status == "published":
            if doc.trashed:
                raise Refused
            new.live, new.edits, new.status = doc.effective | changes, {}, "published"
        elif unpublishes:
            new.live, new.edits, new.status = doc.effective | changes, {}, "draft"
        elif doc.status == "published" and (draft or role != "admin"):
            new.edits = {k: v for k, v in (doc.edits | changes).items() if v != doc.live[k]}
        else:
            new.live |= changes
            new.edits = {k: v for k, v in doc.edits.items() if k not in changes}
        goes_live = new.live != doc.live or new.status != doc.status
        complete = status == "published" or (not unpublishes and not draft and not (new.edits and not goes_live))
        if doc.status == "published" and (draft or role != "admin") and status is None:
            complete = False
        if complete and not new.live["title"]:
            raise Refused
        sent = new.live["slug"] if status == "published" or unpublishes else changes.get("slug")
        if self.taken(sent, id_):
            raise Refused
        return new

    def keep(self, id_: str, new: Doc) -> None:
        old = self.docs[id_]
        if (new.live, new.edits, new.status, new.trashed) != (old.live, old.edits, old.status, old.trashed):
            new.versions = [*old.versions, new.effective]
        self.docs[id_] = new

    # Running a command on both sides.

    def both(self, model: Callable[[], Any], real: Callable[[], Any]) -> tuple[Any, Any] | None:
        try:
            expected = model()
        except Refused:
            before = self.public()
            try:
                real()
            except (Forbidden, NotFound, Invalid):
                assert self.public() == before, "a refused command changed what readers see"
                return None
            raise AssertionError("this should have been refused") from None
        return expected, real()

    def quiet(self, loud: bool, act: Callable[[], None]) -> None:
        """Do it, and hold that readers see no change unless the command is one that may change it."""
        before = self.public()
        act()
        if not loud:
            assert self.public() == before

    def pick(self, which: int) -> str | None:
        return sorted(self.docs)[which % len(self.docs)] if self.docs else None

    @rule(role=WHO, changes=CHANGES, draft=st.booleans(), publish=st.booleans())
    def create(self, role: str, changes: dict[str, Any], draft: bool, publish: bool) -> None:
        data = {"title": "", "summary": None} | changes
        data.setdefault("slug", f"doc-{len(self.docs) + len(self.gone)}")

        def model() -> Doc:
            if role not in ("admin", "editor") or (publish and role != "admin") or self.taken(data["slug"]):
                raise Refused
            if not data["title"] and (publish or not draft):
                raise Refused
            return Doc(dict(data), "published" if publish else "draft", versions=[dict(data)])

        status = {"status": "published"} if publish else {}
        real = lambda: operations.create(  # noqa: E731
            self.slug, data | status | {"content": text("x")}, actor=self.actors[role], draft=draft
        )

        def act() -> None:
            done = self.both(model, real)
            if done:
                self.docs[done[1]["id"]] = done[0]

        self.quiet(publish, act)

    @rule(role=WHO, which=WHICH, changes=CHANGES, draft=st.booleans(), autosave=st.booleans(),
          status=st.sampled_from([None, None, None, "published", "draft"]))  # fmt: skip
    def update(self, role, which, changes, draft, autosave, status) -> None:
        id_ = self.pick(which)
        if id_ is None:
            return
        sent = changes | ({"_status": status} if status else {})
        real = lambda: operations.update(  # noqa: E731
            self.slug, id_, sent, actor=self.actors[role], draft=draft, autosave=draft and autosave
        )

        def act() -> None:
            done = self.both(lambda: self.save(id_, role, changes, draft, status), real)
            if done:
                self.keep(id_, done[0])
                if draft and autosave:
                    # Which version an autosave replaces is tested elsewhere; here only what can still be restored.
                    self.docs[id_].versions = []

        self.quiet(role == "admin" and (status is not None or not draft), act)

    @rule(role=WHO, which=WHICH, command=st.sampled_from(["publish", "unpublish", "trash", "restore", "delete"]))
    def whole(self, role: str, which: int, command: str) -> None:
        id_ = self.pick(which)
        if id_ is None:
            return

        def model() -> Doc | None:
            if role != "admin":
                raise Refused
            doc = self.docs[id_]
            if command == "publish":
                return self.save(id_, role, {}, False, "published")
            if command == "unpublish":
                return self.save(id_, role, {}, False, "draft")
            return (
                None if command == "delete" else Doc(doc.live, doc.status, doc.edits, command == "trash", doc.versions)
            )

        def act() -> None:
            done = self.both(model, lambda: getattr(operations, command)(self.slug, id_, actor=self.actors[role]))
            if done and done[0] is None:
                del self.docs[id_]
                self.gone.add(id_)
            elif done:
                self.keep(id_, done[0])

        self.quiet(role == "admin", act)

    @rule(role=WHO, which=WHICH, version=WHICH)
    def restore_version(self, role: str, which: int, version: int) -> None:
        id_ = self.pick(which)
        if id_ is None or not self.docs[id_].versions:
            return
        there = operations.find_versions(self.slug, id_, actor=SYSTEM, limit=0, sort="createdAt", trash=True).docs
        chosen = there[version % len(there)]
        snapshot = {name: chosen["version"][name] for name in NAMES}
        if self.docs[id_].trashed:
            with pytest.raises((NotFound, Forbidden)):
                operations.restore_version(self.slug, chosen["id"], actor=self.actors[role])
        real = lambda: operations.restore_version(  # noqa: E731
            self.slug, chosen["id"], actor=self.actors[role], trash=True
        )

        def act() -> None:
            done = self.both(lambda: self.save(id_, role, snapshot, True), real)
            if done:
                self.keep(id_, done[0])

        self.quiet(False, act)

    @rule(role=WHO, summary=st.sampled_from([None, "short", "bulk"]), draft=st.booleans())
    def update_many(self, role: str, summary: str | None, draft: bool) -> None:
        changes = {"summary": summary}
        expected = {}
        for id_, doc in self.docs.items():
            try:
                if not doc.trashed:
                    expected[id_] = self.save(id_, role, changes, draft)
            except Refused:
                continue

        def act() -> None:
            try:
                done = operations.update_many(
                    self.slug, {"id": {"exists": True}}, changes, actor=self.actors[role], draft=draft
                )
            except Forbidden:
                assert role not in ("admin", "editor")
                return
            assert {doc["id"] for doc in done.docs} == set(expected)
            for id_, doc in expected.items():
                self.keep(id_, doc)

        self.quiet(role == "admin" and not draft, act)

    # What there is to see.

    def public(self) -> dict[str, Any]:
        page = operations.find(self.slug, actor=self.actors["anonymous"], limit=0, depth=0)
        return {doc["id"]: {name: doc[name] for name in NAMES} for doc in page.docs}

    @invariant()
    def readers_see_the_live_rows_of_what_is_published(self) -> None:
        visitor = self.actors["anonymous"]
        expected = {id_: doc.live for id_, doc in self.docs.items() if doc.is_public}
        assert self.public() == expected
        assert operations.count(self.slug, actor=self.actors["user"]) == len(expected)
        for id_, doc in self.docs.items():
            found = operations.find_one(self.slug, {"slug": {"equals": doc.live["slug"]}}, actor=visitor, draft=True)
            assert (found is not None) is doc.is_public
            try:
                one = operations.find_by_id(self.slug, id_, actor=visitor, trash=True)
            except NotFound:
                one = None
            assert (one and one["title"]) == (doc.live["title"] if doc.is_public else None)

    @invariant()
    def writers_see_their_edits(self) -> None:
        page = operations.find(self.slug, actor=self.actors["editor"], limit=0, depth=0, draft=True, trash=True)
        assert {doc["id"]: {name: doc[name] for name in NAMES} for doc in page.docs} == {
            id_: doc.effective for id_, doc in self.docs.items()
        }


def test_what_readers_see_changes_only_by_what_is_meant_for_them(app, people):
    class Here(Readers):
        actors = people.actors

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
