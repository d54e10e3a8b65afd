"""What the Markdown dialects of the generators say in their own way, said in the one dialect that is read afterwards:
attribute lists, notes, tables of contents, MDX, wiki links. Works on text alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from blog.cli.importing.code_ranges import change_prose, without_comments
from blog.cli.importing.emoji import with_emoji
from blog.cli.importing.shortcodes import NOTE_KINDS, callout, picture

ATTRIBUTES = re.compile(r"(?<!\\)\{:{1,2}(?!\s*#)[^{}\n]*\}")
HEADING_ATTRIBUTES = re.compile(
    r"^(#{1,6}[ \t][^\n]*?)[ \t]*\n?[ \t]*\{:[ \t]*(?:[^{}\n]*?\s)?(#[\w:.-]+)[^{}\n]*\}", re.MULTILINE
)
LEFT_ATTRIBUTES = re.compile(r"(?<!\\)\{::?[^{}\n]*\}")
PICTURE_ATTRIBUTES = re.compile(r"(?<=\))\{(?!width=(?:column|wide|full)\})[^{}\n]*\}")
BLOCK_ATTRIBUTES = re.compile(r"^[ \t]*\{[.#][^{}\n]*\}[ \t]*$", re.MULTILINE)
CONTENTS = re.compile(
    r"^[ \t]*(?:(?:[-*+]|\d+\.)[ \t]+[^\n]*\n[ \t]*\{:[^}\n]*toc[^}\n]*\}"
    r"|\[TOC\]|\[\[_?TOC_?\]\]|\$\{toc\}|@\[toc\][^\n]*)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
CONTAINER = re.compile(
    r"^([ \t]*)(:{3,})[ \t]*([a-z]+)"
    r"(?:\[([^\]\n]*)\]|[ \t]*\{[^}\n]*title=\"([^\"\n]*)\"[^}\n]*\}|[ \t]+([^\n{]*))?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
INDENTED_NOTE = re.compile(
    r"^(?:!!!|\?\?\?\+?)[ \t]+([a-z]+)[^\n\"]*(?:\"([^\"\n]*)\")?[^\n]*\n"
    r"((?:(?:[ ]{4}|\t)[^\n]*\n?|[ \t]*\n(?=[ ]{4}|\t))+)",
    re.MULTILINE | re.IGNORECASE,
)
QUOTED_NOTE = re.compile(
    r"^>[ \t]*\[!([a-z]+)\][-+]?[ \t]*([^\n]*)\n((?:>[^\n]*(?:\n|\Z))*)", re.MULTILINE | re.IGNORECASE
)
MODULE_LINE = re.compile(
    r"^(?:import\s+(?:[\w*{][^\n]*\sfrom\s+)?[\"'][^\"'\n]+[\"'];?"
    r"|export\s+(?:const|let|default|function)\b[^\n]*)[ \t]*$",
    re.MULTILINE,
)
JSX_COMMENT = re.compile(r"\{/\*.*?\*/\}", re.DOTALL)
WIKI = re.compile(r"(!?)\[\[([^\[\]\n|#]+)(#[^\[\]\n|]*)?(?:\|([^\[\]\n]*))?\]\]")
KEPT_CONTAINERS = frozenset({"callout", "gallery", "columns", "column", "cta", "metrics", "facts"})
MORE = re.compile(
    r"<!--\s*(?:more|truncate|excerpt|end[-_ ]?excerpt|read[-_ ]?more|readmore|summary)\b.*?-->"
    r"|\{/\*\s*truncate\s*\*/\}"
    r"|^\{%-?\s*(?:endexcerpt|more)\s*-?%\}",
    re.IGNORECASE | re.MULTILINE,
)


def in_one_dialect(text: str, *, kramdown: bool = False, mdx: bool = False) -> str:
    """The text in the dialect of the reader that follows."""
    text = (
        change_prose(text, lambda prose: INDENTED_NOTE.sub(_indented_note, prose))
        if "!!!" in text or "???" in text
        else text
    )
    text = without_comments(text)
    text = QUOTED_NOTE.sub(_quoted_note, text) if "[!" in text else text
    return change_prose(text, lambda prose: _changed(prose, kramdown, mdx))


def _changed(text: str, kramdown: bool, mdx: bool) -> str:
    if mdx:
        text = MODULE_LINE.sub("", JSX_COMMENT.sub("", text))
    text = CONTENTS.sub("", text)
    if "{" in text:
        text = PICTURE_ATTRIBUTES.sub("", text)
        text = BLOCK_ATTRIBUTES.sub("", text)
        if kramdown:
            text = HEADING_ATTRIBUTES.sub(r"\1 {\2}", text)
            text = LEFT_ATTRIBUTES.sub("", ATTRIBUTES.sub("", text))
    if ":" in text:
        text = with_emoji(CONTAINER.sub(_container, text))
    return text


def _container(found: re.Match[str]) -> str:
    margin, fence, kind = found.group(1), found.group(2), found.group(3).lower()
    title = (found.group(4) or found.group(5) or found.group(6) or "").strip().replace('"', "&quot;")
    if kind in KEPT_CONTAINERS:
        return found.group(0)
    if kind == "details":
        return f'{margin}{fence}details{{summary="{title or "More"}"}}' if "{" not in found.group(0) else found.group(0)
    if kind not in NOTE_KINDS:
        return found.group(0)
    named = f' title="{title}"' if title else ""
    return f"{margin}{fence}callout{{kind={NOTE_KINDS[kind]}{named}}}"


def _indented_note(found: re.Match[str]) -> str:
    title = found.group(2) if found.group(2) is not None else found.group(1).capitalize()
    return callout(found.group(1), title, found.group(3))


def _quoted_note(found: re.Match[str]) -> str:
    kind, title = found.group(1).lower(), found.group(2).strip()
    if kind not in NOTE_KINDS and kind not in ("note", "quote", "cite"):
        kind = "note"
    inner = re.sub(r"^>[ \t]?", "", found.group(3), flags=re.MULTILINE)
    return callout(kind, title or found.group(1).capitalize(), inner)


def with_wiki_links(text: str, find: Callable[[str], str | None]) -> str:
    """The text with `[[Note]]` and `![[picture.png]]` as links, where `find` knows what they name."""

    def replace(found: re.Match[str]) -> str:
        target = find(found.group(2).strip())
        if target is None:
            return found.group(0)
        label = (found.group(4) or found.group(2)).strip()
        if found.group(1) and re.search(r"\.\w{2,5}$", found.group(2)):
            return picture(target, "" if label == found.group(2).strip() or label.isdigit() else label)
        return f"[{label}](<{target}{found.group(3) or ''}>)"

    return change_prose(text, lambda prose: WIKI.sub(replace, prose)) if "[[" in text else text
