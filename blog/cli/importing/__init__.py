"""The command group `blog import`: content from elsewhere, read from files and written through the engine."""

from __future__ import annotations

from blog.cli.importing.commands import import_group

__all__ = ["import_group"]
