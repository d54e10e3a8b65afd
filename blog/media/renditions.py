"""The sizes of a picture: planned from what the inspection said, made later from the original, decoded once for all.

Knows neither where they are stored nor who shows them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from PIL import Image

from blog.media import pictures
from blog.media.cuts import Cut
from blog.media.inspection import NO_LIMITS, Inspected, inspect, public_copy
from blog.media.sniffing import sniff
from blog.media.sources import Content, Source

WIDTHS = {"thumbnail": 300, "small": 600, "medium": 900, "large": 1400, "xlarge": 1920}
CROPS = {"square": (500, 500), "og": (1200, 630)}
SIZES = ("thumbnail", "square", "small", "medium", "large", "xlarge", "og")
STILLS = ("thumbnail", "square", "og")  # of a picture that moves, these show its first frame
RECIPE = 1  # goes up when the same plan gives other bytes, so that old ones are never served for new ones
MIME_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}
EXTENSIONS = {"jpeg": "jpg"}
UNCUT = Cut()


@dataclass(frozen=True, slots=True)
class Rendition:
    """One size in one format: its bytes belong under the key, which names everything they depend on.

    A rendition with `made` False is the public copy itself. Several sizes share a key when the original is small.
    """

    name: str
    format: str
    mime_type: str
    width: int
    height: int
    key: str
    made: bool = True
    focal: tuple[int, int] | None = None
    cut: Cut = UNCUT


def plan_renditions(
    inspected: Inspected, focal: tuple[float, float] = (50, 50), cut: Cut | None = None
) -> list[Rendition]:
    """Every size in every format, the best format first and the original's own last; nothing is decoded.

    Nothing is enlarged. A drawing is itself in every size, and so is what moves, except for its stills; neither is cut.
    The focal point is one of what the cut leaves.
    """
    if inspected.kind not in ("raster", "vector"):
        return []
    plan: list[Rendition] = []
    for name in SIZES:
        if inspected.kind == "vector" or (inspected.animated and name not in STILLS):
            plan.append(_itself(name, inspected))
        else:
            plan += _in_all_formats(name, inspected, focal, UNCUT if inspected.animated else cut or UNCUT)
    return plan


def make_rendition(content: Content, rendition: Rendition) -> bytes:
    """The bytes of one rendition. Raises BadUpload when the original cannot be read."""
    return next(data for _, data in make_renditions(content, [rendition]))


def make_renditions(content: Content, renditions: Iterable[Rendition]) -> Iterator[tuple[Rendition, bytes]]:
    """Each rendition with its bytes, the original decoded once; sizes that share a key come with the same bytes.

    They are all of one cut. Raises BadUpload when the original cannot be read.
    """
    wanted = list(renditions)
    data = Source(content).all()
    if copies := [rendition for rendition in wanted if not rendition.made]:
        copy = public_copy(data, inspect(data, limits=NO_LIMITS)) or data
        yield from ((rendition, copy) for rendition in copies)
    made = sorted((rendition for rendition in wanted if rendition.made), key=_work_order)
    if not made:
        return
    with pictures.decoding("original"):
        base, original_mode, full = _base(data, made)
    for _, group in groupby(made, key=_work_order):
        sized, done = None, {}
        for rendition in group:
            with pictures.decoding("original"):
                sized = sized or _sized(base, full, rendition)
                if rendition.key not in done:
                    done[rendition.key] = pictures.encode(sized, rendition.format, palette=original_mode == "P")
            yield rendition, done[rendition.key]


def placeholder(content: Content, cut: Cut | None = None) -> str:
    """A data: URI of at most 150 letters that stands for the picture until it is there; "" where none would serve.

    Raises BadUpload when the picture cannot be read.
    """
    image = _tiny(content, 16, cut or UNCUT)
    if image is None or (image.mode == "RGBA" and image.getchannel("A").getextrema()[0] < 250):
        return ""  # it would shine through what is transparent
    image = image.convert("RGB")
    for side, quality in ((16, 30), (16, 10), (12, 10), (8, 5), (4, 0)):
        small = image.copy()
        small.thumbnail((side, side), Image.Resampling.BOX)
        uri = pictures.data_uri(small, quality)
        if len(uri) <= 150:
            return uri
    return ""


def dominant_colour(content: Content) -> str:
    """The colour that most of the picture has, as #rrggbb; "" where there is none. Raises BadUpload."""
    image = _tiny(content, 32, UNCUT)
    if image is None:
        return ""
    few = pictures.flattened(image).convert("RGB").quantize(6)
    index = max(few.getcolors())[1]
    return "#" + bytes(few.getpalette()[index * 3 : index * 3 + 3]).hex()


def _itself(name: str, inspected: Inspected) -> Rendition:
    return Rendition(
        name,
        inspected.extension,
        inspected.mime_type,
        inspected.width,
        inspected.height,
        inspected.public_key,
        made=False,
    )


