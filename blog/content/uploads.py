"""A file on its way in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Upload:
    """A file as it was sent: the name its sender gave it, and its bytes. What it is, its bytes say."""

    filename: str
    data: bytes
