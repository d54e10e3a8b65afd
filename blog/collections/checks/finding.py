"""What a check says, and what it is given to look at. Knows no database and no page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from blog.content.fields import Block, Field

#: A warning is asked about before something is published; a hint is only told.
WARNING, HINT = "warning", "hint"
PUBLIC, LATER, DRAFT, TRASHED, MISSING = "public", "later", "draft", "trashed", "missing"
LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Finding:
    """One thing to look at: what kind it is, which check found it, a sentence, and the path of the field it is in.

    `about` names a document that it can be mended in, where that is another one."""

    kind: str
    check: str
    message: str
    path: str = ""
    about: tuple[str, str] | None = None


@dataclass(frozen=True)
class Target:
    """A document that is linked to, as readers find it."""

    state: str
    title: str = ""


@dataclass(frozen=True)
class Context:
    """What is known of the rest of the site: linked documents and pictures by id, what addresses of the site answer,
    and which of the document's own addresses another one has."""

    site_url: str = ""
    targets: Mapping[tuple[str, str], Target] = field(default_factory=dict)
    pictures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    answers: Mapping[str, int] = field(default_factory=dict)
    taken: str = ""


@dataclass(frozen=True)
class Part:
    """A value somewhere in a document, and the path that its input has in the form."""

    path: str
    field: Field
    value: Any


@dataclass(frozen=True)
class Subject:
    """A document to be checked, as its authors see it, with the fields that readers may see."""

    fields: Sequence[Field]
    blocks: Mapping[str, Block]
    doc: Mapping[str, Any]
    names: frozenset[str] = frozenset()

    def parts(self) -> Iterator[Part]:
        """Every value of the document, at whatever depth, in the order of the form; a link group is one value."""
        yield from _parts(self.fields, self.doc, self.blocks, "")

    def texts(self) -> Iterator[Part]:
        """Its rich texts."""
        for part in self.parts():
            if part.field.kind == "richtext" and isinstance(part.value, Mapping):
                yield part


def _parts(fields: Sequence[Field], doc: Mapping[str, Any], blocks: Mapping[str, Block], start: str) -> Iterator[Part]:
    for each in fields:
        value, path = doc.get(each.name), start + each.name
        if value in (None, "", [], {}):
            continue
        if is_link(each) or each.kind not in ("group", "array", "blocks"):
            yield Part(path, each, value)
        elif each.kind == "group":
            if value.get("type") != "none":
                yield from _parts(each.fields, value, blocks, f"{path}.")
        else:
            for number, row in enumerate(value):
                block = blocks.get(row.get("blockType") or "") if each.kind == "blocks" else None
                inner = block.fields if block else each.fields
                yield from _parts(inner, row, blocks, f"{path}.{number}.")


def is_link(each: Field) -> bool:
    """Whether a group is a link to a document or to an address."""
    return each.kind == "group" and {"reference", "url"} <= {inner.name for inner in each.fields}


def nodes(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every node of a rich text, in the order in which it is read."""
    stack = [document]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.get("content") or ()))


def words_of(node: Mapping[str, Any]) -> str:
    """The text within a node, on one line."""
    return " ".join("".join(inner.get("text") or "" for inner in nodes(node)).split())


def quoted(text: str) -> str:
    """A text in quotation marks, cut where it is long."""
    return f"“{text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1].rstrip() + '…'}”"
