"""Diagrams: the drawing with its source folded away beneath it, or the source alone."""

from __future__ import annotations

from html import escape

from blog.richtext.render.page import Drawn, Node, Page, attribute, renders

WIDE, WIDER = 600, 880  # pixels from which a drawing leaves the column


@renders("diagram")
def diagram(page: Page, node: Node) -> str:
    attrs = node["attrs"]
    title, source = attrs.get("title") or "", attrs.get("source") or ""
    drawn = page.diagram(source) if page.diagram and source.strip() else None
    if drawn is not None and drawn.picture:
        return _drawing(page, drawn, title, source)
    problem = (
        f'<p class="diagram-problem">This diagram could not be drawn. {escape(drawn.problem)}</p>' if drawn else ""
    )
    return f'<figure class="diagram">{problem}{_source(source, title)}{_caption(title)}</figure>'


def _drawing(page: Page, drawn: Drawn, title: str, source: str) -> str:
    id_ = page.names.claim("diagram")
    name = escape(title or drawn.title or drawn.kind)
    size = " diagram-wider" if drawn.width > WIDER else " diagram-wide" if drawn.width > WIDE else ""
    words = f'<desc id="{id_}-words">{escape(drawn.words, quote=False)}</desc>' if drawn.words else ""
    described = f' aria-describedby="{id_}-words"' if words else ""
    start, rest = drawn.picture.replace("\ue000", f"{id_}-").split(">", 1)
    return (
        f'<figure class="diagram{size}"><div class="drawing" tabindex="0" role="group" aria-label="{name}, drawing">'
        f'<svg role="img" aria-label="{name}"{described} {start}>{words}{rest}</svg></div>'
        f"<details><summary>Source of this diagram</summary>{_source(source, title)}</details>"
        f"{_caption(title)}</figure>"
    )


def _source(source: str, title: str) -> str:
    label = attribute("aria-label", f"{title or 'Diagram'}, as text")
    return f'<pre class="mermaid" tabindex="0" role="group"{label}>{escape(source, quote=False)}</pre>'


def _caption(title: str) -> str:
    return f"<figcaption>{escape(title)}</figcaption>" if title else ""
