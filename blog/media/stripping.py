"""Pictures and films without what they tell of people, places and cameras; not one pixel is encoded anew.

Only what is needed to show them the same stays: colour profile, animation, and which side is up.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator

from blog.media import boxes, types
from blog.media.errors import BadUpload
from blog.media.sources import Source

PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT acTL fcTL fdAT cICP mDCV cLLI".split()
)
WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
GIF_APPLICATIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
MARKER = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")


def is_clean(source: Source, type_: types.Type, orientation: int = 1) -> bool:
    """Whether the content tells nothing beyond what it shows. Raises BadUpload for a damaged file."""
    if type_ in PATCHED:
        return not _needed(source, PATCHED[type_](source))
    return strip(source, type_, orientation) == source.all() if type_ in STRIPPERS else True


def strip(source: Source, type_: types.Type, orientation: int = 1) -> bytes:
    """The content without metadata. Raises BadUpload for a damaged file."""
    if type_ in STRIPPERS:
        return STRIPPERS[type_](source.all(), orientation)
    data = bytearray(source.all())
    if type_ in PATCHED:
        for patch in _needed(source, PATCHED[type_](source)):
            data[patch.at : patch.at + len(patch.data)] = patch.data
    return bytes(data)


def _needed(source: Source, patches: list[boxes.Patch]) -> list[boxes.Patch]:
    return [patch for patch in patches if source.read(patch.at, len(patch.data)) != patch.data]


def strip_jpeg(data: bytes, orientation: int = 1) -> bytes:
    """A JPEG without EXIF, XMP, IPTC, comments, thumbnails and whatever follows its end."""
    out, at, placed = bytearray(b"\xff\xd8"), 2, orientation == 1
    while True:
        found = MARKER.search(data, at)
        if not found:
            raise BadUpload("The JPEG picture is damaged or incomplete.")
        out += data[at : found.start()]  # what a scan is made of; between segments there is nothing
        marker, at = data[found.end() - 1], found.end()
        if marker == 0xD9:
            return bytes(out) + b"\xff\xd9"
        size = int.from_bytes(data[at : at + 2], "big")
        segment = data[at : at + size]
        if marker == 0x01 or size < 2 or len(segment) < size:
            raise BadUpload("The JPEG picture is damaged or incomplete.")
        at += size
        if not placed and marker != 0xE0:
            out += b"\xff\xe1" + _sized(b"Exif\0\0" + _orientation_tag(orientation), 2)
            placed = True
        if (kept := _kept_segment(marker, segment)) is not None:
            out += bytes((0xFF, marker)) + kept


def _kept_segment(marker: int, segment: bytes) -> bytes | None:
    if marker == 0xE0 and segment[2:7] == b"JFIF\0" and len(segment) >= 16:
        return _sized(segment[2:14] + b"\0\0", 2)
    if marker == 0xE2:
        return segment if segment[2:14] == b"ICC_PROFILE\0" else None
    if marker == 0xEE:
        return segment if segment[2:7] == b"Adobe" else None
    return None if marker == 0xFE or 0xE0 <= marker <= 0xEF else segment


def strip_png(data: bytes, orientation: int = 1) -> bytes:
    """A PNG without text, time, EXIF and unknown chunks."""
    out, at = bytearray(data[:8]), 8
    while at < len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + size
        if end > len(data):
            break
        if name in PNG_KEPT:
            out += data[at:end]
        elif name == b"eXIf" and orientation != 1:
            out += _png_chunk(b"eXIf", _orientation_tag(orientation))
        if name == b"IEND":
            return bytes(out)
        at = end
    raise BadUpload("The PNG picture is damaged or incomplete.")


def _png_chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


def webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a WebP by name. Raises BadUpload for one that does not fit."""
    at, end = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > end:
            raise BadUpload("The WebP picture is damaged or incomplete.")
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def webp_size(data: bytes) -> tuple[int, int]:
    """The size of the canvas, read before any decoder sets memory aside for it."""
    for name, content in webp_chunks(data):
        if name == b"VP8X" and len(content) >= 10:
            return 1 + int.from_bytes(content[4:7], "little"), 1 + int.from_bytes(content[7:10], "little")
        if name == b"VP8L" and len(content) >= 5:
            bits = int.from_bytes(content[1:5], "little")
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        if name == b"VP8 " and len(content) >= 10:
            return tuple(int.from_bytes(content[at : at + 2], "little") & 0x3FFF for at in (6, 8))
    raise BadUpload("The WebP picture is damaged or incomplete.")


def strip_webp(data: bytes, orientation: int = 1) -> bytes:
    """A WebP without EXIF, XMP and unknown chunks."""
    out = bytearray()
    for name, content in webp_chunks(data):
        if name == b"VP8X" and content:
            flags = content[0] & ~0x0C | (0x08 if orientation != 1 else 0)
            content = bytes((flags,)) + content[1:]
        elif name == b"EXIF" and orientation != 1:
            content = _orientation_tag(orientation)
        elif name not in WEBP_KEPT:
            continue
        out += name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)
    return b"RIFF" + (len(out) + 4).to_bytes(4, "little") + b"WEBP" + bytes(out)


def gif_parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts of a GIF in order: head, extension, frame, end. Raises BadUpload for one that does not fit."""
    at = 13 + _table(data, 10)
    yield "head", data[:at]
    while at < len(data):
        start, mark = at, data[at]
        if mark == 0x3B:
            yield "end", b";"
            return
        if mark == 0x21:
            at = _past_blocks(data, at + 2)
            yield "extension", data[start:at]
        elif mark == 0x2C:
            at = _past_blocks(data, at + 11 + _table(data, at + 9))
            yield "frame", data[start:at]
        else:
            break
    raise BadUpload("The GIF picture is damaged or incomplete.")


def _table(data: bytes, at: int) -> int:
    flags = data[at] if at < len(data) else 0
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _past_blocks(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += data[at] + 1
    if at >= len(data):
        raise BadUpload("The GIF picture is damaged or incomplete.")
    return at + 1


def strip_gif(data: bytes, orientation: int = 1) -> bytes:  # noqa: ARG001 (a GIF has no orientation)
    """A GIF without comments and without the notes of programs, except those that tell how often it repeats."""
    return b"".join(part for kind, part in gif_parts(data) if kind != "extension" or _kept_extension(part))


def _kept_extension(part: bytes) -> bool:
    return part[1] in (0xF9, 0x01) or (part[1] == 0xFF and part[3:14] in GIF_APPLICATIONS)


def _orientation_tag(orientation: int) -> bytes:
    entry = b"\x12\x01\x03\x00\x01\x00\x00\x00" + orientation.to_bytes(2, "little") + b"\0\0"
    return b"II*\0\x08\0\0\0\x01\0" + entry + b"\0\0\0\0"


def _sized(content: bytes, own: int) -> bytes:
    return (len(content) + own).to_bytes(own, "big") + content


STRIPPERS: dict[types.Type, Callable[[bytes, int], bytes]] = {
    types.JPEG: strip_jpeg,
    types.PNG: strip_png,
    types.WEBP: strip_webp,
    types.GIF: strip_gif,
}
PATCHED: dict[types.Type, Callable[[Source], list[boxes.Patch]]] = {
    types.AVIF: boxes.picture_patches,
    types.MP4: boxes.film_patches,
    types.MP4_AUDIO: boxes.film_patches,
}
