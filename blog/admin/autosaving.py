"""What the form's script asks while somebody writes: saving by itself, the first time as a new document, and who else
has the document open. The answers are for scripts; each form works without them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from flask import Response, abort, request
from flask_admin import expose
from flask_wtf.csrf import generate_csrf

from blog.admin.differences import differences
from blog.admin.forms import rearrange
from blog.admin.forms.document import asked_fields
from blog.admin.identity import actor
from blog.admin.merging import last_author, merge
from blog.admin.origins import seal
from blog.admin.previews import row_ids, seen_revision, told
from blog.admin.safety import form_is_stale, patient
from blog.content import operations, presence, previews
from blog.content.repeats import Answer, forget, once
from blog.content.versions import AUTOSAVE
from blog.errors import Conflict, Invalid, NotFound

#: The name of a form, from when it is opened: whoever sends a new one twice makes one document.
KEY = re.compile(r"[0-9a-f-]{16,64}")
#: The revision that a new document has. Who has written in it since is met by the next save.
FIRST = 1
#: Says in a form whose words it holds.
PERSON = "_person"


class AutosavePages:
    """The addresses of saving while writing; the engine says who may save."""

    collection: Any

    @expose("/autosave", methods=("POST",))
    @patient
    def autosave_new(self: Any) -> Response:
        refused = self.not_to_be_saved("create")
        if refused:
            return refused
        form = self.form(None, rearrange(request.form, ""))
        try:
            changes = form.changes()
            if not changes:
                return told(200)
            id_, repeated = self.create_once(lambda: self.begin(changes))
        except Invalid as error:
            return problems(error)
        addresses = {name: self.get_url(f".{name}", id=id_) for name in ("edit", "autosave", "present", "left")}
        return self.saved(self.read(id_), FIRST, 201, id=id_, repeated=repeated, **addresses)

    def begin(self: Any, changes: dict[str, Any]) -> dict[str, Any]:
        """Create the draft that somebody has begun to write."""
        slug = self.collection.slug
        return operations.create(slug, changes, actor=actor(), draft=True, reason=AUTOSAVE, depth=0)

    def create_once(self: Any, make: Callable[[], dict[str, Any]]) -> tuple[str, bool]:
        """The id of the document that `make` creates, or created before for the same form; and whether that was so."""
        key = form_name()
        # A file is too much to be held in a transaction with an answer.
        if not self.collection.drafts or not key:
            return make()["id"], False
        sender, digest = f"admin {actor().id}", hashlib.sha256(f"new {self.collection.slug}".encode()).hexdigest()
        for _ in range(2):
            answer = once(sender, key, digest, lambda: Answer(201, make()["id"].encode(), None))
            if not answer.repeated or self.is_there(answer.body.decode()):
                break
            forget(sender, key)  # it was deleted for good since, and what is written now has nowhere to go
        return answer.body.decode(), answer.repeated

    def is_there(self: Any, id_: str) -> bool:
        """Whether this person finds the document, be it in the trash."""
        try:
            operations.revision(self.collection.slug, id_, actor=actor())
        except NotFound:
            return False
        return True

    @expose("/<uuid:id>/autosave", methods=("POST",))
    @patient
    def autosave(self: Any, id: Any) -> Response:
        refused = self.not_to_be_saved("update")
        if refused:
            return refused
        seen = seen_revision()
        if seen is None:
            abort(400)
        try:
            return self.save_by_itself(id, seen)
        except NotFound:
            return told(404, gone=True)

    def save_by_itself(self: Any, id: Any, seen: int) -> Response:
        """Save what the form of a document says, if nobody else has saved since the revision `seen`."""
        revision = operations.revision(self.collection.slug, id, actor=actor())
        doc = self.read(id)
        if doc.get("deletedAt"):
            return self.met(id, seen)
        form = self.form(doc, rearrange(request.form, ""))
        try:
            changes = form.changes()
            # A save whose answer was lost is found done already, and is no conflict with itself.
            if changes:
                doc, revision = operations.autosave(
                    self.collection.slug, id, changes, actor=actor(), if_match=seen, form=form_name()
                )
        except Invalid as error:
            return problems(error)
        except Conflict:
            return self.met(id, seen)
        return self.saved(doc, revision, 200)

    def not_to_be_saved(self: Any, action: str) -> Response | None:
        """The answer to a form that must not be saved: a stale one, or one that somebody else wrote in this browser."""
        if form_is_stale():
            return told(400, token=generate_csrf())
        if not self.collection.drafts:
            abort(404)
        self.collection.access.require(action, actor())
        if request.form.get(PERSON, str(actor().id)) != str(actor().id):
            return told(403, person=actor().name)
        return None

    def saved(self: Any, doc: dict[str, Any], revision: int, status: int, **more: Any) -> Response:
        """What the script needs to go on after the save that made this revision, and no later one."""
        slug, id_ = self.collection.slug, doc["id"]
        return told(
            status,
            revision=revision,
            origin=seal(self.collection, doc, revision),
            preview=previews.own_preview(slug, id_, actor=actor()) if self.is_previewed(doc) else "",
            rows=row_ids(asked_fields(self.collection, actor()), doc, self.collection.registry.blocks),
            others=heard(presence.others(slug, id_, actor=actor())),
            **more,
        )

    def met(self: Any, id_: Any, seen: int) -> Response:
        """What is said of a save that met somebody else's: who that was, and whether the two clash;
        or that it came for what is in the trash."""
        doc = self.read(id_)
        if doc.get("deletedAt"):
            return told(409, trashed=True)
        try:
            clashes = [each for each in merge(self.collection, doc, seen).values() if each.clashes]
        except Invalid as error:
            return problems(error)
        return told(409, who=last_author(self.collection, doc), clear=not clashes)

    @expose("/<uuid:id>/present", methods=("POST",))
    def present(self: Any, id: Any) -> Response:
        return told(200, others=heard(presence.appear(self.collection.slug, id, actor=actor())))

    @expose("/<uuid:id>/left", methods=("POST",))
    def left(self: Any, id: Any) -> Response:
        presence.leave(self.collection.slug, id, actor=actor())
        return told(200)

    @expose("/<uuid:id>/copy", methods=("POST",))
    def copy(self: Any, id: Any) -> Response:
        """What a copy that a browser kept says differently from what is stored."""
        self.collection.access.require("update", actor())
        doc = self.read(id)
        form = self.form(doc, rearrange(request.form, ""))
        try:
            changes = form.changes()
        except Invalid as error:
            changes = {}
            form.complain(error.problems)
        if request.form.get("_quietly"):
            return told(200, same=not changes and not form.problems)
        fields = differences(self.collection, doc, {**doc, **changes})
        return self.answer(
            "admin/copy.html", fields=fields, id=str(id), title=str(doc.get(self.collection.title) or "")
        )


def form_name() -> str:
    """What the form that was sent is called; empty if it has no name."""
    key = request.form.get("_key", "")
    return key if KEY.fullmatch(key) else ""


def problems(error: Invalid) -> Response:
    """What is wrong with the words so far, as sentences."""
    return told(422, problems=[f"{p.label or p.path}: {p.message}" for p in error.problems])


def heard(others: list[dict[str, Any]]) -> list[dict[str, str]]:
    """People who have the document open, for the script."""
    return [{"name": each["name"], "since": each["since"].isoformat()} for each in others]
