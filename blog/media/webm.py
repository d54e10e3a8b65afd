"""The size of a WebM film, read from the track list near its start."""

from __future__ import annotations

from collections.abc import Iterator

from blog.media.errors import BadUpload
from blog.media.sources import Source

LOOKED_AT = 2 * 1024 * 1024
SEGMENT, TRACKS, TRACK, VIDEO, WIDTH, HEIGHT = 0x18538067, 0x1654AE6B, 0xAE, 0xE0, 0xB0, 0xBA


def webm_size(source: Source) -> tuple[int, int] | None:
    """Width and height, or None for sound alone. Raises BadUpload when there is no track list."""
    data = source.read(0, LOOKED_AT)
    tracks = [track for _, *segment in _named(data, 0, len(data), SEGMENT) for track in _named(data, *segment, TRACKS)]
    if not tracks:
        raise BadUpload("The film is damaged or incomplete: it has no list of tracks.")
    for _, *entries in tracks:
        for _, *entry in _named(data, *entries, TRACK):
            for _, *video in _named(data, *entry, VIDEO):
                numbers = {
                    name: int.from_bytes(data[start:end][:4], "big") for name, start, end in _elements(data, *video)
                }
                if numbers.get(WIDTH) and numbers.get(HEIGHT):
                    return numbers[WIDTH], numbers[HEIGHT]
    return None


def _named(data: bytes, start: int, end: int, name: int) -> Iterator[tuple[int, int, int]]:
    return (element for element in _elements(data, start, end) if element[0] == name)


def _elements(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    while start < end:
        name, start = _number(data, start, keep_marker=True)
        size, start = _number(data, start, keep_marker=False)
        stop = end if size is None else min(end, start + size)
        if name is None:
            return
        yield name, start, stop
        start = stop


def _number(data: bytes, at: int, *, keep_marker: bool) -> tuple[int | None, int]:
    """A number of one to eight bytes whose first byte tells how many; None for an unknown size or none at all."""
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length()
    if length > 8:
        return None, len(data)
    value = int.from_bytes(data[at : at + length], "big")
    if not keep_marker:
        value &= (1 << 7 * length) - 1
        if value == (1 << 7 * length) - 1:
            return None, at + length
    return value, at + length
