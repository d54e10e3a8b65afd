"""Tables that can be scrolled on a narrow screen and say which cells are headers."""

from __future__ import annotations

from blog.richtext.render.inline import inline
from blog.richtext.render.page import Node, Page, attribute, renders
from blog.richtext.text import inline_text

_LONGEST_LABEL = 80


@renders("table")
def table(page: Page, node: Node) -> str:
    rows = node.get("content") or []
    heads = 0
    while heads < len(rows) and all(cell["type"] == "tableHeader" for cell in rows[heads].get("content") or ()):
        heads += 1
    # A table of nothing but headers has no head: its rows describe each other.
    heads = 0 if heads == len(rows) and heads > 1 else heads
    head = "".join(_row(page, row, "col") for row in rows[:heads])
    body = "".join(_row(page, row, "row") for row in rows[heads:])
    inner = (f"<thead>{head}</thead>" if head else "") + (f"<tbody>{body}</tbody>" if body else "")
    label = attribute("aria-label", _label(rows[0] if heads else {}))
    return f'<div class="table" role="region"{label} tabindex="0"><table>{inner}</table></div>'


def _label(head: Node) -> str:
    """What the box of a table is called: by its columns, so that two tables are not both "Table"."""
    names = [
        inline_text(block.get("content") or []).strip()
        for cell in head.get("content") or ()
        for block in cell.get("content") or ()
    ]
    words = ", ".join(name for name in names if name)
    if not words:
        return "Table"
    return f"Table: {words[:_LONGEST_LABEL].rstrip(', ')}{'…' if len(words) > _LONGEST_LABEL else ''}"


def _row(page: Page, row: Node, scope: str) -> str:
    return f"<tr>{''.join(_cell(page, cell, scope) for cell in row.get('content') or ())}</tr>"


def _cell(page: Page, cell: Node, scope: str) -> str:
    attrs = cell.get("attrs") or {}
    tag = "th" if cell["type"] == "tableHeader" else "td"
    shape = "".join(
        attribute(name, attrs[name])
        for name in ("colspan", "rowspan")
        if isinstance(attrs.get(name), int) and attrs[name] > 1
    )
    if tag == "th":
        shape += attribute("scope", scope)
    if attrs.get("align") in ("left", "center", "right"):
        shape += attribute("class", f"align-{attrs['align']}")
    content = cell.get("content") or []
    single = len(content) == 1 and content[0]["type"] == "paragraph"
    inner = inline(page, content[0].get("content")) if single else page.blocks(content)
    return f"<{tag}{shape}>{inner}</{tag}>"
