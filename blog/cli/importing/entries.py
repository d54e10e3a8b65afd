"""One source file and what became of it: the entry as read, and the document that will be written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from blog.cli.importing.values import text_of

INDEX = re.compile(r"(?:\d{4}-\d{1,2}-\d{1,2}-)?(?:_?index|readme)(?:\.|$)", re.IGNORECASE)


@dataclass(eq=False)
class Entry:
    """A file of the folder with its head (the site's defaults filled in) and its text."""

    name: str
    head: dict[str, Any]
    body: str
    syntax: str
    modified: datetime
    raw: str = ""

    @property
    def path(self) -> PurePosixPath:
        return PurePosixPath(self.name)

    @property
    def folder(self) -> str:
        return "" if str(self.path.parent) == "." else str(self.path.parent)

    @property
    def stem(self) -> str:
        return self.path.name[: -len(self.path.suffix)]

    @property
    def is_index(self) -> bool:
        return INDEX.match(self.stem) is not None

    @property
    def is_section(self) -> bool:
        return self.stem.split(".")[0] == "_index"

    @property
    def is_html(self) -> bool:
        return self.path.suffix.lower() in (".html", ".htm")

    def get(self, key: str) -> Any:
        """A value of the head, or of the part of it that Zola and Hugo leave to the author (`extra`, `params`)."""
        places = (self.head, self.head.get("extra"), self.head.get("params"), self.head.get("seo"))
        found = (place.get(key) for place in places if isinstance(place, dict))
        return next((value for value in found if value not in (None, "", [], {})), None)

    def text(self, *keys: str) -> str:
        """The first of these values of the head that is a text with something in it."""
        return next((text for key in keys if (text := text_of(self.get(key)))), "")

    def value(self, *keys: str) -> Any:
        """The first of these values of the head that says anything."""
        return next((value for key in keys if (value := self.get(key)) is not None), None)


@dataclass(eq=False)
class Document:
    """What an entry becomes: a post or a page with its slug, its place in time and the addresses it had."""

    entry: Entry
    collection: str
    title: str
    slug: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    draft: bool = False
    summary: str = ""
    categories: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    hero: str = ""
    hero_alt: str = ""
    #: Its place among the documents of its site.
    number: int = 0
    meta_title: str = ""
    aliases: list[str] = field(default_factory=list)
    #: Every path at which the old site showed it, the usual one first.
    addresses: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.entry.name

    @property
    def address(self) -> str:
        if self.collection == "pages":
            return "/" if self.slug == "home" else f"/{self.slug}"
        return f"/posts/{self.slug}"
