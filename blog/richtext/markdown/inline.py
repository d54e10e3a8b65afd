"""What the parser's tokens within a line mean for a building: text, marks, pictures, shortcodes and scraps of HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown_it.token import Token

from blog.richtext.building import Building
from blog.richtext.html.reading import Reading
from blog.richtext.markdown.parser import parser, tidy_address
from blog.richtext.markdown.settings import trailing_settings
from blog.richtext.markdown.shortcodes import plain_address

Node = dict[str, Any]

_MARKS = {"strong": "bold", "em": "italic", "s": "strike", "highlight": "highlight"}
_TASK = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION|INFO|DANGER)\][+-]?[ \t]*(.*)$", re.I)
_ALERTS = {"note": "info", "info": "info", "tip": "success", "danger": "error", "caution": "error"}
_WEB = re.compile(r"(?<![\w/.@:-])https?://[^\s<>\"`{}|\\^]+[^\s<>\"`{}|\\^.,:;!?'*_~\[(]")
_SETTINGS_LINE = re.compile(r"\{:[^{}]*\}")
_UNSPACED = re.compile("[\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60]")
_TEXTUAL = {"text", "text_special", "code_inline", "formula", "footnote_reference"}


class Lines:
    """Reads the tokens of one line or paragraph after the other."""

    def __init__(self, building: Building, html: Reading) -> None:
        self.building = building
        self.html = html
        self.in_link = 0
        self.in_text: bool | None = None
        self.readers: dict[str, Callable[[Token], None]] = {
            "text_special": self._special,
            "code_inline": self._code,
            "hardbreak": self._break,
            "link_open": self._link,
            "link_close": self._end_link,
            "html_inline": self._html,
            "formula": self._formula,
            "footnote_reference": self._footnote,
            **{f"{kind}_open": self._opening(kind, name) for kind, name in _MARKS.items()},
            **{f"{kind}_close": self._closing(kind) for kind in _MARKS},
        }

    def read(self, token: Token) -> None:
        """Read all that stands in one block of text."""
        children = self._prepared(token.children or [])
        self.in_link = 0
        marks = self.building.marks_in_force
        self.tokens = children
        for place, child in enumerate(children):
            if self.html.is_skipping and child.type != "html_inline":
                continue
            if child.type == "text":
                self._text(child.content)
            elif child.type == "softbreak":
                self._soft_break(place)
            elif child.type in {"image", "shortcode"}:
                self._shown(child)
            elif reader := self.readers.get(child.type):
                reader(child)
        self.html.end_of_line()
        self.building.drop_marks(marks)

    def _prepared(self, children: list[Token]) -> list[Token]:
        """Take away what is said about the block and not in it: its settings, its box to tick, its kind of notice."""
        self.in_text = None
        last = children[-1] if children else None
        if last is not None and last.type == "text" and last.content.endswith("}"):
            children = self._without_settings(children, last)
        first = children[0] if children else None
        if first is not None and first.type == "text" and first.content.startswith("["):
            self._task(first)
            self._alert(first)
        return children

    def _without_settings(self, children: list[Token], last: Token) -> list[Token]:
        block = self.building.textblock
        if _SETTINGS_LINE.fullmatch(last.content) and (len(children) == 1 or children[-2].type == "softbreak"):
            if "toc" in last.content and self.building.frames[-1].kind == "listItem":
                self.building.frames[-1].kind = ""
                return []
            return children[:-2]
        if block is None or block["type"] != "heading":
            return children
        found = trailing_settings(last.content)
        if found and (len(children) == 1 or found[1] > 0):
            block["attrs"] = {**block["attrs"], "id": found[0].get("id")}
            last.content = last.content[: found[1]].rstrip()
        return children

    def _task(self, first: Token) -> None:
        frame = self.building.frames[-1]
        found = _TASK.match(first.content)
        if found and frame.kind == "listItem" and frame.tag is None and not frame.content:
            frame.kind, frame.attrs = "taskItem", {"checked": found[1] != " "}
            first.content = first.content[found.end() :]

    def _alert(self, first: Token) -> None:
        frame = self.building.frames[-1]
        found = _ALERT.match(first.content)
        if found and frame.kind == "blockquote" and frame.tag is None and not frame.content:
            frame.kind = "callout"
            frame.attrs = {"kind": _ALERTS.get(found[1].lower(), "warning"), "title": found[2] or found[1].capitalize()}
            first.content = ""
            self.building.trim_next()

    def _text(self, text: str) -> None:
        if self.in_link or "://" not in text:
            self.building.text(text)
            return
        position = 0
        for found_link in _WEB.finditer(text):
            self.building.text(text[position : found_link.start()])
            self._bare_link(_balanced(found_link[0]))
            position = found_link.start() + len(_balanced(found_link[0]))
        self.building.text(text[position:])

    def _bare_link(self, address: str) -> None:
        self.building.mark("bare", self.building.link_mark(tidy_address(address)))
        self.building.text(address)
        self.building.unmark("bare")

    def _soft_break(self, place: int) -> None:
        before = self.tokens[place - 1].content[-1:] if place else ""
        after = self.tokens[place + 1].content[:1] if place + 1 < len(self.tokens) else ""
        # Scripts written without spaces break their lines anywhere; a space there would be seen.
        if not (_UNSPACED.match(before) and _UNSPACED.match(after)):
            self.building.text(" ")

    def _special(self, token: Token) -> None:
        self.building.text(token.content)

    def _code(self, token: Token) -> None:
        self.building.text(token.content, mark="code")

    def _break(self, _token: Token) -> None:
        self.building.inline({"type": "hardBreak"})

    def _formula(self, token: Token) -> None:
        self.building.inline({"type": "math", "attrs": {"source": " ".join(token.content.split())}})

    def _footnote(self, token: Token) -> None:
        self.building.inline({"type": "footnoteReference", "attrs": {"label": token.content}})

    def _opening(self, kind: str, name: str) -> Callable[[Token], None]:
        def begin(_token: Token) -> None:
            self.building.mark(kind, {"type": name})

        return begin

    def _closing(self, kind: str) -> Callable[[Token], None]:
        def end(_token: Token) -> None:
            self.building.unmark(kind)

        return end

    def _link(self, token: Token) -> None:
        self.in_link += 1
        href = plain_address(str(token.attrs.get("href", "")))
        title = token.attrs.get("title")
        self.building.mark("link", self.building.link_mark(href, str(title) if title else None) if href else None)

    def _end_link(self, _token: Token) -> None:
        self.in_link -= 1
        self.building.unmark("link")

    def _html(self, token: Token) -> None:
        tag = token.content[1:3].lower()
        self.html.feed(token.content, inline=True, in_text=tag == "im" and self._stands_in_text())

    def _shown(self, token: Token) -> None:
        if token.type == "image":
            attrs: Node = {"alt": _words(token.children or []), "caption": token.attrs.get("title") or None}
            settings = token.meta.get("settings", {})
            attrs |= {name: settings[name] for name in ("width", "title", "href") if name in settings}
            self.building.picture(plain_address(str(token.attrs.get("src", ""))), attrs, in_text=self._stands_in_text())
            return
        shown = token.meta["shown"]
        if shown.kind == "image":
            self.building.picture(
                tidy_address(shown.attrs["src"]), dict(shown.attrs, src=None), in_text=self._stands_in_text()
            )
        elif shown.kind == "embed":
            self.building.block("embed", shown.attrs)

    def _stands_in_text(self) -> bool:
        if self.in_text is None:
            self.in_text = any(token.type in _TEXTUAL and token.content.strip() for token in self.tokens)
        return self.in_text


def plain_cell(text: str) -> str:
    """Return the words of one line of Markdown."""
    tokens = parser().parseInline(text.strip(), {})
    return _words(tokens[0].children or []).strip() if tokens else ""


def _words(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in {"text", "text_special", "code_inline", "formula", "shortcode"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type == "image":
            parts.append(_words(token.children or []))
    return "".join(parts)


def _balanced(address: str) -> str:
    """Return a bare address without the closing bracket of the sentence around it."""
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,:;!?'\"*_~")
    return address
