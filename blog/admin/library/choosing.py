"""Choosing files for a document: the library in pages of JSON, and the tags that are in use."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request
from flask_admin import expose

from blog.admin.identity import actor
from blog.admin.library.cards import FIELDS, card
from blog.admin.lists.listing import listing
from blog.admin.lists.questions import Question
from blog.content.changes import remember
from blog.content.tags import tags_in_use

#: How many files a page of the dialog shows, and how many tags are suggested.
PER_PAGE, MOST_SUGGESTED = 48, 20


class ChoosingPages:
    """What the dialog and the inputs for tags ask for."""

    collection: Any

    @expose("/choose")
    def choose(self: Any) -> Response:
        """Files in the order and under the filters of the list, a page at a time; `next` is the query of the next."""
        question = Question.of(self.collection, request.args, actor())
        found = listing(self.collection, question, actor(), select=FIELDS, per_page=PER_PAGE)
        onward = found.onward.removeprefix("?") if found.has_next else ""
        return jsonify({"docs": [card(doc) for doc in found.docs], "total": found.total, "next": onward})

    @expose("/tags")
    def tags(self: Any) -> Response:
        """The tags in use that have these letters, those of most files first."""
        typed = request.args.get("search", "").strip().casefold()[:40]
        fitting = [tag for tag in known_tags() if typed in tag.casefold()]
        return jsonify(fitting[:MOST_SUGGESTED])


def known_tags() -> list[str]:
    """Every tag in use, those of most files first; remembered until a file changes."""
    return remember("media:tags", ["media"], tags_in_use)
