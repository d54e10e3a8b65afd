"""Which files of a picture a page names, so that each reader's browser fetches the one that fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CROPPED = ("square", "og")
FORMATS = ("image/avif", "image/webp")
#: A picture of fewer pixels across is shown as large as it is already.
WORTH_ENLARGING = 700


@dataclass(frozen=True)
class Shown:
    """The addresses of one picture: <source> lines by format, and what the <img> itself says."""

    src: str
    srcset: str
    sources: tuple[tuple[str, str], ...]
    width: int | None
    height: int | None


def picture_sources(media: Any, square: bool = False) -> Shown | None:
    """The files to offer for a picture, or for its square crop; None when there is no picture to show."""
    if not isinstance(media, Mapping) or not media.get("url"):
        return None
    if not str(media.get("mimeType") or "image/").startswith("image/"):
        return None
    sizes = media.get("sizes") or {}
    crop = sizes.get("square") or {}
    if square and crop.get("url"):
        files = [file for file in _files(media) if file.get("name") == "square"]
        fallback = crop
    else:
        files = [file for file in _files(media) if file.get("name") not in CROPPED]
        fallback = sizes.get("large") or sizes.get("medium") or {}
    sources = tuple((kind, text) for kind in FORMATS if (text := _srcset(files, kind)))
    own = _srcset([file for file in files if file.get("mimeType") not in FORMATS], None)
    shape = crop if square and crop.get("url") else media
    return Shown(fallback.get("url") or media["url"], own, sources, shape.get("width"), shape.get("height"))


def largest_address(media: Mapping[str, Any]) -> str | None:
    """The address of the largest rendition, for who wants to look closer."""
    largest = (media.get("sizes") or {}).get("xlarge") or {}
    return largest.get("url") or media.get("url")


def enlargement(media: Any, alt: str | None = None) -> str | None:
    """Where a closer look at a picture leads; None where there is nothing more to see, or no words for the link."""
    if not isinstance(media, Mapping) or media.get("decorative") or not (alt or media.get("alt")):
        return None
    width = media.get("width")
    return largest_address(media) if isinstance(width, int) and width >= WORTH_ENLARGING else None


def _files(media: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    files = media.get("renditions")
    if files:
        return [file for file in files if file.get("url") and file.get("width")]
    return [{"name": name, **file} for name, file in (media.get("sizes") or {}).items() if file and file.get("url")]


def _srcset(files: list[Mapping[str, Any]], kind: str | None) -> str:
    by_width = {}
    for file in files:
        if (kind is None or file.get("mimeType") == kind) and file.get("width"):
            by_width.setdefault(file["width"], file["url"])
    return ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items()))
