"""Public names of files, made from the names they were uploaded with: readable, safe everywhere, easily told apart."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
FOLDED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
KNOWN_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def public_name(uploaded: str, extension: str) -> str:
    """A name of letters, digits and hyphens with the extension of the content: "Foo Bär.PNG" is "foo-bar.png".

    Letters of other scripts stay. A name with nothing to keep becomes "file".
    """
    stem = KNOWN_EXTENSION.sub("", uploaded.replace("\\", "/").rstrip("/").rpartition("/")[2])
    stem = "".join(map(_folded, unicodedata.normalize("NFKC", stem).lower().translate(FOLDED)))
    stem = "".join(letter if letter.isalnum() else "-" for letter in unicodedata.normalize("NFC", stem))
    stem = _short(re.sub("-+", "-", stem).strip("-"))
    if not stem or stem in RESERVED:
        stem = f"file-{stem}" if stem else "file"
    return f"{stem}.{extension}"


def numbered(name: str, number: int) -> str:
    """The same name with a number before its extension: "photo.jpg" and 2 give "photo-2.jpg"."""
    stem, dot, extension = name.rpartition(".")
    return f"{stem}-{number}{dot}{extension}"


def _folded(letter: str) -> str:
    """A Latin letter without its accent; any other as it is."""
    plain = unicodedata.normalize("NFKD", letter)
    return plain[0] if plain[:1].isascii() else letter


def _short(stem: str) -> str:
    stem = stem[:LONGEST]
    while len(stem.encode()) > 2 * LONGEST:
        stem = stem[:-1]
    return stem.strip("-")
