"""The media library: the grid or list of all files, the page of one, and what asks before one is deleted."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, request
from flask_admin import expose

from blog.admin.documents import DocumentPages
from blog.admin.identity import actor
from blog.admin.library import ChoosingPages, UploadPages
from blog.admin.library.cards import FIELDS
from blog.admin.library.choosing import known_tags
from blog.admin.library.filters import FILTERS, KINDS
from blog.admin.library.pictures import cut_said, shown_sizes, tags_said
from blog.admin.library.tagging import STEPS, change_tag
from blog.admin.library.uses import whereabouts
from blog.admin.lists import Question, bulk, filters
from blog.content import operations
from blog.content.people import names_of

filters.PARTICULAR["media"] = FILTERS
bulk.PARTICULAR["media"] = STEPS
bulk.STEPS |= dict.fromkeys((step.name for step in STEPS), change_tag)

#: Which of the two looks a person has chosen, and for how long that is remembered, in seconds.
LOOK, LOOKS, YEAR = "quire_library", ("grid", "list"), 31_536_000
ORDERS = (
    ("-createdAt", "Newest first"),
    ("createdAt", "Oldest first"),
    ("filename", "By name"),
    ("-filesize", "Largest first"),
    ("filesize", "Smallest first"),
    ("-uses", "Most used first"),
)
MOST_TAGS = 24


class MediaPages(UploadPages, ChoosingPages, DocumentPages):
    """As for any collection, but a document is a file first."""

    list_template = "admin/media.html"
    edit_template = "admin/media_file.html"
    takes_files = True
    per_page = 48

    def list_fields(self) -> tuple[str, ...]:
        return FIELDS

    def around(self, question: Question) -> dict[str, Any]:
        look = request.cookies.get(LOOK)
        tags = [] if question.panel else known_tags()[:MOST_TAGS]
        return {"look": look if look in LOOKS else "grid", "orders": ORDERS, "kinds": tuple(KINDS), "tags": tags}

    @expose("/look/<any(grid, list):look>")
    def choose_look(self, look: str) -> Response:
        """Show the same list as a grid or as a table, from now on."""
        place = self.get_url(".index") + Question.of(self.collection, request.args, actor()).address()
        response: Response = redirect(place, 303)  # type: ignore[assignment]
        response.set_cookie(LOOK, look, max_age=YEAR, path=self.get_url(".index"), samesite="Lax", httponly=True)
        return response

    def beside(self, doc: dict[str, Any] | None) -> dict[str, Any]:
        if not doc:
            return {}
        said = request.form if request.method == "POST" else {}
        tags = said.get("tags", ", ".join(doc.get("tags") or ()))
        return {
            "used": whereabouts(doc["id"], actor()),
            "uploader": names_of([doc.get("uploadedBy")]).get(doc.get("uploadedBy") or "", ""),
            "sizes": shown_sizes(doc),
            "tags": tags,
            "whole": doc.get("wholeURL") or ((doc.get("sizes") or {}).get("large") or {}).get("url") or doc.get("url"),
        }

    def store(self, id_: Any, changes: dict[str, Any], revision: int | None) -> None:
        changes = changes | tags_said(request.form) | cut_said(request.form)
        super().store(id_, changes, revision)

    def words_for_saving(self) -> str:
        return "Replaced. Every page shows the new file now." if self.file() else "Saved."

    @expose("/<uuid:id>/delete", methods=("GET", "POST"))
    def delete(self, id: Any) -> Response:
        self.collection.access.require("delete", actor())
        doc, used = self.read(id), whereabouts(id, actor())
        if request.method == "GET" or (used.count and not request.form.get("sure")):
            status = 200 if request.method == "GET" else 422
            return self.answer("admin/media_delete.html", status, doc=doc, title=doc["filename"], used=used)
        operations.delete("media", id, actor=actor(), depth=0)
        return self.go(".index", f"“{doc['filename']}” is deleted.")
