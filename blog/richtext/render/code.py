"""Program text, highlighted on the server with classes only."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from blog.richtext.render.page import Node, Page, attribute, renders

LONGEST = 60_000  # longer code is shown plain: a lexer takes a second for a megabyte
_PLAIN = {"text", "plain", "plaintext", "txt", "none", "output", "no-highlight", "nohighlight"}


@renders("codeBlock")
def code_block(page: Page, node: Node) -> str:
    attrs = node.get("attrs") or {}
    text = "".join(child["text"] for child in node.get("content") or ())
    language, title = attrs.get("language"), attrs.get("title")
    name, marked = _coloured(text, language or "", attrs.get("highlight") or "")
    heading = "".join(
        f'<span class="code-{kind}">{escape(value)}</span>'
        for kind, value in (("title", title), ("language", name))
        if value
    )
    caption = f"<figcaption>{heading}</figcaption>" if heading else ""
    label = attribute("aria-label", f"{title or name or 'Text'}, code")
    css = attribute("class", f"language-{language}" if language else None)
    return (
        f'<figure class="code"{attribute("data-language", language)}>{caption}'
        f'<pre class="highlight" tabindex="0" role="group"{label}><code{css}>{marked}</code></pre></figure>'
    )


@lru_cache(maxsize=512)
def _coloured(text: str, language: str, lines: str) -> tuple[str, str]:
    """Return the name of the language as people write it, and the text as HTML."""
    lexer = _lexer(language) if len(text) <= LONGEST else None
    name = lexer.name if lexer else ("" if language.lower() in _PLAIN else language)
    if lexer is None and lines and len(text) <= LONGEST:
        lexer = _lexer("text", plain=True)
    if lexer is None:
        return name, escape(text, quote=False)
    formatter = HtmlFormatter(nowrap=True, hl_lines=_numbers(lines))
    # Lexers that read by the line lose a last one that has no end.
    return name, highlight(f"{text}\n", lexer, formatter).removesuffix("\n")


@lru_cache(maxsize=256)
def _lexer(language: str, *, plain: bool = False) -> Lexer | None:
    if not language or (language.lower() in _PLAIN and not plain):
        return None
    try:
        return get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _numbers(lines: str) -> list[int]:
    numbers: set[int] = set()
    for part in lines.split(",") if lines else ():
        first, _, last = part.partition("-")
        numbers.update(range(int(first), min(int(last or first), int(first) + 5_000) + 1))
    return sorted(numbers)
