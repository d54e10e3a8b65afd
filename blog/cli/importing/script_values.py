"""Plain values written in JavaScript (an object literal, `const title = "…"`), read without running anything."""

from __future__ import annotations

import re
from typing import Any

from blog.cli.importing.bounded_yaml import UnreadableYaml, load_yaml

COMMENT = re.compile(r"^\s*//.*$|/\*.*?\*/", re.MULTILINE | re.DOTALL)
EXPORTED = re.compile(r"(?:module\.exports\s*=|export\s+default)\s*(\{.*\})", re.DOTALL)
DECLARED = re.compile(r"^\s*(?:export\s+)?(?:const|let|var)\s+(\w+)\s*=\s*(.+?);?\s*$", re.MULTILINE)


def script_values(text: str) -> dict[str, Any]:
    """The names that a script gives plain values: by exporting an object, being one, or declaring constants."""
    text = COMMENT.sub("", text).strip()
    exported = EXPORTED.search(text)
    literal = exported.group(1) if exported else text if text.startswith("{") else ""
    if literal:
        return _object(literal)
    found = {}
    for name, value in DECLARED.findall(text):
        if value[:1] in "\"'`[{" or re.fullmatch(r"[\w.-]+", value):
            found[name] = _object(f"{{value: {value.replace('`', chr(34))}}}").get("value")
    return found


def _object(literal: str) -> dict[str, Any]:
    # An object literal of plain values is nearly YAML's own notation for a mapping.
    try:
        found = load_yaml(re.sub(r",(\s*[}\]])", r"\1", literal).replace("\t", " "))
    except UnreadableYaml:
        return {}
    return found if isinstance(found, dict) else {}
