"""A text as feed readers can show it: plain markup, every address complete, nothing that needs the site around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import urljoin

from lxml import html
from markupsafe import Markup, escape

from blog import richtext
from blog.site.addresses import address
from blog.site.pictures import picture_sources
from blog.site.rendering import absolute

#: What XML 1.0 does not allow in a document at all, not even escaped (section 2.2).
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ADDRESSES = ("href", "src", "cite", "poster")
#: What only the site's own style sheet and scripts can use.
OF_THE_SITE = ("class", "tabindex", "role", "loading", "decoding")
LISTS = {"posts": ("/posts", "See the posts on the site."), "projects": ("/projects", "See the projects on the site.")}
PARSER = html.HTMLParser(huge_tree=True)
WRAPPED = len("<div>"), -len("</div>")


def clean(text: object) -> str:
    """The text without the control characters that XML does not allow."""
    return FORBIDDEN.sub("", str(text or ""))


def full_text(document: Any, here: str) -> str:
    """The HTML of a rich text document that is at the path `here`; empty where there is none."""
    if not isinstance(document, Mapping) or not document.get("content"):
        return ""
    made = richtext.render(dict(document), address=address, picture=plain_picture, block=partial(_stand_in, here))
    return _tidy(clean(made), here)


def plain_picture(media: Mapping[str, Any], attrs: Mapping[str, Any]) -> str:
    """One <img> for a picture; empty when there is nothing to show."""
    shown = picture_sources(media)
    if not shown:
        return ""
    alt = "" if media.get("decorative") else attrs.get("alt") or media.get("alt") or ""
    size = Markup(' width="{}" height="{}"').format(shown.width, shown.height) if shown.width and shown.height else ""
    return str(Markup('<img src="{}" alt="{}"{}>').format(absolute(shown.src), clean(alt), size))


def figure(media: Mapping[str, Any] | None) -> str:
    """A picture of its own, as a figure; empty when there is none."""
    image = plain_picture(media, {}) if media else ""
    return f"<figure>{image}</figure>" if image else ""


def _stand_in(here: str, node: Mapping[str, Any]) -> str:
    """A line in the place of what lives on the page only: a form, a list that changes."""
    if node.get("type") == "form":
        target, words = here, "There is a form here. Fill it in on the page."
    else:
        target, words = LISTS.get(str((node.get("attrs") or {}).get("collection")), LISTS["posts"])
    return f'<p><a href="{escape(target)}">{words}</a></p>'


def _tidy(made: str, here: str) -> str:
    root = html.fragment_fromstring(made, create_parent="div", parser=PARSER)
    base = absolute(here)
    for element in list(root.iter()):
        _simplify(element)
        for name in ADDRESSES:
            if element.get(name):
                element.set(name, _complete(base, element.get(name)))
        for name in _superfluous(element):
            del element.attrib[name]
    return html.tostring(root, encoding="unicode")[WRAPPED[0] : WRAPPED[1]]


def _simplify(element: Any) -> None:
    """Puts in words what the site says by its looks, and takes out what leads nowhere elsewhere."""
    names = (element.get("class") or "").split()
    if element.tag == "a" and "anchor" in names:
        element.drop_tree()
    elif element.tag == "input":
        element.tail = ("☑" if element.get("checked") is not None else "☐") + (element.tail or "")
        element.drop_tree()
    elif element.tag == "pre" and "highlight" in names:
        for span in list(element.iter("span")):
            span.drop_tag()
    elif "link-card" in names or element.tag == "figcaption":
        for part in element.findall("span")[:-1]:
            part.tail = " · " + (part.tail or "")
    elif names and names[0] == "callout-title":
        element.tag = "strong"
        _wrap(element, "p")


def _wrap(element: Any, tag: str) -> None:
    parent, tail = element.getparent(), element.tail
    outer = parent.makeelement(tag)
    element.tail = None
    parent.replace(element, outer)
    outer.append(element)
    outer.tail = tail


def _superfluous(element: Any) -> Iterator[str]:
    yield from [name for name in element.attrib if name in OF_THE_SITE or name.startswith(("aria-", "data-"))]


def _complete(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        return target
