"""The inbox: what readers sent through the site's forms, and what can be done to many messages at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from flask_admin import expose

from blog.admin.documents import DocumentPages
from blog.admin.identity import actor
from blog.admin.lists import Question, bulk, listing
from blog.collections.answers import chosen
from blog.content import operations
from blog.content.access import Actor
from blog.content.registry import Collection

BOXES = {
    "": ("Inbox", {"spam": {"equals": False}}),
    "unread": ("Unread", {"spam": {"equals": False}, "read": {"equals": False}}),
    "starred": ("Starred", {"starred": {"equals": True}}),
    "spam": ("Spam", {"spam": {"equals": True}}),
}
#: What one button may change about a message.
MARKS = ("read", "starred", "spam")
EXCERPT = 140


def _step(name: str, words: str, done: str, reverse: str, help_: str = "") -> bulk.Step:
    return bulk.Step(name, words, done, "update", reverse, help=help_)


#: The steps for many messages, by what they change.
STEPS: dict[bulk.Step, dict[str, bool]] = {
    _step("seen", "Mark as read", "marked as read", "unseen"): {"read": True},
    _step("unseen", "Mark as unread", "marked as unread", "seen"): {"read": False},
    _step("star", "Star", "starred", "unstar"): {"starred": True},
    _step("unstar", "Take the star away", "without a star now", "star"): {"starred": False},
    _step("junk", "Mark as spam", "marked as spam", "wanted", "They are moved to the box for spam."): {"spam": True},
    _step("wanted", "Not spam", "back in the inbox", "junk", "They are moved to the inbox."): {"spam": False},
}


def mark(collection: Collection, doc: bulk.Doc, step: bulk.Step, value: str, actor: Actor) -> None:  # noqa: ARG001
    """Change what a step changes about one message. Raises Unchanged where it says so already."""
    wanted = STEPS[step]
    stored = operations.find_by_id(collection.slug, doc["id"], actor=actor, depth=0, select=[*wanted, "submissionData"])
    doc["title"] = summary(stored)["name"]
    if all(bool(stored.get(name)) == said for name, said in wanted.items()):
        raise bulk.Unchanged("so already")
    operations.update(collection.slug, doc["id"], wanted, actor=actor, depth=0)


bulk.PARTICULAR["form-submissions"] = tuple(STEPS)
bulk.STEPS |= dict.fromkeys((step.name for step in STEPS), mark)


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
            steps=bulk.steps_of(self.collection, actor()),
        )

    def _ask(self, step: bulk.Step, docs: list[Any], *others: Any) -> Response:
        """Ask under the names of those who wrote."""
        where = {"id": {"in": [doc["id"] for doc in docs]}}
        found = operations.find(
            self.collection.slug, actor=actor(), where=where, limit=len(docs), depth=0, count=False,
            select=["submissionData"],
        ).docs  # fmt: skip
        names = {doc["id"]: summary(doc) for doc in found}
        for doc in docs:
            said = names[doc["id"]]
            doc["name"] = f"{said['name']}: {said['text']}" if said["text"] else said["name"]
        return super()._ask(step, docs, *others)

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
