"""What an address in a document of the old site means now: another document, a file of the folder, or the web.

Asks the site that was read; changes nothing and writes nothing.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from blog.cli.importing.entries import Document
from blog.cli.importing.generators.generator import is_document
from blog.cli.importing.permalinks import same_place
from blog.cli.importing.sites import Site
from blog.cli.importing.tree import flatten

MARKED = re.compile(
    r"\A(?:\{(static|filename|attach|tag|category|author|index|archives)\}|\|(static|filename|attach)\|)"
)
HOSTLIKE = re.compile(
    r"\A(?:www\.[\w-]+\.|[\w-]+\.)(?:com|org|net|io|dev|edu|gov|app|me|co\.uk)(?:/|\Z)", re.IGNORECASE
)
DOCUMENT = "/@document/"


@dataclass(frozen=True)
class Target:
    """Where an address leads: a document, a file of the folder, or an address to keep or to drop."""

    document: Document | None = None
    file: str | None = None
    href: str = ""
    fragment: str = ""
    #: Why the address leads nowhere, when it does.
    lost: str = ""


class Targets:
    """Finds what the addresses in one document mean."""

    def __init__(self, site: Site, document: Document) -> None:
        self.site = site
        self.document = document

    @cached_property
    def folders(self) -> list[str]:
        return list(dict.fromkeys(self.site.generator.relative_folders(self.document)))

    @cached_property
    def own_host(self) -> str:
        return host_of(self.site.generator.site_url)

    def find(self, written: str) -> Target:
        """What this address means."""
        written = written.strip()
        marked = MARKED.match(written)
        if written.startswith("#") or not written:
            return Target(href=written, fragment=written[1:], document=self.document if written else None)
        if re.match(r"[a-z][a-z0-9+.-]*:|//", written, re.IGNORECASE) and not marked:
            if not self.own_host or host_of(written) != self.own_host:
                return Target(href=f"https:{written}" if written.startswith("//") else written)
            written = "/" + re.sub(r"\A(?:https?:)?//[^/]*/?", "", written, flags=re.IGNORECASE)
        if HOSTLIKE.match(written) and self.file(written.partition("#")[0]) is None:
            return Target(href=f"https://{written}")
        return self._local(written, marked)

    def _local(self, written: str, marked: re.Match[str] | None) -> Target:
        bare, _, fragment = written.partition("#")
        bare = bare.partition("?")[0]
        if marked:
            bare = self._marked(marked.group(1) or marked.group(2), bare[marked.end() :])
        if bare.startswith(DOCUMENT):
            number = bare.removeprefix(DOCUMENT)
            return Target(document=self.site.documents[int(number)], fragment=fragment)
        name = self.file(bare)
        if name and is_document(name) and name in self.site.by_name:
            return Target(document=self.site.by_name[name], fragment=fragment)
        if name and not is_document(name):
            return Target(file=name, fragment=fragment)
        if document := self.place(bare):
            return Target(document=document, fragment=fragment)
        return self._unknown(bare, written, fragment)

    def _marked(self, mark: str, rest: str) -> str:
        rest = rest.strip()
        if mark in ("tag", "category", "author"):
            return f"/{mark}/{rest.strip('/')}"
        if mark in ("index", "archives"):
            return "/"
        return rest

    def _unknown(self, bare: str, written: str, fragment: str) -> Target:
        path = bare if bare.startswith("/") else self._joined(bare)
        ending = re.search(r"\.([a-z0-9]{1,5})$", bare, re.IGNORECASE)
        if ending and ending.group(1).lower() not in ("html", "htm", "md", "php", "xml", "json", "aspx", "com", "org"):
            return Target(lost=f"the file {written} is not in the folder")
        if not path or ".." in path.split("/"):
            return Target(lost=f"the link to {written} leads out of the folder")
        if path == "/" or self.is_listed(path):
            return Target(href=path + (f"#{fragment}" if fragment else ""))
        return Target(
            href=path + (f"#{fragment}" if fragment else ""), lost=f"the link to {written} leads to nothing in it"
        )

    def is_listed(self, path: str) -> bool:
        """Whether the path is one of the old site's lists, which lead to something new."""
        return same_place(path) in self.site.list_places

    def _joined(self, relative: str) -> str:
        address = self.document.addresses[0]
        folder = address if address.endswith("/") else address.rpartition("/")[0] + "/"
        return posixpath.normpath(posixpath.join(folder, unquote(relative, errors="replace")))

    def file(self, bare: str) -> str | None:
        """The file of the folder that a local address names, seen from the document or from the site's root."""
        tree, generator = self.site.tree, self.site.generator
        path = unquote(bare, errors="replace")
        if path.startswith("@/"):
            return tree.find(generator.content + path[2:])
        if path.startswith("/"):
            base = generator.base_path
            path = path[len(base) :] if base and path.startswith(base + "/") else path
            places = [f"{folder}{path}" for folder in (*generator.static_folders, generator.content.rstrip("/"), "")]
            places += self._copied(path)
        else:
            places = [f"{folder}/{path}" for folder in self.folders]
            if joined := self._joined(path):
                places += [
                    f"{folder}{joined}" for folder in (*generator.static_folders, generator.content.rstrip("/"), "")
                ]
            places += [f"{folder}/{path}" for folder in generator.static_folders]
        return next((found for place in places if flatten(place) and (found := tree.find(place))), None)

    def _copied(self, path: str) -> list[str]:
        copied = self.site.generator.config.get("copied")
        found = []
        for source, target in (copied or {}).items() if isinstance(copied, dict) else ():
            if path.strip("/").startswith(target + "/" if target else ""):
                found.append(f"{source}/{path.strip('/')[len(target) :]}")
        return found

    def place(self, bare: str) -> Document | None:
        """The document that the old site had at this path."""
        path = unquote(bare, errors="replace")
        base = self.site.generator.base_path
        tries = (
            [path] if path.startswith("/") else [self._joined(path), f"{self.document.addresses[0].rstrip('/')}/{path}"]
        )
        if base and path.startswith(base + "/"):
            tries.append(path[len(base) :])
        for attempt in tries:
            place = same_place(posixpath.normpath(attempt))
            if place == "/":
                continue
            if found := self.site.by_place.get(place) or self.site.by_lower_place.get(place.lower()):
                return found
        return None

    def named(self, reference: str) -> Document | None:
        """The document that a reference of a template names: by its path, with or without ending, or its file name."""
        bare = unquote(reference, errors="replace").partition("#")[0].strip("/")
        if not bare:
            return self.document
        if (name := self.file("/" + bare) or self.file(bare)) and name in self.site.by_name:
            return self.site.by_name[name]
        return self.site.by_reference.get(bare.lower().rpartition(".md")[0] or bare.lower()) or self.place("/" + bare)


def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.").lower()
    except ValueError:
        return ""
