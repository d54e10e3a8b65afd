"""What rendering one document needs to know, and the register of how each node becomes HTML.

Knows no request: addresses, pictures and blocks of the site come from the functions that the caller gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any, Protocol

from blog.richtext.addresses import is_safe_address
from blog.richtext.headings import Names, heading_ids

Node = dict[str, Any]
Address = Callable[[str, Node], str | None]
Picture = Callable[[Node, Node], str]
Block = Callable[[Node], str | None]


class Drawn(Protocol):
    """A drawing: the end of an <svg> tag and what is in it, with U+E000 before every id; or the problem with it."""

    @property
    def picture(self) -> str: ...

    @property
    def width(self) -> float: ...

    @property
    def kind(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def words(self) -> str: ...

    @property
    def problem(self) -> str: ...


Diagram = Callable[[str], Drawn | None]


@dataclass
class Page:
    """One rendering: the caller's functions, and what has been numbered and named so far."""

    document: Node
    address: Address | None = None
    picture: Picture | None = None
    block: Block | None = None
    diagram: Diagram | None = None
    heading_offset: int = 0
    prefix: str = ""
    names: Names = field(init=False)
    ids: dict[int, str] = field(init=False)
    anchors: dict[str, str] = field(init=False)
    footnotes: dict[str, Footnote] = field(init=False)

    def __post_init__(self) -> None:
        self.names = Names(self.prefix)
        self.ids = heading_ids(self.document, self.names)
        self.anchors = {name.removeprefix(self.prefix): name for name in self.ids.values()} if self.prefix else {}
        self.footnotes = numbered(self.document, self.names)

    def blocks(self, nodes: list[Node] | None) -> str:
        """Return the HTML of block nodes one after the other."""
        return "".join([RENDERERS[node["type"]](self, node) for node in nodes or () if node["type"] in RENDERERS])

    def target(self, attrs: Node) -> str | None:
        """Return where a link or call to action leads, or None if that is nowhere."""
        reference = attrs.get("reference")
        if reference:
            value = reference.get("value")
            known = value if isinstance(value, dict) else {"id": value}
            found = self.address(reference.get("relationTo"), known) if self.address else None
        else:
            found = attrs.get("href")
            if found and found[0] == "#" and found[1:] in self.anchors:
                return "#" + self.anchors[found[1:]]
        # Checked again here: a document may have been stored before a rule was made, or by other means.
        return found if found and is_safe_address(found) else None


@dataclass
class Footnote:
    """A footnote with its number and the ids of the places that refer to it."""

    number: int
    id: str
    node: Node
    references: list[str]
    shown: int = 0


Renderer = Callable[[Page, Node], str]
RENDERERS: dict[str, Renderer] = {}


def renders(*kinds: str) -> Callable[[Renderer], Renderer]:
    """Register a function as the one that renders these kinds of node."""

    def register(function: Renderer) -> Renderer:
        for kind in kinds:
            RENDERERS[kind] = function
        return function

    return register


def attribute(name: str, value: object) -> str:
    """Return one HTML attribute with a space in front, or nothing where there is no value."""
    return "" if value is None or value == "" else f' {name}="{escape(str(value))}"'


def numbered(document: Node, names: Names) -> dict[str, Footnote]:
    """Return the footnotes by label in the order in which the text refers to them, those never referred to last."""
    notes: dict[str, Node] = {}
    labels: list[str] = []
    pending = [document]
    while pending:
        node = pending.pop()
        if node["type"] == "footnote":
            notes.setdefault(node["attrs"]["label"], node)
        elif node["type"] == "footnoteReference":
            labels.append(node["attrs"]["label"])
        pending.extend(reversed(node.get("content") or ()))
    found: dict[str, Footnote] = {}
    for label in (*dict.fromkeys(label for label in labels if label in notes), *notes):
        if label not in found:
            number = len(found) + 1
            found[label] = Footnote(number, names.claim(f"fn-{number}"), notes[label], [])
    for label in labels:
        if label in found:
            found[label].references.append(names.claim(f"fnref-{found[label].number}"))
    return found
