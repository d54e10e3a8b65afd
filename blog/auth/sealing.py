"""Words that are given away and trusted when they come back: signed for one purpose, of a bounded length.

What the words say, and until when, is their readers' business.
"""

from __future__ import annotations

from typing import Any

from itsdangerous import BadSignature, URLSafeSerializer


def seal(secret_key: str, purpose: str, said: list[Any]) -> str:
    """What is said, as letters for an address or a form. The same words give the same letters."""
    return _signer(secret_key, purpose).dumps(said)


def read(secret_key: str, purpose: str, token: str, *, longest: int) -> list[Any] | None:
    """What was said, if it was sealed here for this purpose; a token of more letters than `longest` was not."""
    if len(token) > longest or not token.isascii():
        return None
    try:
        return _signer(secret_key, purpose).loads(token)
    except BadSignature:
        return None


def _signer(secret_key: str, purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt=purpose)
