"""Builds a document out of events that come from Markdown, from HTML or from both mixed.

Knows the schema and mends what does not fit it; knows nothing of either language's syntax.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from blog.richtext.addresses import is_safe_address, is_web_address
from blog.richtext.attributes import MARKS, NODES, forgiven, storable
from blog.richtext.mending import Frame, mended

Node = dict[str, Any]
Image = Callable[[str, str, str], Node | None]
Link = Callable[[str], Node | None]

DEEPEST = 30  # frames beyond this are opened in name only: their content goes to the frame around them
MOST_FRAMES, MOST_MARKS = 1_000, 200  # open at once; what HTML opens beyond them changes nothing

_PARENTS = {
    "listItem": {"bulletList", "orderedList"},
    "tableRow": {"table"},
    "tableHeader": {"table", "tableRow"},
    "tableCell": {"table", "tableRow"},
    "column": {"columns"},
    "dt": {"dl"},
    "dd": {"dl"},
}
_RANK = {name: rank for rank, name in enumerate(MARKS)}
_BREAKS = re.compile("[\r\n\t\u2028\u2029]")
_REFERENCE = re.compile(r"reference:([a-z][a-z0-9_-]*)/([A-Za-z0-9_-]+)")
_MEDIA = re.compile(r"media:([A-Za-z0-9_-]+)")


class Building:
    """A document under construction: open frames, at most one open text block, and the marks in force."""

    def __init__(self, image: Image | None = None, link: Link | None = None) -> None:
        self.image = image
        self.link = link
        self.frames = [Frame("doc")]
        self.textblock: Node | None = None
        self.captured: list[str] | None = None
        self.notes: dict[str, list[Node]] = {}
        self._marks: list[tuple[str, Node | None]] = []
        self._active: list[Node] = []
        self._trim = False
        self._loose_end = False
        self._after: list[Node] = []

    # Text

    def text(self, text: str, *, mark: str | None = None, loose: bool = False) -> None:
        """Add text to the open text block, or begin a paragraph; `loose` text gives up spaces at its edges."""
        text = _BREAKS.sub(" ", storable(text))
        if self.captured is not None:
            self.captured.append(text)
            return
        if self._trim or (loose and self._ends_in_space()):
            text = text.lstrip()
        if not text:
            return
        self._trim = False
        self._loose_end = loose
        content = self._open_content()
        marks = self._with({"type": mark}) if mark else self._active
        last = content[-1] if content else None
        if last is not None and last["type"] == "text" and last.get("marks", []) == marks:
            last["text"] += text
        else:
            content.append({"type": "text", "text": text, **({"marks": marks} if marks else {})})

    def inline(self, node: Node) -> None:
        """Add an inline node that is not text."""
        if self.captured is not None:
            self.captured.append(node["attrs"]["source"] if node["type"] == "math" else " ")
            return
        if node["type"] == "hardBreak" and self._trim:
            return
        gone = {"code", "link"} if node["type"] == "footnoteReference" else {"code"}
        if marks := [mark for mark in self._active if mark["type"] not in gone]:
            node["marks"] = marks
        self._trim = self._loose_end = False
        self._open_content().append(node)

    def open_text(self, kind: str, attrs: Node | None = None) -> None:
        """Begin a paragraph or heading."""
        self.close_text()
        self.textblock = {"type": kind, **({"attrs": attrs} if attrs else {}), "content": []}

    def close_text(self) -> None:
        """End the open paragraph or heading; a paragraph without content is not kept."""
        block, self.textblock = self.textblock, None
        trim, self._trim = self._trim or self._loose_end, False
        self._loose_end = False
        if block is not None:
            if trim:
                _strip_end(block["content"])
            if not block["content"]:
                del block["content"]
            if block["type"] != "paragraph" or "content" in block:
                self.frames[-1].content.append(block)
        if self._after:
            self.frames[-1].content.extend(self._after)
            self._after = []

    def trim_next(self) -> None:
        """Leave out the spaces with which the next text begins."""
        self._trim = True

    # Marks

    def mark(self, key: str, mark: Node | None) -> None:
        """Put a mark in force until `unmark` with the same key; None keeps the place of one that is not allowed."""
        mark = mark if len(self._marks) < MOST_MARKS else None
        self._marks.append((key, mark))
        if mark is not None:
            self._recount()

    def unmark(self, key: str) -> None:
        """End the innermost mark of this key, if there is one."""
        for place in range(len(self._marks) - 1, -1, -1):
            if self._marks[place][0] == key:
                if self._marks.pop(place)[1] is not None:
                    self._recount()
                return

    @property
    def marks_in_force(self) -> int:
        return len(self._marks)

    def drop_marks(self, count: int) -> None:
        """End all marks but the first `count`."""
        if len(self._marks) > count:
            del self._marks[count:]
            self._recount()

    def link_mark(self, href: str, title: str | None = None) -> Node | None:
        """Return the link to an address as the caller maps it, or None where no link may lead."""
        attrs: Node | None = self.link(href) if self.link else None
        if attrs is None:
            if known := _REFERENCE.fullmatch(href):
                attrs = {"reference": {"relationTo": known[1], "value": known[2]}}
            else:
                attrs = {"href": "https:" + href if href.startswith("//") else href}
        attrs = forgiven(MARKS["link"], {"title": title, **attrs})
        if attrs["reference"]:
            attrs["href"] = None
        return {"type": "link", "attrs": attrs} if attrs["href"] or attrs["reference"] else None

    # Blocks

    def open(self, kind: str, attrs: Node | None = None, *, tag: str | None = None) -> Frame:
        """Open a frame; `tag` names the HTML element that closes it, and is missing for Markdown's own."""
        self.close_text()
        if (
            kind in _PARENTS
            and next((each.kind for each in reversed(self.frames) if each.kind), "") not in _PARENTS[kind]
        ):
            kind = ""
        frame = Frame(kind, attrs or {}, tag)
        if tag is not None and len(self.frames) > MOST_FRAMES:
            return frame
        frame.depth = self.frames[-1].depth + (1 if kind else 0)
        if frame.depth > DEEPEST and kind != "footnote":
            frame.depth, frame.kind = self.frames[-1].depth, ""
        self.frames.append(frame)
        return frame

    def close(self) -> None:
        """Close the innermost frame of Markdown and whatever HTML is still open inside it."""
        while len(self.frames) > 1:
            if self._pop().tag is None:
                return

    def close_tag(self, tag: str) -> None:
        """Close the frame of an HTML element, never reaching beyond the Markdown around it."""
        if self.find(tag) is not None:
            while self._pop().tag != tag:
                pass

    def find(self, *tags: str, until: tuple[str, ...] = ()) -> Frame | None:
        """Return the innermost open frame of one of these elements, looking no further than `until` or Markdown."""
        for frame in reversed(self.frames):
            if frame.tag is None or frame.tag in until:
                return None
            if frame.tag in tags:
                return frame
        return None

    def block(self, kind: str, attrs: Node | None = None, source: str = "") -> None:
        """Add a block, `source` as its text; an open paragraph is parted around it, an open heading goes first."""
        node: Node = {"type": kind}
        if kind in NODES:
            node["attrs"] = forgiven(NODES[kind], attrs or {})
        if source := storable(source.replace("\r\n", "\n").replace("\r", "\n")):
            node["content"] = [{"type": "text", "text": source}]
        if self.textblock is not None and self.textblock["type"] == "heading":
            self._after.append(node)
            return
        parted = self.textblock
        self.close_text() if parted is None else self._part(parted)
        self.frames[-1].content.append(node)

    def picture(self, src: str, attrs: Node, *, in_text: bool = False) -> None:
        """Add a picture; one from elsewhere on the web in the middle of a text becomes a link to it."""
        alt, caption = attrs.get("alt") or "", attrs.get("caption") or ""
        src = "https:" + src if src.startswith("//") else src
        mapped = self.image(src, alt, caption) if self.image and src else None
        if mapped is None:
            if known := _MEDIA.fullmatch(src):
                mapped = {"media": known[1]}
            else:
                mapped = {"src": src if is_safe_address(src) else None}
        attrs = {**attrs, **mapped}
        link = next((mark["attrs"]["href"] for mark in self._active if mark["type"] == "link"), None)
        if self.captured is not None:
            self.captured.append(alt)
        elif not attrs.get("media") and is_web_address(attrs.get("src")) and (in_text or self._has_text()):
            self._picture_as_link(attrs, link)
        else:
            self.block("image", {"href": link if link != src else None, **attrs})

    def _picture_as_link(self, attrs: Node, link: str | None) -> None:
        words = attrs.get("alt") or attrs.get("caption") or "picture"
        self.mark("picture", None if link else self.link_mark(attrs["src"]))
        self.text(words)
        self.unmark("picture")

    def result(self) -> Node:
        """Close everything and return the document, its footnotes at the end."""
        while len(self.frames) > 1:
            self._pop()
        self.close_text()
        document: Node = {"type": "doc", "content": self.frames[0].content or [{"type": "paragraph"}]}
        if self.notes:
            notes = [
                {"type": "footnote", "attrs": {"label": label}, "content": content or [{"type": "paragraph"}]}
                for label, content in self.notes.items()
            ]
            document["content"].append({"type": "footnotes", "content": notes})
        return document

    def _pop(self) -> Frame:
        self.close_text()
        frame = self.frames.pop()
        if frame.kind == "footnote":
            self.notes.setdefault(frame.attrs["label"], []).extend(frame.content)
        else:
            self.frames[-1].content.extend(mended(frame))
        return frame

    def _part(self, paragraph: Node) -> None:
        self._trim = True
        self.close_text()
        self.textblock = {**paragraph, "content": []}
        self._trim = True

    def _open_content(self) -> list[Node]:
        if self.textblock is None:
            self.textblock = {"type": "paragraph", "content": []}
        return self.textblock["content"]

    def _ends_in_space(self) -> bool:
        if self.textblock is None or not self.textblock["content"]:
            return True
        last = self.textblock["content"][-1]
        return last["type"] == "hardBreak" or (last["type"] == "text" and last["text"].endswith(" "))

    def _has_text(self) -> bool:
        return self.textblock is not None and bool(self.textblock["content"])

    def _with(self, mark: Node) -> list[Node]:
        marks = [each for each in self._active if each["type"] != mark["type"]]
        return sorted([*marks, mark], key=lambda each: _RANK[each["type"]])

    def _recount(self) -> None:
        by_name = {mark["type"]: mark for _, mark in self._marks if mark is not None}
        self._active = sorted(by_name.values(), key=lambda mark: _RANK[mark["type"]])


def _strip_end(content: list[Node]) -> None:
    while content:
        last = content[-1]
        if last["type"] == "text":
            last["text"] = last["text"].rstrip(" ")
            if last["text"]:
                return
        elif last["type"] != "hardBreak":
            return
        content.pop()
