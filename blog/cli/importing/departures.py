"""Every address of the old site as a redirect to where its document, its list or its file is now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from blog.cli.importing.people import all_of
from blog.cli.importing.permalinks import clean_path, same_place
from blog.cli.importing.report import Note, Report
from blog.cli.importing.sites import FEEDS, Site
from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import transaction
from blog.errors import ContentError

BATCH = 200
MAX_ADDRESS = 1024


def write_redirects(
    site: Site, ids: dict[int, str], categories: dict[str, str], media: dict[str, str], report: Report, *, dry: bool
) -> None:
    """Make the redirects that are not there yet; an address that leads somewhere already is left to its owner."""
    there = {doc["from"].rstrip("/") or "/" for doc in all_of("redirects", "from")}
    homes = {document.address for document in site.documents if not document.draft}
    missing: dict[str, dict[str, Any]] = {}
    for address, to in (*_wanted(site, ids, categories), *_files(site, media)):
        if address in homes or address in there or len(address) > MAX_ADDRESS or address == "/":
            continue
        missing.setdefault(address, to)
    report.counts["redirects"] = len(missing)
    if dry:
        return
    rows = list(missing.items())
    for start in range(0, len(rows), BATCH):
        _write(rows[start : start + BATCH], report)


def _write(rows: list[tuple[str, dict[str, Any]]], report: Report) -> None:
    try:
        with transaction():
            for address, to in rows:
                data = {"from": address, "type": "exact", "to": to, "status": 301}
                operations.create("redirects", data, actor=SYSTEM, reason="import", depth=0, select=["id"])
    except ContentError as error:
        if len(rows) == 1:
            report.counts["redirects"] -= 1
            report.add(Note("changed", rows[0][0], f"has no redirect: {error}"))
            return
        for row in rows:
            _write([row], report)


def _wanted(site: Site, ids: dict[int, str], categories: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for place, document in site.by_place.items():
        id_ = ids.get(document.number, "" if not ids else None)
        if document.draft or id_ is None:
            continue
        to = {"type": "reference", "reference": {"relationTo": document.collection, "value": id_}}
        yield place, to
        if place == document.address:
            # The document is still there, so no rule for the place stands in for its old file names.
            yield f"{place}.html", to
            yield f"{place}/index.html", to
        for address in filter(None, map(_with_query, document.aliases)):
            yield address, to
        for address in document.addresses:
            bare = address.rstrip("/")
            if same_place(address) == place and bare.removesuffix(".html") != place:
                yield bare, to
    for place, slug in site.lists.items():
        if place not in site.by_place and (id_ := categories.get(slug)) is not None:
            yield place, {"type": "reference", "reference": {"relationTo": "categories", "value": id_}}
    for address in [*(section.address for section in site.sections), *site.empty]:
        if same_place(address) not in site.by_place:
            yield same_place(address), {"type": "custom", "url": "/posts"}
    for address in FEEDS:
        yield address, {"type": "custom", "url": "/feed.xml"}


def _with_query(alias: str) -> str:
    """An alias that is told from others by its query, as WordPress has them (`/?p=123`); empty for any other."""
    try:
        parts = urlsplit(alias)
    except ValueError:
        return ""
    return f"{clean_path(parts.path)}?{parts.query}" if parts.query else ""


def _files(site: Site, media: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Pictures and other files, wherever the old site had them."""
    generator = site.generator
    folders = [*(f"{folder}/" for folder in generator.static_folders), generator.content, ""]
    for name, id_ in media.items():
        folder = next(folder for folder in folders if name.startswith(folder))
        path = clean_path(name[len(folder) :])
        to = {"type": "reference", "reference": {"relationTo": "media", "value": id_}}
        for address in dict.fromkeys((path, generator.base_path + path)):
            yield address, to
