"""Formulas and diagrams as readers will see them, while their source is written."""

from __future__ import annotations

from flask import Response, current_app, jsonify

from blog import richtext
from blog.admin.identity import actor
from blog.admin.prose.answers import prose, question, said, words
from blog.limits import take

#: Of new drawings for one person; a drawing may take some seconds of a processor.
LIMIT = "60 per minute"
PATIENCE = "That were many drawings. The next one is shown in a minute; its source is kept."
KINDS = ("math", "mathBlock", "diagram")


@prose.post("/drawn")
def drawn() -> Response:
    """The HTML of one formula or diagram, or the sentence that says why there is none."""
    asked = question()
    kind, source = words(asked, "kind"), words(asked, "source")
    if kind not in KINDS:
        return said(422, f"Only these can be drawn: {', '.join(KINDS)}.")
    if not source.strip():
        return jsonify(html="", problem="")
    node = {"type": kind, "attrs": {"source": source}}
    try:
        document = richtext.validate({"type": "doc", "content": [_placed(node)]})
    except richtext.InvalidDocument as error:
        return said(422, str(error))
    if kind == "diagram":
        return _diagram(document)
    html = richtext.render(document).removeprefix("<p>").removesuffix("</p>")
    return jsonify(html=html, problem="" if "<math" in html else "This formula cannot be set; its source is shown.")


def _placed(node: dict[str, object]) -> dict[str, object]:
    return {"type": "paragraph", "content": [node]} if node["type"] == "math" else node


def _diagram(document: dict[str, object]) -> Response:
    source = document["content"][0]["attrs"]["source"]  # type: ignore[index]
    book = current_app.extensions["sketchbook"]
    found = book.kept(source)
    if found is None:
        left = take(LIMIT, "editor-drawings", str(actor().id))
        if left is not None and left.is_used_up:
            return said(429, PATIENCE)
        found = book.drawing(source)
    html = "" if found.problem else richtext.render(document, diagram=lambda _: found)
    return jsonify(html=html, problem=found.problem)
