"""Links that lead nowhere, to what readers cannot see, or that do not say where they lead. Asks nothing outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from blog.collections.checks.finding import (
    DRAFT,
    HINT,
    LATER,
    MISSING,
    TRASHED,
    WARNING,
    Context,
    Finding,
    Part,
    Subject,
    is_link,
    nodes,
    quoted,
)

VAGUE = frozenset(
    {"here", "click here", "click", "this", "this link", "link", "read more", "more", "learn more", "this page", "page"}
)
WITH_ADDRESS = ("image", "callToAction")
STATES = {
    DRAFT: "which is a draft: readers cannot see it",
    LATER: "which readers see only later",
    TRASHED: "which is in the trash",
    MISSING: "which is gone",
}


@dataclass(frozen=True)
class Link:
    """One link: where it stands, its words (None where it needs none), and where it leads."""

    path: str
    words: str | None
    href: str | None
    reference: tuple[str, str] | None


def check_links(subject: Subject, context: Context) -> Iterator[Finding]:
    """Warnings for links that lead nowhere or to what readers cannot see, hints for words that do not say where."""
    for link in links_of(subject):
        words = (link.words or "").strip()
        name = f"The link {quoted(words)}" if words else "A link without words" if link.words is not None else "A link"
        if link.words is not None and not words:
            yield Finding(WARNING, "empty-link", "A link has no words: nobody can see or hear it.", link.path)
        if words.casefold().rstrip(".:!…→ ") in VAGUE:
            yield Finding(HINT, "vague-link", f"{name} does not say where it leads.", link.path)
        yield from _where(link, name, context)


def _where(link: Link, name: str, context: Context) -> Iterator[Finding]:
    if link.reference:
        target = context.targets.get(link.reference)
        if target and target.state in STATES:
            title = quoted(target.title) if target.title else "a document"
            about = None if target.state == MISSING else link.reference
            kind = "draft-link" if target.state in (DRAFT, LATER) else "dead-link"
            yield Finding(WARNING, kind, f"{name} leads to {title}, {STATES[target.state]}.", link.path, about)
        return
    path = own_path(link.href, context.site_url)
    if not (link.href or "").strip() or link.href == "#":
        yield Finding(WARNING, "empty-link", f"{name} leads nowhere.", link.path)
    elif path and context.answers.get(path, 200) >= 400:
        gone = "which is gone for good" if context.answers[path] == 410 else "where readers find nothing"
        yield Finding(WARNING, "dead-link", f"{name} leads to {path}, {gone}.", link.path)


def own_path(href: str | None, site_url: str) -> str:
    """The path, with its query, that an address has on this site; empty for one elsewhere and for a mere fragment."""
    try:
        parts, own = urlsplit((href or "").strip()), urlsplit(site_url)
    except ValueError:
        return ""
    if (parts.scheme or parts.netloc) and (parts.scheme or own.scheme, parts.netloc) != (own.scheme, own.netloc):
        return ""
    path = unquote(parts.path) or ("/" if parts.netloc else "")
    if not path or not path.isprintable():
        return ""
    path = path if path.startswith("/") else f"/{path}"
    return f"{path}?{parts.query}" if parts.query else path


def links_of(subject: Subject) -> Iterator[Link]:
    """Every link that a reader can follow out of the document."""
    for part in subject.parts():
        if is_link(part.field):
            yield _of_group(part)
        elif part.field.kind == "richtext" and isinstance(part.value, Mapping):
            for node in nodes(part.value):
                yield from _of_node(part.path, node)


def _of_group(part: Part) -> Link:
    chosen = part.value
    by_reference = chosen.get("type") != "custom"
    reference = _reference(chosen.get("reference")) if by_reference else None
    # Where nobody says otherwise, a link is called by the title of its document, or by its address.
    return Link(part.path, chosen.get("label") or None, None if by_reference else chosen.get("url"), reference)


def _of_node(path: str, node: Mapping[str, Any]) -> Iterator[Link]:
    attrs = node.get("attrs") or {}
    kind = node.get("type")
    if kind == "image" and attrs.get("href"):
        yield Link(path, None, attrs["href"], None)
    if kind == "callToAction":
        yield Link(path, attrs.get("label") or "", attrs.get("href"), _reference(attrs.get("reference")))
    last: Any = None
    words = ""
    for inner in [*(node.get("content") or ()), {}]:
        mark = next((m.get("attrs") or {} for m in inner.get("marks") or () if m.get("type") == "link"), None)
        if last is not None and mark != last:
            yield Link(path, words, last.get("href"), _reference(last.get("reference")))
            words = ""
        words = words + (inner.get("text") or "") if mark is not None else ""
        last = mark


def _reference(value: Any) -> tuple[str, str] | None:
    if isinstance(value, Mapping) and isinstance(value.get("value"), str) and value["value"]:
        return str(value.get("relationTo") or ""), value["value"]
    return None
