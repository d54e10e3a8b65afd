"""A whole folder as a site: its documents with their slugs, categories, people, and every address of the old site.

Reads files through the tree and never the database.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from blog.cli.importing.documents import document_of
from blog.cli.importing.entries import Document, Entry
from blog.cli.importing.generators import GENERATORS, recognise
from blog.cli.importing.generators.generator import DATED_NAME, Generator
from blog.cli.importing.generators.jekyll import site_settings
from blog.cli.importing.names import slug_path, slugify, term_slug
from blog.cli.importing.permalinks import clean_path, same_place
from blog.cli.importing.reading import read_entries
from blog.cli.importing.report import Note, Report
from blog.cli.importing.tree import Tree, read_tree
from blog.cli.importing.values import inline_text

#: First parts of paths that the new site has for itself; a page of this name gets another.
TAKEN = frozenset({
    "posts", "projects", "categories", "technologies", "authors", "forms", "media", "static", "admin", "api",
    "search", "feed", "feeds", "sitemap", "robots", "healthz", "readyz", "metrics", "login", "logout", "preview",
})  # fmt: skip
#: Sections that hold all posts of most sites, and say nothing about those in them.
WHOLE_BLOG = frozenset(
    {"post", "posts", "blog", "blogs", "article", "articles", "entries", "weblog", "writing", "content"}
)
#: Where generators put their feeds.
FEEDS = (
    "/index.xml", "/feed", "/rss.xml", "/rss", "/atom.xml", "/feed/index.xml", "/feeds/all.atom.xml", "/feed/feed.xml",
)  # fmt: skip
COVER = re.compile(r"(?:featured?|cover|thumbnail|hero)[\w-]*\.(?:png|jpe?g|webp|avif|gif)", re.IGNORECASE)
ONLY_TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", re.DOTALL)


@dataclass
class Section:
    """A folder with a title of its own: its posts are a category."""

    folder: str
    title: str
    description: str
    address: str


@dataclass
class Site:
    """What was read from one folder."""

    tree: Tree
    generator: Generator
    report: Report
    documents: list[Document] = field(default_factory=list)
    #: The slug of a category -> its title and description.
    categories: dict[str, tuple[str, str]] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    by_name: dict[str, Document] = field(default_factory=dict)
    by_place: dict[str, Document] = field(default_factory=dict)
    #: The old site's lists (tags, sections): their place -> the slug of the category that they showed.
    lists: dict[str, str] = field(default_factory=dict)

    #: Addresses of pages that were nothing but a template's list.
    empty: list[str] = field(default_factory=list)
    _digests: dict[str, str] = field(default_factory=dict)

    def digest(self, name: str) -> str:
        """The SHA-256 of a file's bytes."""
        if name not in self._digests:
            with self.tree.files[name].open("rb") as file:
                self._digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
        return self._digests[name]

    @cached_property
    def list_places(self) -> frozenset[str]:
        """Every place of the old site that was a list or a feed, and leads to something of the new one."""
        sections = [section.address for section in self.sections]
        return frozenset(self.lists) | {same_place(path) for path in (*sections, *self.empty, *FEEDS)}

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What templates can ask the site about."""
        return site_settings(self.generator)

    @cached_property
    def by_lower_place(self) -> dict[str, Document]:
        return {place.lower(): document for place, document in self.by_place.items()}

    @cached_property
    def by_reference(self) -> dict[str, Document]:
        """Documents by what templates call them: every end of their path without its ending, the shortest last."""
        found: dict[str, Document] = {}
        for document in self.documents:
            path = document.entry.path
            parts = list(path.with_suffix("").parts)
            for parts_named in (parts, parts[:-1] if document.entry.is_index else []):
                for start in range(len(parts_named)):
                    found.setdefault("/".join(parts_named[start:]).lower(), document)
        return found

    @property
    def posts(self) -> list[Document]:
        return [document for document in self.documents if document.collection == "posts"]


def read_site(root: Path, report: Report, *, kind: str = "", undated: datetime | None = None) -> Site:
    """Read the folder `root` as the generator `kind`, or as the one it is recognised as."""
    tree = read_tree(root, report)
    generator = GENERATORS[kind](tree) if kind else recognise(tree)
    site = Site(tree, generator, report)
    entries = read_entries(tree, generator, report)
    site.sections = [_section(entry, generator) for entry in entries if entry.is_section]
    for entry in entries:
        if entry.is_section and not entry.body.strip():
            continue
        document = document_of(entry, generator, undated, report)
        if document.collection == "pages" and not ONLY_TAGS.sub("", entry.body).strip():
            report.add(Note("skipped", entry.name, "is a page of its template's making, without a text of its own"))
            site.empty.extend(_paths(generator.addresses(document)))
            continue
        document.hero = document.hero or _picture_beside(document, tree)
        site.documents.append(document)
    site.documents.sort(key=lambda document: (document.date or datetime.min.replace(tzinfo=UTC), document.name))
    for number, document in enumerate(site.documents):
        document.number = number
    _number_slugs(site)
    _index(site)
    _file_under_sections(site)
    _name_categories(site)
    return site


def _picture_beside(document: Document, tree: Tree) -> str:
    """The picture of a page bundle that themes take for its cover by its name."""
    if not document.entry.is_index or not document.entry.folder:
        return ""
    folder = f"{document.entry.folder}/"
    names = (name[len(folder) :] for name in tree.files if name.startswith(folder))
    return next((name for name in sorted(names) if COVER.fullmatch(name)), "")


def _section(entry: Entry, generator: Generator) -> Section:
    probe = Document(entry, "pages", "")
    addresses = generator.addresses(probe)
    title, description = inline_text(entry.value("title")), inline_text(entry.value("description"))
    return Section(entry.folder, title, description, clean_path(addresses[0]))


def _number_slugs(site: Site) -> None:
    taken: dict[str, set[str]] = {"posts": set(), "pages": set()}
    for document in site.documents:
        place = "/" + site.generator.place(document.entry)
        document.addresses = _paths(site.generator.addresses(document)) or [place]
        wanted = _wanted_slug(document, site.generator)
        slug, number = wanted, 1
        while slug in taken[document.collection]:
            number += 1
            slug = f"{wanted}-{number}"
        taken[document.collection].add(slug)
        document.slug = slug


def _wanted_slug(document: Document, generator: Generator) -> str:
    entry = document.entry
    if document.collection == "posts":
        last = document.addresses[0].rstrip("/").rpartition("/")[2]
        named = entry.text("slug").rstrip("/").rpartition("/")[2]
        dated = DATED_NAME.match(last)
        last = (dated.group(4) if dated else "") or last
        slugs = (slugify(_unended(text)) for text in (named, last, generator.slug(entry), document.title))
        found = list(filter(None, slugs))
        number = f"post-{found[0]}" if found and found[0] != "index" else slugify("", document.name)
        return next((slug for slug in found if _says_something(slug)), number)
    path = _unended(document.addresses[0]).strip("/")
    path = generator.slug(entry) if path.startswith("pages/") and generator.name == "pelican" else path
    slug = slug_path(path, document.name) if path not in ("", "index") else "home"
    first, _, rest = slug.partition("/")
    return f"{first}-page{'/' + rest if rest else ''}" if first in TAKEN else slug


def _says_something(slug: str) -> bool:
    return bool(slug) and slug != "index" and not slug.replace("-", "").isdigit()


def _unended(path: str) -> str:
    return same_place(path) if path.startswith("/") else same_place("/" + path).lstrip("/")


def _paths(addresses: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(clean_path(address) for address in addresses if address))


def _index(site: Site) -> None:
    """Find every document by its file and by each of its old addresses; the first of two keeps an address."""
    base = site.generator.base_path
    for document in site.documents:
        site.by_name[document.name] = document
        # An alias with a query leads to the document, too, but is no place of the old site that links could name.
        aliases = [site.generator.alias(document, alias) for alias in document.aliases if "?" not in alias]
        document.addresses = _paths(
            [*document.addresses, *(f"{base}{path}" for path in document.addresses if base), *aliases]
        )
    for rank in range(max((len(document.addresses) for document in site.documents), default=0)):
        for document in site.documents:
            if rank < len(document.addresses):
                _claim(site, document, document.addresses[rank])


def _claim(site: Site, document: Document, address: str) -> None:
    place = same_place(address)
    holder = site.by_place.setdefault(place, document)
    if holder is not document:
        reason = f"its old address {address} is also that of {holder.name}, which keeps it"
        if address in document.addresses[:1] or address in document.aliases:
            site.report.add(Note("changed", document.name, reason))


def _file_under_sections(site: Site) -> None:
    """Sections with a title of their own order their posts, and so do sections in which a post has another address."""
    named = {
        section.folder: section
        for section in site.sections
        if section.title and section.address != "/" and section.folder.rpartition("/")[2].lower() not in WHOLE_BLOG
    }
    for document in site.posts:
        folders = [str(parent) for parent in document.entry.path.parents][:-1]
        found = next((named[folder] for folder in folders if folder in named), None)
        parents = {same_place(address).rpartition("/")[0] for address in document.addresses}
        listed = [section for section in named.values() if section is not found and section.address in parents]
        for section in ([found] if found else []) + listed:
            if section.title.casefold() not in (name.casefold() for name in document.categories):
                document.categories.append(section.title)


def _name_categories(site: Site) -> None:
    """One category for all spellings of a name: the spelling that most documents use."""
    sections = {section.title.casefold(): section for section in site.sections if section.title}
    spellings: dict[str, Counter[str]] = {}
    for document in site.posts:
        slugs: dict[str, None] = {}
        for name in document.categories:
            section = sections.get(name.casefold())
            slug = slugify(section.address.rpartition("/")[2], name) if section else term_slug(name)
            spellings.setdefault(slug, Counter())[section.title if section else name] += 1
            slugs[slug] = None
            for address in [section.address] if section else site.generator.term_addresses(name):
                site.lists.setdefault(same_place(address), slug)
        document.categories = list(slugs)
    described = {slugify(section.address.rpartition("/")[2]): section.description for section in sections.values()}
    for slug, names in spellings.items():
        site.categories[slug] = (names.most_common(1)[0][0][:250], described.get(slug, ""))
