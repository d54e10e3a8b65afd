"""What every generator of static sites must tell the importer, with the answers of a plain folder of Markdown files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import Any

from blog.cli.importing.bounded_yaml import UnreadableYaml, load_yaml
from blog.cli.importing.entries import Document, Entry
from blog.cli.importing.front_matter import UnreadableHead, fold_keys
from blog.cli.importing.permalinks import path_of
from blog.cli.importing.tree import DOCUMENT_ENDINGS, Tree
from blog.cli.importing.values import text_of

DATED_NAME = re.compile(r"\A(\d{4})-(\d{1,2})-(\d{1,2})[-_ T]*(.*)\Z", re.DOTALL)
POST_FOLDERS = frozenset({
    "post", "posts", "_posts", "_drafts", "drafts", "blog", "blogs", "article", "articles", "news", "journal",
    "writing", "writings", "essays", "til", "weblog", "entries", "notes", "stories", "tutorials", "log",
})  # fmt: skip
PAGE_NAMES = frozenset({
    "about", "about-me", "contact", "uses", "now", "privacy", "imprint", "impressum", "cv", "resume", "archive",
    "archives", "search", "projects", "links", "license", "colophon", "tags", "categories", "home", "legal",
    "terms", "faq", "hire-me", "portfolio", "talks", "speaking", "disclaimer", "credits", "subscribe",
})  # fmt: skip


class Generator:
    """A folder of Markdown files without a generator's rules; the others say where they differ."""

    name = "plain"
    #: Folders that the generator puts at the root of the site.
    static_folders: tuple[str, ...] = ("public", "static", "assets", "src", "source")
    #: Where documents may lie, the best first.
    content_folders: tuple[str, ...] = ("src/content", "content", "src/pages", "src/posts", "docs")
    #: How a text of several tags is parted.
    term_split = r"\s*[,;]\s*"
    liquid = False

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.config = self.read_config()
        self.content = self.find_content()
        self.site_url = self.find_url()
        self.zone: tzinfo = UTC

    def read_config(self) -> dict[str, Any]:
        return {}

    def find_url(self) -> str:
        return text_of(self.config.get("baseurl") or self.config.get("url") or self.config.get("siteurl"))

    @property
    def base_path(self) -> str:
        return path_of(self.site_url).rstrip("/") if "://" in self.site_url else ""

    def find_content(self) -> str:
        """The folder in which documents lie, with a slash at its end, or nothing for the whole folder."""
        for folder in self.content_folders:
            if any(name.startswith(folder + "/") and is_document(name) for name in self.tree.files):
                return folder + "/"
        return ""

    def takes(self, name: str) -> bool:
        """Whether this file is a document of the site."""
        return is_document(name) and name.startswith(self.content)

    def inside(self, name: str) -> str:
        """The path of a document below the folder of documents."""
        return name[len(self.content) :] if name.startswith(self.content) else name

    def defaults(self, entry: Entry) -> Mapping[str, Any]:  # noqa: ARG002 - the others look at the entry
        """Values of the head that the site's settings give to this file."""
        return {}

    def complete(self, entry: Entry) -> dict[str, Any]:
        """The head with what the site's settings add to it; the document's own word counts."""
        return {**self.defaults(entry), **entry.head}

    def is_page(self, entry: Entry) -> bool | None:  # noqa: ARG002
        """Whether the file is a page (True) or a post (False); None when this generator does not say."""
        return None

    def is_draft(self, entry: Entry) -> bool:
        return any(part in ("_drafts", "drafts") for part in entry.path.parts[:-1])

    def terms(self, entry: Entry) -> list[str]:  # noqa: ARG002
        """Categories that follow from where the file lies."""
        return []

    def is_term(self, name: str) -> bool:  # noqa: ARG002
        """Whether a tag orders posts, and is not a mark for the generator itself."""
        return True

    def slug(self, entry: Entry) -> str:
        """The last part of the address when the head names none: the file's name, or its folder's for an index."""
        found = DATED_NAME.match(self.own_name(entry))
        return (found.group(4) if found else "") or self.own_name(entry)

    def own_name(self, entry: Entry) -> str:
        stem = re.sub(r"\.[a-z]{2}(?:-[A-Za-z]{2})?$", "", entry.stem)
        inner = self.inside(entry.name).split("/")
        return inner[-2] if entry.is_index and len(inner) > 1 else stem

    def place(self, entry: Entry) -> str:
        """The path of the file below the documents without its ending and without `index`."""
        inner = self.inside(entry.name)
        inner = inner[: -len(entry.path.suffix)]
        return inner.rpartition("/")[0] if entry.is_index else inner

    def addresses(self, document: Document) -> list[str]:
        """The paths at which the old site showed the document, the usual one first."""
        entry = document.entry
        place = self.place(entry)
        own = entry.text("slug")
        folder = place.rpartition("/")[0]
        named = [own if own.startswith("/") else f"/{folder}/{own}"] if own else []
        return [*named, "/" + place]

    def alias(self, document: Document, written: str) -> str:  # noqa: ARG002
        """The path that an alias in the head means."""
        return path_of(written) or written

    def term_addresses(self, name: str) -> list[str]:  # noqa: ARG002
        """The paths at which the old site listed the documents of a category or tag."""
        return []

    def relative_folders(self, document: Document) -> list[str]:
        """Folders against which a relative address in this document is read, the nearest first."""
        entry = document.entry
        beside = f"{entry.folder}/{entry.stem}" if entry.folder else entry.stem
        return [entry.folder, beside]


def is_document(name: str) -> bool:
    """Whether the ending of this name is one of a document."""
    dot = name.rfind(".")
    return dot > 0 and name[dot:].lower() in DOCUMENT_ENDINGS


def yaml_settings(tree: Tree, *names: str) -> dict[str, Any]:
    """The first of these YAML files, its own keys kept; nothing when there is none that can be read."""
    for name in names:
        if text := tree.text(name):
            try:
                found = load_yaml(text)
            except UnreadableYaml:
                continue
            if isinstance(found, dict):
                return found
    return {}


def folded(value: Any) -> dict[str, Any]:
    """A mapping with folded keys, or an empty one."""
    try:
        return fold_keys(value) if isinstance(value, dict) else {}
    except (UnreadableHead, RecursionError):
        return {}


def in_post_folder(inner: str) -> bool:
    """Whether a folder on this path bears a name that blogs give to their posts."""
    return any(part.lower() in POST_FOLDERS for part in inner.split("/")[:-1])
