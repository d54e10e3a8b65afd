"""Files on their way in: one by one from the queue of a page, or several in a plain form."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, flash, jsonify, redirect, request
from flask_admin import expose
from werkzeug.datastructures import FileStorage

from blog.admin.identity import actor
from blog.admin.library.cards import FIELDS, card
from blog.admin.safety import STALE, form_is_stale, patient
from blog.content import operations
from blog.content.uploads import Upload
from blog.errors import Invalid, Problem

#: How many files one plain form brings at most.
MOST_AT_ONCE = 50
Doc = dict[str, Any]


class UploadPages:
    """The addresses that files are sent to."""

    collection: Any

    @expose("/upload", methods=("POST",))
    def upload(self: Any) -> Response:
        """Take one file and answer with JSON: the file, or why not, or which file has the same content already."""
        self.collection.access.require("create", actor())
        sent = request.files.get("file")
        if sent is None or not sent.filename:
            return _refused([Problem("file", "No file arrived.", "File")])
        try:
            doc, same = _bring_in(sent)
        except Invalid as refusal:
            return _refused(refusal.problems)
        if same is not None:
            said = f"This file is in the library already, as “{same['filename']}”."
            return jsonify({"message": said, "same": card(same)}), 409  # type: ignore[return-value]
        return jsonify({"doc": card(doc)}), 201  # type: ignore[return-value]

    @expose("/new", methods=("GET", "POST"))
    @patient
    def create(self: Any) -> Response:
        """The plain form: several files, all with what is said in it."""
        self.collection.access.require("create", actor())
        if request.method == "GET":
            return self.ask_for_files()
        if form_is_stale():
            return self.ask_for_files(400, STALE)
        files = [sent for sent in request.files.getlist("file") if sent.filename]
        if not files or len(files) > MOST_AT_ONCE:
            return self.ask_for_files(422, f"Choose up to {MOST_AT_ONCE} files." if files else "Choose a file first.")
        taken, refused = self._take(files)
        if refused:
            begun = f"{_files(len(taken))} uploaded. " if taken else ""
            return self.ask_for_files(422, f"{begun}{_files(len(refused))} could not be.", refused)
        flash(f"{_files(len(taken))} uploaded.")
        place = self.get_url(".edit", id=taken[0]["id"]) if len(taken) == 1 else self.get_url(".index")
        return redirect(place, 303)  # type: ignore[return-value]

    def _take(self: Any, files: list[FileStorage]) -> tuple[list[Doc], list[tuple[str, str, Doc | None]]]:
        """The documents that came of the files, and for the others their names, why, and the same file if it is one."""
        taken: list[Doc] = []
        refused: list[tuple[str, str, Doc | None]] = []
        for sent in files:
            name = sent.filename or "file"
            try:
                doc, same = _bring_in(sent)
            except Invalid as refusal:
                refused.append((name, " ".join(problem.message for problem in refusal.problems), None))
                continue
            if same is None:
                taken.append(doc)
            else:
                refused.append((name, "The library has this file already.", same))
        return taken, refused

    def ask_for_files(self: Any, status: int = 200, said: str = "", refused: Any = ()) -> Response:
        """The form for new files."""
        return self.answer("admin/media_new.html", status, said=said, refused=refused, sent=request.form)


def _bring_in(sent: FileStorage) -> tuple[Doc, Doc | None]:
    """The document that came of a file; where the library has the same content, that one too, and none is made unless
    it is wanted again. Raises Invalid."""
    file = Upload(sent.filename or "file", sent.read(), once=not request.form.get("again"))
    same = same_file(file) if file.once else None
    if same is not None:
        return same, same
    try:
        return operations.create("media", described(), actor=actor(), file=file, depth=0), None
    except Invalid:
        same = same_file(file) if file.once else None  # somebody else's may have come at the same moment
        if same is None:
            raise
        return same, same


def described() -> Doc:
    """What the form says of its files."""
    form = request.form
    said = {"alt": form.get("alt", "").strip() or None, "decorative": bool(form.get("decorative"))}
    said |= {"credit": form["credit"]} if form.get("credit") else {}
    return said | ({"tags": form["tags"]} if form.get("tags") else {})


def same_file(file: Upload) -> Doc | None:
    """The file of the library that has the same content, if one has."""
    digest = hashlib.sha256(file.data).hexdigest()
    return operations.find_one("media", {"sha256": {"equals": digest}}, actor=actor(), depth=0, select=FIELDS)


def _refused(problems: Any) -> Response:
    said = [{"path": problem.path, "message": problem.message} for problem in problems]
    message = " ".join(problem["message"] for problem in said)
    return jsonify({"message": message, "problems": said}), 422  # type: ignore[return-value]


def _files(count: int) -> str:
    return f"{count} file{'s' if count != 1 else ''}"
