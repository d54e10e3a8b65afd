"""What somebody pastes, as a document: HTML of any program, Markdown, or plain words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Response, jsonify, request

from blog import richtext
from blog.admin.prose.answers import prose, question, said, words
from blog.admin.prose.linking import document_at, own_path

MOST_LINKS = 50  # addresses of this site that are looked up for one paste
TOO_LONG = "This is more than one text may hold. Paste it in parts."
NOTHING = "There was nothing to paste."


@prose.post("/paste")
def paste() -> Response:
    """The document that a clipboard holds, how it was read, and what became of its pictures."""
    asked = question()
    html, text = words(asked, "html"), words(asked, "text")
    if not html.strip() and not text.strip():
        return said(422, NOTHING)
    try:
        document, form, notes = _read(html, text)
        document = richtext.validate(document)
    except richtext.InvalidDocument:
        return said(422, TOO_LONG)
    _lower_headings(document)
    return jsonify(document=document, format=form, notes=notes)


def _read(html: str, text: str) -> tuple[dict[str, Any], str, list[str]]:
    if html.strip():
        pasted = richtext.from_pasted(html, link=_Links())
        return pasted.document, "html", _notes(pasted)
    if richtext.is_markdown(text):
        return richtext.from_markdown(text, link=_Links()), "markdown", []
    return richtext.from_plain(text), "plain", []


def _lower_headings(document: dict[str, Any]) -> None:
    """Puts the headings of a text below the title, which is the only one of the first level on a page."""
    headings = [node for node in document["content"] if node["type"] == "heading"]
    if any(node["attrs"]["level"] == 1 for node in headings):
        for node in headings:
            node["attrs"]["level"] = min(6, node["attrs"]["level"] + 1)


class _Links:
    """Addresses of this site become links to its documents."""

    def __init__(self) -> None:
        self.known: dict[str, dict[str, Any] | None] = {}

    def __call__(self, href: str) -> dict[str, Any] | None:
        if href not in self.known and len(self.known) < MOST_LINKS:
            self.known[href] = self._found(href)
        return self.known.get(href)

    def _found(self, href: str) -> dict[str, Any] | None:
        if own_path(href) is None:
            return None
        there = document_at(href)
        if there:
            return {"reference": {"relationTo": there["collection"], "value": there["id"]}}
        parts = urlsplit(href)
        return {"href": parts.path or "/"} if parts.netloc == request.host else None


def _notes(pasted: richtext.Pasted) -> list[str]:
    notes = []
    if pasted.carded:
        what = "One picture lies" if pasted.carded == 1 else f"{pasted.carded} pictures lie"
        notes.append(f"{what} on another site: a card leads there. To show it here, save it and drop it into the text.")
    if pasted.left_out:
        what = "One picture" if pasted.left_out == 1 else f"{pasted.left_out} pictures"
        notes.append(f"{what} could not be taken along. Save it from where it is, and drop it into the text.")
    return notes
