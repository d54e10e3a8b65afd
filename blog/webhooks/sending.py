"""One POST: to the address that was checked, with a time limit, following nothing."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from blog.webhooks.addresses import resolve

TIMEOUT = 10.0  # seconds
MOST_READ = 4096


@dataclass(frozen=True)
class Outcome:
    """What the other side answered; `text` is how its answer begins."""

    status: int
    text: str

    @property
    def arrived(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """Whether the other side says that nobody listens there any more."""
        return self.status == 410


def post(url: str, body: bytes, headers: Mapping[str, str], *, private: bool = False) -> Outcome:
    """Send JSON to an address. Raises NotAllowed, and OSError or HTTPException where there was no answer."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = resolve(host, port, private=private)
    connection = _connection(parts.scheme, host, port, address)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return Outcome(answer.status, answer.read(MOST_READ).decode("utf-8", "replace").replace("\0", ""))
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int, address: str) -> http.client.HTTPConnection:
    """A connection to that very machine, which is asked, and has to show a certificate, for the host's name."""
    if scheme == "https":
        context = ssl.create_default_context()
        connection: http.client.HTTPConnection = _Https(host, port, timeout=TIMEOUT, context=context)
    else:
        connection = _Http(host, port, timeout=TIMEOUT)
    connection.machine = address  # type: ignore[attr-defined]
    return connection


class _Http(http.client.HTTPConnection):
    machine = ""

    def connect(self) -> None:
        self.sock = socket.create_connection((self.machine, self.port), self.timeout)


class _Https(http.client.HTTPSConnection):
    machine = ""

    def connect(self) -> None:
        plain = socket.create_connection((self.machine, self.port), self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)  # type: ignore[attr-defined]
