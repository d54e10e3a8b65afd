"""What a sound page has, beyond what a parser can say: for the tests of every template and of the whole demo."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

#: What a reader can press, and what must therefore never stand inside another of its kind.
PRESSED = ["a", "button", "input", "select", "textarea", "summary", "label"]
NAMED = ("aria-labelledby", "aria-describedby", "aria-controls", "for")


def unsound(page: str) -> list[str]:
    """Every fault of a page, as a sentence."""
    tree = html.document_fromstring(page)
    return [*headings(tree), *pictures(tree), *references(tree), *names(tree), *nesting(tree), *landmarks(tree)]


def headings(tree: html.HtmlElement) -> Iterator[str]:
    level = 0
    for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        here = int(heading.tag[1])
        if here > level + 1:
            yield f"h{level} is followed by h{here}: {heading.text_content().strip()}"
        if not heading.text_content().strip() and not heading.findall(".//img"):
            yield f"an empty {heading.tag}"
        level = here


def pictures(tree: html.HtmlElement) -> Iterator[str]:
    for picture in tree.iter("img"):
        if picture.get("alt") is None:
            yield f"no alt: {picture.get('src')}"
        if not (picture.get("width") and picture.get("height")):
            yield f"no size: {picture.get('src')}"


def references(tree: html.HtmlElement) -> Iterator[str]:
    known = {element.get("id") for element in tree.iter() if element.get("id")}
    for element in tree.iter():
        for name in NAMED:
            missing = [id_ for id_ in (element.get(name) or "").split() if id_ not in known]
            if missing:
                yield f"{name} names {missing[0]}, which is not there"


def names(tree: html.HtmlElement) -> Iterator[str]:
    """Links, buttons and fields that have no name."""
    labelled = {label.get("for") for label in tree.iter("label")}
    for element in tree.iter("a", "button", "input", "select", "textarea"):
        if element.tag == "input" and element.get("type") in ("hidden", "submit"):
            continue
        said = element.get("aria-label") or element.get("aria-labelledby") or element.get("id") in labelled
        within = element.text_content().strip() or "".join(img.get("alt") or "" for img in element.iter("img"))
        if element.tag in ("input", "select", "textarea"):
            within = any(parent.tag == "label" for parent in element.iterancestors())
        if not (said or within):
            yield f"a {element.tag} without a name: {html.tostring(element, encoding='unicode')[:100]}"


def nesting(tree: html.HtmlElement) -> Iterator[str]:
    for element in tree.iter("a", "button"):
        for inner in element.iterdescendants(*PRESSED):
            yield f"a {inner.tag} inside a {element.tag}"


def landmarks(tree: html.HtmlElement) -> Iterator[str]:
    for name in ("main", "h1", "title"):
        found = len(list(tree.iter(name))) if name != "title" else len(tree.findall("head/title"))
        if found != 1:
            yield f"{found} times {name}"
    titles = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in tree.iter("nav")]
    if len(titles) != len(set(titles)) or None in titles:
        yield f"navigations that cannot be told apart: {titles}"
    if not tree.get("lang"):
        yield "no language"
