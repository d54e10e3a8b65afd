"""HTML of any origin as a document: what has a meaning stays, what is only markup goes, scripts go whole."""

from __future__ import annotations

from typing import Any

from blog.richtext.building import Building, Image, Link
from blog.richtext.html.pasting import Pasted, from_pasted
from blog.richtext.html.reading import Reading

__all__ = ["Pasted", "Reading", "from_html", "from_pasted"]


def from_html(html: str, *, image: Image | None = None, link: Link | None = None) -> dict[str, Any]:
    """Return the document that some HTML says, safe whatever it holds; `validate` accepts it unless it is too long."""
    building = Building(image, link)
    Reading(building).feed(html)
    return building.result()
