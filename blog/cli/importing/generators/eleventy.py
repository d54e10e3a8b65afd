"""Eleventy: tags as collections, data files beside the documents, permalinks with templates in them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from blog.cli.importing.bounded_yaml import UnreadableYaml, load_yaml
from blog.cli.importing.entries import Document, Entry
from blog.cli.importing.generators.generator import DATED_NAME, Generator, folded, in_post_folder, is_document
from blog.cli.importing.names import slugify
from blog.cli.importing.script_values import script_values
from blog.cli.importing.tree import Tree
from blog.cli.importing.values import names_of

SETTINGS = (
    ".eleventy.js", ".eleventy.cjs", ".eleventy.mjs",
    "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts",
)  # fmt: skip
MARKS = frozenset({
    "note", "all", "articles", "nav", "post", "article", "entries", "posts", "notes", "blog", "blogposts",
})  # fmt: skip
DATA_ENDINGS = (".11tydata.json", ".json", ".11tydata.js", ".11tydata.cjs", ".11tydata.mjs", ".11tydata.yaml", ".yaml")
EXPRESSION = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)


class Eleventy(Generator):
    name = "eleventy"
    static_folders = ("public", "static", "assets", "src")
    liquid = True

    def read_config(self) -> dict[str, Any]:
        text = "\n".join(self.tree.text(name) for name in SETTINGS)
        found = {key: match.group(1) for key in ("input", "pathPrefix") if (match := _setting(key, text))}
        pairs = re.findall(r"[\"']\.?/?([\w./-]+)[\"']\s*:\s*[\"']\.?/?([\w./-]*)[\"']", text)
        return found | {"copied": {source.strip("/"): target.strip("/") for source, target in pairs}}

    def find_content(self) -> str:
        folder = self.config.get("input", "").strip("./")
        if folder and self.tree.has_folder(folder):
            return folder + "/"
        return ""

    def find_url(self) -> str:
        for name in ("_data/metadata", "_data/site", "_data/meta"):
            for ending in (".json", ".js"):
                data = folded(_read_data(self.tree, f"{self.content}{name}{ending}"))
                if isinstance(url := data.get("url"), str) and "://" in url:
                    return url
        return ""

    def takes(self, name: str) -> bool:
        if not is_document(name) or not name.startswith(self.content):
            return False
        parts = self.inside(name).split("/")
        return "_data" not in parts and not name.lower().endswith((".html", ".htm"))

    def defaults(self, entry: Entry) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        parts = entry.name.split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            folder = "/".join(parts[:depth])
            for ending in reversed(DATA_ENDINGS):
                found |= folded(_read_data(self.tree, f"{folder}/{parts[depth - 1]}{ending}"))
        for ending in reversed(DATA_ENDINGS):
            found |= folded(_read_data(self.tree, f"{entry.name[: -len(entry.path.suffix)]}{ending}"))
        return found

    def complete(self, entry: Entry) -> dict[str, Any]:
        inherited = dict(self.defaults(entry))
        tags = [name for head in (entry.head, inherited) for name in names_of(head.get("tags"), split=self.term_split)]
        # Eleventy joins the tags of the data files and of the document; it replaces everything else.
        return {**inherited, **entry.head, **({"tags": tags} if tags else {})}

    def is_page(self, entry: Entry) -> bool | None:
        tags = {tag.lower() for tag in names_of(entry.value("tags", "tag"), split=self.term_split)}
        if tags & (MARKS - {"all", "nav"}):
            return False
        if entry.head.get("eleventynavigation") or (entry.is_index and entry.folder == self.content.rstrip("/")):
            return True
        return False if in_post_folder(self.inside(entry.name)) and not entry.is_index else None

    def is_draft(self, entry: Entry) -> bool:
        return super().is_draft(entry) or entry.head.get("permalink") in (False, "false")

    def is_term(self, name: str) -> bool:
        return name.lower() not in MARKS

    def addresses(self, document: Document) -> list[str]:
        entry = document.entry
        folder, _, _ = self.place(entry).rpartition("/")
        slug = self.slug(entry)
        # A file that bears the name of its folder stands for the folder, as `index` does.
        last = "" if slug == folder.rpartition("/")[2] else slug
        usual = f"/{folder}/{last}" if slug and self.place(entry) else "/" + self.place(entry)
        written = entry.head.get("permalink")
        if isinstance(written, str) and written not in ("false", "true", ""):
            path = self.filled(written, document)
            return [path if path.startswith("/") else "/" + path, usual] if path else [usual]
        return [usual]

    def filled(self, pattern: str, document: Document) -> str:
        """A permalink with its `{{ … }}` written out; nothing when one asks for more than the document says."""
        known = True

        def value(found: re.Match[str]) -> str:
            nonlocal known
            parts = [part.strip() for part in found.group(1).split("|")]
            text = self.value_named(parts[0], document)
            known = known and bool(text)
            slugs = any(part.split("(")[0].strip() in ("slug", "slugify") for part in parts[1:])
            return slugify(text) if slugs else text

        path = EXPRESSION.sub(value, pattern)
        return path if known and "{%" not in path else ""

    def value_named(self, expression: str, document: Document) -> str:
        entry, date = document.entry, document.date
        if literal := re.fullmatch(r"[\"'](.*)[\"']", expression):
            return literal.group(1)
        if expression == "page.fileSlug":
            return self.slug(entry)
        if expression == "page.filePathStem":
            place = self.place(entry)
            found = DATED_NAME.match(place.rpartition("/")[2])
            return "/" + (place[: -len(place.rpartition("/")[2])] + found.group(4) if found else place)
        if expression in ("page.date", "date") and date:
            return f"{date:%Y-%m-%d}"
        return document.title if expression == "title" else entry.text(re.sub(r"[\W_]+", "", expression).lower())

    def term_addresses(self, name: str) -> list[str]:
        return [f"/tags/{slugify(name)}", f"/tag/{slugify(name)}", f"/categories/{slugify(name)}"]

    def relative_folders(self, document: Document) -> list[str]:
        return [*super().relative_folders(document), self.content.rstrip("/"), ""]


def _setting(key: str, text: str) -> re.Match[str] | None:
    return re.search(rf"\b{key}\s*:\s*[\"']([^\"']*)[\"']", text)


def _read_data(tree: Tree, name: str) -> Any:
    text = tree.text(name)
    if not text:
        return {}
    if name.endswith((".yaml", ".yml")):
        try:
            return load_yaml(text)
        except UnreadableYaml:
            return {}
    if not name.endswith(".json"):
        return script_values(text)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return {}
