"""Random documents that follow the schema, full of the signs that Markdown and HTML give a meaning to."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Node = dict[str, Any]

LABELS = ("1", "note", "später")
ODD_TEXTS = (
    "&amp;", "&copy;", "&#32;", "http://example.org/a_b", "https://example.org/x?y=(z)", "{{< figure src=x.png >}}",
    "{% raw %}", "{{ site.url }}", "[^1]", "[x]: /y", ":::note",
    "::embed{url=x}", "1. ", "12) x", "- ", "+ a", "# a",
    "#", "###### x", "> ", "| a | b |", "--- | ---", "---", "===", "~~~", "```", "<b>", "</td>", "<!-- x -->",
    "<script>",
    "{#id}", "{: .c}", "{width=wide}", "$x$", "$5 and $6", "$$", "==", "~~", "**", "__", "snake_case_name", "[ ] ",
    "[x] ", "[!NOTE]", "![a](b)", "[a](b)", "<https://x.org>", "    ", "\\", "\\\\", "a\\", "`", "``", "a`b",
    "Hello world",
    "word", "Text with, and; so on.", "中文字", "naïve", "🙂", "\u00a0", "term : x", ": x", "~ x", "=", "!", "TOC",
    "javascript:alert(1)", "\u2003wide", "C:\\dir\\*.txt",
)  # fmt: skip
ADDRESSES = (
    "/posts/x", "#part", "?page=2", "https://example.org/", "http://example.org/a_b?c=d&amp;e=(f)", "a/b.html", "../up",
    "mailto:ada@example.org", "tel:+31-20-555", "https://example.org/ä/<x>", "/a(b", "/a)b", "/with'quote\"s",
    "/*s*_u_`$",
)  # fmt: skip
SIMPLE_MARKS = (
    "bold", "italic", "strike", "underline", "highlight", "subscript", "superscript", "keyboard", "code", "link",
    "abbreviation",
)  # fmt: skip
IDS = ("3f2b8c1e-1111-4222-8333-444455556666", "abc_1")

_pieces = st.lists(
    st.sampled_from(ODD_TEXTS) | st.text("abc XY01*_`~=[](){}<>#!|\\$&:;-+.^\"'/@%", min_size=1, max_size=12),
    min_size=1,
    max_size=4,
)


def node(kind: str, attrs: Node | None = None, content: list[Node] | None = None) -> Node:
    """Return one node."""
    return {"type": kind, **({"attrs": attrs} if attrs else {}), **({"content": content} if content else {})}


class Author:
    """Writes random nodes out of what one test draws."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.blocks_left = 12

    def one(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def count(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def text(self) -> str:
        return "".join(self.draw(_pieces))

    def line(self) -> str:
        return " ".join(self.text().split()) or "x"

    def maybe_line(self) -> str | None:
        return self.line() if self.count(0, 2) else None

    def source(self) -> str:
        return "\n".join(self.text() for _ in range(self.count(0, 4)))

    def reference(self) -> Node:
        return {"relationTo": self.one("posts", "media"), "value": self.one(*IDS)}

    def marks(self) -> list[Node]:
        return [self.mark() for _ in range(self.one(0, 0, 1, 1, 2, 3))]

    def mark(self) -> Node:
        kind = self.one(*SIMPLE_MARKS)
        if kind == "link":
            place = {"reference": self.reference()} if self.count(0, 3) == 0 else {"href": self.one(*ADDRESSES)}
            return {"type": kind, "attrs": {**place, "title": self.maybe_line()}}
        return {"type": kind, **({"attrs": {"title": self.maybe_line()}} if kind == "abbreviation" else {})}

    def inline(self) -> Node:
        kind = self.one("text", "text", "text", "text", "hardBreak", "math", "footnoteReference")
        if kind == "text":
            return {"type": "text", "text": self.text(), "marks": self.marks()}
        attrs = {"source": self.line()} if kind == "math" else {"label": self.one(*LABELS)}
        return {**node(kind, attrs if kind != "hardBreak" else None), "marks": self.marks()}

    def inlines(self, least: int = 1) -> list[Node]:
        return [self.inline() for _ in range(self.count(least, 4))]

    def paragraph(self) -> Node:
        return node("paragraph", None, self.inlines())

    def some(self, depth: int) -> list[Node]:
        return [self.block(depth) for _ in range(self.count(1, 3))]

    def block(self, depth: int) -> Node:
        self.blocks_left -= 1
        if depth > 4 or self.blocks_left < 0:
            return self.paragraph()
        kind = self.one("paragraph", "paragraph", *LEAVES, *CONTAINERS, *CONTAINERS)
        make = getattr(self, kind)
        return make(depth + 1) if kind in CONTAINERS else make()

    # Leaves

    def heading(self) -> Node:
        attrs = {"level": self.count(1, 6), "id": self.one(None, None, "a", "über-uns", "x_1.2")}
        return node("heading", attrs, self.inlines(0))

    def code(self) -> Node:
        text = self.source()
        attrs = {
            "language": self.one(None, "python", "c++", "objective-c", "zzz"),
            "title": self.maybe_line(),
            "highlight": self.one(None, "1", "1,3-5"),
        }
        return node("codeBlock", attrs, [{"type": "text", "text": text}] if text else [])

    def rule(self) -> Node:
        return node("horizontalRule")

    def image(self) -> Node:
        place = self.one({"media": IDS[0]}, {"src": self.one(*ADDRESSES)}, {"src": None})
        attrs = {
            "alt": self.maybe_line(),
            "title": self.maybe_line(),
            "caption": self.maybe_line(),
            "width": self.one("column", "wide", "full"),
            "href": self.one(None, self.one(*ADDRESSES)),
        }
        return node("image", {**place, **attrs})

    def gallery(self) -> Node:
        return node("gallery", {"title": self.maybe_line()}, [self.image() for _ in range(self.count(1, 3))])

    def embed(self) -> Node:
        attrs = {"url": self.one(*ADDRESSES), "title": self.maybe_line(), "description": self.maybe_line()}
        return node("embed", attrs)

    def call_to_action(self) -> Node:
        place = self.one({"href": self.one(*ADDRESSES)}, {"reference": self.reference()}, {"href": None})
        return node("callToAction", {**place, **{name: self.maybe_line() for name in ("title", "text", "label")}})

    def archive(self) -> Node:
        attrs = {"collection": self.one("posts", "projects"), "category": self.one(None, "a-slug")}
        return node("archive", {**attrs, "limit": self.count(1, 100)})

    def form(self) -> Node:
        return node("form", {"form": self.one(None, "contact", "about/form")})

    def diagram(self) -> Node:
        return node("diagram", {"source": self.source(), "title": self.maybe_line()})

    def formula(self) -> Node:
        return node("mathBlock", {"source": self.source()})

    def metrics(self) -> Node:
        rows = [{name: self.line() for name in ("value", "label", "description")} for _ in range(self.count(0, 3))]
        return node("metrics", {"title": self.maybe_line(), "items": rows})

    def facts(self) -> Node:
        rows = [{name: self.line() for name in ("term", "description")} for _ in range(self.count(0, 3))]
        return node("facts", {"title": self.maybe_line(), "items": rows})

    def table(self) -> Node:
        aligns = [self.one(None, "left", "center", "right") for _ in range(self.count(1, 3))]
        rows = []
        for place in range(self.count(1, 3)):
            kind = "tableCell" if place else "tableHeader"
            cells = [node(kind, {"align": align}, [node("paragraph", None, self.inlines(0))]) for align in aligns]
            rows.append(node("tableRow", None, cells))
        return node("table", None, rows)

    # Containers

    def item(self, kind: str, depth: int, attrs: Node | None = None) -> Node:
        shape = self.one("plain", "plain", "more", "empty", "other")
        content = [self.paragraph()] if shape in {"plain", "more"} else [node("paragraph")]
        if shape == "more":
            content += self.some(depth)
        elif shape == "other":
            others = self.some(depth)
            # Markdown cannot say an empty paragraph before another one.
            content = others if others[0]["type"] == "paragraph" else [*content, *others]
        return node(kind, attrs, content)

    def bullets(self, depth: int) -> Node:
        return node("bulletList", None, [self.item("listItem", depth) for _ in range(self.count(1, 3))])

    def numbers(self, depth: int) -> Node:
        items = [self.item("listItem", depth) for _ in range(self.count(1, 3))]
        return node("orderedList", {"start": self.one(0, 1, 7, 999_999_999)}, items)

    def tasks(self, depth: int) -> Node:
        items = [self.item("taskItem", depth, {"checked": self.one(True, False)}) for _ in range(self.count(1, 3))]
        return node("taskList", None, items)

    def quotation(self, depth: int) -> Node:
        return node("blockquote", {"cite": self.one(None, self.one(*ADDRESSES))}, self.some(depth))

    def callout(self, depth: int) -> Node:
        attrs = {"kind": self.one("info", "success", "warning", "error"), "title": self.maybe_line()}
        return node("callout", attrs, self.some(depth))

    def details(self, depth: int) -> Node:
        return node("details", {"summary": self.maybe_line()}, self.some(depth))

    def columns(self, depth: int) -> Node:
        return node("columns", None, [node("column", None, self.some(depth)) for _ in range(self.count(1, 3))])

    def wide_table(self, depth: int) -> Node:
        rows = []
        for _ in range(self.count(1, 2)):
            attrs = {"colspan": self.count(1, 3), "align": self.one(None, "right")}
            kinds = [self.one("tableHeader", "tableCell") for _ in range(self.count(1, 2))]
            cells = [node(kind, attrs, self.some(depth)) for kind in kinds]
            rows.append(node("tableRow", None, cells))
        return node("table", None, rows)

    def document(self, blocks: list[Node], *, notes: bool = True) -> Node:
        footnotes = [
            node("footnote", {"label": label}, self.some(1) if notes else [node("paragraph")]) for label in LABELS
        ]
        return node("doc", None, [*blocks, node("footnotes", None, footnotes)])


LEAVES = (
    "heading", "code", "rule", "image", "gallery", "embed", "call_to_action", "archive", "form", "diagram", "formula",
    "metrics", "facts", "table",
)  # fmt: skip
CONTAINERS = ("bullets", "numbers", "tasks", "quotation", "callout", "details", "columns", "wide_table")


@st.composite
def paragraphs(draw: st.DrawFn) -> Node:
    """Documents of one paragraph."""
    author = Author(draw)
    return author.document([author.paragraph()], notes=False)


@st.composite
def leaves(draw: st.DrawFn) -> Node:
    """Documents of one block that holds no other blocks."""
    author = Author(draw)
    return author.document([getattr(author, author.one(*LEAVES))()], notes=False)


@st.composite
def documents(draw: st.DrawFn) -> Node:
    """Documents of several blocks within each other."""
    author = Author(draw)
    return author.document(author.some(0))
