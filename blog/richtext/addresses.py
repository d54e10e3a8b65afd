"""Which addresses a document may hold: web, mail and telephone addresses and paths of the site itself, nothing else.

Knows no page and asks nobody whether an address answers.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

LONGEST = 2_000

_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.I)
_WEB = re.compile(r"https?://[^/?#\\@:\s]+(?::\d{1,5})?(?:[/?#]|$)", re.I)
_WEB_WITH_NAME = re.compile(r"https?://[^/?#\\\s]*@[^/?#\\@:\s]+(?::\d{1,5})?(?:[/?#]|$)", re.I)
_WEB_IPV6 = re.compile(r"https?://\[[0-9a-f:.]+\](?::\d{1,5})?(?:[/?#]|$)", re.I)
_MAIL = re.compile(r"mailto:[^/\\]", re.I)
_TELEPHONE = re.compile(r"tel:[0-9+*#(][0-9a-z+*#().;=\-]*$", re.I)
_PLAIN = re.compile(r"[!-~]+")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"}


@lru_cache(maxsize=4096)
def is_safe_address(address: str) -> bool:
    """Say whether a link may lead there: http(s), mailto, tel, or a path, query or fragment of this site."""
    if not address or len(address) > LONGEST or "\\" in address or not _is_visible(address):
        return False
    # A browser reads no entities in a stored address, but the next program that prints it carelessly might.
    readings = {address}
    for _ in range(4):
        reading = html.unescape(address)
        if reading == address:
            break
        address = reading
        readings.add("".join(c for c in reading if not c.isspace() and unicodedata.category(c) not in _UNSEEN))
    return all(_is_allowed(reading) for reading in readings)


def is_web_address(address: str | None) -> bool:
    """Say whether an address is a safe one on the web at large, with its own scheme and host."""
    return bool(address) and address[:4].lower() == "http" and is_safe_address(address) and "://" in address


def _is_visible(address: str) -> bool:
    if _PLAIN.fullmatch(address):
        return True
    return not any(unicodedata.category(c) in _UNSEEN for c in address)


def _is_allowed(address: str) -> bool:
    if not address or address.startswith(("//", "/\\")) or "\\" in address[:3]:
        return False
    if address[0] in "/#?":
        return True
    if scheme := _SCHEME.match(address):
        name = scheme[1].lower()
        if name in {"http", "https"}:
            return any(pattern.match(address) for pattern in (_WEB, _WEB_WITH_NAME, _WEB_IPV6))
        return bool((name == "mailto" and _MAIL.match(address)) or (name == "tel" and _TELEPHONE.match(address)))
    # A colon before the first slash would make a scheme of whatever stands in front of it.
    return ":" not in re.split(r"[/?#]", address, maxsplit=1)[0]
