"""What the editor asks of the server while somebody writes: a document as Markdown, and Markdown as a document.

Knows nothing of collections: what is sent is turned into the other form and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, current_app, jsonify, url_for

from blog import richtext
from blog.admin.identity import actor, is_staff
from blog.admin.questions import asked_object
from blog.admin.safety import guard
from blog.limits import take
from blog.richtext.text import CHARACTERS_PER_MINUTE, WORDS_PER_MINUTE

conversions = Blueprint("dialects", __name__, url_prefix="/admin/richtext")
guard(conversions)

#: Where the installation puts the editor's bundle, below the static folder.
BUNDLE = "vendor/editor.js"
#: Of turned texts for one person; a long one takes some seconds of a processor.
LIMIT = "60 per minute"
PATIENCE = "That were many changes of form. The next one is made in a minute; your text is kept."
#: Whose addresses the editor's scripts know, each by the name of its view.
ASKED = ("dialects", "prose")
#: What the list of languages of a code block offers; any other can be typed in Markdown.
LANGUAGES = (
    "bash", "c", "cpp", "csharp", "css", "diff", "dockerfile", "elixir", "go", "graphql", "haskell", "html", "ini",
    "java", "javascript", "json", "jsx", "kotlin", "latex", "lua", "makefile", "markdown", "nginx", "perl", "php",
    "python", "r", "ruby", "rust", "scala", "sql", "swift", "terraform", "text", "toml", "tsx", "typescript", "xml",
    "yaml", "zig",
)  # fmt: skip


def editor_kit() -> dict[str, Any] | None:
    """What the editor of every rich text is made from; None where its bundle was not installed."""
    if not Path(current_app.static_folder or "", *BUNDLE.split("/")).is_file():
        return None
    return {
        "schema": richtext.description(),
        "endpoints": _addresses(),
        "languages": LANGUAGES,
        "reading": {"words": WORDS_PER_MINUTE, "characters": CHARACTERS_PER_MINUTE},
    }


def _addresses() -> dict[str, str]:
    rules = [rule for rule in current_app.url_map.iter_rules() if rule.endpoint.split(".")[0] in ASKED]
    return {rule.endpoint.split(".")[1]: url_for(rule.endpoint) for rule in rules if not rule.arguments}


@conversions.before_request
def admit_staff_only() -> None:
    if not is_staff():
        abort(401)


@conversions.post("/markdown")
def markdown() -> Response:
    """`{"document": …}` as `{"markdown": …}`."""
    return _turned("document", "markdown", lambda sent: richtext.to_markdown(richtext.validate(sent)))


@conversions.post("/document")
def document() -> Response:
    """`{"markdown": …}` as `{"document": …}`."""
    return _turned("markdown", "document", lambda sent: richtext.from_markdown(sent) if isinstance(sent, str) else None)


def _turned(given: str, wanted: str, turn: Callable[[Any], Any]) -> Response:
    body = asked_object()
    if body is None or body.get(given) is None:
        abort(400)
    left = take(LIMIT, "editor-dialects", str(actor().id))
    if left is not None and left.is_used_up:
        return _told(429, problem=PATIENCE)
    try:
        result = turn(body[given])
    except richtext.InvalidDocument as refusal:
        return _told(422, problem=str(refusal))
    if result is None:
        abort(400)
    return _told(200, **{wanted: result})


def _told(status: int, **words: Any) -> Response:
    response = jsonify(words)
    response.status_code = status
    return response
