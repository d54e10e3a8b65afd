"""How the text of a setting becomes a value: strict parsers that refuse what they do not know.

Each raises ValueError with the rest of a sentence that begins with the setting's name.
"""

from __future__ import annotations

import ipaddress
import re
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import sqlalchemy as sa
from limits import parse_many
from sqlalchemy.exc import ArgumentError

UTC = "UTC"
ON = frozenset({"on", "true", "yes", "1"})
OFF = frozenset({"off", "false", "no", "0"})
LOOPBACK_NAMES = ("localhost", "127.0.0.1")
HOST_NAME = re.compile(r"\.?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*", re.IGNORECASE)
EMAIL = re.compile(r"[^@\s<>\"(),:;\\\[\]]+@[^@\s<>\"(),:;\\\[\]]+")
DATABASE_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def text(value: str) -> str:
    return value


def optional_text(value: str) -> str | None:
    return value or None


def switch(value: str) -> bool:
    word = value.lower()
    if word in ON:
        return True
    if word in OFF:
        return False
    raise ValueError(f"must be on or off, not {value!r}")


def number(low: int, high: int) -> Callable[[str], int]:
    """A parser for whole numbers from low to high."""

    def parse(value: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,12}", value) or not low <= int(value) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}, not {value!r}")
        return int(value)

    return parse


def one_of(*words: str) -> Callable[[str], str]:
    """A parser for one word of a list."""

    def parse(value: str) -> str:
        if value.lower() not in words:
            raise ValueError(f"must be {' or '.join(words)}, not {value!r}")
        return value.lower()

    return parse


def words(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def email(value: str) -> str | None:
    if value and (not EMAIL.fullmatch(value) or len(value) > 254):
        raise ValueError(f"must be an e-mail address, not {value!r}")
    return value.lower() or None


def listen_address(value: str) -> str:
    if value == "localhost":
        return value
    try:
        return str(ipaddress.ip_address(value))
    except ValueError:
        raise ValueError(
            f"must be an address of this machine such as 127.0.0.1, 0.0.0.0 or localhost, not {value!r}"
        ) from None


def host_names(value: str) -> tuple[str, ...]:
    names = words(value)
    for name in names:
        if not HOST_NAME.fullmatch(name):
            raise ValueError(f"must be host names with commas between them and no port; {name!r} is none")
    return tuple(name.lower() for name in names)


def site_url(value: str) -> str:
    url = _split(value)
    if not value:
        return ""
    if url.scheme not in ("http", "https") or not url.hostname:
        raise ValueError(f"must be the site's whole address such as https://example.org, not {value!r}")
    if url.path.strip("/") or url.query or url.fragment or url.username:
        raise ValueError(f"must be a scheme and a host with nothing after it, not {value!r}")
    return f"{url.scheme}://{url.netloc.lower()}"


def origins(value: str) -> tuple[str, ...]:
    """Origins as browsers send them: scheme, host and port, and nothing after."""
    found = []
    for word in words(value):
        if word == "*":
            found.append(word)
            continue
        try:
            found.append(site_url(word))
            if "*" in word:
                raise ValueError
        except ValueError:
            raise ValueError(f"must be origins such as https://app.example.org, or *; {word!r} is none") from None
    return tuple(found)


def rates(value: str) -> str:
    """How often something may be done: `30 per minute`, or several with semicolons between them."""
    try:
        if not parse_many(value):
            raise ValueError
    except ValueError:
        raise ValueError(f"must say how often, such as 30 per minute; 500 per hour, not {value!r}") from None
    return value


def database_url(value: str) -> str:
    if not value:
        return ""
    try:
        url = sa.make_url(value)
    except (ArgumentError, ValueError):
        raise ValueError("must be an address such as postgresql://user:password@host/name or sqlite:///file") from None
    if url.drivername not in DATABASE_DRIVERS:
        raise ValueError(f"must begin with sqlite: or postgresql:, not with {url.drivername}:")
    url = url.set(drivername=DATABASE_DRIVERS[url.drivername])
    if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
        raise ValueError("must name a file: a database in memory is not shared between the site's processes")
    return url.render_as_string(hide_password=False)


def database_urls(value: str) -> tuple[str, ...]:
    return tuple(database_url(part) for part in words(value))


def redis_url(value: str) -> str | None:
    if value and (_split(value).scheme not in ("redis", "rediss", "unix")):
        raise ValueError(f"must begin with redis://, rediss:// or unix://, not {value!r}")
    return value or None


def storage_url(value: str) -> str:
    url = _split(value)
    if url.scheme not in ("file", "s3") or (url.scheme == "s3" and not url.netloc):
        raise ValueError(f"must be file: (a folder) or s3://bucket?endpoint=…, not {value!r}")
    return value


def mail_url(value: str) -> str:
    url = _split(value)
    if url.scheme not in ("file", "smtp", "smtps") or (url.scheme != "file" and not url.hostname):
        raise ValueError("must be file: (an outbox folder) or smtp://user:password@host:587")
    return value


def time_zone(value: str) -> str:
    """The name of a time zone, as the IANA's database has it."""
    try:
        return UTC if value == UTC else zoneinfo.ZoneInfo(value).key
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"must be a time zone such as Europe/Berlin or America/New_York, not {value!r}") from None


def folder(value: str) -> Path:
    return Path(value).expanduser().absolute()


def is_loopback(host: str | None) -> bool:
    """Whether a host name or address can only be reached from this machine."""
    if not host:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _split(value: str):
    try:
        url = urlsplit(value)
        _ = url.port
    except ValueError:
        raise ValueError("has an address in it that cannot be read; look at its port and brackets") from None
    return url
