"""From an entry to a document: what its title, dates, people, categories, picture and kind are.

Asks the generator where generators differ; reads no file and knows no database.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from blog.cli.importing.entries import Document, Entry
from blog.cli.importing.generators.generator import DATED_NAME, Generator, in_post_folder
from blog.cli.importing.names import humanise
from blog.cli.importing.permalinks import date_in
from blog.cli.importing.report import Note, Report
from blog.cli.importing.values import inline_text, moment, names_of, text_of, unique, yes

DATES = (
    "date", "pubdate", "pubdatetime", "publishdate", "publisheddate", "datepublished", "publishedat", "publishedon",
    "published", "posted", "postedat", "created", "createdat", "createdon", "datecreated", "creationdate",
    "issuedate", "day",
)  # fmt: skip
UPDATES = (
    "updated", "lastmod", "modified", "lastmodified", "lastmodifiedat", "updateddate", "updatedat", "updatedon",
    "dateupdated", "moddatetime", "modifieddate", "datemodified", "lastupdated", "upddate",
)  # fmt: skip
SUMMARIES = ("description", "summary", "excerpt", "abstract", "teaser", "lede", "dek", "subtitle", "tagline", "intro")
PICTURES = (
    "heroimage", "hero", "coverimage", "cover", "image", "featuredimage", "featureimage", "featuredimg", "featured",
    "featurephoto", "feature", "banner", "bannerimage", "headerimage", "header", "thumbnail", "thumb", "splash",
    "teaserimage", "img", "photo", "images", "ogimage", "socialimage", "previewimage", "cardimage",
    "socialmediapreview", "background", "headercover", "shareimage",
)  # fmt: skip
PICTURE_PARTS = (
    "src", "image", "path", "url", "file", "href", "overlayimage", "feature", "teaser", "relative", "source",
)  # fmt: skip
PICTURE_ALTS = (
    "heroimagealt", "heroalt", "coveralt", "imagealt", "coverimagealt", "featuredimagealt", "thumbnailalt",
)  # fmt: skip
ALIASES = (
    "aliases", "alias", "redirectfrom", "redirects", "oldurl", "oldurls", "oldpath", "previousurl", "permalinkold",
)  # fmt: skip
PAGE_KINDS = frozenset({"pages", "about", "contact", "page", "static"})
POST_KINDS = frozenset({
    "blog_post", "blog-post", "blogpost", "post", "article", "journal", "posts", "single-post", "blog",
})  # fmt: skip
NO_CATEGORY = frozenset({"default", "none", "uncategorised", "uncategorized"})
MAX_TITLE = 250
GROUP = re.compile(r"\b(?:teams?|groups?|wg|project|committee|council|foundation|of|inc|ltd|gmbh)\b", re.IGNORECASE)
HEADING = re.compile(r"\A\s*(?:#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\{[^{}\n]*\})?[ \t]*(?:\n|\Z)|([^\n]+)\n=+[ \t]*(?:\n|\Z))")


def document_of(entry: Entry, generator: Generator, fallback: datetime | None, report: Report) -> Document:
    """The document that an entry means. `fallback` dates posts that say no date; without it their file does."""
    title = _title(entry, report)
    document = Document(entry, collection_of(entry, generator), title)
    document.date = _date(entry, generator, report)
    document.updated = _first_moment(entry, UPDATES, generator)
    document.draft = _is_draft(document, generator, report)
    if document.date is None and document.collection == "posts" and not document.draft:
        document.date = _fallback_date(document, fallback, report)
    document.summary = next((text for key in SUMMARIES if (text := inline_text(entry.get(key)))), "")
    document.meta_title = inline_text(entry.value("seotitle", "metatitle"))
    document.categories = _categories(entry, generator)
    document.authors = _authors(entry)
    document.hero, document.hero_alt = _picture(entry)
    document.aliases = names_of(_joined(entry, ALIASES), split=r"\s*,\s*|\s+")
    return document


def collection_of(entry: Entry, generator: Generator) -> str:
    """posts or pages: by the generator's rules, else by what the head says, else by folder and date."""
    page = generator.is_page(entry)
    kind = entry.text("type", "layout", "template", "contenttype").lower().rpartition("/")[2].split(".")[0]
    if page is None and kind in PAGE_KINDS | POST_KINDS:
        page = kind in PAGE_KINDS
    if page is None:
        inner = generator.inside(entry.name)
        page = not (in_post_folder(inner) or _date(entry, generator, None))
    return "pages" if page else "posts"


def _title(entry: Entry, report: Report) -> str:
    title = inline_text(entry.value("title", "name", "headline"))
    found = HEADING.match(entry.body)
    heading = inline_text(found.group(1) or found.group(2)) if found else ""
    if found and heading and heading.casefold() == (title or heading).casefold():
        entry.body = entry.body[found.end() :]
    title = title or heading or humanise(_bare_name(entry)) or "Untitled"
    if len(title) > MAX_TITLE:
        report.add(Note("changed", entry.name, f"its title has more than {MAX_TITLE} characters and was cut"))
        title = title[: MAX_TITLE - 1].rsplit(" ", 1)[0] + "…"
    return title


