"""Slugs for imported documents, and the ways in which generators make addresses of words. Pure functions."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_SLUG = 120
LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ı": "i"})


def slugify(text: str, fallback: str = "") -> str:
    """A slug of lower-case letters, digits and hyphens; letters of other scripts stay. Never empty with a fallback."""
    text = unicodedata.normalize("NFKD", text.lower().translate(LETTERS).replace("'", "").replace("’", ""))
    latin = "".join(sign for sign in text if not unicodedata.combining(sign) or ord(sign) > 0x36F)
    slug = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", latin)).strip("-")
    if len(slug) > MAX_SLUG:
        slug = slug[:MAX_SLUG].rsplit("-", 1)[0] or slug[:MAX_SLUG]
    if slug or not fallback:
        return slug
    return "document-" + hashlib.sha256(fallback.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def term_slug(name: str) -> str:
    """The slug of a tag or category; C, C++ and C# are three."""
    text = re.sub(r"(?<=\w)\+\+", "pp", name)
    text = re.sub(r"(?<=\w)\+", "-plus", re.sub(r"(?<=\w)#", "-sharp", text))
    return slugify(re.sub(r"(?<!\w)\.(?=net\b)", "dot", text, flags=re.IGNORECASE), name)


def slug_path(text: str, fallback: str = "") -> str:
    """The slug of a page: each part of its path made a slug."""
    parts = [slug for part in text.split("/") if (slug := slugify(part))]
    return "/".join(parts) or slugify(text, fallback)


def url_words(text: str) -> str:
    """A term as most generators write it into the address of its list: lower case, hyphens, signs kept as letters."""
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w.+#-]+", "-", text.strip().lower())).strip("-")


def humanise(stem: str) -> str:
    """A readable title from a file name."""
    words = " ".join(re.sub(r"[-_]+", " ", stem).split())
    return words[:1].upper() + words[1:]
