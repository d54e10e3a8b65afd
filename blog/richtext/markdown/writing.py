"""A document as Markdown of the dialect, such that reading it gives the same document again."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from blog.richtext.markdown import grids
from blog.richtext.markdown.bounds import FORMULA_LINES
from blog.richtext.markdown.escaping import destination, escape_text, quoted
from blog.richtext.markdown.lists import Lists
from blog.richtext.markdown.marks import Target, Writing
from blog.richtext.markdown.settings import written_settings

Node = dict[str, Any]

_FENCE_LIKE = re.compile(r"```|~~~")
_COLONS = re.compile(r"^[>\s]*(:{3,})", re.M)


def to_markdown(document: Node, *, image: Target | None = None, link: Target | None = None) -> str:
    """Return the Markdown of a validated document.

    `image(attributes)` and `link(attributes)` may say the address to write; without them a picture of the library is
    media:ID and a document of the site reference:COLLECTION/ID, which `from_markdown` knows.
    """
    lines = _Writer(image, link).blocks(document["content"])
    text = "\n".join(lines).strip("\n")
    return text + "\n" if text else ""


class _Writer:
    """Writes blocks as lists of lines, which whoever holds them indents."""

    def __init__(self, image: Target | None, link: Target | None) -> None:
        self.image = image
        self.link = link
        self.lists = Lists(self.blocks)
        self.writers: dict[str, Callable[[Node], list[str]]] = {
            "paragraph": self._paragraph,
            "heading": self._heading,
            "blockquote": self._blockquote,
            "bulletList": self.lists.write,
            "orderedList": self.lists.write,
            "taskList": self.lists.write,
            "codeBlock": self._code,
            "horizontalRule": lambda _node: ["***"],
            "table": self._table,
            "image": lambda node: [self._image(node)],
            "gallery": self._gallery,
            "callout": lambda node: self._container("callout", node["attrs"], node),
            "details": lambda node: self._container("details", node["attrs"], node),
            "columns": self._columns,
            "column": lambda node: self._container("column", {}, node),
            "embed": lambda node: ["::embed" + written_settings(node["attrs"])],
            "archive": lambda node: ["::archive" + written_settings(node["attrs"])],
            "form": lambda node: ["::form" + written_settings(node["attrs"])],
            "callToAction": self._call_to_action,
            "metrics": lambda node: self._rows("metrics", node["attrs"], ("value", "label", "description")),
            "facts": lambda node: self._rows("facts", node["attrs"], ("term", "description")),
            "diagram": self._diagram,
            "mathBlock": self._formula,
            "footnotes": lambda node: self.blocks(node["content"]),
            "footnote": self._footnote,
        }

    def blocks(self, nodes: list[Node] | None) -> list[str]:
        """Return the lines of blocks with a blank line between them; empty paragraphs say nothing and are left out."""
        lines: list[str] = []
        self.lists.between_blocks()
        for node in nodes or ():
            written = self.writers[node["type"]](node)
            if written:
                lines += [*([""] if lines else []), *written]
                self.lists.after(node["type"])
        return lines

    def _target(self, attrs: Node) -> str | None:
        if self.link and (found := self.link(attrs)):
            return found
        if reference := attrs.get("reference"):
            value = reference["value"]
            return f"reference:{reference['relationTo']}/{value['id'] if isinstance(value, dict) else value}"
        return attrs.get("href")

    def _paragraph(self, node: Node) -> list[str]:
        text = Writing(self._target).line(node.get("content"))
        return text.split("\n") if text else []

    def _heading(self, node: Node) -> list[str]:
        text = Writing(self._target, single_line=True).line(node.get("content"))
        if text.endswith("#"):
            text = text[:-1] + "\\#"
        if text.endswith("}"):
            text = text[:-1] + "\\}"
        parts = ["#" * node["attrs"]["level"], text, written_settings_of_heading(node["attrs"].get("id"))]
        return [" ".join(part for part in parts if part)]

    def _blockquote(self, node: Node) -> list[str]:
        content = self.blocks(node["content"])
        if cite := node["attrs"].get("cite"):
            return [f'<blockquote cite="{escape(cite)}">', "", *content, "", "</blockquote>"]
        return [f"> {line}" if line else ">" for line in content] or [">"]

    def _code(self, node: Node) -> list[str]:
        attrs = node["attrs"]
        text = "".join(child["text"] for child in node.get("content") or ())
        settings = written_settings({"title": attrs["title"], "highlight": attrs["highlight"]})
        return _fenced(text, attrs["language"] or "", settings)

    def _diagram(self, node: Node) -> list[str]:
        return _fenced(node["attrs"]["source"], "mermaid", written_settings({"title": node["attrs"]["title"]}))

    def _formula(self, node: Node) -> list[str]:
        source = node["attrs"]["source"]
        lines = source.split("\n")
        if len(lines) > FORMULA_LINES:
            return _fenced(source, "math", "")
        if "$" in source[-1:] or any(not line.strip() or "$$" in line or _FENCE_LIKE.search(line) for line in lines):
            return _fenced(source, "math", "")
        return ["$$", *lines, "$$"]

    def _table(self, node: Node) -> list[str]:
        return grids.grid(node, self._cell) or grids.tagged(node, self.blocks)

    def _cell(self, nodes: list[Node] | None) -> str:
        return Writing(self._target, single_line=True).line(nodes).replace("|", "\\|")

    def _image(self, node: Node) -> str:
        attrs = node["attrs"]
        media = attrs.get("media")
        src = self.image(attrs) if self.image else None
        if not src:
            src = f"media:{media['id'] if isinstance(media, dict) else media}" if media else attrs.get("src") or ""
        caption = f" {quoted(attrs['caption'])}" if attrs.get("caption") else ""
        width = attrs["width"] if attrs["width"] != "column" else None
        settings = written_settings({"width": width, "title": attrs["title"], "href": attrs["href"]})
        target = destination(src) if src or caption else ""
        return f"![{escape_text(attrs['alt'])}]({target}{caption}){settings}"

    def _gallery(self, node: Node) -> list[str]:
        return _enclosed("gallery", node["attrs"], [self._image(child) for child in node["content"]])

    def _container(self, name: str, attrs: Node, node: Node) -> list[str]:
        return _enclosed(name, attrs, self.blocks(node["content"]))

    def _columns(self, node: Node) -> list[str]:
        return _enclosed("columns", {}, self.blocks(node["content"]))

    def _call_to_action(self, node: Node) -> list[str]:
        attrs = node["attrs"]
        settings = {"title": attrs["title"], "label": attrs["label"], "href": self._target(attrs)}
        return _enclosed("cta", settings, [escape_text(attrs["text"])] if attrs["text"] else [])

    def _rows(self, name: str, attrs: Node, names: tuple[str, ...]) -> list[str]:
        rows = []
        for item in attrs["items"]:
            cells = [escape_text(item[each]).replace("|", "\\|") for each in names]
            while len(cells) > 1 and not cells[-1]:
                cells.pop()
            rows.append("- " + " | ".join(cells))
        return _enclosed(name, {"title": attrs["title"]}, rows)

    def _footnote(self, node: Node) -> list[str]:
        lines = self.blocks(node["content"])
        # Only a paragraph may begin on the line of the label: lists would count their indent from there.
        first = lines.pop(0) if lines and node["content"][0]["type"] == "paragraph" else ""
        return [f"[^{node['attrs']['label']}]: {first}".rstrip(), *(f"    {line}" if line else "" for line in lines)]


def written_settings_of_heading(name: str | None) -> str:
    """Return the id of a heading in braces, or nothing."""
    return "{#" + name + "}" if name else ""


def _enclosed(name: str, settings: Node, content: list[str]) -> list[str]:
    """Return a container whose fence is longer than any inside it."""
    longest = max((len(colons) for colons in _COLONS.findall("\n".join(content))), default=2)
    fence = ":" * max(3, longest + 1)
    return [f"{fence}{name}{written_settings(settings)}", *content, fence]


def _fenced(text: str, language: str, settings: str) -> list[str]:
    sign = "~" if "`" in settings else "`"
    longest = max((len(run) for run in re.findall(f"{sign}+", text)), default=0)
    fence = sign * max(3, longest + 1)
    opening = f"{fence}{language}{' ' if language and settings else ''}{settings}"
    return [opening, *(text.split("\n") if text else []), fence]
