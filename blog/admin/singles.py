"""The page of a global: one form, its versions, and nothing to create or delete."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_admin import expose

from blog.admin.choices import Choices
from blog.admin.documents import CHANGED
from blog.admin.forms import DocumentForm, rearrange
from blog.admin.frame import Room
from blog.admin.history import note_version, show_difference, show_version, show_versions
from blog.admin.identity import actor
from blog.admin.safety import STALE, form_is_stale, patient
from blog.content import operations
from blog.content.registry import Collection
from blog.errors import Conflict, Invalid, NotFound


class SinglePages(Room):
    """Everything the admin does with one global."""

    def __init__(self, collection: Collection, category: str) -> None:
        self.collection = collection
        super().__init__(
            name=collection.singular, category=category, endpoint=f"admin_{collection.slug}", url=collection.slug
        )

    def is_readable(self) -> bool:
        return self.may("read")

    def may(self, action: str) -> bool:
        """Whether this person may do it to this global."""
        return self.collection.access.allows(action, actor())

    @expose("/", methods=("GET", "POST"))
    @patient
    def edit(self) -> Response:
        revision = self._revision()
        doc = operations.read_global(self.collection.slug, actor=actor(), depth=0)
        read_only = not self.may("update")
        if request.method == "GET":
            return self._show(DocumentForm(self.collection, actor(), doc, read_only=read_only), revision)
        self.collection.access.require("update", actor())
        form = DocumentForm(self.collection, actor(), doc, rearrange(request.form, request.form.get("_do", "")))
        seen = request.form.get("_revision", "")
        seen_revision = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
        if form_is_stale():
            return self._show(form, seen_revision, 400, STALE)
        if request.form.get("_do"):
            return self._show(form, seen_revision)
        try:
            self._store(form.changes(), seen_revision)
        except Invalid as error:
            form.complain(error.problems)
            return self._show(form, seen_revision, 422)
        except Conflict:
            form.contrast(doc)
            return self._show(form, revision, 409, CHANGED)
        return self.go(".edit", "Saved. Readers see it now.")

    def _store(self, changes: dict[str, Any], revision: int) -> None:
        # A global that was never saved has no revision to compare with.
        operations.update_global(
            self.collection.slug, changes, actor=actor(), if_match=revision or None, depth=0
        )  # fmt: skip

    def _revision(self) -> int:
        try:
            id_ = operations.read_global(self.collection.slug, actor=actor(), depth=0, select=[])["id"]
            return operations.revision(self.collection.slug, id_, actor=actor())
        except NotFound:
            return 0

    def _show(self, form: DocumentForm, revision: int, status: int = 200, said: str = "") -> Response:
        return self.answer(
            "admin/single.html",
            status,
            form=form,
            said=said,
            revision=revision,
            choices=Choices(actor(), form.picks()),
            title=self.collection.singular,
        )

    @expose("/versions")
    def versions(self) -> Response:
        return show_versions(self, None, self.collection.singular)

    @expose("/versions/<uuid:version_id>")
    def version(self, version_id: Any) -> Response:
        return show_version(self, None, str(version_id))

    @expose("/versions/compare")
    def compare(self) -> Response:
        doc = operations.read_global(self.collection.slug, actor=actor(), depth=0, draft=True)
        return show_difference(self, None, self.collection.singular, doc)

    @expose("/versions/<uuid:version_id>/mark", methods=("POST",))
    def mark_version(self, version_id: Any) -> Response:
        return self.go(".versions", note_version(self, None, str(version_id)))

    @expose("/versions/<uuid:version_id>/restore", methods=("POST",))
    def restore_version(self, version_id: Any) -> Response:
        operations.restore_version(self.collection.slug, version_id, actor=actor(), draft=False, depth=0)
        return self.go(".edit", "Brought back. Readers see it now.")
