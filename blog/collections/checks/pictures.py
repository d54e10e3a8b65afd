"""Pictures that say nothing to who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from blog.collections.checks.finding import WARNING, Context, Finding, Subject, nodes


def check_pictures(subject: Subject, context: Context) -> Iterator[Finding]:
    """A warning for each picture without an alternative text that is not marked as decorative, once for each."""
    told: set[str] = set()
    for path, media, attrs in pictures_of(subject):
        known = context.pictures.get(media)
        if (attrs.get("alt") or "").strip() or (media and known is None) or media in told:
            continue
        if known and (known.get("decorative") or (known.get("alt") or "").strip()):
            continue
        told.add(media or f"{path} {attrs.get('src')}")
        name = (known or {}).get("filename") or attrs.get("src") or "without a file"
        about = ("media", media) if media else None
        yield Finding(WARNING, "alt", f"The picture {name} has no alternative text.", path, about)


def pictures_of(subject: Subject) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every picture: the path of its field, the id of its file (empty for one elsewhere), and what the text says."""
    for part in subject.parts():
        if part.field.kind == "upload" and part.field.targets == ("media",):
            chosen = part.value if isinstance(part.value, list) else [part.value]
            yield from ((part.path, id_, {}) for id_ in chosen if isinstance(id_, str))
        elif part.field.kind == "richtext" and isinstance(part.value, Mapping):
            for node in nodes(part.value):
                if node.get("type") == "image":
                    attrs = node.get("attrs") or {}
                    yield part.path, attrs.get("media") or "", attrs
