"""The picture that other sites show beside a link to a page without one of its own: its title, in the look of the site.

Its address holds a digest of all that it shows, so that it can be kept for good and nobody can have another drawn."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import threading
import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from flask import Response, abort, current_app, redirect

from blog import typesetting
from blog.collections.excerpts import shortened
from blog.colour import Oklch, read_colour, readable_on_dark, readable_on_light
from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.content.events import Event
from blog.content.registry import registry
from blog.jobs import enqueue, job
from blog.limits import limiter
from blog.site import chrome
from blog.site.blueprint import site
from blog.site.dates import MONTHS, as_date
from blog.site.files import FOR_GOOD
from blog.site.theme import DEFAULT_ACCENT, fixed_scheme
from blog.storage import ObjectMissing, StorageError

log = logging.getLogger(__name__)

WIDTH, HEIGHT = 1200, 630
SOURCE = "site/card.typ"
#: Raised when the drawing changes: every address changes with it.
EDITION = 1
LABELS = {"projects": "Project"}
LONGEST_TITLE, LONGEST_LINE = 150, 70
SERIF, MONO = "Libertinus Serif", "DejaVu Sans Mono"
FIELDS = {
    "posts": ("title", "author", "authors", "publishedAt"),
    "projects": ("title", "author", "authors"),
    "pages": ("title",),
}
#: A word that no line could hold may be broken after so many letters.
ENDLESS = re.compile(r"[^\s\u200b]{30}(?=\S)")
#: What a line must hold as a whole: not so in scripts that are written without spaces.
WHOLE = re.compile("[^\\s\u200b\u2e80-\U0003ffff]+")
DRAWING_LIMIT = "60 per minute"
PATIENCE = 10  # seconds that a request waits for the picture of another
ONE_AT_A_TIME = threading.Lock()
FORGET = "cards.forget"


@dataclass(frozen=True)
class Card:
    """All that a picture shows; the typesetter gets nothing else. Colours are lightness, chroma and hue."""

    title: str
    words: tuple[str, ...]
    label: str
    site: str
    byline: str
    rtl: bool
    site_rtl: bool
    byline_rtl: bool
    language: str
    faces: tuple[str, ...]
    weight: str
    accent: Oklch
    paper: Oklch
    ink: Oklch
    soft: Oklch

    @property
    def mark(self) -> str:
        """The digest of what it shows."""
        said = json.dumps([EDITION, asdict(self)], ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:20]


def card_address(collection: str, document: Mapping[str, Any]) -> str | None:
    """Where the picture of a document is; None for what has none."""
    if collection not in FIELDS or not document.get("id"):
        return None
    return f"/cards/{collection}/{document['id']}/{card_of(collection, document).mark}.png"


def site_card_address() -> str:
    """Where the picture of the site itself is."""
    return f"/cards/site/{site_card().mark}.png"


def card_of(collection: str, document: Mapping[str, Any]) -> Card:
    """The picture of a document, loaded with its authors."""
    names = [person["name"] for person in document.get("populatedAuthors") or () if person.get("name")]
    people = f"{names[0]} and others" if len(names) > 2 else " and ".join(names)
    day = as_date(document.get("publishedAt")) if collection == "posts" else None
    date = f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""
    byline = " · ".join(part for part in (shortened(people, LONGEST_LINE - 20), date) if part)
    return _card(document.get("title"), LABELS.get(collection, ""), chrome.site().get("name"), byline)


def site_card() -> Card:
    """The picture of the site itself: its name as the title."""
    about = chrome.site()
    return _card(about.get("name"), "", shortened(about.get("tagline"), LONGEST_LINE), "")


@site.get("/cards/site/<mark>.png")
def picture_of_site(mark: str) -> Response:
    return _answer(site_card(), mark, "site")


@site.get("/cards/<any(posts, projects, pages):shelf>/<uuid:id_>/<mark>.png")
def picture_of_document(shelf: str, id_: uuid.UUID, mark: str) -> Response:
    where = {"id": {"equals": str(id_)}}
    document = operations.find_one(shelf, where, actor=ANONYMOUS, depth=1, select=FIELDS[shelf])
    if not document:
        abort(404)
    return _answer(card_of(shelf, document), mark, f"{shelf}/{id_}")


def draft_picture(collection: str, document: Mapping[str, Any]) -> Response:
    """The picture that a document would have if it were published now, for who holds a ticket to its preview."""
    card = card_of(collection, document)
    response = _answer(card, card.mark, f"drafts/{collection}/{document['id']}")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _answer(card: Card, mark: str, folder: str) -> Response:
    """The picture, when the address is the one of what it shows now; else the way there."""
    if mark != card.mark:
        response = redirect(f"/cards/{folder}/{card.mark}.png", 302)
        response.headers["Cache-Control"] = "no-cache"
        return response  # type: ignore[return-value]
    try:
        made = _kept(card, folder)
    except (typesetting.TypesettingError, StorageError) as error:
        log.warning("the picture of %s could not be made: %s", folder, error)
        abort(503)
    response = Response(made, mimetype="image/png")
    response.headers["Cache-Control"] = FOR_GOOD
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.set_etag(mark)
    return response


def _kept(card: Card, folder: str) -> bytes:
    """The picture out of the storage; the first time, it is made. Older ones of the same page go."""
    storage = current_app.extensions["storage"]
    key = f"cards/{folder}/{card.mark}.png"
    try:
        return storage.get(key)
    except ObjectMissing:
        pass
    with limiter.limit(DRAWING_LIMIT):
        made = _drawn(card)
    storage.put(key, made, "image/png")
    for other in list(storage.keys(f"cards/{folder}/")):
        if other != key:
            storage.delete(other)
    return made


def forget_pictures(event: Event) -> None:
    """Have the pictures of a document removed once its deletion is committed."""
    if event.operation == "delete" and event.collection.slug in FIELDS and event.id:
        for folder in ("", "drafts/"):
            enqueue(FORGET, folder=f"{folder}{event.collection.slug}/{event.id}")


registry.watch(forget_pictures)


@job(FORGET)
def remove_pictures(folder: str) -> None:
    """Remove every picture that was drawn for a document."""
    storage = current_app.extensions["storage"]
    for key in list(storage.keys(f"cards/{folder}/")):
        storage.delete(key)


def _drawn(card: Card) -> bytes:
    # A picture takes a second of one processor: the others are left to the pages.
    if not ONE_AT_A_TIME.acquire(timeout=PATIENCE):
        raise typesetting.TypesettingError("Other pictures are being made.")
    try:
        environment = current_app.jinja_env
        source, _, _ = environment.loader.get_source(environment, SOURCE)  # type: ignore[union-attr]
        return typesetting.png(source, asdict(card), width=WIDTH, height=HEIGHT)
    finally:
        ONE_AT_A_TIME.release()


def _card(title: object, label: str, name: object, byline: str) -> Card:
    theme = chrome.site().get("theme") or {}
    accent = read_colour(theme.get("accent")) or DEFAULT_ACCENT
    dark = fixed_scheme() == "dark"
    tint = min(accent.chroma * 0.05, 0.006)
    shown = ENDLESS.sub("\\g<0>\u200b", shortened(title, LONGEST_TITLE)) or "Untitled"
    mono = theme.get("font") == "mono"
    return Card(
        title=shown,
        words=tuple(sorted(set(WHOLE.findall(shown)), key=len, reverse=True)[:5]),
        label=label,
        site=shortened(name, LONGEST_LINE),
        byline=byline,
        rtl=_is_rtl(shown),
        site_rtl=_is_rtl(str(name or "")),
        byline_rtl=_is_rtl(byline),
        language=chrome.language().split("-")[0],
        faces=(MONO, SERIF) if mono else (SERIF,),
        weight="bold" if mono else "semibold",
        accent=readable_on_dark(accent) if dark else readable_on_light(accent),
        paper=Oklch(0.185 if dark else 0.988, tint, accent.hue),
        ink=Oklch(0.92 if dark else 0.22, tint, accent.hue),
        soft=Oklch(0.75 if dark else 0.44, tint, accent.hue),
    )


def _is_rtl(text: str) -> bool:
    """Whether a text runs from right to left, by its first letter (Unicode Bidirectional Algorithm, rule P2)."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind in ("R", "AL") for kind in strong if kind in ("L", "R", "AL")), False)
