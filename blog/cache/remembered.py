"""A bounded memory of one process whose entries are stale as soon as one of their tags is bumped anywhere.

Knows neither what the values are nor where the counters live.
"""

from __future__ import annotations

import os
import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from blog.cache.counters import ANY, Counters

MISSING: Any = object()
PATIENCE = (
    10.0  # seconds that a thread waits for another one's work before doing it itself: two that wait for each other part
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value, what its tags' counters were before it was made, and when it was made."""

    value: Any
    tags: tuple[str, ...]
    seen: tuple[int, ...]
    made: float
    expires: float
    weight: int


@dataclass(slots=True)
class Flight:
    """A value being made now: who makes it, and the bell that rings when it is done."""

    owner: int = field(default_factory=threading.get_ident)
    done: threading.Event = field(default_factory=threading.Event)


def weigh(value: Any) -> int:
    """Roughly the bytes that a value keeps in memory; anything but text, bytes and containers counts as 256."""
    if isinstance(value, (bytes, bytearray, str)):
        return 64 + len(value)
    if isinstance(value, (tuple, list, set, frozenset)):
        return 64 + sum(map(weigh, value))
    if isinstance(value, dict):
        return 64 + sum(weigh(key) + weigh(item) for key, item in value.items())
    return 256


class TagCache:
    """Remembers values until a tag of theirs is bumped; never returns one made before a bump that had returned.

    Safe under threads and forks. The least recently used go first when there are too many or they weigh too much.
    """

    def __init__(
        self,
        counters: Counters,
        *,
        max_entries: int = 2000,
        max_bytes: int = 32 * 1024 * 1024,
        weigh: Callable[[Any], int] = weigh,
        timer: Callable[[], float] = time.monotonic,
    ):
        self.counters, self.max_entries, self.max_bytes = counters, max_entries, max_bytes
        self._weigh, self._timer = weigh, timer
        self._entries: OrderedDict[Hashable, Entry] = OrderedDict()
        self._weight = 0
        self._renew()
        renew = weakref.WeakMethod(self._renew)
        os.register_at_fork(after_in_child=lambda: (method := renew()) and method())

    def get(self, key: Hashable, default: Any = None) -> Any:
        """The value if it is still true, else the default."""
        entry = self._entries.get(key)
        if entry is None or entry.expires <= self._timer() or self.counters.read(entry.tags) != entry.seen:
            return default
        with self._lock:
            if key in self._entries:
                self._entries.move_to_end(key)
        return entry.value

    def remember(
        self, key: Hashable, tags: Iterable[str], make: Callable[[], Any], *, max_age: float | None = None
    ) -> Any:
        """The value under the key, made by `make` if there is none or a tag was bumped since; one thread makes it."""
        tags = (*dict.fromkeys(tags),)
        return self._single(key, lambda: self._make(key, tags, lambda: (make(), tags), max_age))

    def record(
        self, key: Hashable, make: Callable[[], tuple[Any, Iterable[str]]], *, max_age: float | None = None
    ) -> Any:
        """As `remember` for a value whose tags are known only when it is made: `make` returns (value, tags).

        When something changes while it is made, the value is returned but kept only if its tags were foreseen.
        """
        last = self._entries.get(key)
        return self._single(key, lambda: self._make(key, last.tags if last else (), make, max_age))

    def last_known(self, key: Hashable) -> tuple[Any, float] | None:
        """The newest value, true or not, and its age in seconds: for the hour when the database is down."""
        entry = self._entries.get(key)
        return entry and (entry.value, self._timer() - entry.made)

    def forget(self, key: Hashable) -> None:
        """Drops one entry of this process."""
        with self._lock:
            self._drop(key)

    def clear(self) -> None:
        """Drops all entries of this process; `counters.bump` is what reaches the others."""
        with self._lock:
            self._entries.clear()
            self._weight = 0

    def __len__(self) -> int:
        return len(self._entries)

    def _single(self, key: Hashable, make: Callable[[], Any]) -> Any:
        give_up = time.monotonic() + PATIENCE
        while (value := self.get(key, MISSING)) is MISSING:
            with self._lock:
                flight = self._flights.get(key)
                mine = None if flight else self._flights.setdefault(key, Flight())
            if mine:
                try:
                    return make()
                finally:
                    with self._lock:
                        self._flights.pop(key, None)
                    mine.done.set()
            if flight.owner == threading.get_ident() or not flight.done.wait(give_up - time.monotonic()):
                return make()
        return value

    def _make(
        self,
        key: Hashable,
        foreseen: tuple[str, ...],
        make: Callable[[], tuple[Any, Iterable[str]]],
        max_age: float | None,
    ) -> Any:
        # Read before making: a change meanwhile leaves the entry stale, never wrong.
        before = dict(zip((ANY, *foreseen), self.counters.read((ANY, *foreseen)), strict=True))
        value, tags = make()
        tags = (*dict.fromkeys(tags),)
        if all(tag in before for tag in tags):
            self._keep(key, value, tags, tuple(before[tag] for tag in tags), max_age)
            return value
        seen = self.counters.read(tags)
        if self.counters.read((ANY,)) == (before[ANY],):
            self._keep(key, value, tags, seen, max_age)
        else:  # kept as already stale, for its list of tags: the next time they are foreseen
            self._keep(key, value, (*tags, ANY), (*seen, -1), max_age)
        return value

    def _keep(
        self, key: Hashable, value: Any, tags: tuple[str, ...], seen: tuple[int, ...], max_age: float | None
    ) -> None:
        weight, now = self._weigh(value), self._timer()
        expires = float("inf") if max_age is None else now + max_age
        with self._lock:
            self._drop(key)
            if weight > self.max_bytes:
                return
            self._entries[key] = Entry(value, tags, seen, now, expires, weight)
            self._weight += weight
            while len(self._entries) > self.max_entries or self._weight > self.max_bytes:
                self._weight -= self._entries.popitem(last=False)[1].weight

    def _drop(self, key: Hashable) -> None:
        entry = self._entries.pop(key, None)
        self._weight -= entry.weight if entry else 0

    def _renew(self) -> None:
        # After a fork the locks may be held by threads that are not here, and nobody here is making anything.
        self._lock = threading.Lock()
        self._flights: dict[Hashable, Flight] = {}
