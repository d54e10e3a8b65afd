"""Tells a building what tags and texts of HTML mean; works on whole pages and on the scraps inside Markdown alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from blog.richtext.building import Building
from blog.richtext.html.embedded import embedded
from blog.richtext.html.tokens import Tag, tokens

Node = dict[str, Any]

MARKS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "cite": "italic", "dfn": "italic", "var": "italic",
    "s": "strike", "del": "strike", "strike": "strike", "u": "underline", "ins": "underline", "mark": "highlight",
    "sub": "subscript", "sup": "superscript", "kbd": "keyboard", "code": "code", "tt": "code", "samp": "code",
}  # fmt: skip
FRAMES = {
    "ul": "bulletList", "menu": "bulletList", "ol": "orderedList", "li": "listItem", "blockquote": "blockquote",
    "table": "table", "tr": "tableRow", "td": "tableCell", "th": "tableHeader", "figure": "figure",
    "details": "details", "dl": "dl", "dt": "dt", "dd": "dd",
}  # fmt: skip
TRANSPARENT = frozenset({
    "div", "section", "article", "main", "header", "footer", "nav", "aside", "form", "fieldset", "address",
    "center", "hgroup", "body", "html", "tbody", "thead", "tfoot", "noscript", "picture", "legend",
})  # fmt: skip
DROPPED = frozenset({
    "script", "style", "template", "head", "svg", "math", "object", "applet", "canvas", "select",
    "datalist", "map",
})  # fmt: skip
CAPTURED = {"summary": "summary", "figcaption": "caption", "caption": "caption"}

# What an opening tag ends if it was left open, and the element beyond which it does not look.
_ENDS = {
    "li": (("li",), ("ul", "ol", "menu")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
}
_HEADING = re.compile(r"h([1-6])$")
_MARKDOWN_LINK = re.compile(r"\[[^\[\]]+\]\((?:https?:|/|#)[^()\s]*\)")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush:)-?\s*([\w+#.-]+)")


class Reading:
    """Reads scraps of HTML one after the other into the same building; `lines` reads Markdown links in their text."""

    def __init__(self, building: Building, lines: Callable[[str], None] | None = None) -> None:
        self.building = building
        self.lines = lines
        self.skipping: list[str] = []
        self.preformatted: list[str] | None = None
        self.language: str | None = None
        self.formula = False
        self.inline = False
        self.capture: str | None = None

    def feed(self, html: str, *, inline: bool = False, in_text: bool = False) -> None:
        """Read a scrap; an `inline` one stands inside a line of Markdown and may leave elements open."""
        marks = self.building.marks_in_force
        self.inline = inline
        for token in tokens(html):
            self._token(token, in_text)
        if not inline:
            self.finish(marks)

    def finish(self, marks: int = 0) -> None:
        """End whatever is still open, but for the first `marks` marks."""
        self._finish()
        self.building.drop_marks(marks)
        self.building.close_text()

    def end_of_line(self) -> None:
        """Forget what inline scraps left open at the end of a block of Markdown."""
        self._finish()

    @property
    def is_skipping(self) -> bool:
        """Say whether the text that follows lies inside an element that is dropped."""
        return bool(self.skipping)

    def _token(self, token: Tag | str, in_text: bool) -> None:
        if self.skipping:
            self._skip(token)
        elif self.preformatted is not None:
            self._preformatted(token)
        elif isinstance(token, str):
            self._text(token)
        elif token.closing:
            self._close(token.name)
        else:
            self._open(token, in_text)

    def _text(self, text: str) -> None:
        text = _WHITE.sub(" ", text)
        if text == " " and self.building.textblock is None and self.building.captured is None:
            return
        if self.lines is not None and self.building.captured is None and _MARKDOWN_LINK.search(text):
            self._markdown(text)
        else:
            self.building.text(text, loose=True)

    def _markdown(self, text: str) -> None:
        """Read text between tags that its author took for Markdown: shown as it stands, it would be markup."""
        self.building.text(text[: text.startswith(" ")], loose=True)
        self.lines(text.strip(" "))
        self.building.text(text[len(text) - text.endswith(" ") :], loose=True)

    def _open(self, tag: Tag, in_text: bool) -> None:
        name, attrs = tag.name, tag.attrs
        if name in DROPPED:
            self.skipping.append(name)
        elif name == "code" and "math" in attrs.get("class", "").split():
            self.formula, self.building.captured = True, []
        elif name in MARKS:
            self.building.mark(name, {"type": MARKS[name]})
        elif name == "a":
            self.building.mark(
                "a", self.building.link_mark(attrs["href"].strip(), attrs.get("title")) if attrs.get("href") else None
            )
        elif name == "abbr":
            self.building.mark("abbr", {"type": "abbreviation", "attrs": {"title": attrs.get("title") or None}})
        elif name == "br":
            self.building.inline({"type": "hardBreak"})
        elif name == "q":
            self.building.text("“")
        elif name == "img":
            self._picture(attrs, in_text)
        elif name in {"pre", "listing", "plaintext"} and not self.inline:
            self.preformatted, self.language = (
                [],
                "mermaid" if "mermaid" in attrs.get("class", "") else _language(attrs),
            )
        else:
            self._open_block(tag)

    def _open_block(self, tag: Tag) -> None:
        name, attrs, building = tag.name, tag.attrs, self.building
        if name in _ENDS:
            open_tags, until = _ENDS[name]
            if frame := building.find(*open_tags, until=until):
                building.close_tag(frame.tag or name)
        if name == "p":
            building.open_text("paragraph")
        elif heading := _HEADING.match(name):
            building.open_text("heading", {"level": int(heading[1]), "id": None})
        elif name in FRAMES:
            building.open(FRAMES[name], _frame_attributes(name, attrs), tag=name)
        elif name in TRANSPARENT:
            building.open("", tag=name)
        elif name == "hr":
            building.block("horizontalRule")
        elif name == "input" and attrs.get("type", "").lower() == "checkbox":
            self._checkbox(attrs)
        elif name in CAPTURED:
            self._finish()
            building.close_text()
            building.captured, self.capture = [], name
        elif embed := embedded(name, attrs):
            mapped = building.link_mark(embed["url"])
            href = mapped["attrs"]["href"] if mapped else None
            if href:
                building.block("embed", {**embed, "url": href})

    def _close(self, name: str) -> None:
        building = self.building
        if name == "code" and self.formula:
            self._end_formula()
        elif name in MARKS or name in {"a", "abbr"}:
            building.unmark(name)
        elif name == "q":
            building.text("”")
        elif name == "p" or _HEADING.match(name):
            building.close_text()
        elif name in CAPTURED:
            self._end_capture()
        elif name in FRAMES or name in TRANSPARENT:
            self._end_capture()
            building.close_tag(name)

    def _skip(self, token: Tag | str) -> None:
        if isinstance(token, Tag) and token.name == self.skipping[-1]:
            self.skipping.pop() if token.closing else self.skipping.append(token.name)

    def _preformatted(self, token: Tag | str) -> None:
        if isinstance(token, str):
            self.preformatted.append(token)  # type: ignore[union-attr]
        elif token.name in {"pre", "listing", "plaintext"} and token.closing:
            self._end_preformatted()
        elif token.name == "br":
            self.preformatted.append("\n")  # type: ignore[union-attr]
        elif token.name in {"code", "pre"} and not token.closing:
            self.language = self.language or _language(token.attrs)

    def _end_preformatted(self) -> None:
        text = "".join(self.preformatted or ()).replace("\r\n", "\n").removeprefix("\n")
        language, self.preformatted, self.language = self.language, None, None
        if language == "mermaid":
            self.building.block("diagram", {"source": text})
        elif text.strip():
            self.building.block("codeBlock", {"language": language}, text.removesuffix("\n"))

    def _end_formula(self) -> None:
        source = _WHITE.sub(" ", "".join(self.building.captured or ())).strip()
        self.formula, self.building.captured = False, None
        if source:
            self.building.inline({"type": "math", "attrs": {"source": source}})

    def _picture(self, attrs: dict[str, str], in_text: bool) -> None:
        src = (attrs.get("src") or attrs.get("data-src") or "").strip()
        if src.startswith("data:") and attrs.get("data-src"):
            src = attrs["data-src"].strip()
        if not src and not attrs.get("alt"):
            return
        self.building.picture(src, {"alt": attrs.get("alt", ""), "title": attrs.get("title") or None}, in_text=in_text)

    def _checkbox(self, attrs: dict[str, str]) -> None:
        frame = self.building.frames[-1]
        if frame.kind == "listItem" and not frame.content and not (self.building.textblock or {}).get("content"):
            frame.kind, frame.attrs = "taskItem", {"checked": "checked" in attrs}

    def _end_capture(self) -> None:
        if self.capture is None:
            return
        words = " ".join("".join(self.building.captured or ()).split())
        name, self.capture, self.building.captured = self.capture, None, None
        holder = self.building.find("details", "figure", "table")
        if words and holder is not None and holder.kind and not holder.attrs.get(CAPTURED[name]):
            holder.attrs[CAPTURED[name]] = words
        elif words:
            self.building.text(words)
            self.building.close_text()

    def _finish(self) -> None:
        self.skipping.clear()
        self._end_capture()
        if self.preformatted is not None:
            self._end_preformatted()
        if self.formula:
            self._end_formula()


def _language(attrs: dict[str, str]) -> str | None:
    found = _LANGUAGE.search(attrs.get("class", ""))
    return found[1] if found else attrs.get("data-lang") or attrs.get("data-language") or attrs.get("lang") or None


def _frame_attributes(name: str, attrs: dict[str, str]) -> Node:
    if name == "ol":
        return {"start": int(attrs["start"])} if re.fullmatch(r"\d{1,9}", attrs.get("start", "")) else {}
    if name == "blockquote":
        return {"cite": attrs.get("cite") or None}
    if name in {"td", "th"}:
        aligned = re.search(
            r"(?:text-align:\s*|align-)(left|center|right)", f"{attrs.get('style', '')} {attrs.get('class', '')}"
        )
        shape: Node = {"align": aligned[1] if aligned else attrs.get("align", "").lower() or None}
        for side in ("colspan", "rowspan"):
            if re.fullmatch(r"\d{1,4}", attrs.get(side, "")):
                shape[side] = int(attrs[side])
        return shape
    return {}
