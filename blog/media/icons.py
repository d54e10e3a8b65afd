"""The small pictures that stand for a site: its logo fitted into a square, or a mark drawn of its initial and colour.

Knows bytes, letters and colours only."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from blog.media.errors import BadUpload

#: Sides of the pictures in an ICO file: a tab, a task bar, a shortcut on a desktop.
ICO_SIDES = (16, 32, 48)
SMOOTH = 4
#: The mark, a sheet with a folded corner, on a field of 32.
FIELD = 32
SHEET = ((5, 2), (20, 2), (27, 9), (27, 30), (5, 30))
FOLD = ((20, 2), (20, 9), (27, 9))
#: What a phone may cut off a maskable icon (W3C Manifest: the safe zone is a circle of 80 per cent), and what looks
#: well on the tile that other phones make.
MASKABLE_INSET, TILE_INSET = 0.17, 0.1
MISSING = "\U0010fffd"
Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)


@dataclass(frozen=True)
class Mark:
    """What is drawn where there is no logo: an initial, which may be empty, on a sheet of a colour."""

    initial: str
    colour: Colour


def icon(of: Mark | bytes, side: int) -> bytes:
    """A PNG with a clear ground. Raises BadUpload for bytes that are no picture."""
    return _png(_square(of, side))


def tile(of: Mark | bytes, side: int, ground: Colour, *, maskable: bool = False) -> bytes:
    """A PNG on a ground, with the room around it that phones want. Raises BadUpload."""
    inset = round(side * (MASKABLE_INSET if maskable else TILE_INSET))
    inner = _square(of, side - 2 * inset)
    canvas = Image.new("RGB", (side, side), ground)
    canvas.paste(inner, (inset, inset), inner)
    return _png(canvas)


def ico(of: Mark | bytes) -> bytes:
    """An ICO file with every size that browsers and systems take from one. Raises BadUpload."""
    pictures = [_square(of, side) for side in ICO_SIDES]
    made = io.BytesIO()
    largest = pictures[-1]
    largest.save(made, "ICO", sizes=[picture.size for picture in pictures], append_images=pictures[:-1])
    return made.getvalue()


def _square(of: Mark | bytes, side: int) -> Image.Image:
    return _drawn(of, side) if isinstance(of, Mark) else _fitted(of, side)


def _fitted(data: bytes, side: int) -> Image.Image:
    """The picture as large as it fits, on a clear ground."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise BadUpload("This is not a picture that an icon could be made of.") from error
    scale = side / max(picture.size)
    size = tuple(max(1, round(length * scale)) for length in picture.size)
    picture = picture.resize(size, Image.Resampling.LANCZOS)  # type: ignore[arg-type]
    canvas = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    canvas.paste(picture, ((side - size[0]) // 2, (side - size[1]) // 2), picture)
    return canvas


@lru_cache(maxsize=32)
def _drawn(mark: Mark, side: int) -> Image.Image:
    scale = side * SMOOTH / FIELD
    canvas = Image.new("RGBA", (side * SMOOTH, side * SMOOTH), (*mark.colour, 0))
    pen = ImageDraw.Draw(canvas)
    pen.polygon([(x * scale, y * scale) for x, y in SHEET], fill=(*mark.colour, 255))
    paler = tuple(round(part * 0.45 + 255 * 0.55) for part in mark.colour)
    pen.polygon([(x * scale, y * scale) for x, y in FOLD], fill=(*paler, 255))
    if has_letter(mark.initial):
        font = ImageFont.load_default(size=15 * scale)
        pen.text((16 * scale, 26 * scale), mark.initial, font=font, fill=(*WHITE, 255), anchor="ms")
    return canvas.resize((side, side), Image.Resampling.LANCZOS)


def has_letter(initial: str) -> bool:
    """Whether the font that comes with Pillow has this letter: no box shall stand for it."""
    if len(initial) != 1 or not initial.isalnum():
        return False
    font = ImageFont.load_default(size=20)
    return bytes(font.getmask(initial)) != bytes(font.getmask(MISSING)) and bool(font.getbbox(initial)[2])


def _png(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()
