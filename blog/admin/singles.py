"""The page of a global: one form, its versions, and nothing to create or delete."""

from __future__ import annotations

from typing import Any

from flask import Response, g, request
from flask_admin import expose
from flask_wtf.csrf import generate_csrf

from blog.admin.choices import Choices
from blog.admin.forms import DocumentForm, rearrange
from blog.admin.frame import Room
from blog.admin.history import note_version, show_difference, show_version, show_versions
from blog.admin.identity import actor
from blog.admin.merging import Present, settle
from blog.admin.origins import ORIGIN, seal
from blog.admin.parts import parts
from blog.admin.previews import told
from blog.admin.safety import FRAMES, STALE, form_is_stale, patient
from blog.admin.shades import accent_words
from blog.content import operations, trials
from blog.content.registry import Collection
from blog.errors import Conflict, Invalid, NotFound

#: The pages of the site on which a global can be looked at before it is saved, the likeliest first.
LOOKED_AT = {
    "header": ("home", "post", "work"),
    "footer": ("home", "post", "work"),
    "site": ("home", "post", "work", "about"),
    "profile": ("cv", "about", "home"),
}


#: What makes a CV of a name.
SUBSTANCE = ("experience", "education", "skills", "projects", "volunteering", "talks", "publications")


class SinglePages(Room):
    """Everything the admin does with one global."""

    template = "admin/single.html"

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
        form = DocumentForm(self.collection, actor(), doc, self.arranged())
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
            return self._bring_together(form, seen_revision)
        return self.go(".edit", "Saved. Readers see it now.")

    def _bring_together(self, form: DocumentForm, seen: int) -> Response:
        def read() -> Present:
            revision = self._revision()
            return Present(operations.read_global(self.collection.slug, actor=actor(), depth=0), revision, self._store)

        try:
            return settle(self, read, seen, lambda said: self.go(".edit", said))
        except Invalid as error:
            form.complain(error.problems)
            return self._show(form, seen, 422)

    def arranged(self) -> Any:
        """The form that was sent, after what its button does to its rows."""
        return rearrange(request.form, request.form.get("_do", ""))

    @expose("/try", methods=("POST",))
    @patient
    def try_out(self) -> Response:
        """What the form says, for the preview beside it; nothing of it is kept."""
        if form_is_stale():
            return told(400, token=generate_csrf())
        self.collection.access.require("update", actor())
        doc = operations.read_global(self.collection.slug, actor=actor(), depth=0)
        form = DocumentForm(self.collection, actor(), doc, rearrange(request.form, ""))
        try:
            ticket = trials.try_out(self.collection.slug, form.changes(), actor=actor())
        except Invalid as error:
            return told(422, problems=[f"{p.label or p.path}: {p.message}" for p in error.problems])
        return told(200, ticket=ticket, accent=accent_words(request.form.get("theme.accent")))

    def _store(self, changes: dict[str, Any], revision: int) -> None:
        # A global that was never saved has no revision to compare with, unless somebody saved it meanwhile.
        if not revision and self._revision():
            raise Conflict
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
        looked_at = LOOKED_AT.get(self.collection.slug, ()) if self.may("update") else ()
        setattr(g, FRAMES, bool(looked_at))
        return self.answer(
            self.template,
            status,
            form=form,
            parts=parts(self.collection.slug, form),
            looked_at=looked_at,
            accent=accent_words(form.value("theme.accent")),
            said=said,
            revision=revision,
            is_unsaved=request.method == "POST",
            origin=request.form.get(ORIGIN) or seal(self.collection, form.stored, revision),
            **{"choices": Choices(actor(), form.picks())} | self.more(form),
            title=self.collection.singular,
        )

    def more(self, form: DocumentForm) -> dict[str, Any]:  # noqa: ARG002 - whose page it is
        """What else the page shows."""
        return {}

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


class ProfilePages(SinglePages):
    """As for any global, with ways to what is made of it."""

    template = "admin/profile.html"

    def more(self, form: DocumentForm) -> dict[str, Any]:
        return {"has_cv": bool(form.stored.get("name")) and any(form.stored.get(name) for name in SUBSTANCE)}
