"""A document's text made ready to be read as Markdown: its templates and shortcodes said in plain Markdown.

Reads nothing but the site that was read before; notes what it had to leave out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from blog.cli.importing import liquid
from blog.cli.importing.calls import Call, replace_calls
from blog.cli.importing.dialects import MORE, in_one_dialect, with_wiki_links
from blog.cli.importing.entries import Document
from blog.cli.importing.report import Note
from blog.cli.importing.shortcodes import MEANINGS, NOTE_KINDS, PICTURES, meaning_of
from blog.cli.importing.sites import Site
from blog.cli.importing.targets import DOCUMENT, Targets

REFERENCES = frozenset({
    "post_path", "asset_path", "post_url", "abslangurl", "link", "post_link", "ref", "relref", "asset_link",
})  # fmt: skip
SYNTAXES = {"hugo": ("hugo",), "zola": ("zola",), "jekyll": ("liquid",), "hexo": ("liquid",), "eleventy": ("liquid",)}
KRAMDOWN = frozenset({"jekyll", "pelican", "plain", "hexo", "eleventy"})


class Preparation:
    """Prepares the texts of one document."""

    def __init__(self, site: Site, document: Document, targets: Targets) -> None:
        self.site = site
        self.document = document
        self.targets = targets

    def parts(self) -> tuple[str, str]:
        """The text of the document in plain Markdown, and the part of it that its author set off as an excerpt."""
        text = self.document.entry.body
        found = MORE.search(text)
        excerpt = self.markdown(text[: found.start()]) if found and text[: found.start()].strip() else ""
        return self.markdown(MORE.sub("", text, count=1) if found else text), excerpt

    def markdown(self, text: str) -> str:
        """One text in plain Markdown (or HTML, for a document in HTML)."""
        generator = self.site.generator
        if "{" in text:
            text = liquid.guarded(text)
            for syntax in SYNTAXES.get(generator.name, ("hugo", "liquid")):
                text = replace_calls(text, syntax, self.meaning)
            if generator.liquid:
                text = self._with_values(text)
        if not self.document.entry.is_html:
            mdx = self.document.entry.path.suffix.lower() == ".mdx" or generator.name == "docusaurus"
            text = in_one_dialect(text, kramdown=generator.name in KRAMDOWN, mdx=mdx)
            if generator.name in ("plain", "hugo"):
                text = with_wiki_links(text, self._wiki)
        return liquid.unguarded(text)

    def meaning(self, call: Call) -> str:
        """The Markdown that one shortcode or tag stands for."""
        name = call.name
        if name in REFERENCES and (self.site.generator.name != "plain" or name in ("ref", "relref")):
            return self._reference(call)
        if self.site.generator.name not in SYNTAXES and not self._is_known(name):
            return call.source + (call.inner or "")
        if name in liquid.LOOPS and call.inner is not None:
            self.note(f"a loop of its template ({name} …) was left out")
            return ""
        if name == "comment":
            return ""
        if name in ("else", "elsif", "elif", "elseif"):
            return liquid.ELSE
        if name in ("if", "unless", "case", "ifversion"):
            return liquid.first_branch(call.inner or "")
        return meaning_of(call, self.document.name, self.site.report.add)

    def _is_known(self, name: str) -> bool:
        return name in MEANINGS or name in PICTURES or name in NOTE_KINDS or name == "include"

    def note(self, reason: str) -> None:
        self.site.report.add(Note("shortcode", self.document.name, reason))

    def _reference(self, call: Call) -> str:
        written = call.get("path", "slug", position=0)
        if call.name in ("asset_path", "asset_link"):
            return (
                f"[{call.args[1] if len(call.args) > 1 else written}](<{written}>)" if "link" in call.name else written
            )
        bare, _, fragment = written.partition("#")
        document = self.targets.named(bare)
        if document is None:
            return bare if call.name != "post_link" else " ".join(call.args[1:]) or bare
        address = f"{DOCUMENT}{document.number}" + (f"#{fragment}" if fragment else "")
        if call.name == "post_link":
            return f"[{' '.join(call.args[1:]) or document.title}]({address})"
        return address

    def _wiki(self, name: str) -> str | None:
        document = self.targets.named(name)
        if document is not None:
            return f"{DOCUMENT}{document.number}"
        file = self.targets.file(name) or next((f for f in self.site.tree.files if f.endswith("/" + name)), None)
        return "/" + file if file else None

    def _with_values(self, text: str) -> str:
        text, unknown = liquid.without_expressions(text, self._values())
        for expression in dict.fromkeys(unknown):
            self.note(f"the value {{{{ {expression[:60]} }}}} is known to its template only and was left out")
        return text

    def _values(self) -> Mapping[str, Any]:
        head = self.document.entry.head
        page = {**head, "url": self.document.addresses[0], "title": self.document.title}
        settings = self.site.settings
        return {**head, "page": page, "site": {**settings, "baseurl": "", "url": "", "root": ""}, "config": settings}
