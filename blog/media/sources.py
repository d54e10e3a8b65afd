"""A file to look at, whether it is in memory, on disk or open, read in parts so that a film is never loaded whole."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import BinaryIO

CHUNK = 1024 * 1024

Content = bytes | Path | BinaryIO


class Source:
    """Random access to the bytes of some content; its position is left at the start."""

    def __init__(self, content: Content):
        self._bytes = bytes(content) if isinstance(content, (bytes, bytearray, memoryview)) else None
        self._path = content if isinstance(content, Path) else None
        self._file = None if self._bytes is not None or self._path else content
        self.size = self._measure()

    def read(self, start: int, length: int) -> bytes:
        """The bytes from start, fewer at the end."""
        if length <= 0 or start < 0:
            return b""
        if self._bytes is not None:
            return self._bytes[start : start + length]
        if self._path:
            with self._path.open("rb") as file:
                file.seek(start)
                return file.read(length)
        self._file.seek(start)
        piece = self._file.read(length)
        self._file.seek(0)
        return piece

    def all(self) -> bytes:
        """Every byte."""
        return self._bytes if self._bytes is not None else self.read(0, self.size)

    def digest(self) -> str:
        """The SHA-256 of every byte."""
        found = hashlib.sha256()
        for start in range(0, self.size, CHUNK):
            found.update(self.read(start, CHUNK))
        return found.hexdigest()

    def _measure(self) -> int:
        if self._bytes is not None:
            return len(self._bytes)
        if self._path:
            return self._path.stat().st_size
        size = self._file.seek(0, io.SEEK_END)
        self._file.seek(0)
        return size
