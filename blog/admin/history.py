"""The versions of a document: who saved what, when and why; two of them, or one and what there is now, side by side;
one brought back; one given a name, or kept from being pruned."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_admin import expose

from blog.admin.choices import Choices, name_of
from blog.admin.differences import differences
from blog.admin.forms import DocumentForm
from blog.admin.identity import actor
from blog.admin.readable import readable
from blog.content import operations
from blog.content.people import names_of
from blog.errors import NotFound

PER_PAGE = 30
REASONS = {
    "save": "Saved",
    "autosave": "Saved by itself",
    "publish": "Published",
    "unpublish": "Unpublished",
    "restore": "Restored",
    "import": "Imported",
    "schedule": "By schedule",
    "trash": "Moved to the trash",
}
#: How a comparison names what the document says now.
NOW = "now"


class HistoryPages:
    """The addresses of a document's versions; the engine says who may read them."""

    collection: Any

    @expose("/<uuid:id>/versions")
    def versions(self: Any, id: Any) -> Response:
        return show_versions(self, str(id), name_of(self.collection, self.read(id)))

    @expose("/<uuid:id>/versions/<uuid:version_id>")
    def version(self: Any, id: Any, version_id: Any) -> Response:
        return show_version(self, str(id), str(version_id))

    @expose("/<uuid:id>/versions/compare")
    def compare(self: Any, id: Any) -> Response:
        doc = self.read(id)
        return show_difference(self, str(id), name_of(self.collection, doc), doc)

    @expose("/<uuid:id>/versions/<uuid:version_id>/mark", methods=("POST",))
    def mark_version(self: Any, id: Any, version_id: Any) -> Response:
        return self.go(".versions", note_version(self, str(id), str(version_id)), id=id)

    @expose("/<uuid:id>/versions/<uuid:version_id>/restore", methods=("POST",))
    def restore_version(self: Any, id: Any, version_id: Any) -> Response:
        operations.restore_version(self.collection.slug, version_id, actor=actor(), depth=0, trash=True)
        return self.go(".edit", "Brought back. If readers see this document, publish it to show them.", id=id)


def show_versions(view: Any, id_: str | None, title: str) -> Response:
    """The list of versions, newest first."""
    number = request.args.get("page", "1")
    page = operations.find_versions(
        view.collection.slug,
        id_,
        actor=actor(),
        trash=True,
        limit=PER_PAGE,
        page=max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
    )
    names = names_of(version["author"] for version in page.docs)
    return view.answer("admin/versions.html", page=page, names=names, reasons=REASONS, title=title, id=id_)


def show_version(view: Any, id_: str | None, version_id: str) -> Response:
    """One version, as a form that cannot be changed."""
    version = operations.find_version(view.collection.slug, version_id, actor=actor(), trash=True)
    if id_ is not None and version["parent"] != id_:
        raise NotFound
    form = DocumentForm(view.collection, actor(), version["version"], read_only=True)
    names = names_of([version["author"]])
    return view.answer(
        "admin/version.html",
        version=version,
        form=form,
        readable=readable,
        choices=Choices(actor(), form.picks()),
        who=names.get(version["author"], "The site"),
        reason=REASONS.get(version["reason"], version["reason"]),
        title=name_of(view.collection, version["version"]),
        id=id_,
    )


def show_difference(view: Any, id_: str | None, title: str, present: dict[str, Any]) -> Response:
    """What two versions, or one and the present state, say differently, field by field."""
    pair = [_side(view, id_, request.args.get(name, ""), present) for name in ("a", "b")]
    pair.sort(key=lambda side: (side["id"] == NOW, side["createdAt"]))
    return view.answer(
        "admin/compare.html",
        pair=pair,
        fields=differences(view.collection, *(side["version"] for side in pair)),
        names=names_of(side["author"] for side in pair),
        title=title,
        id=id_,
    )


def _side(view: Any, id_: str | None, wanted: str, present: dict[str, Any]) -> dict[str, Any]:
    if wanted == NOW:
        view.collection.access.require("versions", actor())
        return {"id": NOW, "version": present, "author": None, "createdAt": present.get("updatedAt"), "name": None}
    version = operations.find_version(view.collection.slug, wanted, actor=actor(), trash=True)
    if id_ is not None and version["parent"] != id_:
        raise NotFound
    return version


def note_version(view: Any, id_: str | None, version_id: str) -> str:
    """Pin a version, let it go, or name it, as its button says; the sentence that follows."""
    slug, wish = view.collection.slug, request.form.get("mark", "")
    version = operations.find_version(slug, version_id, actor=actor(), trash=True, select=("parent",))
    if id_ is not None and version["parent"] != id_:
        raise NotFound
    if wish == "name":
        name = " ".join("".join(sign for sign in request.form.get("name", "") if sign.isprintable()).split())[:80]
        operations.mark_version(slug, version_id, actor=actor(), name=name)
        return f"The version is called “{name}” now." if name else "The version has no name any more."
    operations.mark_version(slug, version_id, actor=actor(), pinned=wish == "keep")
    return "The version is kept for good." if wish == "keep" else "The version goes when newer ones need its place."
