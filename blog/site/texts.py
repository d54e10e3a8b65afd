"""Rich text on pages: its links, pictures, archives and forms filled in by the templates of the site."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

from flask import current_app, g, get_template_attribute, render_template
from markupsafe import Markup

from blog import richtext
from blog.diagrams import Drawing
from blog.site import chrome
from blog.site.addresses import address
from blog.site.archives import archive_block

ID = re.compile(r' id="([^"]+)"')
COLUMN = "(min-width: 40rem) 37rem, 94vw"
DRAWING_SECONDS = 4  # that one page may wait for drawings; the rest are shown as source until they are asked for again
WIDTHS = {
    "wide": "(min-width: 68rem) 65rem, 94vw",
    "full": "100vw",
    "gallery": "(min-width: 66rem) 24rem, (min-width: 40rem) 46vw, 94vw",
}


def rich(document: Any, own_title: bool = False) -> Markup:
    """The HTML of a rich text document; its ids are kept apart from those of other texts on the page."""
    if not isinstance(document, Mapping) or not document.get("content"):
        return Markup("")
    # The title of the page is its only heading of the first rank, unless the text itself has that title.
    highest = min((heading.level for heading in richtext.outline(document)), default=2)
    heading_offset = 0 if own_title else max(0, 2 - highest)
    taken: set[str] = g.setdefault("ids_on_page", set())
    html = _rendered(document, heading_offset)
    if not taken.isdisjoint(ID.findall(html)):
        html = _rendered(document, heading_offset, prefix=f"part-{len(taken)}-")
    taken.update(ID.findall(html))
    return Markup(html)  # noqa: S704 - the renderer escapes; its tests hold it to that


def _rendered(document: Any, heading_offset: int, prefix: str = "") -> str:
    return richtext.render(
        document,
        address=address,
        picture=picture_markup,
        block=block_markup,
        diagram=drawing,
        heading_offset=heading_offset,
        prefix=prefix,
        rtl=chrome.runs_right_to_left(),
    )


def drawing(source: str) -> Drawing | None:
    """The drawing of a diagram; None when this page has waited long enough and there is none yet."""
    book, waited = current_app.extensions["sketchbook"], g.setdefault("drawing_seconds", 0.0)
    if waited > DRAWING_SECONDS:
        return book.kept(source)
    began = time.monotonic()
    found = book.drawing(source)
    g.drawing_seconds = waited + time.monotonic() - began
    return found


def rich_inline(document: Any) -> Markup | str:
    """The text of a caption on one line: its plain words, since a caption may be text or a small document."""
    if isinstance(document, str):
        return document
    return richtext.plain_text(document).strip() if has_text(document) else ""


def has_text(document: Any) -> bool:
    """Whether a rich text document says anything at all."""
    if not isinstance(document, Mapping):
        return False
    blocks = document.get("content") or []
    return any(block.get("type") != "paragraph" or block.get("content") for block in blocks)


def outline(document: Any) -> list[Any]:
    """The headings of a document in order; empty when there is none."""
    return list(richtext.outline(document)) if has_text(document) else []


def contents(document: Any) -> list[Any]:
    """The headings worth a line in a contents list: the two upper levels that occur."""
    headings = outline(document)
    if not headings:
        return []
    top = min(heading.level for heading in headings)
    return [heading for heading in headings if heading.level <= top + 1]


def code_block(block: Mapping[str, Any]) -> Markup:
    """The listing of a code block of a page, highlighted as in running text."""
    text = block.get("code") or ""
    node = {
        "type": "codeBlock",
        "attrs": {"language": block.get("language") or None},
        "content": [{"type": "text", "text": text}] if text else [],
    }
    return rich({"type": "doc", "content": [node]})


def gallery_block(block: Mapping[str, Any]) -> Markup:
    """The pictures of a gallery block of a page or project, laid out as in running text."""
    images = [media for media in block.get("images") or [] if isinstance(media, Mapping) and media.get("url")]
    nodes = [{"type": "image", "attrs": {"media": media}} for media in images]
    gallery = {"type": "gallery", "attrs": {"title": None}, "content": nodes}
    return rich({"type": "doc", "content": [gallery]}) if nodes else Markup("")


def picture_markup(media: Mapping[str, Any], attrs: Mapping[str, Any]) -> str:
    """The <picture> for a picture in running text; unless it leads elsewhere, it is a link to a larger one."""
    macro = "picture" if attrs.get("href") else "enlargeable"
    markup = get_template_attribute("site/parts/picture.html", macro)
    sizes = WIDTHS.get(attrs.get("width") or "", COLUMN)
    return str(markup(media, sizes, alt=attrs.get("alt") or None))


def block_markup(node: Mapping[str, Any]) -> str | None:
    """The markup of a block that asks for other documents: an archive or a form."""
    attrs = node.get("attrs") or {}
    if node.get("type") == "archive":
        return render_template("blocks/archive.html", block=archive_block(attrs))
    if node.get("type") == "form" and attrs.get("form"):
        return render_template("blocks/formBlock.html", block={"form": attrs["form"]})
    return None
