"""A sheet to draw on: coordinates are those of the finished picture, drawn at twice the size and reduced."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from blog.cli.demo.drawing.palette import Colour, ramp

Point = tuple[float, float]
Paint = tuple[int, ...]
SCALE = 2


def dice(seed: str) -> random.Random:
    """A source of chance that always falls the same way for the same seed."""
    return random.Random(seed)  # noqa: S311 - it draws pictures


class Canvas:
    """One picture being drawn."""

    def __init__(self, width: int, height: int, background: Colour) -> None:
        self.width, self.height = width, height
        self.size = (width * SCALE, height * SCALE)
        self.image = Image.new("RGB", self.size, background)

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        """The pen for the picture as it is now; it blends colours that have an opacity."""
        return ImageDraw.Draw(self.image, "RGBA")

    def sky(self, stops: list[Colour], angle: float = 90) -> None:
        """Fill the sheet with a gradient that runs in the direction of the angle (90 is downwards)."""
        across, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        reach = abs(across) + abs(down)
        start = min(0, across) + min(0, down)
        side = 64
        colours = [
            ramp(stops, ((x / (side - 1)) * across + (y / (side - 1)) * down - start) / reach)
            for y in range(side)
            for x in range(side)
        ]
        small = Image.new("RGB", (side, side))
        small.putdata(colours)
        self.image.paste(small.resize(self.size, Image.Resampling.BILINEAR))

    def polygon(self, points: Sequence[Point], paint: Paint) -> None:
        """Fill the shape with these corners."""
        self.pen.polygon(enlarge(points), fill=paint)

    def line(self, points: Sequence[Point], paint: Paint, width: float = 2) -> None:
        """A line through the points, with round joints and ends when it is opaque and thick enough to show them."""
        large, stroke = enlarge(points), max(1, round(width * SCALE))
        pen = self.pen
        pen.line(large, fill=paint, width=stroke, joint="curve")
        if stroke > 3 and (len(paint) == 3 or paint[3] == 255):
            for x, y in (large[0], large[-1]):
                half = stroke / 2
                pen.ellipse((x - half, y - half, x + half, y + half), fill=paint)

    def circle(
        self, centre: Point, radius: float, paint: Paint | None, ring: Paint | None = None, width: float = 0
    ) -> None:
        """A disc, a ring, or a disc with a rim."""
        x, y = centre
        box = [value * SCALE for value in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.ellipse(box, fill=paint, outline=ring, width=round(width * SCALE))

    def slice(self, centre: Point, radius: float, turn: tuple[float, float], paint: Paint) -> None:
        """A slice of a pie between two angles in degrees."""
        x, y = centre
        box = [value * SCALE for value in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.pieslice(box, *turn, fill=paint)

    def arc(self, centre: Point, radius: float, turn: tuple[float, float], paint: Paint, width: float) -> None:
        """A part of a ring between two angles in degrees."""
        x, y = centre
        box = [value * SCALE for value in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.arc(box, *turn, fill=paint, width=round(width * SCALE))

    def panel(
        self, box: Sequence[float], paint: Paint | None, radius: float = 0, rim: Paint | None = None, width: float = 1
    ) -> None:
        """A rectangle, with round corners if asked for."""
        large = [value * SCALE for value in box]
        self.pen.rounded_rectangle(large, radius * SCALE, fill=paint, outline=rim, width=max(1, round(width * SCALE)))

    def text(self, place: Point, words: str, paint: Paint, size: float, anchor: str = "la") -> None:
        """Words in the one typeface that Pillow carries with it."""
        x, y = place
        font = ImageFont.load_default(size * SCALE)
        self.pen.text((x * SCALE, y * SCALE), words, fill=paint, font=font, anchor=anchor)

    def shadow(self, box: Sequence[float], radius: float, blur: float, opacity: float, drop: float = 0) -> None:
        """A soft shadow below a panel; worked out small, where blurring costs nothing, and only around the panel."""
        part, room = 4, blur * 3 + drop
        left, top, right, bottom = box
        size = (round((right - left + 2 * room) * SCALE / part), round((bottom - top + 2 * room) * SCALE / part))
        mask = Image.new("L", size, 0)
        inner = (room, room + drop, room + right - left, room + drop + bottom - top)
        large = [value * SCALE / part for value in inner]
        ImageDraw.Draw(mask).rounded_rectangle(large, radius * SCALE / part, fill=round(255 * opacity))
        mask = mask.filter(ImageFilter.GaussianBlur(blur * SCALE / part))
        mask = mask.resize((size[0] * part, size[1] * part), Image.Resampling.BILINEAR)
        self.image.paste((8, 18, 28), (round((left - room) * SCALE), round((top - room) * SCALE)), mask)

    def glow(self, centre: Point, radius: float, colour: Colour, opacity: float) -> None:
        """A round light that fades outwards."""
        mask = ImageChops.invert(Image.radial_gradient("L")).point(lambda value: fade(value) * opacity)
        corner = [(place - radius) * SCALE for place in centre]
        left, top = (max(0, round(place)) for place in corner)
        right, bottom = (
            min(side, round(place + 2 * radius * SCALE)) for place, side in zip(corner, self.size, strict=True)
        )
        # Only what falls on the sheet is worked out: a large light is mostly beside it.
        share = mask.width / (2 * radius * SCALE)
        seen = [(x - corner[n % 2]) * share for n, x in enumerate((left, top, right, bottom))]
        seen = [min(max(value, 0), mask.width) for value in seen]
        mask = mask.resize((right - left, bottom - top), Image.Resampling.BILINEAR, box=seen)
        self.image.paste(colour, (left, top), mask)

    def finish(self, seed: str, grain: int = 4) -> Image.Image:
        """The picture in its own size, with a little grain so that gradients do not show steps."""
        picture = self.image.reduce(SCALE)
        if not grain:
            return picture
        side = 512
        tile = Image.frombytes("L", (side, side), dice(seed).randbytes(side * side))
        tile = tile.point(lambda value: 128 + (value - 128) * grain / 128)
        sheet = Image.new("L", picture.size)
        for x in range(0, picture.width, side):
            for y in range(0, picture.height, side):
                sheet.paste(tile, (x, y))
        return ImageChops.add(picture, Image.merge("RGB", (sheet,) * 3), 1, -128)


def fade(value: int) -> float:
    """The strength of a light at a brightness of the radial gradient, which is still 75 at the middle of an edge."""
    return max(0, value - 76) ** 2 * 255 / 179**2


def enlarge(points: Sequence[Point]) -> list[Point]:
    """The points in the coordinates of the large sheet."""
    return [(x * SCALE, y * SCALE) for x, y in points]


def around(centre: Point, radius: float, degrees: float) -> Point:
    """The point at an angle on a circle."""
    turn = math.radians(degrees)
    return centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)


def curve(start: Point, first: Point, second: Point, end: Point, steps: int = 40) -> list[Point]:
    """The points of a Bézier curve."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
        points.append(
            (
                a * start[0] + b * first[0] + c * second[0] + d * end[0],
                a * start[1] + b * first[1] + c * second[1] + d * end[1],
            )
        )
    return points
