"""From files to entries: sizes, encodings and heads. A file that cannot be read is noted and the rest goes on."""

from __future__ import annotations

import codecs
from datetime import UTC, datetime

from blog.cli.importing.entries import Entry
from blog.cli.importing.front_matter import UnreadableHead, split_source
from blog.cli.importing.generators.generator import Generator, is_document
from blog.cli.importing.report import Note, Report
from blog.cli.importing.tree import FOREIGN_ENDINGS, Tree
from blog.cli.importing.values import clean

MAX_BYTES = 4_000_000
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
REPOSITORY_FILES = frozenset({
    "license", "licence", "contributing", "security", "code_of_conduct", "copying", "readme", "authors",
    "changelog",
})  # fmt: skip


def read_entries(tree: Tree, generator: Generator, report: Report) -> list[Entry]:
    """Every document of the folder that can be read, in the order of their names."""
    entries = []
    for name in sorted(tree.files):
        if not is_document(name):
            tree.passed["foreign"] += any(name.lower().endswith(ending) for ending in FOREIGN_ENDINGS)
            continue
        if not generator.takes(name):
            tree.passed["outside"] += 1
            continue
        entry = read_entry(tree, name, generator, report)
        if entry is not None:
            entries.append(entry)
    return entries


def read_entry(tree: Tree, name: str, generator: Generator, report: Report) -> Entry | None:
    """One document, or None when it is none or was noted as broken."""
    path = tree.files[name]
    try:
        status = path.stat()
        if status.st_size > MAX_BYTES:
            raise UnreadableHead(f"it is larger than {MAX_BYTES // 1_000_000} MB")
        text = decoded(path.read_bytes(), name, report)
        source = split_source(text)
    except (UnreadableHead, OSError) as error:
        report.add(
            Note("broken", name, error.strerror or "it cannot be read" if isinstance(error, OSError) else str(error))
        )
        return None
    modified = datetime.fromtimestamp(max(status.st_mtime, 0), UTC)
    entry = Entry(name, source.head, source.body, source.syntax, modified, raw=text)
    stem = entry.stem.lower().replace("-", "_")
    if stem == "404" or (stem in REPOSITORY_FILES and not source.head):
        tree.passed["repository"] += 1
        return None
    if entry.is_html and not source.syntax:
        tree.passed["outside"] += 1
        return None
    entry.head = generator.complete(entry)
    return entry


def decoded(data: bytes, name: str, report: Report) -> str:
    """The text of these bytes: UTF-8, UTF-16 with a mark, else the old Western encoding, which is noted."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return clean(data.decode(encoding, "replace"))
    if b"\x00" in data[:4096]:
        raise UnreadableHead("it is not a text file")
    try:
        return clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        report.add(Note("encoding", name, "is not in UTF-8; it was read as Windows-1252"))
        return clean(data.decode("cp1252", "replace"))
