"""Which keys a store may be asked for: names that mean the same on a disk and in a bucket, and never leave the root."""

from __future__ import annotations

import re

from blog.storage.errors import BadKey

LONGEST = 500
# A leading dot is kept for files still being written; the rest needs no escaping on any disk or in any URL.
SEGMENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,179}", re.ASCII)


def check_key(key: str) -> str:
    """The key unchanged. Raises BadKey for one that could leave the root or mean two things."""
    if not isinstance(key, str) or len(key) > LONGEST or not all(map(SEGMENT.fullmatch, key.split("/"))):
        raise BadKey(
            f"“{str(key)[:80]}” is not a storage key: letters, digits, “.”, “_” and “-”, in parts joined by “/”."
        )
    return key


def check_prefix(prefix: str) -> str:
    """The folder without its last slash, or "" for everything. Raises BadKey like check_key."""
    return check_key(prefix.removesuffix("/")) if prefix else ""
