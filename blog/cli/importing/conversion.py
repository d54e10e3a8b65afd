"""A document's text as rich text: pictures and files of the folder named by the digest of their bytes, links led to
where their documents will live. Knows no database; what a digest becomes there is filled in at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from blog import richtext
from blog.cli.importing.entries import Document
from blog.cli.importing.preparation import Preparation
from blog.cli.importing.relinking import relinked
from blog.cli.importing.report import Note
from blog.cli.importing.sites import Site
from blog.cli.importing.targets import Target, Targets

Node = dict[str, Any]
PICTURE_ENDINGS = frozenset({"png", "jpg", "jpeg", "jpe", "jfif", "gif", "webp", "avif", "svg", "bmp", "tif", "tiff"})
FILE_ENDINGS = PICTURE_ENDINGS | frozenset({"pdf", "txt", "csv", "zip", "mp3", "mp4", "webm", "ogg", "epub"})
MAX_SUMMARY = 320
MEDIA, LOST = "/@media/", "/@lost/"


@dataclass
class Converted:
    """The rich text of a document, its excerpt, and the files it shows or offers by digest: name in the folder, alt."""

    content: Node
    excerpt: str = ""
    files: dict[str, tuple[str, str]] = field(default_factory=dict)


class Conversion:
    """Turns one document into rich text."""

    def __init__(self, site: Site, document: Document) -> None:
        self.site = site
        self.document = document
        self.targets = Targets(site, document)
        self.files: dict[str, tuple[str, str]] = {}

    def run(self) -> Converted:
        """The rich text; raises richtext.InvalidDocument for what no document may hold."""
        text, excerpt = Preparation(self.site, self.document, self.targets).parts()
        content = self._read(text)
        Repair(content, self.document).run()
        converted = Converted(content, files=dict(self.files))
        if not self.document.summary and excerpt:
            converted.excerpt = shortened(richtext.plain_text(self._read(excerpt)))
        return converted

    def _read(self, text: str) -> Node:
        if self.document.entry.is_html:
            # One block of HTML, which an empty line would end; a comment in its place leaves code as it is.
            text = "<div>\n" + re.sub(r"\n[ \t]*(?=\n)", "\n<!-- -->", text) + "\n</div>" if text.strip() else ""
        return richtext.from_markdown(text, image=self.image, link=self.link)

    def image(self, source: str, alt: str | None, title: str | None) -> dict[str, Any] | None:  # noqa: ARG002
        """The attributes of a picture: the digest of its file, or an address on the web, or a mark that it is lost."""
        target = self.targets.find(source)
        if target.file and ending(target.file) in PICTURE_ENDINGS:
            digest = self.offer(target.file, alt or "")
            return {"media": f"import-{digest}", "src": None}
        if not target.file and (resource := self._resource(source)):
            return {"media": f"import-{self.offer(resource, alt or '')}", "src": None}
        if target.href.startswith("https://"):
            return {"src": target.href}
        if target.href.startswith("http://"):
            return {"src": "https://" + target.href.removeprefix("http://")}
        self.note("missing", f"the picture {source[:200]} is not in the folder")
        return {"src": f"{LOST}{_name(source)}"}

    def _resource(self, source: str) -> str | None:
        """The picture of a page bundle that a shortcode names by a part of its name only."""
        if not re.fullmatch(r"[\w-]{2,80}", source) or not self.document.entry.folder:
            return None
        beside = f"{self.document.entry.folder}/"
        names = (name for name in self.site.tree.files if name.startswith(beside) and ending(name) in PICTURE_ENDINGS)
        return next((name for name in names if source in name[len(beside) :]), None)

    def link(self, href: str) -> dict[str, Any] | None:
        """The attributes of a link: where its document will live, its file's digest, or a mark that it is lost."""
        target = self.targets.find(href)
        if target.document is not None:
            return {"href": self._address(target)}
        if target.file:
            if ending(target.file) in FILE_ENDINGS:
                return {"href": MEDIA + self.offer(target.file, "")}
            self.note("missing", f"the file {target.file} is of a kind that is not taken over")
            return {"href": LOST}
        if target.lost:
            self.note("unlinked" if target.href else "missing", target.lost)
            return {"href": LOST}
        return {"href": target.href} if target.href != href else None

    def _address(self, target: Target) -> str:
        document = target.document
        if document is self.document and target.fragment:
            return f"#{target.fragment}"
        fragment = anchor_in(document, target.fragment) if document and target.fragment else ""
        return (document.address if document else "") + (f"#{fragment}" if fragment else "")

    def offer(self, name: str, alt: str) -> str:
        """Note that a file is needed; the first word about what it shows counts."""
        digest = self.site.digest(name)
        known = self.files.get(digest)
        if known is None or (alt and not known[1]):
            self.files[digest] = (known[0] if known else name, alt.strip())
        return digest

    def note(self, kind: str, reason: str) -> None:
        self.site.report.add(Note(kind, self.document.name, reason))


def ending(name: str) -> str:
    """The ending of a file name in lower case without its dot."""
    return name.rpartition(".")[2].lower()


def _name(source: str) -> str:
    return re.sub(r"[^\w.-]+", "-", source.partition("?")[0].rstrip("/").rpartition("/")[2])[:100]


