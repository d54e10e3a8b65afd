"""Files in a folder of this machine: replaced in one step, and never outside the folder."""

from __future__ import annotations

import errno
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from blog.storage.errors import BadKey, ObjectMissing, StorageError, StorageUnavailable
from blog.storage.keys import check_key, check_prefix
from blog.storage.storage import CHUNK, Storage

LEFT_OVER = 24 * 3600  # seconds after which an unfinished file belongs to a process that was killed


class DiskStorage(Storage):
    """Files below one folder, which is made when the first one is stored."""

    def __init__(self, root: str | os.PathLike[str]):
        self.root = Path(root).resolve()

    @property
    def description(self) -> str:
        return f"the folder {self.root}"

    def put(self, key: str, data: bytes | Path | BinaryIO, content_type: str) -> int:  # noqa: ARG002 (a disk keeps no type)
        path = self._path(key)
        part = path.with_name(f".{uuid.uuid4().hex}.part")
        with self._troubles(key):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with part.open("xb") as file:
                    _copy(data, file)
                    file.flush()
                    os.fsync(file.fileno())
                    size = file.tell()
                os.replace(part, path)  # a reader sees the old file or the new one
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        return size

    def get(self, key: str) -> bytes:
        with self._troubles(key):
            return self._path(key).read_bytes()

    def read_range(self, key: str, start: int, end: int) -> bytes:
        with self._troubles(key), self._path(key).open("rb") as file:
            file.seek(start)
            return file.read(max(0, end - start))

    def open(self, key: str) -> BinaryIO:
        with self._troubles(key):
            return self._path(key).open("rb")

    def size(self, key: str) -> int:
        path = self._path(key)
        with self._troubles(key):
            if path.is_dir():
                raise ObjectMissing(key)
            return path.stat().st_size

    def exists(self, key: str) -> bool:
        return self._path(key).is_file()

    def delete(self, key: str) -> None:
        path = self._path(key)
        with self._troubles(key):
            if path.is_file():
                path.unlink(missing_ok=True)

    def keys(self, prefix: str = "") -> Iterator[str]:
        start = self.root / check_prefix(prefix)
        for folder, folders, names in os.walk(start):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                if not name.startswith("."):
                    yield (Path(folder) / name).relative_to(self.root).as_posix()

    def check(self) -> None:
        probe = self.root / f".{uuid.uuid4().hex}.part"
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"ok")
            probe.unlink()
        except OSError as error:
            raise StorageUnavailable(
                f"Files cannot be stored in {self.root} ({error.strerror}): make the folder writable for this user."
            ) from error

    def sweep(self) -> int:
        """Removes what killed processes left half written more than a day ago; the number of such files."""
        swept, now = 0, time.time()
        for part in self.root.rglob(".*.part"):
            if part.is_file() and now - part.stat().st_mtime > LEFT_OVER:
                part.unlink(missing_ok=True)
                swept += 1
        return swept

    def _path(self, key: str) -> Path:
        path = self.root / check_key(key)
        # A link inside the folder may point out of it.
        if not path.resolve().is_relative_to(self.root):
            raise BadKey(f"“{key}” leads out of the folder that files are stored in.")
        return path

    @contextmanager
    def _troubles(self, key: str) -> Iterator[None]:
        try:
            yield
        except StorageError:
            raise
        except (FileNotFoundError, IsADirectoryError) as error:
            raise ObjectMissing(key) from error
        except (NotADirectoryError, FileExistsError) as error:
            raise StorageError(f"“{key}” cannot be stored: a file has the name of one of its folders.") from error
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise StorageUnavailable(f"The disk is full: “{key}” was not stored in {self.root}.") from error
            raise StorageUnavailable(f"“{key}” in {self.root} cannot be used: {error.strerror or error}.") from error


def _copy(data: bytes | Path | BinaryIO, file: BinaryIO) -> None:
    if isinstance(data, (bytes, bytearray, memoryview)):
        file.write(data)
    elif isinstance(data, Path):
        with data.open("rb") as source:
            shutil.copyfileobj(source, file, CHUNK)
    else:
        shutil.copyfileobj(data, file, CHUNK)
