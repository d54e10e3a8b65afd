"""What a visitor's address asks for, read so that nothing typed there can do harm."""

from __future__ import annotations

from flask import abort, request

LAST_PAGE = 100_000
LONGEST_WORD = 200


def page_number() -> int:
    """The page of a list that `?page=` asks for; the first when it says nothing, 404 when it says nonsense."""
    text = request.args.get("page", "1")
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) <= 6:
        abort(404)
    number = int(text)
    if not 1 <= number <= LAST_PAGE:
        abort(404)
    return number


def chosen_word(name: str) -> str:
    """The value of a filter in the address; empty when there is none or when nothing could ever be called that."""
    value = request.args.get(name, "").strip()
    return value if len(value) <= LONGEST_WORD and value.isprintable() else ""