def _in_all_formats(name: str, inspected: Inspected, focal: tuple[float, float], cut: Cut) -> Iterator[Rendition]:
    whole = cut.size(inspected.width, inspected.height)
    width, height, cropped = _dimensions(name, *whole)
    at = tuple(min(100, max(0, round(side))) for side in focal) if cropped else None
    shape = f"{width}x{height}" + (f"-{at[0]}-{at[1]}" if at else "") + (f"-cut{cut.name}" if cut else "")
    for format_ in _formats(name, inspected):
        if not cut and (width, height) == whole and _shown_as_it_is(format_, inspected):
            yield _itself(name, inspected)
            continue
        extension = EXTENSIONS.get(format_, format_)
        key = f"renditions/{inspected.digest[:2]}/{inspected.digest}/{RECIPE}-{shape}.{extension}"
        yield Rendition(name, format_, MIME_TYPES[format_], width, height, key, focal=at, cut=cut)


def _formats(name: str, inspected: Inspected) -> tuple[str, ...]:
    own = inspected.mime_type.partition("/")[2]
    if name == "og":
        own = "jpeg"  # what previews of links are sure to show
    elif own == "gif":
        own = "png"
    return (*(format_ for format_ in ("avif", "webp") if format_ != own), own)


def _shown_as_it_is(format_: str, inspected: Inspected) -> bool:
    upright = inspected.orientation == 1 and not inspected.animated
    return upright and MIME_TYPES[format_] == inspected.mime_type and inspected.mode in ("L", "LA", "P", "RGB", "RGBA")


def _dimensions(name: str, width: int, height: int) -> tuple[int, int, bool]:
    """Width, height and whether something is cut off."""
    if name in WIDTHS:
        scale = min(1.0, WIDTHS[name] / width)
        return max(1, round(width * scale)), max(1, round(height * scale)), False
    crop_width, crop_height = CROPS[name]
    scale = min(1.0, width / crop_width, height / crop_height)
    size = max(1, round(crop_width * scale)), max(1, round(crop_height * scale))
    return *size, abs(size[0] * height - size[1] * width) > max(width, height)


def _work_order(rendition: Rendition) -> tuple:
    return -rendition.width * rendition.height, rendition.width, rendition.focal or ()


def _box(width: float, height: float, rendition: Rendition) -> tuple[float, float, float, float]:
    """The part of a picture of this size that a rendition shows."""
    if rendition.focal is None:
        return 0, 0, width, height
    scale = min(width / rendition.width, height / rendition.height)
    box_width, box_height = rendition.width * scale, rendition.height * scale
    left = min(max(0, width * rendition.focal[0] / 100 - box_width / 2), width - box_width)
    top = min(max(0, height * rendition.focal[1] / 100 - box_height / 2), height - box_height)
    return left, top, left + box_width, top + box_height


def _base(data: bytes, renditions: list[Rendition]) -> tuple[Image.Image, str, tuple[int, int]]:
    """The picture at the largest scale that any rendition needs, its mode as stored, and its full size."""
    with pictures.open_picture(data) as head:
        upright = head.size if pictures.orientation_of(head) < 5 else head.size[::-1]
        mode = head.mode
    cut = renditions[0].cut
    full = cut.size(*upright)
    scale = max(_scale(full, rendition) for rendition in renditions)
    image = cut.apply(pictures.decode(data, scale))
    size = tuple(min(side, math.ceil(whole * scale)) for side, whole in zip(image.size, full, strict=True))
    return _resized(image, size, None), mode, full


def _scale(full: tuple[int, int], rendition: Rendition) -> float:
    left, top, right, bottom = _box(*full, rendition)
    return min(1.0, max(rendition.width / (right - left), rendition.height / (bottom - top)))


def _sized(base: Image.Image, full: tuple[int, int], rendition: Rendition) -> Image.Image:
    across, down = base.width / full[0], base.height / full[1]
    left, top, right, bottom = _box(*full, rendition)
    box = (left * across, top * down, min(base.width, right * across), min(base.height, bottom * down))
    return _resized(base, (rendition.width, rendition.height), box)


def _resized(image: Image.Image, size: tuple[int, int], box: tuple[float, float, float, float] | None) -> Image.Image:
    if size == image.size and box in (None, (0, 0, *image.size)):
        return image
    return image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)


def _tiny(content: Content, side: int, cut: Cut) -> Image.Image | None:
    source = Source(content)
    if sniff(source, "").kind != "raster":
        return None
    data = source.all()
    with pictures.decoding("original"):
        with pictures.open_picture(data) as head:
            scale = min(1.0, 2 * side / max(head.size))
        image = cut.apply(pictures.decode(data, scale))
        image.thumbnail((side, side), Image.Resampling.BOX)
        return image
