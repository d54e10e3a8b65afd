"""What the styles of pasted HTML say: a bold span is bold, and a wrapper in <b style="font-weight:normal"> is not.

Turns tags into tags; knows no document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from blog.richtext.html.tokens import Tag

#: Elements that say how text looks, and what each says by itself.
INLINE = {
    "span": (), "font": (), "b": ("b",), "strong": ("b",), "i": ("i",), "em": ("i",), "u": ("u",), "s": ("s",),
    "strike": ("s",), "del": ("s",), "ins": ("u",), "sub": ("sub",), "sup": ("sup",), "code": ("code",), "a": ("a",),
    "mark": ("mark",),
}  # fmt: skip
DEEPEST = 200  # elements that are open at once; more are taken for text without a look
_MONOSPACED = re.compile(r"\b(?:mono(?:space)?|consolas|courier(?: new)?|menlo|monaco)\b", re.I)
_BOLD = re.compile(r"bold(?:er)?|[6-9]\d\d")
_PLAIN_COLOURS = re.compile(r"transparent|inherit|initial|none|unset|auto|white|#fff(?:fff)?|rgba\(.*,\s*0\)", re.I)


def styles(tag: Tag) -> dict[str, str]:
    """The declarations of a tag's style attribute, names and values in lower case; the last of each name counts."""
    found = {}
    for declaration in tag.attrs.get("style", "").lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip()] = value.strip()
    return found


def styled(tokens: Iterable[Tag | str], *, highlights: bool = False) -> Iterator[Tag | str]:
    """Yield the tokens with what their styles mean as elements of its own; `highlights` takes coloured text as marked.

    Pages colour the ground of all sorts of things, word processors only that of what somebody marked."""
    opened: list[tuple[str, tuple[str, ...]]] = []
    links = 0
    for token in tokens:
        if isinstance(token, str) or token.name not in INLINE:
            yield token
        elif token.closing:
            place = next((n for n in range(len(opened) - 1, -1, -1) if opened[n][0] == token.name), None)
            if place is not None:
                links -= token.name == "a"
                for name in reversed(opened.pop(place)[1]):
                    yield Tag(name, True, {})
        elif len(opened) < DEEPEST:
            names = _meaning(token, linked=links > 0, highlights=highlights)
            links += token.name == "a"
            opened.append((token.name, names))
            for name in names:
                yield Tag(name, False, token.attrs if name == token.name else {})


def _meaning(tag: Tag, *, linked: bool, highlights: bool) -> tuple[str, ...]:
    style = styles(tag)
    names = dict.fromkeys(INLINE[tag.name])
    weight, slant, place = (style.get(name, "") for name in ("font-weight", "font-style", "vertical-align"))
    if weight:
        _settle(names, "b", bool(_BOLD.fullmatch(weight)))
    if slant:
        _settle(names, "i", slant.startswith(("italic", "oblique")))
    lines = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}".split()
    # A link is underlined by itself.
    if lines and tag.name != "a":
        if "underline" in lines and not linked:
            names["u"] = None
        if "line-through" in lines:
            names["s"] = None
        if "none" in lines:
            names.pop("u", None)
    if place in ("super", "sub"):
        names["sup" if place == "super" else "sub"] = None
    if _MONOSPACED.search(style.get("font-family", "")) and tag.name in ("span", "font"):
        names["code"] = None
    if highlights and _is_marked(style):
        names["mark"] = None
    return tuple(names)


def _settle(names: dict[str, None], name: str, is_so: bool) -> None:
    if is_so:
        names[name] = None
    else:
        names.pop(name, None)


def _is_marked(style: dict[str, str]) -> bool:
    colour = style.get("mso-highlight") or style.get("background-color") or style.get("background") or "none"
    return not _PLAIN_COLOURS.fullmatch(colour)
