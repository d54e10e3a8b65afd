"""Languages as BCP 47 names them: whether a tag is well formed, and which way its script runs. Knows no document."""

from __future__ import annotations

import re

from babel.core import get_global

DEFAULT = "en"
LONGEST = 35
#: Language, script, region, variants and extensions, in their order (RFC 5646, section 2.1). No language is named by
#: more than three letters so far, so that "English" is a mistake.
TAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?",
    re.IGNORECASE,
)
#: Scripts that run from right to left (Unicode Character Database, the strong letters of their blocks).
RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})


def spelled(text: str) -> str | None:
    """A tag in the usual spelling, such as `zh-Hant-TW`; None for what is none (RFC 5646, section 2.1.1)."""
    tag = text.strip().replace("_", "-")
    found = TAG.fullmatch(tag) if len(tag) <= LONGEST else None
    if not found:
        return None
    parts = [tag.lower()[: len(found["language"])]]
    for part in tag[len(found["language"]) + 1 :].split("-") if len(tag) > len(parts[0]) else ():
        alone = any(len(each) == 1 for each in parts)
        if part == found["script"] and not alone:
            parts.append(part.title())
        else:
            parts.append(part.upper() if part == found["region"] and not alone else part.lower())
    return "-".join(parts)


def runs_right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left, by its script or the one that it most likely has (CLDR)."""
    found = TAG.fullmatch(tag)
    if not found:
        return False
    language, region = found["language"].lower(), (found["region"] or "").upper()
    likely = get_global("likely_subtags")
    whole = likely.get(f"{language}_{region}") or likely.get(language) or ""
    script = (found["script"] or "").title() or next((part for part in whole.split("_") if len(part) == 4), "")
    return script in RIGHT_TO_LEFT
