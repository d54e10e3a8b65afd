"""Formulas written in LaTeX, as MathML where they can be converted and as their readable source where not."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from latex2mathml.converter import convert
from lxml import etree

from blog.richtext.render.latex import prepared

LONGEST = 4_000  # a longer formula is shown as source rather than converted
LARGEST = 200_000  # characters of MathML: definitions can make much of little
LONG = 40  # characters from which a formula within a line may be wider than a phone

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
#: What has its limits below and above itself where there is room, and beside itself within a line.
_WITH_LIMITS = frozenset("⋃⋂⨁⨂⨆⋁⋀∐∏∑") | {"lim", "max", "min", "sup", "inf", "limsup", "liminf", "argmax", "argmin"}
#: Names of functions, which stand a little apart from what they are of, unless that is in brackets.
_FUNCTIONS = frozenset({
    "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "arcsin", "arccos", "arctan", "ln", "log",
    "lg", "exp", "det", "dim", "ker", "deg", "arg", "gcd",
})  # fmt: skip
_BRACES = {"\\lbrace": "{", "\\rbrace": "}"}
_UNDER = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_CRAMPED = tuple(_NAMESPACE + name for name in ("mfrac", "msub", "msup", "msubsup", "munder", "mover", "munderover"))


def formula(source: str) -> str:
    """Return a formula within a line."""
    converted = _mathml(source, "inline")
    if not converted:
        return f'<code class="math">{escape(source)}</code>'
    return f'<span class="math{" math-long" if len(source) > LONG else ""}">{converted}</span>'


def displayed(source: str) -> str:
    """Return a formula that stands by itself."""
    shown = _mathml(source, "block") or f'<code class="math">{escape(source)}</code>'
    return f'<div class="math-block" role="group" aria-label="Formula" tabindex="0">{shown}</div>'


@lru_cache(maxsize=1024)
def _mathml(source: str, display: str) -> str | None:
    if not source.strip() or len(source) > LONGEST:
        return None
    try:
        converted = convert(prepared(source), display=display)
        if len(converted) > LARGEST:
            return None
        tree = etree.fromstring(converted, _PARSER)
        # The converter copies \text{…} and \href{…} as they stand, so nothing unknown may pass.
        if not all(_is_known(element) for element in tree.iter()):
            return None
        for element in list(tree.iter()):
            _mend(element, display)
        _annotate(tree, source)
    except Exception:  # noqa: BLE001 -- the converter fails in many ways on what it does not know
        return None
    etree.cleanup_namespaces(tree)
    return etree.tostring(tree, encoding="unicode", method="xml")


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def _is_known(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag.removeprefix(_NAMESPACE) not in _ELEMENTS:
        return False
    for name in list(element.attrib):
        if name not in _ATTRIBUTES or not _VALUE.fullmatch(element.attrib[name]):
            del element.attrib[name]
    return True


def _mend(element: etree._Element, display: str) -> None:
    """Says what browsers do not read off the converter's words: lines of tables, relative widths, limits."""
    name = element.tag.removeprefix(_NAMESPACE)
    if name == "mpadded":
        for measure in [key for key, value in element.attrib.items() if value[:1] in "+-"]:
            del element.attrib[measure]
    elif name == "mo" and element.text not in _FUNCTIONS:
        element.text = _BRACES.get(element.text or "", element.text)
        if element.text == "|" and "form" not in element.attrib:
            element.attrib.update({"lspace": "0", "rspace": "0"})
    elif name in ("mi", "mo") and element.text in _FUNCTIONS:
        _set_apart(element)
    elif name == "mtable":
        _rule(element)
        for bar, form in ((element.getprevious(), "prefix"), (element.getnext(), "postfix")):
            if bar is not None and bar.text in ("|", "‖", "∥"):
                bar.attrib.update({"stretchy": "true", "symmetric": "true", "form": form})
    elif name in _UNDER and display == "block" and _has_room(element):
        element.tag = _NAMESPACE + _UNDER[name]


def _set_apart(function: etree._Element) -> None:
    after = function.getnext()
    row = function.getparent()
    if after is None or row is None or after.tag == f"{_NAMESPACE}mo" or row.tag != f"{_NAMESPACE}mrow":
        return
    function.addnext(etree.Element(f"{_NAMESPACE}mspace", width="0.167em"))


def _has_room(element: etree._Element) -> bool:
    """Whether what has limits may have them below and above itself here."""
    sign = (element[0].text or "").replace("\xa0", "")
    return sign in _WITH_LIMITS and next(element.iterancestors(*_CRAMPED), None) is None


def _rule(table: etree._Element) -> None:
    """The lines between columns and rows as classes of the cells after them; the last word holds for the rest."""
    columns, rows = (table.attrib.pop(name, "").split() for name in ("columnlines", "rowlines"))
    for y, row in enumerate(table):
        for x, cell in enumerate(row):
            names = [
                name
                for name, lines, place in (("line-before", columns, x), ("line-above", rows, y))
                if lines and place and lines[min(place, len(lines)) - 1] in ("solid", "dashed")
            ]
            if names:
                cell.set("class", " ".join(names))


def _annotate(tree: etree._Element, source: str) -> None:
    """The source goes with the formula, for those who copy it and for programs that read aloud."""
    semantics = etree.Element(f"{_NAMESPACE}semantics")
    row = etree.SubElement(semantics, f"{_NAMESPACE}mrow")
    row.extend(list(tree))
    annotation = etree.SubElement(semantics, f"{_NAMESPACE}annotation", encoding="application/x-tex")
    annotation.text = source
    tree.append(semantics)
    tree.set("alttext", source)
