"""Inline nodes as Markdown: marks by their signs where the language reads them back, by tags where it would not."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from blog.richtext.markdown.escaping import (
    code_span,
    destination,
    encode_edges,
    escape_line_start,
    escape_text,
    quoted,
)
from blog.richtext.runs import Marked, nested

Node = dict[str, Any]
Target = Callable[[Node], str | None]

_SIGNS = {"bold": ("**", "__"), "italic": ("*", "_"), "strike": ("~~",), "highlight": ("==",)}
_TAGS = {
    "bold": "strong", "italic": "em", "strike": "s", "highlight": "mark", "underline": "u", "subscript": "sub",
    "superscript": "sup", "keyboard": "kbd",
}  # fmt: skip
# What a mark that follows may begin with; signs that could run together are not used side by side.
_BEGINNINGS = {"bold": "*_<", "italic": "*_<", "strike": "~<", "highlight": "=<", "code": "`", "link": "[<"}


class Writing:
    """Writes the inline nodes of one block of text."""

    def __init__(self, link: Target, *, single_line: bool = False) -> None:
        self.link = link
        self.single_line = single_line
        self.dollars = True

    def line(self, nodes: list[Node] | None) -> str:
        """Return the nodes as the content of a block: one line, or several where hard breaks part them."""
        if not nodes:
            return ""
        self.dollars = _has_two_dollars(nodes)
        text = self._parts(nested(nodes), " ", " ", inside=False)
        if self.single_line:
            return encode_edges(text)
        return "\n".join(escape_line_start(encode_edges(line)) for line in text.split("\n"))

    def _parts(self, parts: list[Node | Marked], before: str, after: str, *, inside: bool) -> str:
        """Write parts between two characters; `inside` says that emphasis around them is still open."""
        written = ""
        for place, part in enumerate(parts):
            following = parts[place + 1] if place + 1 < len(parts) else None
            last = written[-1] if written else before
            if isinstance(part, Marked):
                written += self._marked(part, last, _beginning(following, after), inside=inside)
            else:
                written += self._leaf(part, last, _beginning(following, after), following)
        return written

    def _leaf(self, node: Node, before: str, after: str, following: Node | Marked | None) -> str:
        kind = node["type"]
        if kind == "text":
            return escape_text(node["text"], dollars=self.dollars)
        if kind == "math":
            return _formula(node["attrs"]["source"], before, after)
        if kind == "footnoteReference":
            return f"[^{node['attrs']['label']}]"
        # A break at either end of its text, or next to a space or another one, would not be read as a break.
        alone = (
            self.single_line
            or following is None
            or before.isspace()
            or before == "\n"
            or after.isspace()
            or before == ">"
        )
        return "<br>" if alone or (not isinstance(following, Marked) and following["type"] == "hardBreak") else "\\\n"

    def _marked(self, part: Marked, before: str, after: str, *, inside: bool) -> str:
        kind = part.mark["type"]
        if kind == "code":
            return self._code(part)
        if kind == "link":
            return self._link(part)
        content = self._parts(part.content, ".", ".", inside=True)
        if kind == "abbreviation":
            title = (part.mark.get("attrs") or {}).get("title")
            return f"<abbr{f' title={_tag_quoted(title)}' if title else ''}>{content}</abbr>"
        for sign in _SIGNS.get(kind, ()):
            if _fits(sign, before, content, after, inside=inside):
                return f"{sign}{content}{sign}"
        return f"<{_TAGS[kind]}>{content}</{_TAGS[kind]}>"

    def _code(self, part: Marked) -> str:
        return code_span("".join(node["text"] for node in part.content if not isinstance(node, Marked)))

    def _link(self, part: Marked) -> str:
        attrs = part.mark["attrs"]
        href = self.link(attrs) or ""
        title = f" {quoted(attrs['title'])}" if attrs.get("title") else ""
        only = part.content[0] if len(part.content) == 1 else None
        is_bare = isinstance(only, dict) and only["type"] == "text" and only["text"] == href and not title
        if is_bare and href.startswith(("http://", "https://")) and not set("<>&") & set(href):
            return f"<{href}>"
        content = self._parts(part.content, ".", ".", inside=False)
        return f"[{content}]({destination(href)}{title})"


def _fits(sign: str, before: str, content: str, after: str, *, inside: bool) -> bool:
    """Say whether CommonMark takes these signs for the beginning and end of an emphasis at this place."""
    first, last = content[0], content[-1]
    if (
        first.isspace()
        or last.isspace()
        or sign[0] in first + last
        or sign[0] in before + after
        or content.startswith("\\\n")
    ):
        return False
    open_before, open_after = not before.isalnum(), not any(each.isalnum() for each in after)
    if sign[0] == "*" and not inside:
        return (first.isalnum() or open_before) and (last.isalnum() or open_after)
    return open_before and open_after


def _beginning(part: Node | Marked | None, after: str) -> str:
    """Return the characters that a part may begin with."""
    if part is None:
        return after
    if isinstance(part, Marked):
        return _BEGINNINGS.get(part.mark["type"], "<")
    if part["type"] == "text":
        return escape_text(part["text"])[0]
    return {"hardBreak": "\\<", "math": "$<"}.get(part["type"], "[")


def _formula(source: str, before: str, after: str) -> str:
    plain = not (set("$`") & set(source)) and "\n" not in source and not source.endswith("\\")
    if plain and not before.isalnum() and before not in "$\\_" and not any(c.isalnum() or c in "_$" for c in after):
        return f"${source}$"
    return f'<code class="math">{escape_text(source)}</code>'


def _has_two_dollars(nodes: list[Node]) -> bool:
    # Those in code and in the targets of links count too: a formula would begin outside and end inside.
    return sum(2 if node["type"] == "math" else str(node).count("$") for node in nodes) > 1


def _tag_quoted(text: str) -> str:
    return '"' + escape(text) + '"'
