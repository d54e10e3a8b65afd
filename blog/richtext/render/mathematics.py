"""Formulas written in LaTeX, as MathML where they can be converted and as their readable source where not."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from latex2mathml.converter import convert
from lxml import etree

LONGEST = 4_000  # a longer formula is shown as source rather than converted

_ELEMENTS = frozenset({
    "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "merror",
    "mpadded", "mphantom", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts",
    "mprescripts", "none", "mtable", "mtr", "mtd", "menclose",
})  # fmt: skip
_ATTRIBUTES = frozenset({
    "display", "mathvariant", "mathsize", "stretchy", "fence", "form", "separator", "accent", "accentunder",
    "movablelimits", "largeop", "symmetric", "lspace", "rspace", "minsize", "maxsize", "width", "height", "depth",
    "voffset", "linethickness", "displaystyle", "scriptlevel", "columnalign", "rowalign", "columnspacing",
    "rowspacing", "columnlines", "rowlines", "notation",
})  # fmt: skip
_VALUE = re.compile(r"[\w.%+\- ]{0,60}")
_NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"


def formula(source: str) -> str:
    """Return a formula within a line."""
    converted = _mathml(source, "inline")
    return f'<span class="math">{converted}</span>' if converted else f'<code class="math">{escape(source)}</code>'


def displayed(source: str) -> str:
    """Return a formula that stands by itself."""
    shown = _mathml(source, "block") or f'<code class="math">{escape(source)}</code>'
    return f'<div class="math-block" role="group" aria-label="Formula" tabindex="0">{shown}</div>'


@lru_cache(maxsize=1024)
def _mathml(source: str, display: str) -> str | None:
    if not source or len(source) > LONGEST:
        return None
    try:
        tree = etree.fromstring(convert(source, display=display), _PARSER)
    except Exception:  # noqa: BLE001 -- the converter fails in many ways on what it does not know
        return None
    # The converter copies \text{…} and \href{…} as they stand, so nothing unknown may pass.
    if not all(_is_known(element) for element in tree.iter()):
        return None
    etree.cleanup_namespaces(tree)
    tree.set("alttext", source)
    return etree.tostring(tree, encoding="unicode", method="xml")


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def _is_known(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag.removeprefix(_NAMESPACE) not in _ELEMENTS:
        return False
    for name in list(element.attrib):
        if name not in _ATTRIBUTES or not _VALUE.fullmatch(element.attrib[name]):
            del element.attrib[name]
    return True
