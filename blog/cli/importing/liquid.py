"""The templates that Jekyll, Hexo and Eleventy run over a text: raw parts, highlighted code, values, loops.

Nothing is executed: values that the head or the settings give are written out, what only a template knows is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from blog.cli.importing.code_ranges import CodeRanges
from blog.cli.importing.front_matter import fold_key
from blog.cli.importing.shortcodes import code
from blog.cli.importing.values import text_of

RAW = re.compile(r"\{%-?\s*(raw|verbatim)\s*-?%\}(.*?)\{%-?\s*end\1\s*-?%\}", re.DOTALL)
HIGHLIGHT = re.compile(
    r"\{%-?\s*(highlight|codeblock|code|prism)\b([^%]*?)-?%\}[ \t]*\n?(.*?)\{%-?\s*end\1\s*-?%\}", re.DOTALL
)
HUGO_HIGHLIGHT = re.compile(
    r"\{\{[<%]\s*highlight\s+\"?([\w+#.-]+)\"?[^>%]*[>%]\}\}[ \t]*\n?(.*?)\{\{[<%]\s*/\s*highlight\s*[>%]\}\}",
    re.DOTALL,
)
EXPRESSION = re.compile(r"\{\{-?\s*([^{}]{0,500}?)\s*-?\}\}")
ESCAPED = re.compile(r"\{\{([<%])/\*(.*?)\*/([>%])\}\}", re.DOTALL)
#: Stand for braces that are text until all tags are read; private characters that no text contains.
OPEN, CLOSE = "\ue0f1", "\ue0f2"
ELSE = "\ue0f3"
LOOPS = frozenset({"for", "tablerow", "capture", "macro", "asyncEach"})


def guarded(text: str) -> str:
    """The text with all braces that are meant as text put out of the reach of tags."""
    # Each pattern looks for its end through the whole text, so it is only tried where there is one.
    if "endraw" in text or "endverbatim" in text:
        text = RAW.sub(lambda found: _guard(_unpadded(found.group(2))), text)
    if "end" in text and re.search(r"end(?:highlight|codeblock|code|prism)", text):
        text = HIGHLIGHT.sub(lambda found: code(_guard(found.group(3)), _language(found.group(2))), text)
    if "highlight" in text and re.search(r"/\s*highlight", text):
        text = HUGO_HIGHLIGHT.sub(lambda found: code(_guard(found.group(2)), found.group(1)), text)
    return ESCAPED.sub(lambda found: _guard(f"{{{{{found.group(1)}{found.group(2)}{found.group(3)}}}}}"), text)


def _unpadded(text: str) -> str:
    return text.strip("\n") if "\n" in text else text


def _guard(text: str) -> str:
    return text.replace("{", OPEN).replace("}", CLOSE)


def unguarded(text: str) -> str:
    """The text with its braces back."""
    return text.replace(OPEN, "{").replace(CLOSE, "}").replace(ELSE, "")


def _language(arguments: str) -> str:
    found = re.search(r"lang[:=]\s*[\"']?([\w+#.-]+)|^\s*[\"']?([\w+#.-]+)", arguments)
    return (found.group(1) or found.group(2) or "") if found else ""


def first_branch(inner: str) -> str:
    """What stands in front of the first `else` of a condition."""
    return inner.split(ELSE)[0]


def without_expressions(text: str, values: Mapping[str, Any]) -> tuple[str, list[str]]:
    """The text with each `{{ … }}` outside code replaced by its value, and the ones that have none."""
    ranges, unknown = CodeRanges(text), []

    def replace(found: re.Match[str]) -> str:
        if ranges.holds(found.start()):
            return found.group(0)
        value = evaluate(found.group(1), values)
        if value is None:
            unknown.append(found.group(1))
        return value or ""

    return EXPRESSION.sub(replace, text), unknown


def evaluate(expression: str, values: Mapping[str, Any]) -> str | None:
    """The text of an expression, or None when only a template could know it."""
    parts = [part.strip() for part in expression.split("|")]
    text = _value(parts[0], values)
    if text is None:
        return None
    for part in parts[1:]:
        name, _, argument = part.partition(":")
        given = _value(argument.strip(), values) or ""
        if name.strip() == "append":
            text += given
        elif name.strip() == "prepend":
            text = given + text
    return text


def _value(expression: str, values: Mapping[str, Any]) -> str | None:
    if literal := re.fullmatch(r"[\"'](.*)[\"']", expression, re.DOTALL):
        return literal.group(1)
    found: Any = values
    for part in expression.split("."):
        if not isinstance(found, Mapping) or fold_key(part) not in found:
            return None
        found = found[fold_key(part)]
    return None if isinstance(found, (Mapping, list)) else text_of(found)
