"""The written part of the demo site as it lies in this folder: Markdown with a head, and YAML with a few tags.

Reads and knows nothing of what the site already holds; what a text points to stays a name here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent

#: How a tag in the YAML names a collection: `!picture estuary.jpg`, `!post five-diagrams`.
COLLECTIONS = {
    "picture": "media",
    "person": "users",
    "category": "categories",
    "technology": "technologies",
    "form": "forms",
    "project": "projects",
    "post": "posts",
    "page": "pages",
}


@dataclass(frozen=True)
class Reference:
    """Another document of the demo site, by the name it has here."""

    collection: str
    name: str


@dataclass(frozen=True)
class Writing:
    """A text in Markdown that is to become a rich text."""

    markdown: str


@dataclass(frozen=True)
class Link:
    """An entry of a menu or a button: to a document, or to an address."""

    label: str
    to: Reference | None = None
    url: str | None = None
    appearance: str = "default"


@dataclass(frozen=True)
class Manuscript:
    """A Markdown file: its head and its text."""

    head: dict[str, Any] = field(default_factory=dict)
    body: str = ""


class TaggedLoader(yaml.SafeLoader):
    """YAML whose tags become references, texts and links."""


def _text(loader: TaggedLoader, node: Any) -> Writing:
    return Writing(loader.construct_scalar(node))


def _link(loader: TaggedLoader, node: Any) -> Link:
    return Link(**loader.construct_mapping(node, deep=True))


def _reference(loader: TaggedLoader, tag: str, node: Any) -> Reference:
    return Reference(COLLECTIONS[tag], loader.construct_scalar(node))


TaggedLoader.add_constructor("!text", _text)
TaggedLoader.add_constructor("!link", _link)
for _tag in COLLECTIONS:
    TaggedLoader.add_constructor(f"!{_tag}", lambda loader, node, tag=_tag: _reference(loader, tag, node))


def read(name: str) -> Any:
    """What a YAML file of this folder says."""
    return _load((FOLDER / name).read_text(encoding="utf-8"))


def pages() -> list[dict[str, Any]]:
    """The pages, each as its own file says it, in an order in which each refers only to those before it."""
    return [read(f"pages/{name}.yaml") for name in ("contact", "about", "colophon", "uses", "home")]


def posts() -> list[Manuscript]:
    """The posts, oldest first, so that each refers only to what stands before it."""
    return sorted(_manuscripts("posts"), key=lambda post: post.head["date"])


def projects() -> list[Manuscript]:
    """The projects in the order in which they were published."""
    return sorted(_manuscripts("projects"), key=lambda project: project.head["published"])


def _manuscripts(folder: str) -> list[Manuscript]:
    found = []
    for file in sorted((FOLDER / folder).glob("*.md")):
        _, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
        found.append(Manuscript(_load(head), body))
    return found


def _load(text: str) -> Any:
    return yaml.load(text, Loader=TaggedLoader)  # noqa: S506 - a safe loader with tags of this module only
