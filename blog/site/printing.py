"""The CV on paper: what the typesetter is given, and the file it makes of it."""

from __future__ import annotations

import logging
import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from flask import abort, current_app

from blog import typesetting
from blog.collections.languages import DEFAULT
from blog.collections.renditions import provide
from blog.colour import read_colour
from blog.limits import limiter
from blog.media import BadUpload
from blog.site import curriculum
from blog.site.addresses import address, safe_address
from blog.site.rendering import absolute
from blog.storage import BadKey, StorageError, check_key

log = logging.getLogger(__name__)

SOURCE = "site/cv.typ"
DEFAULT_ACCENT = "#1b6148"
#: What the typesetter reads, as it names it.
PICTURES = {"image/jpeg": "photo.jpg", "image/png": "photo.png", "image/webp": "photo.webp"}
#: A word that no line could hold would run off the paper; it may be broken after so many letters.
ENDLESS = re.compile(r"\S{40}(?=\S)")
#: What no CV needs, and what a typesetter would take minutes over.
MOST_ENTRIES, MOST_HIGHLIGHTS, LONGEST_TEXT = 100, 30, 5000
#: Letters that do not come apart into a plain one and its sign.
PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae",
                       "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "ı": "i"})  # fmt: skip
SETTING_LIMIT = "30 per minute"
PATIENCE = 10  # seconds that a request waits for the CV of another
ONE_AT_A_TIME = threading.Lock()
TEXTBLOCKS = ("paragraph", "heading", "codeBlock")

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Sheet:
    """A CV ready to be set: source and `said` are all that it depends on, photo included by its address."""

    source: str
    said: dict[str, Any]
    photo: Document | None
    made: datetime | None


def sheet(person: Document, projects: list[dict[str, Any]], site: Document, paper: str) -> Sheet:
    """What the PDF says, on a paper that Typst knows by name."""
    parts = [asdict(part) for part in curriculum.sections(person, projects)]
    for part in parts:
        part["entries"] = [_entry(entry) for entry in part["entries"][:MOST_ENTRIES]]
    theme = site.get("theme") or {}
    photo = _photo(person.get("photo"))
    said = {
        "paper": paper,
        "language": (site.get("language") or DEFAULT).split("-")[0],
        "accent": theme.get("accent") if read_colour(theme.get("accent")) else DEFAULT_ACCENT,
        "name": person["name"],
        "headline": person.get("headline") or "",
        "open": person.get("openToWork") if person.get("openToWork") in ("yes", "soon") else "",
        "availability": person.get("availability") or "",
        "about": list(_paragraphs(person.get("about"))),
        "contacts": [_contact(*contact) for contact in curriculum.contacts(person)],
        "sections": parts,
        "photo": photo.get("url") if photo else "",
        "home": absolute("/"),
        "page": absolute("/cv"),
    }
    changed = person.get("revisedAt")
    environment = current_app.jinja_env
    source, _, _ = environment.loader.get_source(environment, SOURCE)  # type: ignore[union-attr]
    return Sheet(source, _breakable(said), photo, changed if isinstance(changed, datetime) else None)


def typeset(sheet: Sheet) -> bytes | None:
    """The PDF; None where it cannot be set, and the log says why. One at a time: setting takes a whole processor.

    Answers 503 where another is being set for too long, and 429 where one address has too many set."""
    with limiter.limit(SETTING_LIMIT):
        pictures = _picture(sheet.photo)
    data = {**sheet.said, "photo": next(iter(pictures), "")}
    if not ONE_AT_A_TIME.acquire(timeout=PATIENCE):
        abort(503)
    try:
        return typesetting.pdf(sheet.source, data, pictures=pictures, made=sheet.made)
    except typesetting.TypesettingError:
        log.exception("the CV could not be set")
        return None
    finally:
        ONE_AT_A_TIME.release()


def file_name(name: str) -> str:
    """`Ines-Halloran-CV.pdf`: the name in plain letters where it has any, for every system's files."""
    plain = unicodedata.normalize("NFKD", name.translate(PLAIN)).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    return "-".join([*words, "CV"])[:80] + ".pdf"


def _photo(media: Any) -> Document | None:
    """The file of the photo to print: the square, else one that is large enough."""
    if not isinstance(media, Mapping):
        return None
    sizes = media.get("sizes") or {}
    files = [file for name in ("square", "medium", "small") if (file := sizes.get(name))]
    return next((file for file in files if file.get("url") and file.get("mimeType") in PICTURES), None)


def _picture(photo: Document | None) -> dict[str, bytes]:
    if photo is None:
        return {}
    key = str(photo["url"]).removeprefix("/media/")
    try:
        if provide(check_key(key)):
            return {PICTURES[photo["mimeType"]]: current_app.extensions["storage"].get(key)}
    except (BadKey, BadUpload, StorageError):
        log.warning("the photo %s could not be read for the CV", key)
    return {}


def _contact(label: str, text: str, url: str | None) -> dict[str, str]:
    return {"label": label, "text": text, "url": absolute(url) if url else ""}


def _entry(entry: Any) -> Any:
    """An entry with whole addresses: paper does not know what site it is from."""
    if not isinstance(entry, dict) or "highlights" not in entry:
        return entry
    url = absolute(entry["url"]) if entry["url"] else ""
    return {**entry, "url": url, "highlights": entry["highlights"][:MOST_HIGHLIGHTS]}


def _paragraphs(document: Any) -> Iterator[dict[str, Any]]:
    """The blocks of a rich text that are words, as runs of one look each; those of a list are marked."""
    pending = [(document, False)] if isinstance(document, Mapping) else []
    while pending:
        node, listed = pending.pop()
        if node.get("type") in TEXTBLOCKS:
            runs = [_run(inner) for inner in node.get("content") or () if inner.get("type") in ("text", "hardBreak")]
            if runs:
                yield {"item": listed, "runs": runs}
            continue
        inside = listed or node.get("type") in ("listItem", "taskItem")
        pending.extend((inner, inside) for inner in reversed(node.get("content") or ()))


def _run(node: Document) -> dict[str, Any]:
    marks = {mark["type"]: mark.get("attrs") or {} for mark in node.get("marks") or ()}
    link = marks.get("link") or {}
    reference = link.get("reference") or {}
    href = safe_address(link.get("href")) or address(reference.get("relationTo", ""), reference.get("value"))
    return {
        "text": node.get("text", " "),
        "bold": "bold" in marks or "strong" in marks,
        "italic": "italic" in marks or "em" in marks,
        "url": absolute(href) if href else "",
    }


def _breakable(value: Any, key: str = "") -> Any:
    """The same with every text short enough to set and every word short enough to break."""
    if isinstance(value, str):
        return value if key in ("url", "photo") else ENDLESS.sub("\\g<0>\u200b", value[:LONGEST_TEXT])
    if isinstance(value, Mapping):
        return {name: _breakable(inner, name) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_breakable(inner, key) for inner in value]
    return value
