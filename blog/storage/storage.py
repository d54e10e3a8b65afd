"""The one interface of every store, and what can be said once above its few questions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

CHUNK = 256 * 1024


class Storage(ABC):
    """Files by key. Every method raises BadKey for a key that is none and StorageUnavailable when the store fails."""

    @property
    @abstractmethod
    def description(self) -> str:
        """Where the files are, for people; without any secret."""

    @abstractmethod
    def put(self, key: str, data: bytes | Path | BinaryIO, content_type: str) -> int:
        """Stores the whole of the data or nothing, replacing what was there; the number of bytes."""

    @abstractmethod
    def get(self, key: str) -> bytes:
        """All bytes of a file. Raises ObjectMissing."""

    @abstractmethod
    def read_range(self, key: str, start: int, end: int) -> bytes:
        """The bytes from start up to but not including end, fewer at the file's end. Raises ObjectMissing."""

    @abstractmethod
    def open(self, key: str) -> BinaryIO:
        """A seekable file to read, which the caller closes. Raises ObjectMissing at once."""

    @abstractmethod
    def size(self, key: str) -> int:
        """The number of bytes of a file. Raises ObjectMissing."""

    @abstractmethod
    def exists(self, key: str) -> bool:
        """Whether there is a file under the key."""

    @abstractmethod
    def delete(self, key: str) -> None:
        """Removes a file; one that is not there is removed already."""

    @abstractmethod
    def keys(self, prefix: str = "") -> Iterator[str]:
        """The keys of all files in a folder and below it, in no order."""

    @abstractmethod
    def check(self) -> None:
        """Returns when the store can be used. Raises StorageUnavailable with a sentence when not."""

    def stream(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from start to end in pieces, opened before it returns. Raises ObjectMissing at once."""
        return _pieces(self.open(key), start, end)


def _pieces(file: BinaryIO, start: int, end: int | None) -> Iterator[bytes]:
    with file:
        file.seek(start)
        left = None if end is None else max(0, end - start)
        while left != 0:
            piece = file.read(CHUNK if left is None else min(CHUNK, left))
            if not piece:
                return
            left = None if left is None else left - len(piece)
            yield piece