def _bare_name(entry: Entry) -> str:
    stem = entry.path.parent.name if entry.is_index and entry.folder else entry.stem
    found = DATED_NAME.match(stem)
    return (found.group(4) if found else "") or stem


def _first_moment(entry: Entry, keys: Sequence[str], generator: Generator) -> datetime | None:
    return next((found for key in keys if (found := moment(entry.get(key), generator.zone))), None)


def _date(entry: Entry, generator: Generator, report: Report | None) -> datetime | None:
    if found := _first_moment(entry, DATES, generator):
        return found
    written = entry.text("date", "pubdate")
    if written and report is not None:
        report.add(Note("undated", entry.name, f"its date {written!r} cannot be understood"))
    inner = generator.inside(entry.name)
    for place in (entry.text("path", "permalink", "url", "slug"), entry.stem, inner, *entry.path.parts[-2:-1]):
        if numbers := date_in(place):
            try:
                return datetime(*numbers, tzinfo=UTC)
            except ValueError:
                continue
    return None


def _fallback_date(document: Document, fallback: datetime | None, report: Report) -> datetime:
    entry = document.entry
    date, reason = (fallback, "the day you named") if fallback else (entry.modified, "its file's last change")
    if fallback is None and document.updated:
        date, reason = document.updated, "its last update"
    month = re.search(r"(?:^|/)((?:19|20)\d{2})(?:/(0[1-9]|1[0-2]))?/", entry.name)
    if fallback is None and month:
        date, reason = datetime(int(month[1]), int(month[2] or 1), 1, tzinfo=UTC), "its folder"
    report.add(Note("undated", entry.name, f"says no date; it is dated {date:%Y-%m-%d} by {reason}"))
    return date


def _is_draft(document: Document, generator: Generator, report: Report) -> bool:
    entry = document.entry
    if yes(entry.get("draft")) or yes(entry.get("drafted")) or yes(entry.get("private")):
        return True
    if yes(entry.head.get("published")) is False or yes(entry.head.get("publish")) is False:
        return True
    status = entry.text("status").lower()
    if status in ("draft", "private", "pending", "unpublished") or generator.is_draft(entry):
        return True
    if status == "hidden" and document.collection == "posts":
        report.add(Note("changed", entry.name, "was hidden on the old site and is kept as a draft"))
        return True
    today = datetime.now(UTC)
    ended = _first_moment(entry, ["expirydate", "expires", "unpublishdate"], generator)
    if (document.date and document.date > today) or (ended and ended < today):
        word = "dated in the future" if document.date and document.date > today else "past its last day"
        report.add(Note("changed", entry.name, f"is {word} and is kept as a draft"))
        return True
    return False


def _joined(entry: Entry, keys: tuple[str, ...]) -> list[Any]:
    found: list[Any] = []
    for key in keys:
        value = entry.get(key)
        found += value if isinstance(value, list) else names_of(value, split=r"\s*,\s*|\s+") if value else []
    return found


def _categories(entry: Entry, generator: Generator) -> list[str]:
    names = list(generator.terms(entry))
    for key in ("categories", "category", "tags", "tag", "topics", "topic", "series"):
        split = generator.term_split if key.endswith("s") and key != "series" else r"\s*,\s*"
        names += names_of(entry.value(key), split=split)
    return [name for name in unique(names) if name.lower() not in NO_CATEGORY and generator.is_term(name)]


def _authors(entry: Entry) -> list[str]:
    names = names_of(entry.value("authors", "author", "byline", "writer", "by"), split=r"\s*;\s*")
    team = entry.text("team")
    found = [person for name in names for person in _people_in(name)]
    return unique([*found, *([team[:1].upper() + team[1:]] if team else [])])


def _people_in(byline: str) -> list[str]:
    """The people and groups that one byline names; a group, or a person with an office, stays in one piece."""
    found = []
    for part in re.split(r",?\s+on behalf of\s+|\s+and\s+(?=the\s)", byline):
        pieces = [part] if GROUP.search(part) else re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s+&\s+", part)
        found += [f"The {piece[4:]}" if piece.startswith("the ") else piece for piece in pieces if piece]
    return found


def _picture(entry: Entry) -> tuple[str, str]:
    for key in PICTURES:
        source, alt = _picture_in(entry.get(key))
        if source:
            return source, alt or inline_text(entry.value(*PICTURE_ALTS))
    return "", ""


def _picture_in(value: Any) -> tuple[str, str]:
    if isinstance(value, list):
        return _picture_in(value[0]) if value else ("", "")
    if isinstance(value, dict):
        source = next((text for part in PICTURE_PARTS if (text := text_of(value.get(part)))), "")
        return (source, inline_text(value.get("alt") or value.get("caption"))) if source else ("", "")
    text = text_of(value)
    return (text, "") if re.search(r"\.(?:png|jpe?g|gif|svg|webp|avif|tiff?|bmp)\b", text, re.IGNORECASE) else ("", "")
