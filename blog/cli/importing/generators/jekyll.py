"""Jekyll, and Hexo, which took over its names: `_posts` with dated file names, `_drafts`, collections, permalinks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from blog.cli.importing.entries import Document, Entry
from blog.cli.importing.front_matter import fold_key, fold_keys
from blog.cli.importing.generators.generator import DATED_NAME, Generator, folded, is_document, yaml_settings
from blog.cli.importing.names import slugify
from blog.cli.importing.permalinks import date_tokens, expand
from blog.cli.importing.tree import Tree
from blog.cli.importing.values import names_of, text_of, yes, zone_named

STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:title.html",
    "none": "/:categories/:title.html",
}
TEMPLATE_FOLDERS = frozenset({"_includes", "_layouts", "_data", "_sass", "_plugins", "_site", "_assets"})


class Jekyll(Generator):
    name = "jekyll"
    static_folders = ()
    content_folders = ()
    term_split = r"\s*,\s*|\s+"
    liquid = True

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree)
        self.zone = zone_named(self.config.get("timezone"))
        self.collections = self._collections()

    def read_config(self) -> dict[str, Any]:
        return yaml_settings(self.tree, "_config.yml", "_config.yaml")

    def find_content(self) -> str:
        source = text_of(self.config.get("source")).strip("./")
        return source + "/" if source and self.tree.has_folder(source) else ""

    def find_url(self) -> str:
        return text_of(self.config.get("url")).rstrip("/") + "/" + text_of(self.config.get("baseurl")).strip("/")

    @property
    def base_path(self) -> str:
        base = text_of(self.config.get("baseurl")).strip("/")
        return "/" + base if base else ""

    def _collections(self) -> dict[str, dict[str, Any]]:
        found = self.config.get("collections") or {}
        if isinstance(found, list):
            found = {text_of(name): {} for name in found}
        return {name: value if isinstance(value, dict) else {} for name, value in found.items()} if found else {}

    def collection(self, entry: Entry) -> str:
        """posts, drafts, pages or the name of a collection of the site's own."""
        parts = self.inside(entry.name).split("/")[:-1]
        for part in (self.tree.root.resolve().name, *parts):
            if part in ("_posts", "_drafts"):
                return part[1:]
        first = [part for part in parts if part != text_of(self.config.get("collections_dir"))][:1]
        return first[0][1:] if first and first[0].startswith("_") else "pages"

    def takes(self, name: str) -> bool:
        parts = self.inside(name).split("/")
        if not is_document(name) or not name.startswith(self.content) or TEMPLATE_FOLDERS & set(parts[:-1]):
            return False
        # An HTML file outside the posts is a layout of lists far more often than a text.
        return not name.lower().endswith((".html", ".htm")) or bool({"_posts", "_drafts"} & set(parts))

    def defaults(self, entry: Entry) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        rules = self.config.get("defaults")
        for rule in rules if isinstance(rules, list) else []:
            scope = rule.get("scope") if isinstance(rule, dict) else None
            if not isinstance(scope, dict):
                continue
            path, kind = text_of(scope.get("path")).strip("/"), text_of(scope.get("type"))
            inner = self.inside(entry.name)
            if inner.startswith(path.split("*")[0]) and kind in ("", self.collection(entry)):
                found |= fold_keys(rule.get("values") or {})
        return found

    def is_page(self, entry: Entry) -> bool | None:
        kind = self.collection(entry)
        if kind in ("posts", "drafts"):
            return False
        return True if kind == "pages" else None

    def is_draft(self, entry: Entry) -> bool:
        return self.collection(entry) == "drafts"

    def terms(self, entry: Entry) -> list[str]:
        parts = self.inside(entry.name).split("/")[:-1]
        cut = next((index for index, part in enumerate(parts) if part in ("_posts", "_drafts")), 0)
        return [part for part in parts[:cut] if not part.startswith("_")]

    def pattern(self, document: Document) -> str:
        kind = self.collection(document.entry)
        if kind in ("posts", "drafts"):
            style = str(self.config.get("permalink") or "date")  # one of the styles is called none
            return STYLES.get(style, style)
        rules = self.collections.get(kind, {})
        return text_of(rules.get("permalink")) or (f"/{kind}/:path.html" if kind != "pages" else "/:path.html")

    def tokens(self, document: Document) -> dict[str, str]:
        entry = document.entry
        local = document.date.astimezone(self.zone) if document.date and _has_time(document.date) else document.date
        title = entry.text("slug") or self.slug(entry)
        kinds = [*self.terms(entry), *names_of(entry.value("categories", "category"), split=self.term_split)]
        path = self.place(entry)
        kind = self.collection(entry)
        path = path.removeprefix(f"_{kind}/") if kind != "pages" else path
        return date_tokens(local) | {
            "title": title,
            "slug": slugify(title),
            "name": title,
            "post_title": title,
            "categories": "/".join(name.lower().replace(" ", "%20") for name in kinds),
            "slugified_categories": "/".join(slugify(name) for name in kinds),
            "category": "/".join(slugify(name) for name in kinds),
            "collection": kind,
            "path": path,
            "basename": entry.stem,
            "output_ext": ".html",
            "id": "",
        }

    def addresses(self, document: Document) -> list[str]:
        tokens = self.tokens(document)
        own = document.entry.text("permalink")
        found = [expand(pattern, tokens, document.date) for pattern in (own, self.pattern(document)) if pattern]
        if found[0] is None and document.date:
            found.append(expand(STYLES["date"], tokens, document.date))
        return [path for path in found if path]

    def term_addresses(self, name: str) -> list[str]:
        word = slugify(name)
        return [f"/tags/{word}", f"/tag/{word}", f"/categories/{word}", f"/category/{word}"]

    def relative_folders(self, document: Document) -> list[str]:
        return [*super().relative_folders(document), self.content.rstrip("/")]


class Hexo(Jekyll):
    name = "hexo"
    term_split = r"\s*,\s*"

    def find_content(self) -> str:
        source = text_of(self.config.get("source_dir")) or "source"
        return source + "/" if self.tree.has_folder(source) else ""

    def pattern(self, document: Document) -> str:
        if self.collection(document.entry) in ("posts", "drafts"):
            return text_of(self.config.get("permalink")) or ":year/:month/:day/:title/"
        return "/:path/"

    def slug(self, entry: Entry) -> str:
        found = DATED_NAME.match(entry.stem)
        return found.group(4) if found and found.group(4) else self.own_name(entry)

    def is_draft(self, entry: Entry) -> bool:
        return super().is_draft(entry) or yes(entry.head.get("published")) is False


def _has_time(date: datetime) -> bool:
    return bool(date.hour or date.minute or date.second)


def site_settings(generator: Generator) -> dict[str, Any]:
    """The settings as `{{ site.name }}` sees them, with folded keys; the files of `_data` under `data`."""
    return folded(generator.config) | {"data": _data(generator.tree, f"{generator.content}_data/")}


def _data(tree: Tree, folder: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in tree.files:
        if name.startswith(folder) and name.endswith((".yml", ".yaml", ".json")):
            place = found
            *parts, last = [fold_key(part) for part in name[len(folder) :].rpartition(".")[0].split("/")]
            for part in parts:
                place = place.setdefault(part, {})
            # JSON is YAML, too.
            place[last] = folded(yaml_settings(tree, name))
    return found
