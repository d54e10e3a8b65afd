"""Files in Amazon S3 or anything that speaks its language, through obstore (the extra “s3”)."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import BaseError, NotFoundError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from blog.storage.errors import ObjectMissing, StorageError, StorageUnavailable
from blog.storage.keys import check_key, check_prefix
from blog.storage.storage import Storage

READ_AHEAD = 1024 * 1024
PROCESS: dict[str, int] = {}  # the process that first used obstore: its children would wait for ever for its threads
CACHE_CONTROL = "public, max-age=31536000, immutable"  # a key is named after its content, so it never changes


class S3Storage(Storage):
    """Files in a bucket, or below a folder of it. Credentials not given here come from the AWS_… environment."""

    def __init__(self, bucket: str, prefix: str = "", options: Mapping[str, str] | None = None):
        self.bucket, self.prefix, self.options = bucket, prefix, dict(options or {})
        self._store: S3Store | None = None
        self._pid = 0

    @property
    def description(self) -> str:
        endpoint = urlsplit(self.options.get("endpoint", "")).hostname
        return f"the bucket {self.bucket}" + (f" at {endpoint}" if endpoint else "")

    def put(self, key: str, data: bytes | Path | BinaryIO, content_type: str) -> int:
        source = _Counted(data)
        attributes = {"Content-Type": content_type, "Cache-Control": CACHE_CONTROL}
        with self._troubles(None):
            obstore.put(self.store, check_key(key), source.data, attributes=attributes)
        return source.size()

    def get(self, key: str) -> bytes:
        with self._troubles(key):
            return bytes(obstore.get(self.store, check_key(key)).bytes())

    def read_range(self, key: str, start: int, end: int) -> bytes:
        check_key(key)
        if end <= start:
            return b""
        try:
            with self._troubles(key):
                return bytes(obstore.get_range(self.store, key, start=start, end=end))
        except StorageUnavailable:
            if start >= self.size(key):  # S3 calls a range behind the end an error, a disk does not
                return b""
            raise

    def open(self, key: str) -> BinaryIO:
        return io.BufferedReader(RangedFile(self, key, self.size(key)), READ_AHEAD)

    def size(self, key: str) -> int:
        with self._troubles(key):
            return obstore.head(self.store, check_key(key))["size"]

    def exists(self, key: str) -> bool:
        try:
            self.size(key)
        except ObjectMissing:
            return False
        return True

    def delete(self, key: str) -> None:
        try:
            with self._troubles(key):
                obstore.delete(self.store, check_key(key))
        except ObjectMissing:
            return

    def keys(self, prefix: str = "") -> Iterator[str]:
        folder = check_prefix(prefix)
        with self._troubles(None):
            for batch in obstore.list(self.store, prefix=folder or None):
                for found in batch:
                    yield found["path"]

    def check(self) -> None:
        with self._troubles(None):
            for _ in obstore.list(self.store, prefix="check", chunk_size=1):
                return

    @property
    def store(self) -> S3Store:
        """The connection of this process, made at its first question: obstore's threads do not survive a fork."""
        pid = os.getpid()
        if self._pid != pid:
            if PROCESS.setdefault("first", pid) != pid:
                raise StorageUnavailable(
                    f"{_capital(self.description)} was used before this process was forked, which cannot work: "
                    "fork first, or start the process anew (spawn)."
                )
            self._store, self._pid = self._connect(), pid
        return self._store

    def _connect(self) -> S3Store:
        given = {k: v for k, v in self.options.items() if k in ("endpoint", "access_key_id", "secret_access_key")}
        if token := self.options.get("session_token"):
            given["token"] = token
        given["region"] = self.options.get("region") or _from_environment("AWS_REGION", "AWS_DEFAULT_REGION")
        endpoint = given.get("endpoint") or _from_environment("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
        try:
            return S3Store(
                self.bucket,
                prefix=self.prefix or None,
                config={key: value for key, value in given.items() if value}
                | {"region": given["region"] or "us-east-1"},
                virtual_hosted_style_request=not endpoint and self.options.get("path_style", "") not in ("1", "true"),
                client_options={
                    "allow_http": endpoint.startswith("http://"),
                    "connect_timeout": timedelta(seconds=5),
                    "timeout": timedelta(seconds=60),
                },
                retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=20)},
            )
        except BaseError as error:
            raise StorageUnavailable(f"{_capital(self.description)} cannot be used: check its settings.") from error

    @contextmanager
    def _troubles(self, key: str | None) -> Iterator[None]:
        where = self.description
        try:
            yield
        except StorageError:
            raise
        except (NotFoundError, FileNotFoundError) as error:
            if key is not None:
                raise ObjectMissing(key) from error
            raise StorageUnavailable(
                f"There is no such store as {where}: make the bucket, or correct its name."
            ) from error
        except (PermissionDeniedError, UnauthenticatedError, PermissionError) as error:
            raise StorageUnavailable(
                f"Access to {where} was refused: check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and its policy."
            ) from error
        except (BaseError, OSError) as error:
            raise StorageUnavailable(self._reason(error)) from error

    def _reason(self, error: Exception) -> str:
        text = str(error)
        if found := re.search(r"status code: (\d+)", text):
            if found[1] == "404":
                return f"There is no such store as {self.description}: make the bucket, or correct its name."
            return f"{_capital(self.description)} answered with the error {found[1]}."
        told = re.search(r'message: "([^"]{1,80})"', text)
        return f"{_capital(self.description)} does not answer" + (f": {told[1]}." if told else ".")


class RangedFile(io.RawIOBase):
    """A stored object as a seekable file that asks the store only for the ranges that are read."""

    def __init__(self, storage: Storage, key: str, size: int):
        self._storage, self._key, self._size, self._at = storage, key, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("negative seek position")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:
        end = min(self._size, self._at + len(buffer))
        if end <= self._at:
            return 0
        piece = self._storage.read_range(self._key, self._at, end)
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


class _Counted:
    """What is to be stored, as obstore takes it, and how many bytes it had."""

    def __init__(self, data: bytes | Path | BinaryIO):
        self.data = data
        self._start = data.tell() if hasattr(data, "tell") else 0

    def size(self) -> int:
        if isinstance(self.data, Path):
            return self.data.stat().st_size
        if hasattr(self.data, "tell"):
            return self.data.seek(0, io.SEEK_END) - self._start
        return len(self.data)


def _from_environment(*names: str) -> str:
    return next((os.environ[name] for name in names if os.environ.get(name)), "")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
