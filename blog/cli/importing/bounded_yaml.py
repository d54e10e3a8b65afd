"""YAML read as plain text values within bounds, so that no file can fill the memory ("billion laughs").

Every scalar stays a text: what `2024-01-02`, `no` or `1.10` means is for the reader of the field to say.
"""

from __future__ import annotations

from typing import Any

import yaml

MAX_NODES = 20_000
MAX_DEPTH = 24
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class UnreadableYaml(ValueError):
    """The text is no YAML, or more than anybody means to write; the message says which."""


def load_yaml(text: str) -> Any:
    """The value of one YAML document. Raises UnreadableYaml."""
    try:
        _measure(text)
        return yaml.load(text, Loader=Loader)  # noqa: S506 - the base loader makes texts, lists and mappings only
    except yaml.YAMLError as error:
        raise UnreadableYaml(_sentence(error)) from None
    except (RecursionError, TypeError, ValueError) as error:
        if isinstance(error, UnreadableYaml):
            raise
        raise UnreadableYaml("it cannot be understood") from None


def _measure(text: str) -> None:
    """Count what the text would grow to when every alias is written out, without writing it out."""
    sizes: dict[str, int] = {}
    open_nodes: list[tuple[str | None, int]] = []
    total = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in sizes:
                raise UnreadableYaml("an alias stands inside what it names, or names nothing")
            total += sizes[event.anchor]
        elif isinstance(event, yaml.ScalarEvent):
            total += 1
            if event.anchor:
                sizes[event.anchor] = 1
        elif isinstance(event, yaml.CollectionStartEvent):
            open_nodes.append((event.anchor, total))
            total += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_nodes.pop()
            if anchor:
                sizes[anchor] = total - before
        if len(open_nodes) > MAX_DEPTH:
            raise UnreadableYaml("it is nested too deeply")
        if total > MAX_NODES:
            raise UnreadableYaml("it grows beyond all measure when its aliases are written out")


def _sentence(error: yaml.YAMLError) -> str:
    problem = getattr(error, "problem", None) or "it cannot be understood"
    mark = getattr(error, "problem_mark", None)
    return f"{problem} in line {mark.line + 1}" if mark else str(problem)
