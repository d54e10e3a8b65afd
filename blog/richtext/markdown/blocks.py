"""What the parser's tokens of blocks mean for a building: lists, tables, code, directives and HTML between them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown_it.token import Token

from blog.richtext.building import Building
from blog.richtext.html.reading import Reading
from blog.richtext.markdown.directives import CALLOUTS
from blog.richtext.markdown.inline import plain_cell
from blog.richtext.markdown.settings import leading_settings

Node = dict[str, Any]

_INFO = re.compile(r"\s*\{?\.?([\w+#.\-]*)[^\s{]*\s*(.*)$", re.S)
_LINES = re.compile(r"\{?\s*([\d,\s-]+)\s*\}?")
_HUGO_LINES = re.compile(r"hl_lines\s*=\s*(?:\[([^\]]*)\]|\"([^\"]*)\"|'([^']*)'|(\S+))")
_ITEM = re.compile(r"\s*[-*+]\s+(.*)$")
_CELLS = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_INNER_MARKDOWN = re.compile(
    r"\s*<(div|section|details|figure|aside|article|p|td)\b[^>\n]*\bmarkdown\s*=[^>\n]*>", re.I
)


class Blocks:
    """Reads the tokens of blocks; `parse` reads Markdown found inside HTML."""

    def __init__(self, building: Building, html: Reading, parse: Callable[[str], None]) -> None:
        self.building = building
        self.html = html
        self.parse = parse
        opened = {
            "blockquote_open": "blockquote", "bullet_list_open": "bulletList", "list_item_open": "listItem",
            "table_open": "table", "tr_open": "tableRow", "dl_open": "dl", "dt_open": "dt", "dd_open": "dd",
        }  # fmt: skip
        closed = "blockquote bullet_list ordered_list list_item table tr th td dl dt dd directive footnote_reference"
        self.readers: dict[str, Callable[[Token], None]] = {
            **{kind: self._opening(name) for kind, name in opened.items()},
            **{f"{kind}_close": self._close for kind in closed.split()},
            "ordered_list_open": self._ordered_list,
            "th_open": self._cell,
            "td_open": self._cell,
            "paragraph_open": self._paragraph,
            "paragraph_close": self._end_text,
            "heading_open": self._heading,
            "heading_close": self._end_text,
            "fence": self._fence,
            "code_block": self._indented_code,
            "hr": self._rule,
            "html_block": self._html,
            "formula_block": self._formula,
            "footnote_reference_open": self._footnote,
            "directive_open": self._directive,
            "directive_leaf": self._leaf,
            "directive_text": self._unparsed,
        }

    def _opening(self, kind: str) -> Callable[[Token], None]:
        def open_frame(_token: Token) -> None:
            self.building.open(kind)

        return open_frame

    def _close(self, _token: Token) -> None:
        self.building.close()

    def _ordered_list(self, token: Token) -> None:
        self.building.open("orderedList", {"start": int(token.attrs.get("start", 1))})

    def _cell(self, token: Token) -> None:
        align = str(token.attrs.get("style", "")).removeprefix("text-align:") or None
        self.building.open("tableHeader" if token.type == "th_open" else "tableCell", {"align": align})

    def _paragraph(self, _token: Token) -> None:
        self.building.open_text("paragraph")

    def _heading(self, token: Token) -> None:
        self.building.open_text("heading", {"level": int(token.tag[1]), "id": None})

    def _end_text(self, _token: Token) -> None:
        self.building.close_text()

    def _rule(self, _token: Token) -> None:
        self.building.block("horizontalRule")

    def _formula(self, token: Token) -> None:
        self.building.block("mathBlock", {"source": token.content})

    def _footnote(self, token: Token) -> None:
        self.building.open("footnote", {"label": token.meta["label"]})

    def _indented_code(self, token: Token) -> None:
        self._code(token.content, {})

    def _fence(self, token: Token) -> None:
        info = token.info.strip()
        found = leading_settings(info)
        if found and set(found[0]) & {"class", "title", "highlight"}:
            language = found[0].get("class", "").split(" ")[0]
            rest = info
        else:
            language, rest = _INFO.match(info).groups()  # type: ignore[union-attr]
        self._code(token.content, {"language": language or None, **_fence_settings(rest, info)})

    def _code(self, text: str, attrs: Node) -> None:
        text = text.removesuffix("\n")
        if attrs.get("language") == "mermaid":
            self.building.block("diagram", {"source": text, "title": attrs.get("title")})
        elif attrs.get("language") == "math":
            self.building.block("mathBlock", {"source": text})
        else:
            self.building.block("codeBlock", attrs, text)

    def _html(self, token: Token) -> None:
        content = token.content
        inner = _INNER_MARKDOWN.match(content)
        if inner is None:
            self.html.feed(content)
            return
        self.html.feed(inner[0])
        end = content.rfind(f"</{inner[1]}")
        end = len(content) if end < inner.end() else end
        self.parse(content[inner.end() : end])
        self.html.feed(content[end:])

    def _directive(self, token: Token) -> None:
        name, settings = token.info, dict(token.meta)
        if name in CALLOUTS:
            kind = CALLOUTS[name] or settings.get("kind", "info")
            self.building.open("callout", {"kind": kind, "title": settings.get("title")})
        else:
            self.building.open(name, settings)

    def _leaf(self, token: Token) -> None:
        settings: Node = dict(token.meta)
        if settings.get("limit", "").isdigit():
            settings["limit"] = int(settings["limit"])
        elif token.info == "archive":
            settings.pop("limit", None)
        if token.info == "embed":
            link = self.building.link_mark(settings.get("url", ""))
            if link is None or not link["attrs"]["href"]:
                return
            settings["url"] = link["attrs"]["href"]
        self.building.block(token.info, settings)

    def _unparsed(self, token: Token) -> None:
        settings: Node = dict(token.meta)
        if token.info == "cta":
            self._call_to_action(settings, token.content)
            return
        names = ("value", "label", "description") if token.info == "metrics" else ("term", "description")
        rows = []
        for line in token.content.split("\n"):
            found = _ITEM.match(line)
            if found or line.strip():
                parts = _CELLS.sub("\\1\x00", found[1] if found else line).split("\x00", len(names) - 1)
                rows.append(dict(zip(names, map(plain_cell, parts), strict=False)))
        self.building.block(token.info, {"title": settings.get("title"), "items": rows})

    def _call_to_action(self, settings: Node, text: str) -> None:
        target = self.building.link_mark(settings["href"]) if settings.get("href") else None
        place = {name: target["attrs"][name] for name in ("href", "reference")} if target else {"href": None}
        words = " ".join(plain_cell(line) for line in text.split("\n") if line.strip())
        self.building.block("callToAction", {**settings, **place, "text": words})


def _fence_settings(rest: str, info: str) -> Node:
    settings: Node = {}
    rest = rest.strip()
    start = rest.find("{")
    if start >= 0 and (found := leading_settings(rest[start:])):
        settings = {name: found[0][name] for name in ("title", "highlight") if name in found[0]}
        if settings:
            return settings
    elif title := re.search(r"\btitle=(?:\"([^\"]*)\"|'([^']*)'|(\S+))", rest):
        settings["title"] = next(value for value in title.groups() if value is not None)
    if lines := _HUGO_LINES.search(info):
        settings["highlight"] = ",".join(re.findall(r"\d+(?:-\d+)?", " ".join(filter(None, lines.groups()))))
    elif "highlight" not in settings and (lines := _LINES.search(rest)) and "{" in rest and re.search(r"\d", lines[1]):
        settings["highlight"] = ",".join(re.findall(r"\d+(?:-\d+)?", lines[1]))
    return settings
