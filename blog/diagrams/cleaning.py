"""Mermaid's SVG as one that may stand in a page: known elements and attributes only, no style, no link, no colour."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from lxml import etree

from blog.diagrams.classes import colour, kind_of, renamed

PREFIX = "\ue000"  # stands where the ids of a page come in
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polygon", "polyline", "text", "tspan", "marker",
})  # fmt: skip
MEASURES = frozenset({
    "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "dx", "dy", "points", "d",
    "transform", "viewBox", "refX", "refY", "markerWidth", "markerHeight", "stroke-dasharray",
})  # fmt: skip
WORDS = frozenset({"text-anchor", "dominant-baseline", "markerUnits", "orient", "font-weight", "font-style"})
MARKERS = frozenset({"marker-start", "marker-mid", "marker-end"})
STYLES = frozenset({"text-anchor", "stroke-dasharray", "font-weight"})
MEASURE = re.compile(r"[\w\s.,()+\-]*%?")
WORD = re.compile(r"[A-Za-z-]{1,20}|\d{1,3}")
REFERENCE = re.compile(r"url\(#([\w-]+)\)")
FRACTION = re.compile(r"-?\d+\.\d{2,}(?:e-?\d+)?")
PLACE = re.compile(r"translate\(-?[\d.]+[ ,]+(-?[\d.]+)\)")
MOST_WORDS = 600


class Unusable(Exception):
    """The picture cannot be shown; the message says why, for the author."""


@dataclass(frozen=True)
class Cleaned:
    """A picture and what can be said about it."""

    picture: str
    width: float
    kind: str
    title: str
    words: str


def clean(svg: str) -> Cleaned:
    """The picture without anything that could run, load, or bring its own colours. Raises Unusable."""
    try:
        root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise Unusable("What was drawn cannot be read.") from error
    kind = kind_of(root.get("aria-roledescription", ""))
    if kind is None:
        raise Unusable("Diagrams of this kind are shown as text.")
    title, description = _said(root, "title"), _said(root, "desc")
    width, height = _size(root)
    _dress(root)
    _straighten(root)
    words = description or _labels(root)
    inner = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in root)
    inner = inner.replace(' xmlns="http://www.w3.org/2000/svg"', "").replace(
        ' xmlns:xlink="http://www.w3.org/1999/xlink"', ""
    )
    picture = f'width="{width:g}" height="{height:g}" viewBox="{root.get("viewBox")}">{inner}'
    return Cleaned(picture, width, kind, title, words)


def _said(root: etree._Element, name: str) -> str:
    found = root.find(f"{SVG}{name}")
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _size(root: etree._Element) -> tuple[float, float]:
    try:
        x, y, width, height = (float(part) for part in root.get("viewBox", "").split())
    except ValueError as error:
        raise Unusable("What was drawn has no size.") from error
    if not (0 < width < 20_000 and 0 < height < 20_000):
        raise Unusable("It is too large for a page.")
    root.set("viewBox", f"{x - 4:.6g} {y - 4:.6g} {width + 8:.6g} {height + 8:.6g}")
    return round(width + 8, 1), round(height + 8, 1)


def _dress(root: etree._Element) -> None:
    """Leaves what is known, under names of our own."""
    seen: dict[tuple[int, ...], str] = {}
    for element in list(root.iter()):
        if element is root:
            continue
        if element.tag == f"{SVG}a":
            element.tag = f"{SVG}g"
        if element.tag == f"{SVG}defs":
            element.tag = f"{SVG}g"
        known = isinstance(element.tag, str) and element.tag.removeprefix(SVG) in ELEMENTS
        # The line in a Gantt chart that says which day it is would be wrong tomorrow.
        if not known or "today" in element.get("class", "").split():
            _remove(element)
            continue
        _redress(element, seen)
    used = {match for element in root.iter() for name in MARKERS if (match := element.get(name))}
    for marker in list(root.iter(f"{SVG}marker")):
        if f"url(#{marker.get('id')})" not in used:
            _remove(marker)
    for group in reversed(list(root.iter(f"{SVG}g", f"{SVG}text"))):
        if not len(group) and not (group.text or "").strip():
            _remove(group)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def _redress(element: etree._Element, seen: dict[tuple[int, ...], str]) -> None:
    given = dict(element.attrib)
    style = dict(_declarations(given.get("style", "")))
    element.attrib.clear()
    if element.tag == f"{SVG}marker":
        element.set("id", PREFIX + re.sub(r"[^\w-]", "", given.get("id", "")))
    names = [*renamed(given.get("class", "")), *_meant(element, given, style, seen)]
    if names:
        element.set("class", " ".join(dict.fromkeys(names)))
    for name, value in (given | {name: value for name, value in style.items() if name in STYLES}).items():
        if name in ("width", "height") and element.tag != f"{SVG}rect":
            continue  # Mermaid says how wide a circle is; SVG has no such thing
        if name in MEASURES and MEASURE.fullmatch(value):
            element.set(name, FRACTION.sub(_rounded, " ".join(value.split())))
        elif name in WORDS and WORD.fullmatch(value):
            element.set(name, value)
        elif name in MARKERS and (match := REFERENCE.fullmatch(value)):
            element.set(name, f"url(#{PREFIX}{match[1]})")
        elif name in ("fill", "stroke") and value in ("none", "transparent"):
            element.set(name, "none")
    for name in ("fill", "stroke"):
        if style.get(name) in ("none", "transparent"):
            element.set(name, "none")


def _meant(
    element: etree._Element, given: dict[str, str], style: dict[str, str], seen: dict[tuple[int, ...], str]
) -> Iterable[str]:
    """What a colour was to say: that the author wants a box to stand out, or which slice a line of a legend is for."""
    if "!important" in given.get("style", "") and "fill" in style:
        yield "m-marked"
    parent = element.getparent()
    if "pieCircle" in given.get("class", "") or (parent is not None and parent.get("class") == "m-legend"):
        shade = _shade(style.get("fill") or given.get("fill", ""))
        if shade and element.tag != f"{SVG}text":
            yield seen.setdefault(shade, colour(len(seen)))


def _shade(value: str) -> tuple[int, ...]:
    if re.fullmatch(r"#(?:[\da-fA-F]{3}|[\da-fA-F]{6})", value):
        digits = value[1:] if len(value) == 7 else "".join(2 * digit for digit in value[1:])
        return tuple(bytes.fromhex(digits))
    if match := re.fullmatch(r"rgb\((\d+), ?(\d+), ?(\d+)\)", value):
        return tuple(map(int, match.groups()))
    return tuple(value.encode())


def _declarations(style: str) -> Iterable[tuple[str, str]]:
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip().lower(), value.replace("!important", "").strip()


def _rounded(match: re.Match[str]) -> str:
    number = f"{float(match[0]):.1f}".removesuffix(".0")
    return "0" if number == "-0" else number


def _straighten(root: etree._Element) -> None:
    """Puts labels where they belong: some are set as if their text began where its middle should be."""
    for text in root.iter(f"{SVG}text"):
        _joined(text)
    for label in root.iter(f"{SVG}g"):
        names = (label.get("class") or "").split()
        around = (label.getparent().get("class") or "").split() if label.getparent() is not None else []
        if "m-label" in names and "m-edgeLabel" in around:
            _centred_on_its_ground(label)
        elif "m-label-group" in names or ("m-label" in names and "m-node" in around):
            _centred(label)


def _centred(label: etree._Element) -> None:
    """A name of a box stands in its middle; only lists of members and columns begin at the left."""
    match = PLACE.fullmatch(label.get("transform", ""))
    if match and "m-attribute-" not in (label.get("class") or ""):
        label.set("transform", f"translate(0,{match[1]})")
        for text in label.iter(f"{SVG}text"):
            text.set("text-anchor", "middle")


def _centred_on_its_ground(label: etree._Element) -> None:
    """The words on a line and the paper behind them stand in the same place, which is the middle of the label."""
    ground = next((rect for rect in label.iter(f"{SVG}rect") if rect.get("class") == "m-background"), None)
    if ground is None:
        return
    _centred(label)
    with suppress(ValueError):
        ground.set("x", f"{-float(ground.get('width', 0)) / 2:.4g}")
    for text in label.iter(f"{SVG}text"):
        around = text.getparent()
        if around is not None and around is not label:
            around.attrib.pop("transform", None)


def _joined(text: etree._Element) -> None:
    """Words that differ in nothing are one text: each had an element of its own."""
    for row in list(text.iter(f"{SVG}tspan")):
        words = list(row)
        plain = all(set(word.attrib) <= {"font-style", "font-weight"} for word in words)
        regular = all(word.get("font-weight", "") in ("", "normal", "400") for word in words)
        upright = all(word.get("font-style", "") in ("", "normal") for word in words)
        if words and plain and regular and upright:
            whole = (row.text or "") + "".join("".join(word.itertext()) + (word.tail or "") for word in words)
            for word in words:
                row.remove(word)
            row.text = whole


def _labels(root: etree._Element) -> str:
    """The words in the picture in the order in which they were drawn, each once."""
    found = dict.fromkeys(" ".join(" ".join(text.itertext()).split()) for text in root.iter(f"{SVG}text"))
    words = ", ".join(label for label in found if label)
    return words if len(words) <= MOST_WORDS else words[:MOST_WORDS].rsplit(", ", 1)[0] + " …"
