"""The versions of a document: who saved what, when and why; two of them side by side; one brought back."""

from __future__ import annotations

import difflib
from typing import Any

from flask import Response, request
from flask_admin import expose

from blog.admin.choices import Choices, name_of
from blog.admin.forms import DocumentForm
from blog.admin.forms.document import said
from blog.admin.identity import actor
from blog.content import operations
from blog.content.people import names_of
from blog.content.registry import Collection
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
Lines = list[tuple[str, str]]


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
        return show_difference(self, str(id), name_of(self.collection, self.read(id)))

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
        choices=Choices(actor(), form.picks()),
        who=names.get(version["author"], "The site"),
        reason=REASONS.get(version["reason"], version["reason"]),
        title=name_of(view.collection, version["version"]),
        id=id_,
    )


def show_difference(view: Any, id_: str | None, title: str) -> Response:
    """What two versions say differently, field by field."""
    slug, chosen = view.collection.slug, [request.args.get("a", ""), request.args.get("b", "")]
    pair = [operations.find_version(slug, version_id, actor=actor(), trash=True) for version_id in chosen]
    if id_ is not None and any(version["parent"] != id_ for version in pair):
        raise NotFound
    pair.sort(key=lambda version: version["createdAt"])
    found = operations.compare_versions(slug, pair[0]["id"], pair[1]["id"], actor=actor())
    fields = [(change["label"], _lines(view.collection, change)) for change in found]
    names = names_of(version["author"] for version in pair)
    return view.answer("admin/compare.html", pair=pair, fields=fields, names=names, title=title, id=id_)


def _lines(collection: Collection, change: dict[str, Any]) -> Lines:
    """The lines of a field before and after: kept, taken out or put in."""
    field = collection.by_name[change["name"]]
    before, after = (said(field, change[side], collection.registry.blocks) for side in ("before", "after"))
    if not before and not after:
        return []
    marks = {"- ": "removed", "+ ": "added", "  ": "kept"}
    compared = difflib.ndiff(before.splitlines(), after.splitlines())
    return [(marks[line[:2]], line[2:]) for line in compared if line[:2] in marks]
