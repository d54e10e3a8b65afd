"""The documents of a site that was read, written through the engine in short transactions; what fails is noted.

Nothing here reads the folder but the bytes of pictures, and nothing is written that has not changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.exc import OperationalError

from blog.cli.importing.ahead import converted_ahead
from blog.cli.importing.conversion import (
    PICTURE_ENDINGS,
    Conversion,
    Converted,
    ending,
    filled,
    shortened,
)
from blog.cli.importing.entries import Document
from blog.cli.importing.identity import fingerprint_of, key_of
from blog.cli.importing.people import all_of, categories_for, people_for
from blog.cli.importing.report import Note, Report
from blog.cli.importing.sites import Site
from blog.cli.importing.targets import Targets
from blog.content import imports, operations
from blog.content.access import SYSTEM
from blog.content.uploads import Upload
from blog.db import transaction
from blog.errors import ContentError, ProblemList

BATCH = 25
#: A document to write, what is known of it from before, and its fingerprint now.
Wanted = tuple[Document, imports.Known | None, str]


class Writer:
    """Writes one site."""

    def __init__(self, site: Site, report: Report, *, prefix: str, author: str | None, dry: bool) -> None:
        self.site = site
        self.report = report
        self.prefix = prefix
        self.author = author
        self.dry = dry
        #: The files that are media, by the digest of their bytes: id and address, or None for one that was refused.
        self.files: dict[str, tuple[str, str] | None] = {}
        #: The files that documents name, by their names in the folder, with those digests.
        self.named: dict[str, str] = {}
        self.categories: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self.ids: dict[int, str] = {}

    def run(self, progress: Callable[[int, int], None]) -> None:
        """Write everything that is new or has changed."""
        wanted = self._plan()
        self.categories = categories_for(self.site, self.report, dry=self.dry)
        self.people = people_for(
            [name for document, _, _ in wanted for name in document.authors], self.report, dry=self.dry
        )
        self._find_media()
        done = len(self.site.documents) - len(wanted)
        batches = [wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH)]
        ahead = converted_ahead(self.site, [[document.number for document, _, _ in batch] for batch in batches])
        for batch, conversions in zip(batches, ahead, strict=True):
            self._write_batch(batch, conversions)
            done += len(batch)
            progress(done, len(self.site.documents))

    def _plan(self) -> list[Wanted]:
        """The documents to write, with what is known of them; every document gets the slug it has or will have."""
        known = imports.known(self.prefix)
        rows = {slug: all_of(slug, "slug", "deletedAt", trash=True) for slug in ("posts", "pages")}
        there = {str(doc["id"]): doc for docs in rows.values() for doc in docs}
        taken = {slug: {doc["slug"] for doc in docs} for slug, docs in rows.items()}
        wanted = []
        for document in self.site.documents:
            found = known.get(key_of(self.prefix, document))
            doc = there.get(found.document_id) if found and found.collection == document.collection else None
            fingerprint = fingerprint_of(self.site, document, self.author or "")
            if doc is None:
                document.slug = _free(document.slug, taken[document.collection])
                taken[document.collection].add(document.slug)
                wanted.append((document, None, fingerprint))
                continue
            document.slug = doc["slug"]
            self.ids[document.number] = str(doc["id"])
            if doc.get("deletedAt"):
                self.report.add(Note("skipped", document.name, "is in the trash of this site and stays there"))
            elif found and found.fingerprint != fingerprint:
                wanted.append((document, found, fingerprint))
            else:
                self.report.counts["unchanged"] += 1
        return wanted

    def _find_media(self) -> None:
        for doc in all_of("media", "sha256", "url"):
            if doc.get("sha256"):
                self.files[doc["sha256"]] = (str(doc["id"]), doc["url"])

    def _write_batch(self, batch: list[Wanted], conversions: Sequence[Converted | None]) -> None:
        try:
            self._write_all(batch, conversions)
        except OperationalError:
            raise  # the database is gone, which is no fault of the document
        except Exception as error:  # noqa: BLE001 - whatever one document brings up, the others are imported
            if len(batch) == 1:
                self.report.add(Note("broken", batch[0][0].name, reason_of(error)))
                return
            # One document must not take its neighbours with it: each gets a transaction of its own.
            for one, converted in zip(batch, conversions, strict=True):
                self._write_batch([one], [converted])

    def _write_all(self, batch: list[Wanted], ahead: Sequence[Converted | None]) -> None:
        pairs = zip(batch, ahead, strict=True)
        conversions = [converted or Conversion(self.site, document).run() for (document, _, _), converted in pairs]
        for (document, _, _), converted in zip(batch, conversions, strict=True):
            self._keep_files(document, converted)
        made: dict[int, str] = {}
        if not self.dry:
            with transaction():
                for (document, found, fingerprint), converted in zip(batch, conversions, strict=True):
                    made[document.number] = self._write(document, found, converted)
                    key = key_of(self.prefix, document)
                    imports.remember(key, document.collection, made[document.number], fingerprint)
        self.ids |= made
        for document, found, _ in batch:
            self._count(document, found)

    def _count(self, document: Document, found: imports.Known | None) -> None:
        self.report.counts[document.collection if found is None else f"updated {document.collection}"] += 1

    def _write(self, document: Document, found: imports.Known | None, converted: Converted) -> str:
        data = self._data(document, converted)
        if found is None:
            dates = {"createdAt": document.date or document.updated, "updatedAt": document.updated or document.date}
            data |= {name: value for name, value in dates.items() if value} | {"slug": document.slug}
            doc = operations.create(
                document.collection, data, actor=SYSTEM, draft=document.draft, reason="import", depth=0, select=["id"]
            )
        else:
            doc = operations.update(
                document.collection, found.document_id, data, actor=SYSTEM, reason="import", depth=0, select=["id"]
            )
        return str(doc["id"])

    def _data(self, document: Document, converted: Converted) -> dict[str, Any]:
        content = filled(converted.content, self.files.get)
        hero = self._hero(document)
        description = shortened(document.summary) if document.summary else converted.excerpt
        meta = {"title": document.meta_title or None, "description": description or None, "image": hero}
        data: dict[str, Any] = {"title": document.title, "status": "draft" if document.draft else "published"}
        data["meta"] = meta
        if document.date or document.updated:
            data["publishedAt"] = document.date or document.updated
        if document.collection == "pages":
            picture = {"type": "medium", "media": hero} if hero else {"type": "none"}
            columns = [{"size": "full", "richText": content}]
            return data | {"hero": picture, "layout": [{"blockType": "content", "columns": columns}]}
        people = [self.people[name.casefold()] for name in document.authors] or ([self.author] if self.author else [])
        return data | {
            "content": content,
            "summary": document.summary or converted.excerpt or None,
            "heroImage": hero,
            "author": people[0] if people else None,
            "authors": list(dict.fromkeys(people[1:])),
            "categories": [self.categories[slug] for slug in document.categories],
        }

    def _hero(self, document: Document) -> str | None:
        name = self._hero_file(document)
        found = self.files.get(self.site.digest(name)) if name else None
        return found[0] if found else None

    def _hero_file(self, document: Document) -> str | None:
        if not document.hero:
            return None
        target = Targets(self.site, document).find(document.hero)
        if target.file and ending(target.file) in PICTURE_ENDINGS:
            return target.file
        reason = "is on the web and was not fetched" if "://" in document.hero else "is not in the folder"
        self.report.add(Note("missing", document.name, f"its picture {document.hero[:200]} {reason}"))
        return None

    def places(self) -> dict[str, str]:
        """The media that files of the folder became, by the files' names."""
        found = {name: self.files.get(digest) for name, digest in self.named.items()}
        return {name: kept[0] for name, kept in found.items() if kept}

    def _keep_files(self, document: Document, converted: Converted) -> None:
        """Make media of the files that a document needs, each in a transaction of its own: one may be refused."""
        wanted = dict(converted.files)
        if hero := self._hero_file(document):
            wanted.setdefault(self.site.digest(hero), (hero, document.hero_alt))
        for digest, (name, alt) in wanted.items():
            self.named[name] = digest
            if digest not in self.files:
                self.files[digest] = self._store(name, alt, document)

    def _store(self, name: str, alt: str, document: Document) -> tuple[str, str] | None:
        path = self.site.tree.files[name]
        try:
            upload = Upload(name.rpartition("/")[2].encode("utf-8", "replace").decode(), path.read_bytes())
            data = {"alt": alt[:5000]} if alt or ending(name) not in PICTURE_ENDINGS else {"decorative": True}
            self.report.counts["media"] += 1
            if self.dry:
                return "", ""
            doc = operations.create("media", data, actor=SYSTEM, file=upload, reason="import", depth=0)
        except (ContentError, OSError) as error:
            self.report.counts["media"] -= 1
            self.report.add(Note("missing", document.name, f"the file {name} was not taken: {reason_of(error)}"))
            return None
        return str(doc["id"]), doc["url"]


def _free(slug: str, taken: set[str]) -> str:
    wanted, number = slug, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def reason_of(error: BaseException) -> str:
    """What an error says, as the reason of a note."""
    if isinstance(error, ProblemList):
        words = "; ".join(f"{problem.label or problem.path}: {problem.message}" for problem in error.problems)
    else:
        words = str(error) or type(error).__name__
    return words.rstrip(".")
