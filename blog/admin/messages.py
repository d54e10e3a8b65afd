"""The inbox: what readers sent through the site's forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from flask_admin import expose

from blog.admin.documents import DocumentPages
from blog.admin.identity import actor
from blog.admin.lists import Question, listing
from blog.collections.answers import chosen
from blog.content import operations

BOXES = {
    "": ("Inbox", {"spam": {"equals": False}}),
    "unread": ("Unread", {"spam": {"equals": False}, "read": {"equals": False}}),
    "starred": ("Starred", {"starred": {"equals": True}}),
    "spam": ("Spam", {"spam": {"equals": True}}),
}
#: What one button may change about a message.
MARKS = ("read", "starred", "spam")
EXCERPT = 140


class MessagePages(DocumentPages):
    """Messages are read, marked and thrown away; nobody writes them here."""

    list_template = "admin/messages.html"

    def narrowing(self) -> dict[str, Any] | None:
        return BOXES.get(request.args.get("box", ""), BOXES[""])[1]

    def may(self, action: str) -> bool:
        return action != "create" and super().may(action)

    @expose("/")
    def index(self) -> Response:
        question = Question.of(self.collection, request.args, actor())
        found = listing(
            self.collection, question, actor(), more=self.narrowing(), select=("starred", "read", "spam", "form")
        )
        box = request.args.get("box", "")
        return self.answer(
            self.list_template,
            found=found,
            question=question,
            boxes=BOXES,
            box=box if box in BOXES else "",
            lines=[(doc, summary(doc)) for doc in found.docs],
        )

    @expose("/<uuid:id>", methods=("GET", "POST"))
    def edit(self, id: Any) -> Response:
        doc = operations.find_by_id(
            self.collection.slug, id, actor=actor(), depth=1, populate={"forms": ["title", "fields"]}
        )
        if request.method == "GET":
            return self.answer("admin/message.html", doc=doc, answers=answers(doc), summary=summary(doc))
        operations.update(self.collection.slug, id, self._marks(), actor=actor(), depth=0)
        return self.go(".edit", "Saved.", id=id)

    def _marks(self) -> dict[str, Any]:
        """What the button that was pressed changes."""
        name, _, value = request.form.get("_mark", "").partition(":")
        if name in MARKS:
            return {name: value == "yes"}
        return {"notes": request.form.get("notes", "")} if "notes" in request.form else {}


def answers(doc: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was answered, under the names that the sender read, or those of today where nobody noted them."""
    form = doc.get("form")
    asked = doc.get("formSnapshot") or (form.get("fields") if isinstance(form, Mapping) else None)
    fields = {field["name"]: field for field in asked or ()}
    return [_answer(fields.get(row["field"], {}), row) for row in doc.get("submissionData") or ()]


def _answer(field: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[str, str]:
    value = row.get("value") or ""
    if field.get("blockType") == "checkbox" and value == "true":
        value = "Yes"
    labels = {option["value"]: option.get("label") or option["value"] for option in field.get("options") or ()}
    if labels:
        value = ", ".join(labels[option] for option in chosen(field, value)) or value
    return field.get("label") or row["field"], value


def summary(doc: Mapping[str, Any]) -> dict[str, str]:
    """Who wrote and what about, guessed from the names of the fields."""
    given = {row["field"].lower(): row.get("value") or "" for row in doc.get("submissionData") or ()}
    email = next((value for name, value in given.items() if "mail" in name), "")
    name = given.get("name") or next((value for key, value in given.items() if "name" in key), "")
    rest = [value for value in given.values() if value not in (email, name)]
    text = given.get("message") or max(rest, key=len, default="")
    form = doc.get("form")
    return {
        "name": name or email or "Somebody",
        "email": email,
        "text": " ".join(text.split())[:EXCERPT],
        "form": form.get("title", "") if isinstance(form, Mapping) else "",
    }
