"""What each node and mark may carry: every attribute with its default and the function that cleans or refuses it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from blog.richtext.addresses import is_safe_address
from blog.richtext.invalid import InvalidDocument

Clean = Callable[[Any], Any]


class Attribute(NamedTuple):
    """One attribute: what it is when nobody says, and how a value is made ready for storing."""

    clean: Clean
    default: Any = None


LINE, TEXT, SOURCE, ITEMS = 500, 5_000, 50_000, 100

# Control characters cannot be stored (PostgreSQL refuses NUL) nor shown; lone surrogates cannot be encoded.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SPACE = re.compile(r"\s+")
_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,100}")
_COLLECTION = re.compile(r"[a-z][a-z0-9_-]{0,60}")
_PATHLIKE = re.compile(r"[\w][\w./-]{0,199}")
_LANGUAGE = re.compile(r"[\w+#.\-]{1,40}")
_RANGES = re.compile(r"\d{1,5}(?:-\d{1,5})?(?:,\d{1,5}(?:-\d{1,5})?){0,99}")
_ANCHOR = re.compile(r"[^\s\x00-\x20<>\"'&#%{}`\\\[\]]{1,100}")
_LABEL = re.compile(r"[^\s\[\]\\^`<>&|]{1,60}")


def storable(text: str) -> str:
    """Return the text without the characters that no database or page can hold."""
    return UNSTORABLE.sub("", text) if UNSTORABLE.search(text) else text


def line(longest: int = LINE, *, empty: str | None = None) -> Clean:
    """Make the cleaner of a text on one line; `empty` is what an empty one becomes."""

    def clean(value: Any) -> str | None:
        if value is None:
            return empty
        if not isinstance(value, str):
            raise InvalidDocument("must be text")
        value = _SPACE.sub(" ", storable(value)).strip()
        if len(value) > longest:
            raise InvalidDocument(f"must not be longer than {longest} characters")
        return value or empty

    return clean


def source(*, edges: str | None = None) -> Clean:
    """Make the cleaner of source text, which keeps its lines and loses only what `edges` names at both ends."""

    def clean(value: Any) -> str:
        if not isinstance(value, str):
            raise InvalidDocument("must be text")
        value = storable(value.replace("\r\n", "\n").replace("\r", "\n")).strip(edges)
        if len(value) > SOURCE:
            raise InvalidDocument(f"must not be longer than {SOURCE} characters")
        return value

    return clean


def formula(value: Any) -> str:
    """Clean the source of a formula inside a line of text."""
    cleaned = line(TEXT)(value)
    if not cleaned:
        raise InvalidDocument("must not be empty")
    return cleaned


def number(low: int, high: int) -> Clean:
    """Make the cleaner of a whole number between two bounds."""

    def clean(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise InvalidDocument(f"must be a whole number from {low} to {high}")
        return value

    return clean


def choice(*allowed: str | None) -> Clean:
    """Make the cleaner of a value out of a short list."""

    def clean(value: Any) -> str | None:
        if not (value is None or isinstance(value, str)) or value not in allowed:
            raise InvalidDocument(f"must be one of {', '.join(name for name in allowed if name)}")
        return value

    return clean


def pattern(shape: re.Pattern[str], sentence: str, *, optional: bool = True) -> Clean:
    """Make the cleaner of a text that must have a certain shape."""

    def clean(value: Any) -> str | None:
        if optional and (value is None or value == ""):
            return None
        if not isinstance(value, str) or not shape.fullmatch(value) or UNSTORABLE.search(value):
            raise InvalidDocument(sentence)
        return value

    return clean


def truth(value: Any) -> bool:
    """Clean a yes or no."""
    if not isinstance(value, bool):
        raise InvalidDocument("must be true or false")
    return value


def address(*, optional: bool = True) -> Clean:
    """Make the cleaner of an address that a link or picture leads to."""

    def clean(value: Any) -> str | None:
        if optional and (value is None or value == ""):
            return None
        if not isinstance(value, str) or not is_safe_address(value):
            raise InvalidDocument("must be an http, https, mailto or tel address or a path on this site")
        return value

    return clean


def identifier(shape: re.Pattern[str] = _IDENTIFIER) -> Clean:
    """Make the cleaner of another document's id, given as the id or as the document itself."""

    def clean(value: Any) -> str | None:
        if isinstance(value, dict):
            value = value.get("id")
        if value is None or value == "":
            return None
        if not isinstance(value, str) or not shape.fullmatch(value):
            raise InvalidDocument("must be the id of a document")
        return value

    return clean


