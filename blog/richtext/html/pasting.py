"""HTML from the clipboard as a document: from word processors, from documents in the browser and from any page.

Beyond what `from_html` reads it knows what these programs mean by styles and classes, and takes no picture from
elsewhere: one on the web becomes a card that leads to it, one that nobody else can open is left out and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from blog.richtext.addresses import is_safe_address, is_web_address
from blog.richtext.building import Building, Link
from blog.richtext.html.flat_lists import nested
from blog.richtext.html.reading import Reading
from blog.richtext.html.styling import styled, styles
from blog.richtext.html.tokens import Tag, tokens

Token = Tag | str

_FROM_WORD = re.compile(r"\bclass=[\"']?Mso|urn:schemas-microsoft-com|\bmso-|ListContainerWrapper|Microsoft-Word")
_FROM_DOCS = re.compile(r"docs-internal-guid-")
_NOTE = re.compile(r"#?_?(?:ftn|edn)(?:ref)?(\d{1,4})$")
#: Addresses of pictures that answer only to who wrote the document, and only for a while.
_PRIVATE = re.compile(r"https?://(?:[\w-]+\.)*(?:googleusercontent\.com|google\.com|sharepoint\.com|live\.com)/", re.I)
_ANCHORS = re.compile(r"#(?:_|heading=|bookmark=|h\.|id\.)", re.I)
_PIXEL = re.compile(r"[01](?:px)?")
#: Of Word's own paragraphs, those that are more than paragraphs.
_PARAGRAPHS = {"MsoTitle": "h1", "MsoHeading": "h2", "MsoQuote": "blockquote", "MsoIntenseQuote": "blockquote"}
#: What is part of a page rather than of its text.
_UNWRITTEN = frozenset({"button", "textarea", "title", "xml"})


@dataclass(frozen=True)
class Pasted:
    """What was pasted, and how many of its pictures became cards and how many were left out."""

    document: dict[str, Any]
    carded: int = 0
    left_out: int = 0


def from_pasted(html: str, *, link: Link | None = None) -> Pasted:
    """Return the document that HTML of a clipboard says, safe whatever it holds. `link` is as in `from_html`."""
    word, docs = bool(_FROM_WORD.search(html)), bool(_FROM_DOCS.search(html))
    building = Building(None, _Links(link))
    reading = _Pasting(building)
    stream: Iterable[Token] = tokens(html)
    if word:
        stream = _named(nested(stream))
    reading.follow(styled(stream, highlights=word or docs))
    return Pasted(building.result(), reading.carded, reading.left_out)


class _Links:
    """Links as they were meant: without a search engine's detour, without anchors that stay behind."""

    def __init__(self, link: Link | None) -> None:
        self.link = link

    def __call__(self, href: str) -> dict[str, Any] | None:
        href = direct(href)
        if _ANCHORS.match(href) or href.lower().startswith("file:"):
            return {"href": None}
        return (self.link(href) if self.link else None) or {"href": href}


def direct(href: str) -> str:
    """The address that a redirecting address of Google's leads to; any other as it stands."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return href
    if parts.hostname in ("www.google.com", "google.com") and parts.path == "/url":
        asked = parse_qs(parts.query)
        target = (asked.get("q") or asked.get("url") or [""])[0]
        return target if is_web_address(target) else href
    return href


class _Pasting(Reading):
    """Reads tags as the clipboard means them."""

    def __init__(self, building: Building) -> None:
        super().__init__(building)
        self.carded = 0
        self.left_out = 0

    def follow(self, stream: Iterable[Token]) -> None:
        """Read all of it, and close what it left open."""
        for token in stream:
            self._token(token, False)
        self.finish()

    def _text(self, text: str) -> None:
        if text.strip() or self.building.textblock is not None:
            super()._text(text)

    def _open(self, tag: Tag, in_text: bool) -> None:
        name, attrs = tag.name, tag.attrs
        if name in _UNWRITTEN or self._is_furniture(tag):
            if name not in ("br", "hr"):
                self.skipping.append(name)
        elif name == "a" and (note := _NOTE.search(attrs.get("href", ""))) and "mso-" in attrs.get("style", ""):
            self._refer(note[1])
        elif name == "div" and (note := _NOTE.search(attrs.get("id", ""))) and "mso-" in attrs.get("style", ""):
            self.building.open("footnote", {"label": note[1]}, tag="div")
        else:
            super()._open(tag, in_text)
            if name == "li" and attrs.get("role") == "checkbox":
                super()._open(Tag("input", False, {"type": "checkbox"} | _checked(attrs)), in_text)

    def _is_furniture(self, tag: Tag) -> bool:
        """Whether this stands for nothing that was written: empty lines between blocks, the line above footnotes."""
        if tag.name == "br":
            return self.building.textblock is None and self.building.captured is None
        if tag.name == "hr":
            return tag.attrs.get("width") == "33%"
        return tag.name == "div" and styles(tag).get("mso-element") == "comment-list"

    def _close(self, name: str) -> None:
        content = (self.building.textblock or {}).get("content")
        if name == "p" and content:
            # A line break at the end of a paragraph is not seen, nor the space that Word fills an empty one with.
            while content and (content[-1]["type"] == "hardBreak" or not content[-1].get("text", "-").strip()):
                content.pop()
        super()._close(name)

    def _refer(self, label: str) -> None:
        """A reference to a footnote, or in the footnote the way back, which the page makes by itself."""
        if not any(frame.kind == "footnote" for frame in self.building.frames):
            self.building.inline({"type": "footnoteReference", "attrs": {"label": label}})
        self.skipping.append("a")

    def _picture(self, attrs: dict[str, str], in_text: bool) -> None:
        src = (attrs.get("src") or attrs.get("data-src") or "").strip()
        src = "https:" + src if src.startswith("//") else src
        if attrs.get("aria-roledescription") == "checkbox" or _is_pixel(attrs):
            return
        if is_web_address(src) and not _PRIVATE.match(src):
            self.carded += 1
            self.building.block("embed", {"url": src, "title": attrs.get("alt") or "Picture"})
        elif src.startswith("/") and is_safe_address(src):
            super()._picture(attrs, in_text)
        elif src:
            self.left_out += 1


def _checked(attrs: dict[str, str]) -> dict[str, str]:
    return {"checked": ""} if attrs.get("aria-checked") == "true" else {}


def _is_pixel(attrs: dict[str, str]) -> bool:
    return all(_PIXEL.fullmatch(attrs.get(side, "")) for side in ("width", "height"))


def _named(stream: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens with Word's own classes of paragraphs as what they stand for."""
    ends: list[tuple[str, ...]] = []
    for token in stream:
        if not isinstance(token, Tag) or token.name != "p":
            yield token
        elif token.closing:
            yield from (Tag(name, True, {}) for name in (ends.pop() if ends else ("p",)))
        else:
            name = next(
                (_PARAGRAPHS[each] for each in token.attrs.get("class", "").split() if each in _PARAGRAPHS), "p"
            )
            if name == "blockquote":
                yield Tag("blockquote", False, {})
            ends.append(("p", "blockquote") if name == "blockquote" else (name,))
            yield token if name in ("p", "blockquote") else Tag(name, False, {})
