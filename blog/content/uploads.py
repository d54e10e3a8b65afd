"""A file on its way in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Upload:
    """A file as it was sent: the name its sender gave it, and its bytes. What it is, its bytes say.

    With `once` it is refused where a document holds the same content already."""

    filename: str
    data: bytes
    once: bool = False
