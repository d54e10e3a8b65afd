"""How often one address or account may do a thing, counted for all workers of the machine together, or by Redis.

Knows no request; the doors say who does what.
"""

from __future__ import annotations

import ipaddress
import logging
import sqlite3
import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse_many
from limits.storage import Storage

from blog.config import Settings

UPSERT = """
INSERT INTO hits (key, count, expires) VALUES (:key, :amount, :expires)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN expires < :now THEN excluded.count ELSE count + excluded.count END,
    expires = CASE WHEN expires < :now THEN excluded.expires ELSE expires END
RETURNING count
"""
SWEEP_EVERY = 1000
#: The part of an IPv6 address that one household or machine has for itself.
HOUSEHOLD = 64
#: How many seconds a request waits for a Redis that does not answer.
PATIENCE = 1

log = logging.getLogger(__name__)

limiter = Limiter(get_remote_address, strategy="fixed-window", headers_enabled=True)


class FileStorage(Storage):
    """Counters in a small SQLite file of the instance folder; losing them in a crash harms nobody."""

    STORAGE_SCHEME = ("quire",)  # type: ignore[assignment]

    def __init__(self, uri: str, wrap_exceptions: bool = False, **options: Any) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions, **options)
        self.path = uri.partition("://")[2]
        self.local = threading.local()
        self.writes = 0

    @property
    def base_exceptions(self) -> type[Exception]:
        return sqlite3.Error

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        if not hasattr(self.local, "connection"):
            connection = sqlite3.connect(self.path, timeout=5, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS hits (key TEXT PRIMARY KEY, count INT, expires REAL) WITHOUT ROWID"
            )
            self.local.connection = connection
        return self.local.connection

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        now, self.writes = time.time(), self.writes + 1
        if self.writes % SWEEP_EVERY == 0:
            self.connection.execute("DELETE FROM hits WHERE expires < ?", [now])
        values = {"key": key, "amount": amount, "expires": now + expiry, "now": now}
        return int(self.connection.execute(UPSERT, values).fetchone()[0])

    def get(self, key: str) -> int:
        row = self.connection.execute("SELECT count FROM hits WHERE key = ? AND expires >= ?", [key, time.time()])
        return int((row.fetchone() or [0])[0])

    def get_expiry(self, key: str) -> float:
        row = self.connection.execute("SELECT expires FROM hits WHERE key = ?", [key]).fetchone()
        return float(row[0]) if row else time.time()

    def check(self) -> bool:
        return bool(self.connection.execute("SELECT 1").fetchone())

    def reset(self) -> int | None:
        return self.connection.execute("DELETE FROM hits").rowcount

    def clear(self, key: str) -> None:
        self.connection.execute("DELETE FROM hits WHERE key = ?", [key])


def configure(settings: Settings) -> dict[str, Any]:
    """The settings of Flask-Limiter that these settings mean."""
    shared = (settings.redis_url or "").replace("unix://", "redis+unix://", 1)
    patience = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE} if shared else {}
    return {
        "RATELIMIT_ENABLED": settings.rate_limits,
        "RATELIMIT_STORAGE_OPTIONS": patience,
        "RATELIMIT_STORAGE_URI": shared or f"quire://{settings.instance_dir / 'limits.db'}",
    }


@dataclass(frozen=True)
class Allowance:
    """What is left of a limit: how often in how many seconds, how often still, and in how many seconds anew."""

    amount: int
    seconds: int
    remaining: int
    reset: int

    @property
    def is_used_up(self) -> bool:
        return self.remaining < 0


def take(limit: str, *names: str) -> Allowance | None:
    """Count one more of what the names say, and tell what is left of the tightest part of the limit.

    None where limits are off, or where their store is away: then everything is allowed."""
    if not limiter.enabled:
        return None
    try:
        left = [_take(item, names) for item in _items(limit)]
    except limiter.storage.base_exceptions as error:
        log.warning("nothing is limited, because the counters do not answer: %s", error)
        return None
    return min(left, key=lambda allowance: allowance.remaining)


def _take(item: RateLimitItem, names: tuple[str, ...]) -> Allowance:
    key, seconds = item.key_for(*names), item.get_expiry()
    count = limiter.storage.incr(key, seconds, 1)
    reset = seconds if count == 1 else max(1, round(limiter.storage.get_expiry(key) - time.time()))
    return Allowance(item.amount, seconds, item.amount - count, reset)


@lru_cache(maxsize=64)
def _items(limit: str) -> tuple[RateLimitItem, ...]:
    return tuple(parse_many(limit))


def household(address: str | None) -> str:
    """Under which name an address is counted: an IPv6 address with all others of its household."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return address or "unknown"
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed, HOUSEHOLD), strict=False))
