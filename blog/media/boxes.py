"""The boxes that MP4 and AVIF files are made of: walking them, and finding what tells of people and places in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from blog.media.errors import BadUpload
from blog.media.sources import Source

MOST = 10_000
LARGEST_META = 4 * 1024 * 1024
EMPTY_EXIF = b"\0\0\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"


@dataclass(frozen=True, slots=True)
class Box:
    """A box by its type, where its content starts, where it ends and where it began."""

    type: bytes
    start: int
    end: int
    at: int


@dataclass(frozen=True, slots=True)
class Patch:
    """Bytes to write over those at an offset: the length of the file and every other offset stay."""

    at: int
    data: bytes


def walk(source: Source, start: int, end: int) -> Iterator[Box]:
    """The boxes between two offsets. Raises BadUpload for one that does not fit."""
    for _ in range(MOST):
        if start + 8 > end:
            return
        head = source.read(start, 16)
        size, header = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, header = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            size = end - start
        if size < header or start + size > end:
            raise BadUpload("The file is damaged: one of its parts is longer than the file.")
        yield Box(head[4:8], start + header, start + size, start)
        start += size
    raise BadUpload("The file is damaged: it has too many parts.")


def find(source: Source, start: int, end: int, *path: bytes) -> Box | None:
    """The first box under a path of types."""
    for box in walk(source, start, end):
        if box.type == path[0]:
            return box if len(path) == 1 else find(source, box.start, box.end, *path[1:])
    return None


def film_patches(source: Source) -> list[Patch]:
    """What makes an MP4 forget where and with what it was taken: user data, metadata and XMP become free space."""
    patches: list[Patch] = []
    for box in walk(source, 0, source.size):
        if box.type in (b"uuid", b"meta", b"udta"):
            patches.append(_freed(box))
        elif box.type == b"moov":
            _free_inside(source, box, patches, depth=0)
    return patches


def _free_inside(source: Source, parent: Box, patches: list[Patch], depth: int) -> None:
    for box in walk(source, parent.start, parent.end):
        if box.type in (b"udta", b"meta", b"uuid"):
            patches.append(_freed(box))
        elif box.type == b"trak" and depth == 0:
            _free_inside(source, box, patches, depth + 1)


def _freed(box: Box) -> Patch:
    return Patch(box.at + 4, b"free" + bytes(box.end - box.at - 8))


def film_size(source: Source) -> tuple[int, int] | None:
    """Width and height of an MP4 as it is shown, or None when it has no picture. Raises BadUpload without an index."""
    movie = find(source, 0, source.size, b"moov")
    if movie is None:
        raise BadUpload("The film is damaged or incomplete: it has no index (moov).")
    for track in walk(source, movie.start, movie.end):
        if track.type == b"trak" and (header := find(source, track.start, track.end, b"tkhd")):
            size = _track_size(source.read(header.start, 104))
            if all(size):
                return size
    return None


def _track_size(head: bytes) -> tuple[int, int]:
    at = 88 if head[:1] == b"\1" else 76
    width, height = (int.from_bytes(head[i : i + 4], "big") >> 16 for i in (at, at + 4))
    sideways = int.from_bytes(head[at - 36 : at - 32], "big") == 0 and any(head[at - 32 : at - 28])
    return (height, width) if sideways else (width, height)


def picture_patches(source: Source) -> list[Patch]:
    """What makes an AVIF forget its EXIF and XMP: their bytes are overwritten, every offset stays."""
    meta = find(source, 0, source.size, b"meta")
    if meta is None or meta.end - meta.start > LARGEST_META:
        raise BadUpload("The AVIF picture is damaged.")
    parts = {box.type: box for box in walk(source, meta.start + 4, meta.end)}
    if b"iinf" not in parts or b"iloc" not in parts:
        return []
    wanted = _telling_items(source, parts[b"iinf"])
    patches = []
    for item, method, offset, length in _places(source.read(*_span(parts[b"iloc"]))):
        start = offset + (parts[b"idat"].start if method == 1 and b"idat" in parts else 0)
        if item in wanted and method in (0, 1) and 0 < length <= source.size - start:
            filler = EMPTY_EXIF.ljust(length, b"\0")[:length] if wanted[item] == b"Exif" else b" " * length
            patches.append(Patch(start, filler))
    return patches


def _span(box: Box) -> tuple[int, int]:
    return box.start, box.end - box.start


def _telling_items(source: Source, box: Box) -> dict[int, bytes]:
    wide = source.read(box.start, 1) != b"\0"
    items = {}
    for entry in walk(source, box.start + (8 if wide else 6), box.end):
        head = source.read(entry.start, 16)
        number = 4 if head[:1] == b"\3" else 2
        kind = head[4 + number + 2 : 4 + number + 6]
        if kind in (b"Exif", b"mime", b"uri "):
            items[int.from_bytes(head[4 : 4 + number], "big")] = kind
    return items


def _places(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Item, method, offset and length of every extent of an iloc box."""
    if len(data) < 8:
        raise BadUpload("The AVIF picture is damaged.")
    version, at = data[0], 6
    offset_size, length_size = data[4] >> 4, data[4] & 15
    start_size, index_size = data[5] >> 4, data[5] & 15 if version else 0

    def number(size: int) -> int:
        nonlocal at
        at += size
        if at > len(data):
            raise BadUpload("The AVIF picture is damaged.")
        return int.from_bytes(data[at - size : at], "big")

    for _ in range(number(4 if version == 2 else 2)):
        item = number(4 if version == 2 else 2)
        method = number(2) & 15 if version else 0
        number(2)
        start = number(start_size)
        for _ in range(number(2)):
            number(index_size)
            offset = number(offset_size)
            yield item, method, start + offset, number(length_size)
