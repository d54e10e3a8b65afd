"""Hugo: sections with `_index.md`, page bundles, permalinks by section, taxonomies, files of several languages."""

from __future__ import annotations

import json
import posixpath
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from blog.cli.importing.entries import Document, Entry
from blog.cli.importing.front_matter import fold_keys
from blog.cli.importing.generators.generator import (
    DATED_NAME,
    PAGE_NAMES,
    POST_FOLDERS,
    Generator,
    is_document,
    yaml_settings,
)
from blog.cli.importing.names import url_words
from blog.cli.importing.permalinks import date_tokens, expand
from blog.cli.importing.tree import Tree
from blog.cli.importing.values import names_of, text_of, yes, zone_named

SETTINGS = ("hugo", "config", "config/_default/hugo", "config/_default/config")
PARTS = ("permalinks", "taxonomies", "languages", "params")


class Hugo(Generator):
    name = "hugo"
    static_folders = ("static", "assets")
    content_folders = ("content",)
    term_split = r"\s*,\s*"

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree)
        self.zone = zone_named(self.config.get("timezone"))

    def read_config(self) -> dict[str, Any]:
        config = next((found for name in SETTINGS if (found := settings_named(self.tree, name))), {})
        config = {key.lower(): value for key, value in config.items()}
        for part in PARTS:
            if found := settings_named(self.tree, f"config/_default/{part}"):
                config[part] = found
        return config

    def find_content(self) -> str:
        own = text_of(self.config.get("contentdir")).strip("./")
        if own and self.tree.has_folder(own):
            return own + "/"
        return super().find_content()

    @cached_property
    def languages(self) -> frozenset[str]:
        found = self.config.get("languages")
        return frozenset(key.lower() for key in found) if isinstance(found, dict) else frozenset()

    def language(self, entry: Entry) -> str:
        """The language in the file's name or in its first folder, when it is not the site's own."""
        own = text_of(self.config.get("defaultcontentlanguage")) or "en"
        found = re.search(r"\.([a-z]{2}(?:-[a-z]{2,4})?)$", entry.stem.lower())
        first = self.inside(entry.name).split("/")[0].lower()
        for language in (found.group(1) if found else "", first):
            if language in self.languages or (found and language == found.group(1)):
                return "" if language == own else language
        return ""

    @cached_property
    def sections(self) -> Counter[str]:
        """How many documents each first folder holds."""
        return Counter(self.section_of(name) for name in self.tree.files if self.takes(name))

    def section_of(self, name: str) -> str:
        parts = self.inside(name).split("/")
        if len(parts) == 2 and parts[1].split(".")[0] == "index":
            return ""  # a page bundle at the top
        return parts[0] if len(parts) > 1 else ""

    def takes(self, name: str) -> bool:
        return is_document(name) and name.startswith(self.content)

    def is_page(self, entry: Entry) -> bool | None:
        if entry.is_section:
            return True
        section = self.section_of(entry.name).lower()
        if section:
            return False if section in POST_FOLDERS else None
        if self.own_name(entry).lower() in PAGE_NAMES:
            return True
        blog = any(self.sections[name] > 1 for name in self.sections if name.lower() in POST_FOLDERS)
        return True if blog else None

    def is_draft(self, entry: Entry) -> bool:
        build = entry.head.get("build") or entry.head.get("_build")
        return isinstance(build, dict) and text_of(build.get("render")) in ("never", "false", "False")

    def own_name(self, entry: Entry) -> str:
        language = self.language(entry)
        name = super().own_name(entry)
        return f"{name}-{language}" if language and not entry.is_index else name

    def slug(self, entry: Entry) -> str:
        name = self.own_name(entry)
        found = DATED_NAME.match(name)
        return (found.group(4) if found else "") or name

    def pattern(self, section: str) -> str:
        rules = self.config.get("permalinks")
        if not isinstance(rules, dict):
            return ""
        of_pages = rules.get("page") if isinstance(rules.get("page"), dict) else {}
        return text_of(of_pages.get(section)) or text_of(rules.get(section))

    def addresses(self, document: Document) -> list[str]:
        entry = document.entry
        if url := entry.text("url"):
            return [url if url.startswith("/") or not entry.folder else "/" + url]
        language = self.language(entry)
        prefix = f"/{language}" if language else ""
        place = re.sub(rf"\.{re.escape(language)}$", "", self.place(entry)) if language else self.place(entry)
        place = place.removeprefix(f"{language}/")
        folder, _, last = place.rpartition("/")
        usual = f"{prefix}/{folder}/{entry.text('slug') or last}"
        pattern = self.pattern(place.split("/")[0] if "/" in place else "")
        if pattern and not entry.is_section and (path := expand(pattern, self.tokens(document, place), document.date)):
            return [address_words(prefix + path), path, address_words(usual)]
        return [address_words(usual), usual]

    def alias(self, document: Document, written: str) -> str:
        path = super().alias(document, written)
        beside = document.addresses[0].rstrip("/").rpartition("/")[0] if document.addresses else ""
        return path if path.startswith("/") else posixpath.normpath(f"{beside}/{path}")

    def tokens(self, document: Document, place: str) -> dict[str, str]:
        entry, parts = document.entry, place.split("/")
        slug = entry.text("slug")
        title, name = url_words(document.title), parts[-1]
        return date_tokens(document.date) | {
            "section": parts[0] if len(parts) > 1 else "",
            "sections": "/".join(parts[:-1]),
            "title": title,
            "slug": slug or title,
            "filename": name,
            "slugorfilename": slug or name,
            "contentbasename": name,
            "slugorcontentbasename": slug or name,
        }

    def term_addresses(self, name: str) -> list[str]:
        word = url_words(name)
        return [f"/{kind}/{word}" for kind in ("tags", "categories", "series", "topics")]

    def relative_folders(self, document: Document) -> list[str]:
        return [*super().relative_folders(document), self.content.rstrip("/")]


