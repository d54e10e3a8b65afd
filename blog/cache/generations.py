"""Counters in a memory-mapped file, shared by all processes of one machine without a server.

Knows nothing of what is cached.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import threading
import weakref
import zlib
from collections.abc import Iterable
from pathlib import Path

from blog.cache.counters import ANY

SLOTS = 16384  # 128 KB; two tags in one slot only make an entry stale too early, never stale too late
WIDTH = 8


class Generations:
    """A number for every tag; a bump in one process is seen by the next read in any other.

    The file must stay where it is while processes have it open. Raises OSError when it cannot be made.
    """

    def __init__(self, path: str | os.PathLike[str]):
        self.path = Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._open_lock_file()
        if os.fstat(self._descriptor).st_size < SLOTS * WIDTH:
            os.ftruncate(self._descriptor, SLOTS * WIDTH)
        self._view = memoryview(mmap.mmap(self._descriptor, SLOTS * WIDTH)).cast("Q")
        renew = weakref.WeakMethod(self._renew)
        os.register_at_fork(after_in_child=lambda: (method := renew()) and method())

    def read(self, tags: Iterable[str]) -> tuple[int, ...]:
        """The present number of each tag, in the order asked."""
        view = self._view
        return tuple([view[_slot(tag)] for tag in tags])

    def bump(self, *tags: str) -> None:
        """Moves each tag's number, and that of ANY, before it returns."""
        slots = {_slot(tag) for tag in tags} | {_slot(ANY)}
        with self._threads:  # flock is between processes, the lock between this one's threads
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
            try:
                for slot in slots:
                    self._view[slot] += 1
            finally:
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Lets go of the lock file; the counters stay readable."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __del__(self) -> None:
        if hasattr(self, "_descriptor"):
            self.close()

    def _open_lock_file(self) -> None:
        self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._threads = threading.Lock()

    def _renew(self) -> None:
        # An inherited descriptor shares its flock with the parent, so the two would not keep each other out;
        # an inherited thread lock may be held by a thread that does not exist in the child.
        self.close()
        self._open_lock_file()


def _slot(tag: str) -> int:
    return zlib.crc32(tag.encode()) % SLOTS
