"""Slugs: made from the title where none is given, and the old address kept as a redirect when one changes."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Callable

import sqlalchemy as sa

from blog.clock import now
from blog.collections import signposts
from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.events import Event
from blog.db import db
from blog.errors import Invalid, Problem
from blog.models.record import PUBLISHED

LONGEST = 120
UNTITLED = re.compile(r"untitled-[0-9a-f]{8}")
#: Letters that Unicode does not take apart into a plain letter and a mark.
PLAIN = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})


def slugify(text: str) -> str:
    """A readable address of a text: lower case, accents off, other scripts kept. May be empty."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN))
    text = text.casefold().translate(PLAIN)  # taking apart a mathematical 𝐀 gives a plain capital
    text = "".join(c for c in text if not unicodedata.combining(c) or (not c.isascii() and ord(c) > 0x36F))
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"['’]", "", text)
    slug = re.sub(r"[\W_]+", "-", text).strip("-")
    return slug if len(slug) <= LONGEST else slug[:LONGEST].rsplit("-", 1)[0]


def fill_slug(source: str, *, nested: bool = False) -> Callable[[Event], None]:
    """A hook that gives a document without a slug one from its field `source`, free of other documents' slugs.

    Only a `nested` collection's slugs may have slashes; elsewhere the address ends at the first."""

    def fill(event: Event) -> None:
        given = event.data.get("slug")
        if isinstance(given, str) and "/" in given.strip("/") and not nested:
            raise Invalid([Problem("slug", "Use letters and digits, with single hyphens between words.", "Slug")])
        current = (event.original or {}).get("slug") or ""
        placeholder = bool(UNTITLED.fullmatch(current))
        if given or (given is None and current and not placeholder and "slug" not in event.data):
            return
        text = event.data.get(source, (event.original or {}).get(source))
        made = slugify(text) if isinstance(text, str) else ""
        if not made and placeholder:
            return
        event.data["slug"] = free(event, made) if made else f"untitled-{uuid.uuid4().hex[:8]}"

    return fill


def free(event: Event, slug: str) -> str:
    """The slug, or the slug with the first number that no other document has taken."""
    model = event.collection.model
    taken = sa.select(model.slug).where(model.slug.startswith(slug, autoescape=True))
    if event.id:
        taken = taken.where(model.id != uuid.UUID(event.id))
    names = set(db.session.scalars(taken))
    name, number = slug, 2
    while name in names:
        name, number = f"{slug}-{number}", number + 1
    return name


def keep_old_address(event: Event) -> None:
    """A hook that leaves a permanent redirect where a document was, and takes away one that is in its way.

    A document that was ever published was there, be it a draft by now: its old links work again with it. What is
    neither drafted nor published was always there."""
    collection, doc, before = event.collection, event.live, event.live_before
    was_there = bool(before.get("slug")) and (bool(before.get("publishedAt")) or not collection.drafts)
    stays = was_there and before["slug"] == doc.get("slug")
    if not collection.address or (stays and before.get("status") == doc.get("status")):
        return
    if doc.get("status") == PUBLISHED or not collection.drafts:
        _clear(collection.address.format(**doc))
    if was_there and not stays:
        to = {"type": "reference", "reference": {"relationTo": collection.slug, "value": event.id}}
        signposts.put(collection.address.format(**before), to)


def note_departure(event: Event) -> None:
    """A hook that tells readers of a document that is deleted for good that it is gone, wherever it ever was."""
    collection, doc = event.collection, event.values
    public = doc.get("status") == PUBLISHED and doc.get("publishedAt") and doc["publishedAt"] <= now()
    if collection.address and doc.get("slug") and (public or not collection.drafts):
        signposts.say_gone(collection.address.format(**doc), id_=event.id)


def _clear(address: str) -> None:
    """A redirect away from an address that a document now lives at would hide nothing, but would come back later."""
    where = {"from": {"equals": address}, "or": [{"to.type": {"equals": "reference"}}, {"status": {"equals": 410}}]}
    known = operations.find_one("redirects", where, actor=SYSTEM, depth=0)
    if known:
        operations.delete("redirects", known["id"], actor=SYSTEM)