class Zola(Hugo):
    """Zola keeps Hugo's folders, with TOML heads, `path`, dates in file names and `@/` links."""

    name = "zola"
    static_folders = ("static",)

    def read_config(self) -> dict[str, Any]:
        found = settings_named(self.tree, "config") or settings_named(self.tree, "zola")
        return {key.lower().replace("_", ""): value for key, value in found.items()}

    def addresses(self, document: Document) -> list[str]:
        entry = document.entry
        if path := entry.text("path"):
            return ["/" + path.lstrip("/")]
        folder, _, last = self.place(entry).rpartition("/")
        dated = DATED_NAME.match(last)
        last = entry.text("slug") or (dated.group(4) if dated and dated.group(4) else last)
        usual = f"/{folder}/{last}"
        return [address_words(usual), usual]

    def alias(self, document: Document, written: str) -> str:
        return "/" + Generator.alias(self, document, written).lstrip("/")

    def is_draft(self, entry: Entry) -> bool:
        return yes(entry.head.get("render")) is False and not entry.is_section

    def terms(self, entry: Entry) -> list[str]:
        found = entry.head.get("taxonomies")
        return [name for terms in found.values() for name in names_of(terms)] if isinstance(found, dict) else []


def address_words(path: str) -> str:
    """A path as Hugo and Zola write it: lower case, spaces as hyphens, without signs that need escaping."""
    return "/".join(re.sub(r"[^\w.+~#@-]+", "-", part).strip("-").lower() for part in path.split("/"))


def settings_named(tree: Tree, name: str) -> dict[str, Any]:
    """The settings file of this name in TOML, YAML or JSON; nothing when there is none that can be read."""
    try:
        if text := tree.text(f"{name}.toml"):
            return tomllib.loads(text)
        if text := tree.text(f"{name}.json"):
            found = json.loads(text)
            return found if isinstance(found, dict) else {}
    except (ValueError, RecursionError):
        return {}
    return yaml_settings(tree, f"{name}.yaml", f"{name}.yml")


def params(config: Mapping[str, Any]) -> dict[str, Any]:
    """The site's own parameters, with folded keys."""
    found = config.get("params")
    return fold_keys(found) if isinstance(found, dict) else {}
