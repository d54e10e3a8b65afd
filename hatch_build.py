"""Copies the editor's ready-made bundle out of a wheel that only the build environment has into blog/static/vendor.

It must not import anything of that package: only the two files are wanted, neither Node nor what the wheel depends on.
"""

from __future__ import annotations

import importlib.metadata
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "django-prose-editor"
WANTED = {"editor.js": "editor.js", "LICENSE": "LICENSE-editor.txt"}


class EditorBundle(BuildHookInterface):
    """Puts the bundle where the site serves static files from, for a wheel and for an editable install alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Copy the files, or stop the installation with a sentence when the package keeps them elsewhere now."""
        target = Path(self.root, "blog", "static", "vendor")
        found = {
            file.name: file.locate()
            for file in importlib.metadata.files(PACKAGE) or []
            if file.name in WANTED and {"static", "licenses"} & set(file.parts)
        }
        if missing := sorted(WANTED.keys() - found.keys()):
            raise RuntimeError(f"The editor's bundle is not where {PACKAGE} had it: {', '.join(missing)} is missing.")
        target.mkdir(parents=True, exist_ok=True)
        for name, source in found.items():
            shutil.copyfile(source, target / WANTED[name])
