"""How a document will look in search results and beside links, in the very words that its page will say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import current_app

from blog.admin.addresses import public_address
from blog.collections.appearance import (
    DESCRIPTION,
    TITLE,
    Length,
    described,
    description_of,
    join_title,
    one_line,
    picture_of,
    shown_elsewhere,
    title_of,
)
from blog.content import operations, previews
from blog.content.access import ANONYMOUS, SYSTEM, Actor
from blog.content.registry import Collection, registry


@dataclass(frozen=True)
class Appearance:
    """What others show of a document. `fallback` is what is said of it where its author says nothing."""

    title: str
    own_title: str
    description: str
    own_description: str
    fallback: str
    site: str
    host: str
    path: tuple[str, ...]
    picture: str
    is_drawn: bool
    title_length: Length = TITLE
    description_length: Length = DESCRIPTION


def appearance_of(collection: Collection, doc: Mapping[str, Any], actor: Actor) -> Appearance | None:
    """How a document as its authors see it would appear if it were published; None for what has no page."""
    if not previews.has_previews(collection):
        return None
    site = operations.read_global("site", actor=ANONYMOUS) if "site" in registry.globals else {}
    name, title, said = site.get("name") or "", one_line(title_of(doc)), one_line(description_of(doc))
    chosen = shown_elsewhere(_media(picture_of(doc)), site.get("defaultImage"))
    return Appearance(
        title=join_title(title or "Untitled", name),
        own_title=title,
        description=described(said, doc, site),
        own_description=said,
        fallback=described(None, doc, site),
        site=name,
        host=urlsplit(current_app.config["SITE_URL"]).netloc,
        path=tuple(part for part in unquote(public_address(collection, doc)).split("/") if part),
        picture=chosen[0]["url"] if chosen else _drawn(collection, doc, actor),
        is_drawn=chosen is None,
    )


def _media(id_: Any) -> Mapping[str, Any] | None:
    """A picture with the addresses of its files, as anonymous readers of the page are given it."""
    if not isinstance(id_, str):
        return None
    # Whoever may see a document sees its pictures.
    return operations.find_one("media", {"id": {"equals": id_}}, actor=SYSTEM, depth=0)


def _drawn(collection: Collection, doc: Mapping[str, Any], actor: Actor) -> str:
    return f"{previews.own_preview(collection.slug, doc['id'], actor=actor)}/card.png"