def reference(value: Any) -> dict[str, str] | None:
    """Clean a reference to a document of the site: its collection and its id."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise InvalidDocument("must name a collection and a document")
    collection, document = value.get("relationTo"), identifier()(value.get("value"))
    if not isinstance(collection, str) or not _COLLECTION.fullmatch(collection) or document is None:
        raise InvalidDocument("must name a collection and a document")
    return {"relationTo": collection, "value": document}


def items(*names: str) -> Clean:
    """Make the cleaner of a short list of things with the same few texts, such as metrics."""

    def clean(value: Any) -> list[dict[str, str]]:
        if value is None:
            return []
        if not isinstance(value, list) or len(value) > ITEMS:
            raise InvalidDocument(f"must be a list of at most {ITEMS}")
        cleaned = []
        for item in value:
            if not isinstance(item, dict):
                raise InvalidDocument("must be a list of things with names")
            row = {name: line(TEXT, empty="")(_as_text(item.get(name))) for name in names}
            if any(row.values()):
                cleaned.append(row)
        return cleaned

    return clean


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


_anchor = pattern(_ANCHOR, "must be a name without spaces or signs")
_label = pattern(_LABEL, "must be a short name without spaces", optional=False)
_cell = {
    "colspan": Attribute(number(1, 100), 1),
    "rowspan": Attribute(number(1, 1000), 1),
    "align": Attribute(choice("left", "center", "right", None)),
}

NODES: dict[str, dict[str, Attribute]] = {
    "heading": {"level": Attribute(number(1, 6), 2), "id": Attribute(_anchor)},
    "blockquote": {"cite": Attribute(address())},
    "orderedList": {"start": Attribute(number(0, 999_999_999), 1)},
    "taskItem": {"checked": Attribute(truth, False)},
    "codeBlock": {
        "language": Attribute(pattern(_LANGUAGE, "must be the name of a language")),
        "title": Attribute(line()),
        "highlight": Attribute(pattern(_RANGES, "must be line numbers such as 1,3-5")),
    },
    "tableHeader": _cell,
    "tableCell": _cell,
    "image": {
        "media": Attribute(identifier()),
        "src": Attribute(address()),
        "alt": Attribute(line(TEXT, empty=""), ""),
        "title": Attribute(line()),
        "caption": Attribute(line(TEXT)),
        "width": Attribute(choice("column", "wide", "full"), "column"),
        "href": Attribute(address()),
    },
    "gallery": {"title": Attribute(line())},
    "callout": {"kind": Attribute(choice("info", "success", "warning", "error"), "info"), "title": Attribute(line())},
    "embed": {
        "url": Attribute(address(optional=False)),
        "title": Attribute(line()),
        "description": Attribute(line(TEXT)),
    },
    "callToAction": {
        "title": Attribute(line()),
        "text": Attribute(line(TEXT)),
        "label": Attribute(line()),
        "href": Attribute(address()),
        "reference": Attribute(reference),
    },
    "archive": {
        "collection": Attribute(choice("posts", "projects"), "posts"),
        "category": Attribute(identifier(_PATHLIKE)),
        "technology": Attribute(identifier(_PATHLIKE)),
        "limit": Attribute(number(1, 100), 3),
    },
    "form": {"form": Attribute(identifier(_PATHLIKE))},
    "diagram": {"source": Attribute(source(edges="\n"), ""), "title": Attribute(line())},
    "mathBlock": {"source": Attribute(source(), "")},
    "math": {"source": Attribute(formula)},
    "footnoteReference": {"label": Attribute(_label)},
    "footnote": {"label": Attribute(_label)},
    "metrics": {"title": Attribute(line()), "items": Attribute(items("value", "label", "description"), [])},
    "facts": {"title": Attribute(line()), "items": Attribute(items("term", "description"), [])},
    "details": {"summary": Attribute(line(TEXT))},
}

# In the order in which marks are stored: the first is the outermost.
MARKS: dict[str, dict[str, Attribute]] = {
    "link": {"href": Attribute(address()), "reference": Attribute(reference), "title": Attribute(line())},
    "bold": {},
    "italic": {},
    "strike": {},
    "underline": {},
    "highlight": {},
    "subscript": {},
    "superscript": {},
    "abbreviation": {"title": Attribute(line())},
    "keyboard": {},
    "code": {},
}


def cleaned(owner: str, table: dict[str, Attribute], given: Any) -> dict[str, Any]:
    """Return all attributes of a node or mark, cleaned; raises InvalidDocument for a value that is not allowed."""
    if given is None:
        given = {}
    if not isinstance(given, dict):
        raise InvalidDocument(f"The attributes of {owner} must be an object.")
    result = {}
    for name, attribute in table.items():
        value = given.get(name, attribute.default)
        if value is None and attribute.default is not None:
            value = attribute.default
        try:
            result[name] = attribute.clean(value)
        except InvalidDocument as problem:
            raise InvalidDocument(f"The {name} of {owner} {problem}.") from None
    return result


def forgiven(table: dict[str, Attribute], given: dict[str, Any]) -> dict[str, Any]:
    """Return all attributes as `cleaned` does, with the default in place of any value that is not allowed."""
    result = {}
    for name, attribute in table.items():
        value = given.get(name, attribute.default)
        if isinstance(value, str) and len(value) > LINE and name not in {"source", "src", "href", "url"}:
            value = value[: LINE - 1] + "…"
        try:
            result[name] = attribute.clean(attribute.default if value is None else value)
        except InvalidDocument:
            result[name] = attribute.default
    return result
