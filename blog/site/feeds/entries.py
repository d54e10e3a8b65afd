"""One document as the three formats tell it. Every text in it is fit for XML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from blog.site.addresses import address
from blog.site.feeds.texts import clean, figure, full_text
from blog.site.rendering import absolute


@dataclass(frozen=True)
class Person:
    """Somebody who signs."""

    name: str
    url: str | None
    avatar: str | None


@dataclass(frozen=True)
class Enclosure:
    """The picture of a document: its address, kind, bytes (None while nobody knows) and size in pixels."""

    url: str
    kind: str
    length: int | None
    width: int | None
    height: int | None
    alt: str


@dataclass(frozen=True)
class Entry:
    """A document with its whole text. The id is made from the document's own, so that it outlives every address."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    authors: tuple[Person, ...]
    labels: tuple[tuple[str, str], ...]
    picture: Enclosure | None


def entry(collection: str, document: Mapping[str, Any]) -> Entry:
    """A post or project as an entry."""
    here = address(collection, document) or "/"
    published = document.get("publishedAt") or document["createdAt"]
    return Entry(
        id=urn(document),
        url=absolute(here),
        title=clean(document.get("title")).strip() or "Untitled",
        summary=clean(document.get("summary")).strip(),
        html=_whole_text(document, here),
        published=published,
        # What was written before its time came was new to readers only then.
        updated=max(published, document.get("revisedAt") or published),
        authors=tuple(_person(one) for one in document.get("populatedAuthors") or () if one.get("name")),
        labels=tuple(_labels(document)),
        picture=_enclosure(document.get("heroImage")),
    )


def urn(document: Mapping[str, Any]) -> str:
    """The name of a document that no change of its address touches (RFC 9562, section 4)."""
    return f"urn:uuid:{document['id']}"


def _whole_text(document: Mapping[str, Any], here: str) -> str:
    parts = [figure(document.get("heroImage")), full_text(document.get("content"), here)]
    challenges = full_text(document.get("challenges"), here)
    if challenges:
        parts += ["<h2>What was hard</h2>", challenges]
    parts += [figure(picture) for picture in document.get("gallery") or () if isinstance(picture, Mapping)]
    return "".join(parts)


def _person(author: Mapping[str, Any]) -> Person:
    path, avatar = address("users", author), _enclosure(author.get("avatar"))
    return Person(clean(author["name"]), absolute(path) if path else None, avatar.url if avatar else None)


def _labels(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    named = [(one, "title") for one in document.get("categories") or ()]
    named += [(one, "name") for one in document.get("technologies") or ()]
    return [
        (clean(one.get("slug")), clean(one[name])) for one, name in named if isinstance(one, Mapping) and one.get(name)
    ]


def _enclosure(media: Any) -> Enclosure | None:
    if not isinstance(media, Mapping) or not str(media.get("mimeType") or "").startswith("image/"):
        return None
    large = (media.get("sizes") or {}).get("large") or {}
    shown = large if large.get("url") else media
    if not shown.get("url"):
        return None
    return Enclosure(
        absolute(shown["url"]),
        shown.get("mimeType") or media["mimeType"],
        shown.get("filesize"),
        shown.get("width"),
        shown.get("height"),
        "" if media.get("decorative") else clean(media.get("alt")),
    )
