"""How a document appears where it is linked: in the results of a search engine and as a card beside a link.

The public pages say this in their heads, and the editor shows it before they do. Knows no database and no page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from blog.collections.excerpts import excerpt, shortened

LONGEST_DESCRIPTION = 300
#: What every service that shows pictures beside links can read.
SHOWN_EVERYWHERE = ("image/jpeg", "image/png", "image/gif", "image/webp")


class Length(NamedTuple):
    """How long a text should be to be shown whole and to say enough, in characters, about."""

    least: int
    most: int


TITLE, DESCRIPTION = Length(15, 60), Length(50, 160)


def join_title(title: str | None, name: str) -> str:
    """The words in the browser's tab and over a search result: the page's title, then the site's name."""
    return f"{title} – {name}" if title and title != name else name


def one_line(text: str | None) -> str:
    """A text as it is shown and measured elsewhere, without line breaks and spaces that nobody sees."""
    return " ".join((text or "").split())


def title_of(document: Mapping[str, Any]) -> str:
    """What a document is called elsewhere: the title that its author wrote for search engines, else its own."""
    return _meta(document).get("title") or document.get("title") or ""


def description_of(document: Mapping[str, Any]) -> str | None:
    """What its author says of a document: the description for search engines, else the summary."""
    return _meta(document).get("description") or document.get("summary")


def picture_of(document: Mapping[str, Any]) -> Any:
    """The picture of a document: the one chosen to be shown elsewhere, else the one on top of it."""
    hero = document.get("hero")
    return _meta(document).get("image") or document.get("heroImage") or (
        hero.get("media") if isinstance(hero, Mapping) else None
    )  # fmt: skip


def described(description: str | None, document: Mapping[str, Any], site: Mapping[str, Any]) -> str:
    """What is said below a title elsewhere: the description, else the first sentences, else what the site is about."""
    own = shortened(description, LONGEST_DESCRIPTION) or excerpt(document)
    return own or shortened(site.get("description"), LONGEST_DESCRIPTION)


def share_image(media: Any) -> Mapping[str, Any] | None:
    """The picture that other sites show beside a link to a page: the crop made for it, else the picture."""
    if not isinstance(media, Mapping) or not media.get("url"):
        return None
    crop = (media.get("sizes") or {}).get("og") or {}
    return crop if crop.get("url") else media


def shown_elsewhere(*chosen: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
    """The first of these pictures that every service can show: the file for it, and the picture; None where a card has
    to be drawn."""
    for media in chosen:
        shown = share_image(media)
        kind = str((shown or {}).get("mimeType") or (media or {}).get("mimeType") or "")
        if shown and kind in SHOWN_EVERYWHERE:
            return shown, media
    return None


def _meta(document: Mapping[str, Any]) -> Mapping[str, Any]:
    meta = document.get("meta")
    return meta if isinstance(meta, Mapping) else {}
