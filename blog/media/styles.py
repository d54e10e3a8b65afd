"""The styles of a drawing: what reaches out of it is taken out, the rest stays letter by letter."""

from __future__ import annotations

import re

URL = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)\"']*))\s*\)", re.IGNORECASE)
INSIDE = re.compile(
    r"#|data:(?:image/(?:png|jpe?g|gif|webp|avif)|font/[\w.+-]+|application/(?:x-)?font-[\w.+-]+|application/vnd\.ms-fontobject)"
    r"[;,]",
    re.IGNORECASE,
)
IMPORT = re.compile(r"@(?:import|namespace)\b(?:[^;\"']|\"[^\"]*\"|'[^']*')*;?", re.IGNORECASE)
REACHING = re.compile(
    r"@import|image-set\s*\(|(?<![\w-])image\s*\(|src\s*\(|expression\s*\(|javascript:|-moz-binding|behavior\s*:",
    re.IGNORECASE,
)
ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)


def clean_sheet(sheet: str) -> str:
    """The style sheet without imports and addresses outside the drawing; nothing when it hides what it does."""
    cleaned = URL.sub(_inside_only, IMPORT.sub("", sheet))
    return "" if _reaches_out(cleaned) else cleaned


def clean_declarations(text: str) -> str:
    """A style attribute likewise; only the offending declarations go."""
    if not _reaches_out(text) and URL.sub(_inside_only, text) == text:
        return text
    return ";".join(part for part in text.split(";") if not _reaches_out(part) and URL.sub(_inside_only, part) == part)


def points_outside(value: str) -> bool:
    """Whether the value of any other attribute names something outside the drawing or runs something."""
    return URL.sub(_inside_only, value) != value or _reaches_out(value)


def _inside_only(found: re.Match[str]) -> str:
    address = next((group for group in found.groups() if group is not None), "").strip()
    return found[0] if INSIDE.match(address) else "none"


def _reaches_out(text: str) -> bool:
    """Whether something reaches out once comments and escapes, which can hide it, are taken away."""
    plain = ESCAPE.sub(_unescaped, COMMENT.sub("", text))
    return bool(REACHING.search(plain)) or any(
        not INSIDE.match(address.strip("\"' \t\r\n"))
        for address in re.findall(r"url\(\s*([^)]*)", plain, re.IGNORECASE)
    )


def _unescaped(found: re.Match[str]) -> str:
    if not found[1]:
        return found[2] or ""
    number = int(found[1], 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
