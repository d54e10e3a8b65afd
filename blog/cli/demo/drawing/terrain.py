"""Smooth chance: ridges, height maps and drifting directions for landscapes that nobody surveyed."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from PIL import Image, ImageChops, ImageMath


def ridge(
    chance: random.Random, roughness: float = 0.5, octaves: int = 5, pitch: float = 1.6
) -> Callable[[float], float]:
    """A function from 0..1 to about -1..1 that rises and falls like a skyline."""
    waves = [
        (roughness**level, pitch * 2**level * chance.uniform(0.8, 1.2), chance.uniform(0, math.tau))
        for level in range(octaves)
    ]
    total = sum(share for share, _, _ in waves)

    def height(share: float) -> float:
        return sum(size * math.sin(share * math.tau * rate + turn) for size, rate, turn in waves) / total

    return height


def heights(chance: random.Random, size: tuple[int, int], bands: int, cells: int = 4, octaves: int = 4) -> Image.Image:
    """A grey picture whose brightness is the height of an invented land, in so many bands."""
    coarse = (size[0] // 4, size[1] // 4)
    land = Image.new("F", coarse)
    for level in range(octaves):
        across = cells * 2**level
        down = max(2, round(across * size[1] / size[0]))
        layer = Image.frombytes("L", (across, down), chance.randbytes(across * down)).convert("F")
        share = 0.45**level
        land = ImageMath.lambda_eval(
            lambda args: args["land"] + args["layer"] * args["share"],
            land=land,
            layer=layer.resize(coarse, Image.Resampling.BICUBIC),
            share=share,
        )
    land = land.resize(size, Image.Resampling.BICUBIC)
    low, high = land.getextrema()
    return (
        land.point(lambda value: value * (bands / (high - low)) - low * bands / (high - low))
        .convert("L")
        .point(lambda value: min(value, bands - 1))
    )


def outlines(land: Image.Image, thickness: int = 3) -> Image.Image:
    """A mask of the lines between the bands of a picture that has few brightnesses."""
    across = ImageChops.difference(land, ImageChops.offset(land, thickness, 0))
    down = ImageChops.difference(land, ImageChops.offset(land, 0, thickness))
    lines = ImageChops.lighter(across, down).point(lambda value: 255 if value else 0)
    lines.paste(0, (0, 0, land.width, thickness))
    lines.paste(0, (0, 0, thickness, land.height))
    return lines


def wind(chance: random.Random, waves: int = 5) -> Callable[[float, float], float]:
    """A function that gives a direction, in radians, for each place; close places have close directions."""
    parts = [
        (chance.uniform(-3.2, 3.2), chance.uniform(-3.2, 3.2), chance.uniform(0, math.tau), chance.uniform(0.4, 1))
        for _ in range(waves)
    ]

    def direction(x: float, y: float) -> float:
        return sum(size * math.sin(a * x + b * y + turn) for a, b, turn, size in parts)

    return direction
