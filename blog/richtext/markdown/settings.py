"""Attributes in braces as the dialect writes them after images, headings and fences: {width=wide title="…" #id}."""

from __future__ import annotations

import re

_PART = re.compile(
    r"""\s*(?:([\w:-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|([^\s"'{}]+))|\#([^\s{}#]+)|\.([\w:-]+)|(-))\s*"""
)
_BRACES = re.compile(r"\{:?((?:\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[^{}\"'\n])*)\}")
_BARE = re.compile(r"[\w./:#-]+")


def read_settings(inner: str) -> dict[str, str] | None:
    """Return the settings between two braces, or None if what stands there is something else."""
    inner = inner.strip()
    if not inner:
        return None
    settings: dict[str, str] = {}
    position = 0
    while position < len(inner):
        part = _PART.match(inner, position)
        if part is None:
            return None
        if part[1]:
            value = next((group for group in part.group(2, 3) if group is not None), None)
            settings[part[1]] = part[4] if value is None else re.sub(r"\\(.)", r"\1", value)
        elif part[5]:
            settings["id"] = part[5]
        elif part[6]:
            settings["class"] = f"{settings.get('class', '')} {part[6]}".strip()
        position = part.end()
    return settings


def leading_settings(text: str) -> tuple[dict[str, str], int] | None:
    """Return the settings at the very beginning of a text and where they end, or None if there are none."""
    found = _BRACES.match(text)
    settings = read_settings(found[1]) if found else None
    return (settings, found.end()) if found and settings is not None else None


def trailing_settings(text: str) -> tuple[dict[str, str], int] | None:
    """Return the settings at the end of a text and where they begin, or None if there are none."""
    if not text.endswith("}"):
        return None
    start = text.rfind("{")
    while start >= 0:
        found = _BRACES.fullmatch(text, start)
        settings = read_settings(found[1]) if found else None
        if settings is not None:
            return settings, start
        start = text.rfind("{", 0, start) if text.count('"', start) % 2 else -1
    return None


def written_settings(settings: dict[str, object]) -> str:
    """Return settings in braces, without those that say nothing, or an empty text."""
    parts = []
    for name, value in settings.items():
        if value is None or value == "":
            continue
        text = str(value)
        if not _BARE.fullmatch(text):
            text = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        parts.append(f"{name}={text}")
    return "{" + " ".join(parts) + "}" if parts else ""
