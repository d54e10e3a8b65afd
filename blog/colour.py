"""An accent colour as the owner typed it, and the shades of it that can be read on light and on dark paper.

Colours are OKLCH, as in CSS: lightness 0 to 1, chroma, hue in degrees. Knows no request and no theme."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.I)

#: WCAG 1.4.3 asks for 4.5 : 1; a little more, since browsers round.
LEAST_CONTRAST = 4.6
#: The darkest light surface and the lightest dark one that text stands on, as lightness.
LIGHT_SURFACE, DARK_SURFACE = 0.935, 0.29
STEP = 0.005


class Oklch(NamedTuple):
    """A colour that a screen can show."""

    lightness: float
    chroma: float
    hue: float

    def css(self) -> str:
        """As CSS writes it."""
        return f"oklch({self.lightness:.3f} {self.chroma:.4f} {self.hue:.1f})"

    def rgb(self) -> tuple[int, int, int]:
        """As a screen takes it: red, green and blue in sRGB, 0 to 255."""
        red, green, blue = (round(255 * _encoded(min(max(part, 0), 1))) for part in _linear_rgb(*self))
        return red, green, blue

    def hex(self) -> str:
        """As `#rrggbb`, for what does not know OKLCH."""
        return "#{:02x}{:02x}{:02x}".format(*self.rgb())


def read_colour(text: object) -> Oklch | None:
    """The colour that `#rgb` or `#rrggbb` means; None for anything else."""
    match = HEX.fullmatch(text.strip()) if isinstance(text, str) else None
    if not match:
        return None
    digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
    red, green, blue = (_linear(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def readable_on_light(colour: Oklch) -> Oklch:
    """The colour, darkened as little as it takes to be read on the site's light surfaces."""
    lightness = min(colour.lightness, 0.62)
    while contrast(shown := fitted(colour, lightness), Oklch(LIGHT_SURFACE, 0, 0)) < LEAST_CONTRAST:
        lightness -= STEP
    return shown


def readable_on_dark(colour: Oklch) -> Oklch:
    """The colour, lightened as little as it takes to be read on the site's dark surfaces."""
    lightness = max(colour.lightness, 0.72)
    while contrast(shown := fitted(colour, lightness), Oklch(DARK_SURFACE, 0, 0)) < LEAST_CONTRAST:
        lightness += STEP
    return shown


def fitted(colour: Oklch, lightness: float) -> Oklch:
    """The colour at another lightness, with as much of its chroma as a screen can show there."""
    chroma = colour.chroma
    while chroma > 0 and not all(-1e-4 <= channel <= 1.0001 for channel in _linear_rgb(lightness, chroma, colour.hue)):
        chroma = max(chroma - STEP, 0)
    return Oklch(lightness, chroma, colour.hue)


def contrast(one: Oklch, other: Oklch) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Oklch) -> float:
    red, green, blue = (min(max(channel, 0), 1) for channel in _linear_rgb(*colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    # Both ways after Björn Ottosson, "A perceptual color space for image processing" (2020), as CSS Color 4 has it.
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encoded(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
