"""The folder that is imported: which files are in it, which are passed over, and which path a reference means.

Never reads outside the folder and never opens anything but a regular file. Knows no generator.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from blog.cli.importing.report import Note, Report

DOCUMENT_ENDINGS = frozenset({".html", ".htm", ".md", ".markdown", ".mdown", ".mkdn", ".mdx", ".mkd"})
FOREIGN_ENDINGS = frozenset({
    ".njk", ".ipynb", ".slim", ".org", ".rst", ".haml", ".textile", ".asciidoc", ".pug", ".adoc",
})  # fmt: skip
PASSED_FOLDERS = frozenset({
    "node_modules", "bower_components", "__pycache__", "_site", "_includes", "_layouts", "_sass", "_plugins",
})  # fmt: skip
#: Folders of templates and tools, which carry these names at the top only; deeper they may be sections of a site.
PASSED_AT_TOP = frozenset({
    "archetypes", "themes", "layouts", "templates", "resources", "vendor", "venv", "i18n", "sass", "scripts",
    "test", "tests",
})  # fmt: skip
BUILT_FOLDERS = frozenset({"build", "dist", "_build", "docs", "public", "output"})
MAX_FILES = 200_000


@dataclass
class Tree:
    """Every regular file below `root` by its path with slashes, as the walk met it."""

    root: Path
    files: dict[str, Path]
    passed: Counter[str] = field(default_factory=Counter)

    @cached_property
    def by_lower_name(self) -> dict[str, str]:
        return {name.lower(): name for name in self.files}

    @cached_property
    def folders(self) -> frozenset[str]:
        return frozenset(str(parent) for name in self.files for parent in PurePosixPath(name).parents)

    def has_folder(self, name: str) -> bool:
        return name.strip("/") in self.folders

    def find(self, name: str) -> str | None:
        """The file of this path, forgiving the case as the file systems of many authors do; None when there is none."""
        name = flatten(name)
        if name is None:
            return None
        return name if name in self.files else self.by_lower_name.get(name.lower())

    def text(self, name: str, limit: int = 1_000_000) -> str:
        """The text of a small settings file, or nothing when it is missing, large or unreadable."""
        path = self.files.get(name)
        try:
            if path is None or path.stat().st_size > limit:
                return ""
            return path.read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            return ""


def flatten(name: str) -> str | None:
    """A relative path without `.` and `..`, or None when it climbs out of the folder."""
    parts: list[str] = []
    for part in name.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def read_tree(root: Path, report: Report) -> Tree:
    """List the files below `root`; links that leave it and what generators build are passed over and counted."""
    tree = Tree(root, {})
    top = os.path.realpath(root)
    for folder, names, files in os.walk(top):
        inside = os.path.relpath(folder, top)
        prefix = "" if inside == "." else inside.replace(os.sep, "/") + "/"
        names[:] = sorted(name for name in names if _enters(tree, top, prefix, name, report))
        for name in sorted(files):
            _add(tree, top, prefix + name, report)
        if len(tree.files) > MAX_FILES:
            report.add(Note("broken", ".", f"the folder holds more than {MAX_FILES:,} files; the rest was not read"))
            break
    return tree


def _enters(tree: Tree, top: str, prefix: str, name: str, report: Report) -> bool:
    path = os.path.join(top, prefix, name)
    if os.path.islink(path):
        if not _within(top, path):
            report.add(Note("refused", prefix + name, "is a link that leads out of the folder"))
        return False
    built = name in BUILT_FOLDERS and _is_built(path)
    if name.startswith(".") or name in PASSED_FOLDERS or built or (not prefix and name in PASSED_AT_TOP):
        tree.passed["folder"] += 1
        return False
    return True


def _is_built(path: str) -> bool:
    # `public` and `docs` are also the names of source folders; a built site has its index in HTML at the top.
    return os.path.exists(os.path.join(path, "index.html"))


def _add(tree: Tree, top: str, name: str, report: Report) -> None:
    path = os.path.join(top, name)
    if os.path.islink(path) and not _within(top, path):
        report.add(Note("refused", name, "is a link that leads out of the folder"))
        return
    try:
        kind = os.stat(path).st_mode
    except OSError:
        report.add(Note("refused", name, "is a link that leads nowhere"))
        return
    if name.rpartition("/")[2].startswith(".") and not name.startswith(".eleventy"):
        tree.passed["hidden"] += 1
    elif stat.S_ISREG(kind):
        tree.files[name] = Path(path)
    else:
        report.add(Note("refused", name, "is not a regular file"))


def _within(top: str, path: str) -> bool:
    return (os.path.realpath(path) + os.sep).startswith(top.rstrip(os.sep) + os.sep)
