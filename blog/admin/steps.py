"""What is done to a whole document by one button: publish, unpublish, trash, restore, duplicate, delete for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, request
from flask_admin import expose

from blog.admin.choices import name_of
from blog.admin.identity import actor
from blog.content import operations
from blog.errors import Invalid

#: The step, what does it, and the sentence that follows.
STEPS: dict[str, tuple[Callable[..., Any], str]] = {
    "publish": (operations.publish, "Published."),
    "unpublish": (operations.unpublish, "Taken from readers. It is a draft again."),
    "trash": (operations.trash, "Moved to the trash. It can be restored from there."),
    "restore": (operations.restore, "Taken out of the trash."),
    "duplicate": (operations.duplicate, "This is the copy, a draft of its own."),
}


class StepPages:
    """The addresses of the steps; the engine says who may take them."""

    collection: Any

    @expose("/<uuid:id>/<any(publish, unpublish, trash, restore, duplicate):step>", methods=("POST",))
    def step(self: Any, id: Any, step: str) -> Response:
        do, said = STEPS[step]
        before = self.waiting(id)
        try:
            doc = do(self.collection.slug, id, actor=actor(), depth=0)
        except Invalid as error:
            return self.refuse(id, error.problems)
        if step == "trash":
            said = f"“{name_of(self.collection, doc)}” is in the trash now." + self.lapsed(id, before)
            return self.go(".index", said)
        return self.go(".edit", said + self.lapsed(id, before), id=doc["id"])

    @expose("/<uuid:id>/delete", methods=("GET", "POST"))
    def delete(self: Any, id: Any) -> Response:
        self.collection.access.require("delete", actor())
        doc = self.read(id)
        title = name_of(self.collection, doc)
        if request.method == "GET":
            return self.answer("admin/delete.html", doc=doc, title=title)
        operations.delete(self.collection.slug, id, actor=actor(), depth=0)
        return self.go(".index", f"“{title}” is deleted.")
