"""SVG drawings made safe: parsed without entities or network, rewritten with nothing that runs or reaches out.

What plotting and drawing programs write stays as it is: shapes, text, gradients, clips, filters, styles, `use`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from blog.media.errors import BadUpload
from blog.media.styles import clean_declarations, clean_sheet, points_outside

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
HREFS = ("href", f"{{{XLINK}}}href")
MOST_ELEMENTS = 200_000
MOST_DRAWN = 1_000_000  # with every `use` unfolded: nested ones grow like the wheat on the chessboard
NAMES = """
    svg g defs symbol use title desc switch a view style path rect circle ellipse line polyline polygon image marker
    text tspan textPath linearGradient radialGradient stop pattern clipPath mask filter animate animateMotion
    animateTransform set mpath feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight
    feTile feTurbulence font-face font-face-src font-face-name
"""
ELEMENTS = frozenset(NAMES.split())
PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*?\?>", re.IGNORECASE)
ENCODING = re.compile(rb"^\s*<\?xml\b[^>]*?encoding\s*=\s*[\"']([\w.-]+)", re.IGNORECASE)
ENCODINGS = ("utf-8", "us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252", "utf-16")
DOCTYPE = re.compile(r"<!DOCTYPE\s+[^>\[]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
LENGTH = re.compile(r"\s*\+?(\d+(?:\.\d*)?|\.\d+)(?:e([+-]?\d{1,2}))?\s*(px|pt|pc|mm|cm|in|em|ex|)\s*", re.IGNORECASE)
UNITS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "em": 16, "ex": 8}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing without anything that runs, and the size at which it is shown by itself."""

    data: bytes
    width: int
    height: int


def clean_svg(data: bytes) -> Drawing:
    """The drawing made safe. Raises BadUpload for what is no SVG, has entities, or would never finish drawing."""
    root = _parse(_decode(data))
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise BadUpload("The drawing has too many parts: save it as PNG.")
    _clean(root)
    _check_unfolding(root)
    etree.cleanup_namespaces(root, top_nsmap={None: SVG})
    width, height = _size(root)
    return Drawing(etree.tostring(root, encoding="utf-8", xml_declaration=True), width, height)


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        declared = ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
        encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding not in ENCODINGS:
        raise BadUpload(f"The drawing is written in “{encoding}”: save it as UTF-8.")
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeError as error:
        raise BadUpload("The drawing is damaged: its text cannot be read.") from error


def _parse(text: str) -> etree._Element:
    text = DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    if "<!ENTITY" in text.upper():
        raise BadUpload("The drawing uses entities, which are not taken: save it as plain SVG.")
    text = DOCTYPE.sub("", text, count=1).replace("\0", "")
    try:
        root = _tree(text)
        if root.tag == "svg":  # pasted from a web page, where the namespace may be left out
            root = _tree(re.sub(r"<svg\b", f'<svg xmlns="{SVG}"', text, count=1))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadUpload(f"The drawing is damaged: {str(error).partition(', line')[0][:120]}.") from error
    if root.tag != f"{{{SVG}}}svg":
        raise BadUpload("The file is an XML document, but no SVG drawing.")
    return root


def _tree(text: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(text.encode(), parser)


def _clean(root: etree._Element) -> None:
    for element in list(root.iter()):
        name = _name(element)
        if name not in ELEMENTS or (name in ("animate", "set") and _animates_a_link(element)):
            _remove(element)
            continue
        for attribute, value in list(element.attrib.items()):
            _clean_attribute(element, name, attribute, value)
        if name == "style":
            sheet = clean_sheet("".join(element.itertext()))
            for child in list(element):
                element.remove(child)
            element.text = sheet


def _name(element: etree._Element) -> str | None:
    """The name of an SVG element, or None for anything else: other namespaces, entities."""
    if not isinstance(element.tag, str):
        return None
    namespace, _, name = element.tag.rpartition("}")
    return name if namespace == "{" + SVG else None


def _remove(element: etree._Element) -> None:
    parent, tail = element.getparent(), element.tail
    if parent is None:
        return
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def _animates_a_link(element: etree._Element) -> bool:
    name = element.get("attributeName", "").strip().lower()
    return name.rpartition(":")[2] == "href" or name.startswith("on")


def _clean_attribute(element: etree._Element, name: str, attribute: str, value: str) -> None:
    if attribute in HREFS:
        allowed = value.strip().startswith("#") or (name in ("image", "feImage") and PICTURE.fullmatch(value.strip()))
    elif attribute.startswith("{"):
        allowed = attribute.startswith("{" + XML) and not attribute.endswith("}base")
    elif attribute == "style":
        element.set("style", clean_declarations(value))
        allowed = True
    else:
        allowed = not attribute.lower().startswith("on") and not points_outside(value)
    if not allowed:
        del element.attrib[attribute]


def _check_unfolding(root: etree._Element) -> None:
    """Raises BadUpload when `use` refers to itself or unfolds to more elements than a browser can draw."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    known: dict[etree._Element, int] = {}

    def unfolded(element: etree._Element, above: frozenset[str]) -> int:
        if element in known:
            return known[element]
        total = 0
        for part in element.iter():
            total += 1
            if _name(part) != "use":
                continue
            target = next((part.get(href) for href in HREFS if part.get(href)), "#").strip()[1:]
            if target in above or len(above) > 50:
                raise BadUpload("The drawing refers to itself without end, so it is not taken.")
            if target in named:
                total += unfolded(named[target], above | {target})
            if total > MOST_DRAWN:
                raise BadUpload("The drawing unfolds to far too many parts: save it as PNG.")
        known[element] = total
        return total

    unfolded(root, frozenset())


def _size(root: etree._Element) -> tuple[int, int]:
    width, height = (_pixels(root.get(side, "")) for side in ("width", "height"))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        box_width, box_height = (float(number) for number in box[2:4]) if len(box) == 4 else (0.0, 0.0)
    except ValueError:
        box_width = box_height = 0.0
    if not (0 < box_width < 1e6 and 0 < box_height < 1e6):
        box_width, box_height = (300.0, 150.0) if not (width and height) else (width, height)
    if not width and not height:
        width, height = box_width, box_height
    width = width or height * box_width / box_height
    height = height or width * box_height / box_width
    return max(1, min(100_000, round(width))), max(1, min(100_000, round(height)))


def _pixels(length: str) -> float:
    found = LENGTH.fullmatch(length)
    return float(found[1]) * 10 ** int(found[2] or 0) * UNITS[found[3].lower()] if found else 0.0
