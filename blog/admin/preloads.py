"""Which scripts a page fetches at once because others of them will ask for them, one after the other. Knows the folder
of the editor's modules and nothing of what they do."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import current_app

EDITOR = "admin/editor"


def editor_modules() -> tuple[str, ...]:
    """The editor's own modules by their names below the static folder."""
    return _modules(current_app.static_folder or "")


@cache
def _modules(folder: str) -> tuple[str, ...]:
    found = sorted(Path(folder, EDITOR).rglob("*.js"))
    return tuple(path.relative_to(folder).as_posix() for path in found)
