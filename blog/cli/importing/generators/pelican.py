"""Pelican: heads of plain lines, articles and pages, `{static}` and `{filename}` links, settings in Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Any

from blog.cli.importing.entries import Document, Entry
from blog.cli.importing.generators.generator import Generator, is_document
from blog.cli.importing.names import slugify
from blog.cli.importing.permalinks import expand
from blog.cli.importing.tree import Tree
from blog.cli.importing.values import text_of, zone_named


class Pelican(Generator):
    name = "pelican"
    static_folders = ()
    content_folders = ("content",)
    term_split = r"\s*,\s*"

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree)
        self.zone = zone_named(self.config.get("TIMEZONE"))

    def read_config(self) -> dict[str, Any]:
        return literals(self.tree.text("pelicanconf.py")) | literals(self.tree.text("publishconf.py"))

    def find_content(self) -> str:
        folder = text_of(self.config.get("PATH")).strip("./")
        return folder + "/" if folder and self.tree.has_folder(folder) else super().find_content()

    def find_url(self) -> str:
        return text_of(self.config.get("SITEURL"))

    def defaults(self, entry: Entry) -> Mapping[str, Any]:
        found = {"author": self.config["AUTHOR"]} if self.config.get("AUTHOR") else {}
        pattern = self.config.get("FILENAME_METADATA", r"(?P<date>\d{4}-\d{2}-\d{2}).*")
        try:
            match = re.match(pattern, entry.stem) if isinstance(pattern, str) else None
        except re.error:
            match = None
        return found | ({key: value for key, value in match.groupdict().items() if value} if match else {})

    def is_page(self, entry: Entry) -> bool | None:
        inner = self.inside(entry.name)
        folders = self.config.get("PAGE_PATHS", ["pages"])
        return any(inner.startswith(f"{folder.strip('/')}/") for folder in folders if isinstance(folder, str))

    def is_draft(self, entry: Entry) -> bool:
        return entry.text("status").lower() == "draft" or super().is_draft(entry)

    def terms(self, entry: Entry) -> list[str]:
        parts = self.inside(entry.name).split("/")[:-1]
        by_folder = self.config.get("USE_FOLDER_AS_CATEGORY", True)
        named = entry.text("category")
        return [parts[-1]] if parts and by_folder and not named and not self.is_page(entry) else []

    def slug(self, entry: Entry) -> str:
        return entry.text("title") if self.config.get("SLUGIFY_SOURCE", "title") == "title" else super().slug(entry)

    def takes(self, name: str) -> bool:
        return is_document(name) and name.startswith(self.content)

    def addresses(self, document: Document) -> list[str]:
        entry = document.entry
        page = document.collection == "pages"
        values = {
            "slug": entry.text("slug") or slugify(self.slug(entry)),
            "category": slugify((document.categories or ["misc"])[0]),
            "author": slugify((document.authors or [""])[0]),
            "lang": entry.text("lang") or "en",
            "base_name": entry.stem,
            "path_no_ext": self.place(entry),
        }
        kind, usual = ("PAGE", "pages/{slug}.html") if page else ("ARTICLE", "{slug}.html")
        patterns = [self.config.get(f"{kind}_URL"), self.config.get(f"{kind}_SAVE_AS"), usual]
        found = [expand(pattern, values, document.date) for pattern in patterns if isinstance(pattern, str)]
        own = ["/" + path.lstrip("/") for path in (entry.text("url"), entry.text("saveas")) if path]
        return [*own, *(path for path in found if path)]

    def term_addresses(self, name: str) -> list[str]:
        word = slugify(name)
        return [f"/tag/{word}", f"/category/{word}", f"/tags/{word}", f"/categories/{word}"]

    def relative_folders(self, document: Document) -> list[str]:
        return [*super().relative_folders(document), self.content.rstrip("/")]


def literals(text: str) -> dict[str, Any]:
    """The upper-case names that a Python file gives a plain value, read without running it."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, Any] = {}
    for line in body:
        if isinstance(line, ast.Assign) and len(line.targets) == 1 and isinstance(line.targets[0], ast.Name):
            try:
                found[line.targets[0].id] = ast.literal_eval(line.value)
            except (ValueError, TypeError, RecursionError, MemoryError):
                continue
    return found


def tree_has_plain_heads(tree: Tree, names: list[str]) -> bool:
    """Whether the first documents mostly start with `Title:` as Pelican's do."""
    heads = [tree.text(name)[:300].lstrip() for name in names[:20]]
    plain = [head for head in heads if re.match(r"(?:title|date|slug|author|tags|category)\s*:", head, re.IGNORECASE)]
    return len(plain) * 2 > len(heads) > 0
