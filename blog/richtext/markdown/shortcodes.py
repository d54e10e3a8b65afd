"""Shortcodes of other site generators: what they show where that is known, and their literal text where not.

Rules of the parser, so that code blocks and code spans are never touched.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from blog.richtext.markdown.bounds import CODE_LINES

LONGEST = 2_000

_SHORTCODE = re.compile(
    r"\{\{(?P<hugo>[<%])-?\s*(?P<end>/?)\s*(?P<name>[\w./-]+)(?P<rest>(?:\"[^\"]*\"|`[^`]*`|[^\"`])*?)/?\s*-?[>%]\}\}"
    r"|\{%-?\s*(?P<liquid>\w+)(?P<tail>(?:\"[^\"]*\"|'[^']*'|[^\"'])*?)\s*-?%\}"
)
_ARGUMENT = re.compile(
    r"""([\w-]+)\s*[=:]\s*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|(\S+))|"([^"]*)"|'([^']*)'|`([^`]*)`|(\S+)"""
)
_CODE = re.compile(r"\{%-?\s*(highlight|codeblock)\b(.*?)-?%\}\s*$|\{\{[<%]\s*(highlight)\b(.*?)[>%]\}\}\s*$")
_SILENT = {"raw", "endraw", "rawhtml"}
_FIGURES = {"figure", "img", "image", "asset_img", "picture", "responsive-image"}


class Shortcode(NamedTuple):
    """One shortcode: its name, its arguments by position and by name."""

    name: str
    positional: list[str]
    named: dict[str, str]


class Shown(NamedTuple):
    """What a known shortcode shows: a picture or an embedded page, with its attributes; or nothing at all."""

    kind: str
    attrs: dict[str, str]


def shortcode(state: StateInline, silent: bool) -> bool:
    """Read a shortcode within a line; one that is not known stays as it was written."""
    if state.src[state.pos] != "{" or state.src[state.pos + 1 : state.pos + 2] not in {"{", "%"}:
        return False
    found = _SHORTCODE.match(state.src, state.pos, min(state.posMax, state.pos + LONGEST))
    if not found:
        return False
    if not silent:
        shown = _shown(found)
        token = state.push("text_special" if shown is None else "shortcode", "", 0)
        token.content = found[0].replace("\n", " ")
        token.meta = {"shown": shown}
    state.pos = found.end()
    return True


def shortcode_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a shortcode that is spread over several lines, which would otherwise be taken for quotations and lists."""
    text = _line(state, start)
    if not text.startswith(("{{<", "{{%", "{%")) or text.endswith(("}}", "%}")) or state.is_code_block(start):
        return False
    source = state.getLines(start, min(end, start + 40), state.blkIndent, False)
    found = _SHORTCODE.match(source, 0, LONGEST)
    if not found or source[found.end() :].split("\n", 1)[0].strip():
        return False
    if not silent:
        state.line = start + found[0].count("\n") + 1
        state.push("paragraph_open", "p", 1)
        token = state.push("inline", "", 0)
        token.content, token.children, token.map = " ".join(found[0].split()), [], [start, state.line]
        state.push("paragraph_close", "p", -1)
    return True


def code_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read {% highlight rust %} … {% endhighlight %} and its relatives as a block of code."""
    text = _line(state, start)
    found = _CODE.match(text) if text.startswith("{") else None
    if not found or state.is_code_block(start):
        return False
    name = found[1] or found[3]
    closing = re.compile(
        r"\{%-?\s*end" + name + r"\s*-?%\}" if found[1] else r"\{\{[<%]\s*/\s*" + name + r"\s*[>%]\}\}"
    )
    end = min(end, start + CODE_LINES)
    last = next((line for line in range(start + 1, end) if closing.match(_line(state, line))), None)
    if last is None:
        return False
    if not silent:
        words = (found[2] or found[4] or "").split()
        language = next((word.removeprefix("lang:") for word in words if "=" not in word and word != "linenos"), "")
        token = state.push("fence", "code", 0)
        token.info, token.content = language.strip("\"'"), state.getLines(start + 1, last, state.blkIndent, True)
        token.map = [start, last + 1]
        state.line = last + 1
    return True


_REF = re.compile(r"""\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?["']?([^"'\s]+)["']?[^}]*[>%]\}\}""")
_LINK = re.compile(r"\{%-?\s*(link|post_url)\s+(\S+?)\s*-?%\}")
_FILTERED = re.compile(r"""\{\{-?\s*["']([^"']*)["'][^{}]*\}\}""")
_VARIABLE = re.compile(r"\{\{-?[^{}]*\}\}")


def plain_address(address: str) -> str:
    """Return an address without the template language around and inside it."""
    if "{" not in address:
        return address
    address = _REF.sub(r"\1", address)
    address = _LINK.sub(lambda found: found[2] + (".md" if found[1] == "post_url" else ""), address)
    return _VARIABLE.sub("", _FILTERED.sub(r"\1", address)).strip()


def _shown(found: re.Match[str]) -> Shown | None:
    name = found["name"] or found["liquid"]
    if name in _SILENT:
        return Shown("nothing", {})
    if found["end"]:
        return None
    code = _arguments(name, found["rest"] if found["name"] else found["tail"])
    if code.name == "include" and code.positional:
        code = Shortcode(re.sub(r"^.*/|\.\w+$", "", code.positional[0]), code.positional[1:], code.named)
    return _figure(code) if code.name in _FIGURES else _page(code)


def _arguments(name: str, rest: str) -> Shortcode:
    positional: list[str] = []
    named: dict[str, str] = {}
    for part in _ARGUMENT.finditer(rest):
        values = [value for value in part.groups()[1:] if value is not None]
        if part[1]:
            named[part[1].lower()] = values[0]
        else:
            positional.append(values[0])
    return Shortcode(name.lower(), positional, named)


def _figure(code: Shortcode) -> Shown | None:
    named = code.named
    sources = (named.get(key) for key in ("src", "image_path", "url", "path", "file", "image", "filename", "link"))
    src = next((value for value in sources if value), None) or next(
        (word for word in code.positional if re.search(r"[/.]", word)), None
    )
    if not src:
        return None
    caption = named.get("caption") or named.get("title") or ""
    return Shown("image", {"src": plain_address(src), "alt": named.get("alt") or caption, "caption": caption})


def _page(code: Shortcode) -> Shown | None:
    named, words = code.named, code.positional
    first = named.get("id") or named.get("url") or (words[0] if words else "")
    name = named.get("provider", code.name).lower()
    if not first:
        return None
    if re.match(r"https?://", first):
        known = {"youtube", "vimeo", "gist", "tweet", "twitter", "x", "instagram", "embed", "codepen", "video", "link"}
        return Shown("embed", {"url": first, "title": named.get("title", "")}) if name in known else None
    if not re.fullmatch(r"[\w./-]+", first):
        return None
    user = named.get("user") or (words[0] if len(words) > 1 else "")
    number = named.get("id") or words[-1 if name in {"gist", "tweet", "twitter", "x"} else 0]
    address = {
        "youtube": f"https://www.youtube.com/watch?v={first}",
        "vimeo": f"https://vimeo.com/{first}",
        "gist": f"https://gist.github.com/{user}/{number}" if user else f"https://gist.github.com/{first}",
        "tweet": f"https://twitter.com/{user or 'i/web'}/status/{number}",
        "instagram": f"https://www.instagram.com/p/{first}/",
    }.get({"twitter": "tweet", "x": "tweet"}.get(name, name))
    return Shown("embed", {"url": address, "title": named.get("title", "")}) if address else None


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
