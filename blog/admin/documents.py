"""The pages of one collection: its list, the form of a document, and what can be done to it. Made for every collection
that the registry has; whatever is particular to one is said in a class of its own below this one."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, jsonify, request
from flask_admin import expose

from blog.admin.addresses import public_address
from blog.admin.autosaving import FIRST, AutosavePages, form_name
from blog.admin.choices import Choices, look, name_of
from blog.admin.forms import DocumentForm, rearrange, shown_fields
from blog.admin.frame import Room
from blog.admin.history import HistoryPages
from blog.admin.identity import actor
from blog.admin.lists.pages import ListPages
from blog.admin.merging import CHOSEN_ON, Present, settle
from blog.admin.origins import ORIGIN, seal
from blog.admin.previews import PreviewPages, seen_revision
from blog.admin.publishing import PublishingPages
from blog.admin.safety import STALE, form_is_stale, patient
from blog.admin.steps import StepPages
from blog.collections.checks import Finding
from blog.content import operations, presence
from blog.content.registry import Collection
from blog.content.uploads import Upload
from blog.errors import Conflict, Invalid, NotFound, Problem
from blog.models.record import PUBLISHED

GONE = "This was deleted for good meanwhile. What you wrote is still here: save it, and it is a new document."


class DocumentPages(ListPages, StepPages, HistoryPages, PreviewPages, PublishingPages, AutosavePages, Room):
    """Everything the admin does with one collection."""

    edit_template = "admin/edit.html"
    #: Whether a document is a file and what is written about it.
    takes_files = False

    def __init__(self, collection: Collection, category: str) -> None:
        self.collection = collection
        super().__init__(
            name=collection.plural,
            category=category,
            endpoint=f"admin_{collection.slug}",
            url=collection.slug,
        )

    def is_readable(self) -> bool:
        return self.may("read")

    def may(self, action: str) -> bool:
        """Whether this person may do it to documents of this collection, be it to some only."""
        return self.collection.access.allows(action, actor())

    @expose("/options")
    def options(self) -> Response:
        search = request.args.get("search", "").strip()[:200]
        found = look(self.collection.slug, actor(), search=search, limit=20)
        return jsonify([{"value": c.value, "label": c.label, "picture": c.picture} for c in found])

    @expose("/new", methods=("GET", "POST"))
    @patient
    def create(self) -> Response:
        self.collection.access.require("create", actor())
        if request.method == "GET":
            return self.show(self.form(None))
        form = self.form(None, rearrange(request.form, request.form.get("_do", "")))
        if form_is_stale():
            return self.show(form, 400, said=STALE)
        if request.form.get("_do"):
            return self.show(form)
        try:
            changes = form.changes()
            held = self.hold_back(changes, None)
            if held:
                return self.show(form, held=held)
            id_, repeated = self.create_once(lambda: self.make(changes))
            if repeated:
                return self.store_again(id_, changes)
            doc = self.read(id_)
        except Invalid as error:
            form.complain(error.problems)
            return self.show(form, 422)
        if request.form.get("_save") == "review":
            return self.ask_review(doc["id"])
        seen = " Readers see it now." if doc.get("status") == PUBLISHED and self.collection.drafts else ""
        return self.go(".edit", f"{self.collection.singular} created.{seen}", id=doc["id"])

    def store_again(self, id_: str, typed: dict[str, Any]) -> Response:
        """Save to the document that the same form has made before; nobody presses a button to get two."""
        try:
            self.store(id_, typed, FIRST)
        except Conflict:
            return self.bring_together(id_, self.form(None, rearrange(request.form, "")), None, typed)
        return self.go(".edit", self.words_for_saving(), id=id_)

    def make(self, changes: dict[str, Any]) -> dict[str, Any]:
        """Create the document that the form describes."""
        slug, wish = self.collection.slug, request.form.get("_save")
        if not self.collection.drafts:
            return operations.create(slug, changes, actor=actor(), file=self.file(), depth=0)
        if wish == "publish":
            return operations.create(slug, {**changes, "status": PUBLISHED}, actor=actor(), depth=0)
        return operations.create(slug, changes, actor=actor(), draft=True, depth=0)

    @expose("/<uuid:id>", methods=("GET", "POST"))
    @patient
    def edit(self, id: Any) -> Response:
        if request.method == "GET":
            revision = operations.revision(self.collection.slug, id, actor=actor())
            doc = self.read(id)
            return self.show(self.form(doc), doc=doc, revision=revision)
        try:
            return self.save(id)
        except NotFound:
            if self.takes_files or not self.may("create"):
                raise
            return self.show(self.form(None, rearrange(request.form, request.form.get("_do", ""))), 404, said=GONE)

    def save(self, id: Any) -> Response:
        """Do with the form of a document what its button says. Raises NotFound."""
        doc = self.read(id)
        self.collection.access.require("update", actor())
        form = self.form(doc, rearrange(request.form, request.form.get("_do", "")))
        seen = seen_revision()
        if form_is_stale():
            return self.show(form, 400, said=STALE, doc=doc, revision=seen)
        if request.form.get("_do"):
            return self.show(form, doc=doc, revision=seen)
        try:
            changes = form.changes()
            held = self.hold_back(changes, doc)
            if held:
                return self.show(form, doc=doc, revision=seen, held=held)
            before = self.waiting(id)
            self.store(id, changes, self.own_revision(id, seen))
        except Invalid as error:
            form.complain(error.problems)
            return self.show(form, 422, doc=doc, revision=seen)
        except Conflict:
            return self.bring_together(id, form, seen)
        if request.form.get("_save") == "review":
            return self.ask_review(id)
        return self.go(".edit", self.words_for_saving() + self.lapsed(id, before), id=id)

    def own_revision(self, id_: Any, seen: int | None) -> int | None:
        """The revision to save on: what this form saved by itself, without hearing of it, is nobody else's."""
        if seen is None or CHOSEN_ON in request.form:
            return seen
        return operations.unheard(self.collection.slug, id_, actor=actor(), seen=seen, form=form_name())

    def bring_together(
        self, id_: Any, form: DocumentForm, seen: int | None, typed: dict[str, Any] | None = None
    ) -> Response:
        """Save what the form says together with what somebody else saved meanwhile, or ask about what clashes."""
        slug = self.collection.slug

        def read() -> Present:
            revision = operations.revision(slug, id_, actor=actor())
            return Present(self.read(id_), revision, save)

        def save(changes: dict[str, Any], revision: int) -> None:
            if self.collection.drafts:  # whatever button was pressed: nobody has seen the two together yet
                operations.update(slug, id_, changes, actor=actor(), draft=True, if_match=revision, depth=0)
            else:
                self.store(id_, changes, revision)

        try:
            return settle(self, read, seen, lambda said: self.brought_together(id_, said), typed)
        except Invalid as error:
            form.complain(error.problems)
            return self.show(form, 422, doc=self.read(id_), revision=seen)

    def store(self, id_: Any, changes: dict[str, Any], revision: int | None) -> None:
        """Save what the form changed, as a draft, for readers, or simply, as its button says."""
        slug, wish = self.collection.slug, request.form.get("_save")
        if self.collection.drafts and wish == "publish":
            changes = {**changes, "status": PUBLISHED}
        draft = self.collection.drafts and wish not in ("publish", "save")
        operations.update(
            slug, id_, changes, actor=actor(), draft=draft, if_match=revision, file=self.file(), depth=0
        )  # fmt: skip

    def words_for_saving(self) -> str:
        """What the person reads after saving."""
        if not self.collection.drafts:
            return "Saved."
        published = request.form.get("_save") == "publish"
        return "Published." if published else "Saved. Readers do not see these changes yet."

    def file(self) -> Upload | None:
        """The file that came with the form, if one did."""
        sent = request.files.get("file") if self.takes_files else None
        return Upload(sent.filename or "file", sent.read()) if sent and sent.filename else None

    def read(self, id_: Any) -> dict[str, Any]:
        """The document as its authors see it, in the trash or not."""
        return operations.find_by_id(self.collection.slug, id_, actor=actor(), depth=0, draft=True, trash=True)

    def form(self, doc: dict[str, Any] | None, sent: Any = None, *, read_only: bool = False) -> DocumentForm:
        read_only = read_only or (doc is not None and not self.may("update"))
        return DocumentForm(self.collection, actor(), doc, sent, read_only=read_only)

    def show(
        self,
        form: DocumentForm,
        status: int = 200,
        *,
        said: str = "",
        doc: dict[str, Any] | None = None,
        revision: int | None = None,
        held: list[Finding] | None = None,
    ) -> Response:
        """The form of a document, with all that stands around it."""
        live = self._live(doc) if doc else None
        origin = seal(self.collection, doc, revision) if doc and revision is not None else ""
        return self.answer(
            self.edit_template,
            status,
            form=form,
            said=said,
            sent_to="" if doc else self.get_url(".create"),
            doc=doc,
            live=live,
            revision=revision,
            origin=(revision == seen_revision() and request.form.get(ORIGIN)) or origin,
            key=form_name() or str(uuid.uuid4()),
            others=presence.others(self.collection.slug, doc["id"], actor=actor()) if doc else [],
            choices=Choices(actor(), form.picks()),
            title=name_of(self.collection, doc) if doc else f"New {self.collection.singular.lower()}",
            facts=[(f, doc.get(f.name)) for f in shown_fields(self.collection, actor())] if doc else [],
            address=public_address(self.collection, live or doc) if doc else "",
            publishing=self.publishing(doc, live, held),
            previewed=self.previewed(doc),
            is_unsaved=request.method == "POST",
            **self.beside(doc),
        )

    def beside(self, doc: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ARG002
        """What the form's template shows besides what every form does."""
        return {}

    def _live(self, doc: dict[str, Any]) -> dict[str, Any]:
        """What readers see of a document, to set beside what its authors see."""
        if not self.collection.drafts:
            return doc
        select = [name for name in ("status", "slug", "publishedAt") if name in self.collection.by_name]
        return operations.find_by_id(
            self.collection.slug, doc["id"], actor=actor(), depth=0, trash=True, select=select
        )  # fmt: skip

    def refuse(self, id_: Any, problems: tuple[Problem, ...]) -> Response:
        """The form of a document that something could not be done to, with what is missing beside its fields."""
        doc = self.read(id_)
        form = self.form(doc)
        form.complain(problems)
        return self.show(form, 422, doc=doc, revision=operations.revision(self.collection.slug, id_, actor=actor()))
