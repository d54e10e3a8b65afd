"""Paragraphs, headings, lists, quotations and the blocks that hold other blocks, as HTML."""

from __future__ import annotations

from html import escape

from blog.richtext.addresses import is_safe_address
from blog.richtext.render.inline import inline
from blog.richtext.render.mathematics import displayed
from blog.richtext.render.page import Node, Page, attribute, renders
from blog.richtext.text import inline_text

_LISTS = {"bulletList", "orderedList", "taskList"}
_CALLOUTS = {"info": "Info", "success": "Success", "warning": "Warning", "error": "Error"}


@renders("paragraph")
def paragraph(page: Page, node: Node) -> str:
    content = node.get("content")
    return f"<p>{inline(page, content)}</p>" if content else ""


@renders("heading")
def heading(page: Page, node: Node) -> str:
    level = min(max(int(node["attrs"]["level"]) + page.heading_offset, 1), 6)
    name = escape(page.ids[id(node)])
    label = escape(inline_text(node.get("content") or []).strip() or "this section")
    return (
        f'<h{level} id="{name}">{inline(page, node.get("content"))}'
        f'<a class="anchor" href="#{name}" aria-label="Link to {label}"><span aria-hidden="true">#</span></a>'
        f"</h{level}>"
    )


@renders("blockquote")
def blockquote(page: Page, node: Node) -> str:
    cite = (node.get("attrs") or {}).get("cite")
    safe = cite if cite and is_safe_address(cite) else None
    return f"<blockquote{attribute('cite', safe)}>{page.blocks(node.get('content'))}</blockquote>"


@renders("bulletList")
def bullet_list(page: Page, node: Node) -> str:
    return f"<ul>{page.blocks(node.get('content'))}</ul>"


@renders("orderedList")
def ordered_list(page: Page, node: Node) -> str:
    start = int((node.get("attrs") or {}).get("start", 1))
    return f"<ol{attribute('start', None if start == 1 else start)}>{page.blocks(node.get('content'))}</ol>"


@renders("taskList")
def task_list(page: Page, node: Node) -> str:
    return f'<ul class="task-list">{page.blocks(node.get("content"))}</ul>'


@renders("listItem")
def list_item(page: Page, node: Node) -> str:
    return f"<li>{_item(page, node)}</li>"


@renders("taskItem")
def task_item(page: Page, node: Node) -> str:
    done = (node.get("attrs") or {}).get("checked") is True
    state = ' checked aria-label="Done"' if done else ' aria-label="To do"'
    return f'<li class="task-item"><input type="checkbox" disabled{state}> {_item(page, node)}</li>'


def _item(page: Page, node: Node) -> str:
    content = node.get("content") or []
    if content and content[0]["type"] == "paragraph" and all(child["type"] in _LISTS for child in content[1:]):
        return inline(page, content[0].get("content")) + page.blocks(content[1:])
    return page.blocks(content)


@renders("horizontalRule")
def horizontal_rule(page: Page, node: Node) -> str:
    return "<hr>"


@renders("callout")
def callout(page: Page, node: Node) -> str:
    kind = node["attrs"]["kind"]
    title = node["attrs"].get("title") or _CALLOUTS[kind]
    return (
        f'<div class="callout callout-{kind}" role="note" aria-label="{escape(title)}">'
        f'<p class="callout-title">{escape(title)}</p>{page.blocks(node.get("content"))}</div>'
    )


@renders("callToAction")
def call_to_action(page: Page, node: Node) -> str:
    attrs = node["attrs"]
    parts = [
        f'<p class="call-to-action-{kind}">{escape(attrs[kind])}</p>' for kind in ("title", "text") if attrs.get(kind)
    ]
    href = page.target(attrs)
    if href:
        parts.append(f'<p><a class="button"{attribute("href", href)}>{escape(attrs.get("label") or href)}</a></p>')
    return f'<div class="call-to-action">{"".join(parts)}</div>' if parts else ""


@renders("columns")
def columns(page: Page, node: Node) -> str:
    content = node.get("content") or []
    inner = "".join(f'<div class="column">{page.blocks(child.get("content"))}</div>' for child in content)
    return f'<div class="columns columns-{min(len(content), 4)}">{inner}</div>'


@renders("details")
def details(page: Page, node: Node) -> str:
    summary = escape(node["attrs"].get("summary") or "Details")
    return f"<details><summary>{summary}</summary>{page.blocks(node.get('content'))}</details>"


@renders("mathBlock")
def math_block(page: Page, node: Node) -> str:
    return displayed(node["attrs"]["source"])


@renders("archive", "form")
def block_of_the_site(page: Page, node: Node) -> str:
    return str(page.block(node) or "") if page.block else ""


@renders("metrics")
def metrics(page: Page, node: Node) -> str:
    rows = "".join(
        f'<div class="metric"><dt>{escape(item.get("label") or "")}</dt>'
        f'<dd class="metric-value">{escape(item.get("value") or "")}</dd>'
        + (f'<dd class="metric-description">{escape(item["description"])}</dd>' if item.get("description") else "")
        + "</div>"
        for item in node["attrs"].get("items") or ()
    )
    return _definitions("metrics", node["attrs"].get("title"), rows)


@renders("facts")
def facts(page: Page, node: Node) -> str:
    rows = "".join(
        f"<div><dt>{escape(item.get('term') or '')}</dt><dd>{escape(item.get('description') or '')}</dd></div>"
        for item in node["attrs"].get("items") or ()
    )
    return _definitions("facts", node["attrs"].get("title"), rows)


def _definitions(kind: str, title: str | None, rows: str) -> str:
    heading = f'<p class="{kind}-title">{escape(title)}</p>' if title else ""
    return f'<div class="{kind}">{heading}<dl>{rows}</dl></div>' if rows else heading


@renders("footnotes")
def footnotes(page: Page, node: Node) -> str:
    if not page.footnotes:
        return ""
    notes = []
    for note in page.footnotes.values():
        back = "".join(
            f' <a class="footnote-back" href="#{escape(place)}" role="doc-backlink" '
            f'aria-label="Back to reference {note.number}{f", place {turn}" if turn > 1 else ""}">↩</a>'
            for turn, place in enumerate(note.references, 1)
        )
        content = page.blocks(note.node.get("content"))
        inner = content.removesuffix("</p>") + back + "</p>" if content.endswith("</p>") else f"{content}<p>{back}</p>"
        notes.append(f'<li id="{escape(note.id)}">{inner}</li>')
    return f'<section class="footnotes" role="doc-endnotes" aria-label="Footnotes"><ol>{"".join(notes)}</ol></section>'