def shortened(text: str) -> str:
    """The first sentences of a text, as many as a summary holds."""
    text = " ".join(text.split())
    if len(text) <= MAX_SUMMARY:
        return text
    cut = text[:MAX_SUMMARY]
    sentence = max(cut.rfind(". "), cut.rfind("! "), cut.rfind("? "))
    return cut[: sentence + 1] if sentence > MAX_SUMMARY // 3 else cut.rsplit(" ", 1)[0] + "…"


def loosely(anchor: str) -> str:
    """An anchor without what generators differ in: case, hyphens, signs."""
    return re.sub(r"[\W_]+", "", anchor.lower())


def anchor_in(document: Document, fragment: str) -> str:
    """The anchor that a heading of another document will have, found by what generators agree on."""
    for line in re.findall(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", document.entry.body, re.MULTILINE):
        chosen = re.search(r"\{:?\s*#([\w:.-]+)[^}]*\}\s*$", line)
        if chosen and chosen.group(1) == fragment:
            return fragment
        plain = re.sub(r"\{[^}]*\}\s*$|[`*]|\]\([^)]*\)|\[", "", line)
        if loosely(plain) == loosely(fragment) or re.sub(r"-\d+$", "", fragment) == richtext.anchor(plain):
            return richtext.anchor(plain)
    return fragment


class Repair:
    """Takes away what leads nowhere: lost pictures become words, lost links their text, anchors find their headings."""

    def __init__(self, content: Node, document: Document) -> None:
        self.content = content
        self.document = document
        self.anchors: dict[str, str] | None = None

    def run(self) -> None:
        self._children(self.content)

    def _children(self, node: Node) -> None:
        children = node.get("content")
        if not children:
            return
        kept: list[Node] = []
        for child in children:
            kept.extend(self._mended(child, inside=node["type"]))
        node["content"] = relinked(kept) if node["type"] in ("paragraph", "heading") else kept

    def _mended(self, node: Node, inside: str) -> list[Node]:
        if node["type"] == "image":
            return self._picture(node, inside)
        for mark in node.get("marks") or []:
            if mark["type"] == "link":
                self._link(node, mark)
        self._children(node)
        if node["type"] == "gallery" and not node.get("content"):
            return []
        return [node]

    def _picture(self, node: Node, inside: str) -> list[Node]:
        attrs = node["attrs"]
        href = attrs.get("href") or ""
        if href.startswith(LOST) or href == f"{MEDIA}{str(attrs.get('media')).removeprefix('import-')}":
            attrs["href"] = None
        if not (attrs.get("src") or "").startswith(LOST):
            return [node]
        if inside == "gallery":
            return []
        words = attrs.get("alt") or attrs.get("title") or attrs.get("caption") or attrs["src"].removeprefix(LOST)
        marks = [{"type": "italic"}]
        if attrs.get("href"):
            marks.insert(0, {"type": "link", "attrs": {"href": attrs["href"], "reference": None, "title": None}})
        return [{"type": "paragraph", "content": [{"type": "text", "text": f"[{words}]", "marks": marks}]}]

    def _link(self, node: Node, mark: Node) -> None:
        href = mark["attrs"].get("href") or ""
        if href.startswith(LOST):
            node["marks"] = [other for other in node["marks"] if other is not mark]
            if not node["marks"]:
                del node["marks"]
        elif href.startswith("#"):
            mark["attrs"]["href"] = "#" + self._anchor(href[1:])

    def _anchor(self, fragment: str) -> str:
        if self.anchors is None:
            headings = richtext.outline(self.content)
            self.anchors = {loosely(heading.text): heading.id for heading in reversed(headings)}
            self.anchors |= {loosely(heading.id): heading.id for heading in reversed(headings)}
        return self.anchors.get(loosely(fragment), fragment)


def filled(content: Node, media: Callable[[str], tuple[str, str] | None]) -> Node:
    """The content with every digest replaced by the id, or for links the address, that `media` gives for it."""
    return _filled(content, media)[0]


def _filled(node: Node, media: Callable[[str], tuple[str, str] | None]) -> list[Node]:
    made = dict(node)
    if attrs := node.get("attrs"):
        made["attrs"] = attrs = dict(attrs)
        if str(attrs.get("media") or "").startswith("import-"):
            found = media(attrs["media"].removeprefix("import-"))
            if found is None:
                words = attrs.get("alt") or "picture"
                return [{"type": "paragraph", "content": [{"type": "text", "text": f"[{words}]"}]}]
            attrs["media"] = found[0]
        if str(attrs.get("href") or "").startswith(MEDIA):
            found = media(attrs["href"].removeprefix(MEDIA))
            attrs["href"] = found[1] if found else None
    if marks := node.get("marks"):
        made["marks"] = [mark for mark in (_filled_mark(mark, media) for mark in marks) if mark]
        if not made["marks"]:
            del made["marks"]
    if children := node.get("content"):
        made["content"] = [child for each in children for child in _filled(each, media)]
    return [made]


def _filled_mark(mark: Node, media: Callable[[str], tuple[str, str] | None]) -> Node | None:
    href = str((mark.get("attrs") or {}).get("href") or "")
    if mark["type"] != "link" or not href.startswith(MEDIA):
        return mark
    found = media(href.removeprefix(MEDIA))
    return {**mark, "attrs": {**mark["attrs"], "href": found[1]}} if found else None
