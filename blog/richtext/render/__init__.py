"""A document as HTML: everything escaped, no script needed, nothing asked of other servers."""

from __future__ import annotations

from blog.richtext.render import blocks, code, diagrams, media, tables
from blog.richtext.render.direction import directed
from blog.richtext.render.page import Address, Block, Diagram, Node, Page, Picture

__all__ = ["blocks", "code", "diagrams", "media", "render", "tables"]


def render(
    document: Node,
    *,
    address: Address | None = None,
    picture: Picture | None = None,
    block: Block | None = None,
    diagram: Diagram | None = None,
    heading_offset: int = 0,
    prefix: str = "",
    rtl: bool = False,
) -> str:
    """Return the HTML of a document that `validate` has passed, also when its references are populated.

    `address(collection, value)` says where a reference leads, `picture(media, attributes)` gives the HTML of a picture,
    `block(node)` that of an archive or a form, `diagram(source)` a drawing: without one the source is
    shown. `prefix` keeps ids apart where several documents share a page; `rtl` says that the page runs
    from right to left.
    """
    page = Page(document, address, picture, block, diagram, heading_offset, prefix)
    return directed(page.blocks(document.get("content")), rtl=rtl)
