"""Shortcodes and template tags found in a text, with their arguments and what stands between their two ends.

Knows the ways of writing them (Hugo, Liquid and Nunjucks, Zola) and not what any of them means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from blog.cli.importing.code_ranges import CodeRanges

ARGUMENT = re.compile(
    r"""(?:([A-Za-z_][\w-]*)\s*[=:]\s*)?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`|\[[^\]]*\]|\{[^}]*\}|[^\s,"'`=]+)""",
    re.DOTALL,
)
# Atomic groups: a tag that is never closed must not be read in every possible way.
HUGO = re.compile(
    r"\{\{[<%]\s*(?!/\*)(/?)\s*([\w./-]+)(?=[\s/>%])"
    r"((?>(?:\"(?:\\.|(?!\}\})[^\"\\])*\"|`(?:(?!\}\})[^`])*`|(?!/?\s*[>%]\}\}).){0,4000}))(/?)\s*[>%]\}\}",
    re.DOTALL,
)
LIQUID = re.compile(
    r"\{%-?\s*(end)?([A-Za-z_][\w-]*)"
    r"((?>(?:\"(?:(?!%\})[^\"])*\"|'(?:(?!%\})[^'])*'|(?!-?%\}).){0,4000}))-?%\}",
    re.DOTALL,
)
ZOLA = re.compile(
    r"\{\{\s*([\w:]+)\s*\(((?>(?:\"[^\"]*\"|'[^']*'|`[^`]*`|[^\"'`{})]){0,4000}))\)\s*\}\}"
    r"|\{%-?\s*([\w:]+)\s*\(((?>(?:\"[^\"]*\"|'[^']*'|`[^`]*`|[^\"'`)]){0,4000}))\)\s*-?%\}|\{%-?\s*(end)\s*-?%\}",
    re.DOTALL,
)


@dataclass
class Call:
    """One shortcode: its name, its arguments, and its inside when it has two ends."""

    name: str
    args: list[str] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    inner: str | None = None
    source: str = ""

    def get(self, *names: str, position: int | None = None) -> str:
        """The first of these named arguments, else the one at the position, else nothing."""
        for name in names:
            if value := self.named.get(name):
                return value
        return self.args[position] if position is not None and position < len(self.args) else ""


@dataclass
class _Tag:
    start: int
    end: int
    kind: str
    call: Call


Means = Callable[[Call], str]


def replace_calls(text: str, syntax: str, meaning: Means) -> str:
    """The text with every shortcode outside code replaced by what it means; what it encloses is replaced first."""
    code = CodeRanges(text)
    tags = [tag for tag in _tags(text, syntax) if not code.holds(tag.start)]
    frames: list[tuple[_Tag | None, list[str]]] = [(None, [])]
    position = 0
    for tag in tags:
        frames[-1][1].append(text[position : tag.start])
        position = tag.end
        if tag.kind == "close":
            _close(frames, tag.call.name, meaning)
        elif tag.kind == "single":
            frames[-1][1].append(meaning(tag.call))
        else:
            frames.append((tag, []))
    frames[-1][1].append(text[position:])
    _close(frames, None, meaning)
    return "".join(frames[0][1])


def _close(frames: list[tuple[_Tag | None, list[str]]], name: str | None, meaning: Means) -> None:
    open_names = [tag.call.name for tag, _ in frames if tag]
    if name is not None and name != "end" and name not in open_names:
        return
    while len(frames) > 1:
        tag, pieces = frames.pop()
        assert tag is not None  # noqa: S101 - only the first frame has no tag
        if name is not None and name in (tag.call.name, "end"):
            tag.call.inner = "".join(pieces)
            frames[-1][1].append(meaning(tag.call))
            return
        frames[-1][1].extend([meaning(tag.call), *pieces])


def _tags(text: str, syntax: str) -> list[_Tag]:
    pattern = {"hugo": HUGO, "liquid": LIQUID, "zola": ZOLA}[syntax]
    return [_tag(found, syntax) for found in pattern.finditer(text)]


def _tag(found: re.Match[str], syntax: str) -> _Tag:
    if syntax == "zola":
        if found.group(5):
            return _Tag(*found.span(), "close", Call("end"))
        single = found.group(1) is not None
        name, arguments = (found.group(1), found.group(2)) if single else (found.group(3), found.group(4))
        kind = "single" if single else "open"
    elif syntax == "hugo":
        name, arguments = found.group(2), found.group(3)
        kind = "close" if found.group(1) else "single" if found.group(4) else "open"
    else:
        name, arguments = found.group(2), found.group(3)
        kind = "close" if found.group(1) else "open"
    args, named = parse_arguments(arguments)
    return _Tag(*found.span(), kind, Call(name, args, named, source=found.group(0)))


def parse_arguments(text: str) -> tuple[list[str], dict[str, str]]:
    """Positional and named arguments; names in lower case without signs."""
    args, named = [], {}
    for found in ARGUMENT.finditer(text):
        value = found.group(2)
        if value[0] in "\"'`" and len(value) > 1 and value[-1] == value[0]:
            value = re.sub(r"\\([\"'\\])", r"\1", value[1:-1])
        if found.group(1):
            named[re.sub(r"[_-]", "", found.group(1)).lower()] = value.strip()
        else:
            args.append(value.strip())
    return args, named
