"""What an upload is, and whether it is taken: decided by its content, within limits, before anything is stored.

Knows no collection and no storage.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import dataclass, field

from blog.media import boxes, pictures, types
from blog.media.errors import BadUpload
from blog.media.sniffing import shown, sniff
from blog.media.sources import Content, Source
from blog.media.stripping import gif_parts, is_clean, strip, webp_size
from blog.media.svg import clean_svg
from blog.media.webm import webm_size

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How large an upload may be: bytes of any file, of an SVG, pixels and frames of a picture."""

    max_bytes: int = 50 * MEGABYTE
    max_svg_bytes: int = 5 * MEGABYTE
    max_pixels: int = 50_000_000
    max_frames: int = 1000


NO_LIMITS = Limits(sys.maxsize, sys.maxsize, sys.maxsize, sys.maxsize)
"""For originals that were taken before, perhaps when the limits were wider."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """An upload that is taken: what it is, how large, and under which keys its bytes belong.

    Width and height are those it is shown with; `clean` says that the original tells nothing it should not.
    """

    kind: str
    mime_type: str
    extension: str
    size: int
    digest: str
    width: int | None = None
    height: int | None = None
    frames: int = 1
    alpha: bool = False
    orientation: int = 1
    mode: str = field(default="", repr=False)
    clean: bool = True

    @property
    def pixels(self) -> int:
        """Width times height; 0 for what has none."""
        return (self.width or 0) * (self.height or 0)

    @property
    def animated(self) -> bool:
        """Whether the picture moves."""
        return self.frames > 1

    @property
    def original_key(self) -> str:
        """Where the untouched original is stored; served to nobody unless it is clean."""
        return f"originals/{self.digest[:2]}/{self.digest}.{self.extension}"

    @property
    def public_key(self) -> str:
        """Where the copy that readers may have is stored: the original itself when it is clean."""
        return self.original_key if self.clean else f"public/{self.digest[:2]}/{self.digest}.{self.extension}"


def inspect(
    content: Content,
    filename: str = "",
    *,
    limits: Limits | None = None,
    accept: Collection[str] = types.ACCEPTED,
) -> Inspected:
    """What the upload is. Raises BadUpload, and nothing else, for a file that is not taken."""
    limits, source = limits or Limits(), Source(content)
    _check_size(source.size, limits.max_bytes, filename)
    type_ = sniff(source, filename)
    if type_.mime_type not in accept:
        raise BadUpload(f"{shown(filename)} is {type_.title}, which is not taken here; taken are {types.WANTED}.")
    if type_.kind == "raster":
        return _raster(source, type_, limits, filename)
    if type_ is types.SVG:
        return _drawing(source, limits, filename)
    if type_ in (types.MP4, types.MP4_AUDIO, types.WEBM):
        return _film(source, type_)
    if type_ is types.PDF and b"%%EOF" not in source.read(max(0, source.size - 4096), 4096):
        raise BadUpload(f"{shown(filename)} is a PDF that is damaged or incomplete: its end is missing.")
    if type_ is types.OGG and b"theora" in source.read(0, 4096):
        raise BadUpload(f"{shown(filename)} is an Ogg film; save it as WebM or MP4.")
    return Inspected(type_.kind, type_.mime_type, type_.extension, source.size, source.digest())


def public_copy(content: Content, inspected: Inspected) -> bytes | None:
    """The copy that readers may have, without metadata or scripts; None when the original is clean."""
    if inspected.clean:
        return None
    source = Source(content)
    if inspected.kind == "vector":
        return clean_svg(source.all()).data
    type_ = next(t for t in (*types.RASTER, types.MP4, types.MP4_AUDIO) if t.mime_type == inspected.mime_type)
    return strip(source, type_, inspected.orientation)


def _check_size(size: int, most: int, filename: str) -> None:
    if size == 0:
        raise BadUpload(f"{shown(filename)} is empty.")
    if size > most:
        raise BadUpload(f"{shown(filename)} has {size / MEGABYTE:.1f} MB; at most {most / MEGABYTE:g} MB are taken.")


def _raster(source: Source, type_: types.Type, limits: Limits, filename: str) -> Inspected:
    data = source.all()
    with pictures.decoding(type_.title):
        if type_ is types.WEBP:
            _check_pixels(webp_size(data), limits, filename)
        with pictures.open_picture(data) as image:
            _check_pixels(image.size, limits, filename)
            frames, orientation = _frames(image, data, type_, limits, filename), pictures.orientation_of(image)
            mode, alpha = image.mode, pictures.has_alpha(image)
            width, height = image.size if orientation < 5 else image.size[::-1]
            if type_ is types.JPEG:
                image.draft(None, (1, 1))  # an eighth of the work still walks through every byte
            image.load()
        clean = is_clean(source, type_, orientation)
    return Inspected(
        kind="raster",
        mime_type=type_.mime_type,
        extension=type_.extension,
        size=source.size,
        digest=source.digest(),
        width=width,
        height=height,
        frames=frames,
        alpha=alpha,
        orientation=orientation,
        mode=mode,
        clean=clean,
    )


def _check_pixels(size: tuple[int, int], limits: Limits, filename: str) -> None:
    width, height = size
    if width * height > limits.max_pixels:
        raise BadUpload(
            f"{shown(filename)} has {width} × {height} pixels; at most {limits.max_pixels / 1e6:g} million are taken."
        )


def _frames(image: object, data: bytes, type_: types.Type, limits: Limits, filename: str) -> int:
    if type_ is types.JPEG:  # further pictures in it are previews and depth maps
        return 1
    frames = 0
    if type_ is types.GIF:  # Pillow would look at every frame, however many
        for kind, _ in gif_parts(data):
            frames += kind == "frame"
            if frames > limits.max_frames:
                break
    else:
        frames = getattr(image, "n_frames", 1)
    if frames > limits.max_frames:
        raise BadUpload(f"{shown(filename)} has more than {limits.max_frames} frames: save it as a film (MP4 or WebM).")
    return max(1, frames)


def _drawing(source: Source, limits: Limits, filename: str) -> Inspected:
    _check_size(source.size, limits.max_svg_bytes, filename)
    original = source.all()
    drawing = clean_svg(original)
    return Inspected(
        kind="vector",
        mime_type=types.SVG.mime_type,
        extension=types.SVG.extension,
        size=source.size,
        digest=source.digest(),
        width=drawing.width,
        height=drawing.height,
        alpha=True,
        clean=drawing.data == original,
    )


def _film(source: Source, type_: types.Type) -> Inspected:
    size = webm_size(source) if type_ is types.WEBM else boxes.film_size(source)
    if size is None:
        type_ = types.WEBM_AUDIO if type_ is types.WEBM else types.MP4_AUDIO
    width, height = size or (None, None)
    clean = is_clean(source, type_)
    return Inspected(
        type_.kind, type_.mime_type, type_.extension, source.size, source.digest(), width, height, clean=clean
    )
