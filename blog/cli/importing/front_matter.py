"""The head of a source file: YAML, TOML, JSON or plain `Key: value` lines, told apart and read within bounds.

Knows no generator and no file; it is given text. Keys come out without case, hyphens and underscores.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from blog.cli.importing.bounded_yaml import UnreadableYaml, load_yaml
from blog.cli.importing.script_values import script_values

MAX_HEAD = 256_000
FENCE = re.compile(r"\A(---|\+\+\+|;;;)[ \t]*(json|toml|yaml|yml|js|javascript)?[ \t]*\n", re.IGNORECASE)
HEAD_LINE = re.compile(r"\A([A-Za-z][A-Za-z0-9_ -]{0,40}?)[ \t]*:(?:[ \t]+(.*)|)\Z")
HEAD_KEYS = frozenset({
    "title", "date", "slug", "author", "authors", "tags", "category", "categories", "status", "summary", "modified",
})  # fmt: skip


class UnreadableHead(ValueError):
    """The front matter cannot be read; the text says why, without a full stop."""


@dataclass(frozen=True)
class Source:
    """A file taken apart: what its head says, its text, and in which syntax the head was written."""

    head: dict[str, Any] = field(default_factory=dict)
    body: str = ""
    syntax: str = ""


def fold_key(key: object) -> str:
    """One spelling for `heroImage`, `hero_image`, `hero-image` and `Hero Image`."""
    return re.sub(r"[\W_]+", "", str(key)).lower()


def fold_keys(value: Any) -> Any:
    """The same mapping with folded keys, all the way down."""
    if isinstance(value, dict):
        return {fold_key(key): fold_keys(item) for key, item in value.items()}
    if isinstance(value, list):
        return [fold_keys(item) for item in value]
    return value


def split_source(text: str) -> Source:
    """Take a source text apart. Raises UnreadableHead when it has a head that cannot be read."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    opened = text.lstrip("\n \t") if text[:400].lstrip("\n \t")[:3] in ("---", "+++", ";;;") else text
    if (found := FENCE.match(opened)) and (parts := _fenced(opened, found)):
        return parts
    if text.startswith("{") and (parts := _bare_json(text)):
        return parts
    return _plain_head(text) or Source(body=text)


def _fenced(text: str, opening: re.Match[str]) -> Source | None:
    fence, language = opening.group(1), (opening.group(2) or "").lower()
    ends = r"(?:---|\.\.\.)" if fence == "---" else re.escape(fence)
    closing = re.compile(rf"^{ends}[ \t]*(?:\n|\Z)", re.MULTILINE).search(text, opening.end())
    if closing is None:
        first = text[opening.end() :].split("\n", 1)[0]
        if fence == "---" and not HEAD_LINE.match(first):
            return None  # a horizontal rule, not a head
        raise UnreadableHead(f"its front matter is opened with {fence} but never closed")
    raw = text[opening.end() : closing.start()]
    body = text[closing.end() :]
    syntax = {"+++": "toml", ";;;": "json"}.get(
        fence, {"yml": "yaml", "javascript": "js"}.get(language, language) or "yaml"
    )
    if syntax == "yaml" and raw.lstrip().startswith("{") and raw.rstrip().endswith("}"):
        syntax = "json" if _is_json(raw) else "yaml"
    return Source(read_head(raw, syntax), body, syntax)


def _is_json(raw: str) -> bool:
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        return False
    return True


def read_head(raw: str, syntax: str) -> dict[str, Any]:
    """The mapping written in `raw`, with folded keys. Raises UnreadableHead."""
    if len(raw) > MAX_HEAD:
        raise UnreadableHead(f"its front matter is longer than {MAX_HEAD // 1000} kB")
    try:
        if syntax == "toml":
            head = tomllib.loads(raw)
        elif syntax == "json":
            head = json.loads(raw)
        elif syntax == "js":
            head = script_values(raw)
        else:
            head = load_yaml(raw)
    except UnreadableYaml as error:
        raise UnreadableHead(f"its front matter is not valid YAML: {error}") from None
    except RecursionError:
        raise UnreadableHead("its front matter is nested too deeply") from None
    except ValueError as error:
        raise UnreadableHead(f"its front matter is not valid {syntax.upper()}: {_one_line(error)}") from None
    if head is None or head == "":
        return {}
    if not isinstance(head, dict):
        raise UnreadableHead("its front matter is not a list of names and values")
    return fold_keys(head)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _bare_json(text: str) -> Source | None:
    try:
        head, end = json.JSONDecoder().raw_decode(text)
    except RecursionError:
        raise UnreadableHead("its front matter is nested too deeply") from None
    except ValueError as error:
        if re.match(r"\{\s*\"\w+\"\s*:", text):
            raise UnreadableHead(f"its front matter is not valid JSON: {_one_line(error)}") from None
        return None
    return Source(fold_keys(head), text[end:].lstrip("\n"), "json") if isinstance(head, dict) else None


def _plain_head(text: str) -> Source | None:
    """Lines of `Key: value` up to the first empty line, as Pelican writes them, or up to `---`, as Hexo may."""
    head: dict[str, Any] = {}
    key = ""
    lines = text.lstrip("\n").split("\n")
    end = next((index for index, line in enumerate(lines) if not line.strip() or line.rstrip() == "---"), len(lines))
    for line in lines[:end]:
        if key and line[:1] in " \t":
            head[key] = [*_as_list(head[key]), line.strip()]
        elif found := HEAD_LINE.match(line.rstrip()):
            key = fold_key(found.group(1))
            value = (found.group(2) or "").strip()
            head[key] = [*_as_list(head[key]), value] if key in head else value
        else:
            return None
    if not ({"title", "date"} & head.keys()) or not head.keys() & HEAD_KEYS:
        return None
    return Source(head, "\n".join(lines[end + 1 :]), "plain")


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
