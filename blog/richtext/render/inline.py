"""Text with its marks, line breaks, formulas and references to footnotes, as HTML."""

from __future__ import annotations

from html import escape

from blog.richtext.render.mathematics import formula
from blog.richtext.render.page import Node, Page, attribute
from blog.richtext.runs import Marked, nested

_TAGS = {
    "bold": "strong",
    "italic": "em",
    "strike": "s",
    "underline": "u",
    "highlight": "mark",
    "subscript": "sub",
    "superscript": "sup",
    "keyboard": "kbd",
    "code": "code",
}


def inline(page: Page, nodes: list[Node] | None) -> str:
    """Return the HTML of inline nodes, neighbours with the same mark inside one element."""
    if not nodes:
        return ""
    return "".join([_one(page, part) for part in nested(nodes)])


def _one(page: Page, part: Node | Marked) -> str:
    if isinstance(part, Marked):
        return _marked(page, part.mark, "".join([_one(page, inner) for inner in part.content]))
    kind = part["type"]
    if kind == "text":
        return escape(part["text"], quote=False)
    if kind == "hardBreak":
        return "<br>"
    if kind == "math":
        return formula(part["attrs"]["source"])
    return _footnote_reference(page, part["attrs"]["label"]) if kind == "footnoteReference" else ""


def _marked(page: Page, mark: Node, content: str) -> str:
    kind = mark["type"]
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>{content}</{_TAGS[kind]}>"
    attrs = mark.get("attrs") or {}
    title = attribute("title", attrs.get("title"))
    if kind == "abbreviation":
        return f"<abbr{title}>{content}</abbr>"
    href = page.target(attrs) if kind == "link" else None
    return f"<a{attribute('href', href)}{title}>{content}</a>" if href else content


def _footnote_reference(page: Page, label: str) -> str:
    note = page.footnotes.get(label)
    if note is None:
        return f"[{escape(label)}]"
    place = note.references[min(note.shown, len(note.references) - 1)]
    note.shown += 1
    return (
        f'<sup class="footnote-reference"><a href="#{escape(note.id)}" id="{escape(place)}" role="doc-noteref" '
        f'aria-label="Footnote {note.number}">{note.number}</a></sup>'
    )
