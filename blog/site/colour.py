"""An accent colour as the owner typed it, read into the three numbers of OKLCH that the style sheet builds on."""

from __future__ import annotations

import math
import re

HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.I)


def hue_and_chroma(colour: object) -> tuple[float, float] | None:
    """Hue (degrees) and chroma of `#rgb` or `#rrggbb`; None for any other text."""
    match = HEX.fullmatch(colour.strip()) if isinstance(colour, str) else None
    if not match:
        return None
    digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
    red, green, blue = (_linear(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return round(math.degrees(math.atan2(b, a)) % 360, 1), round(math.hypot(a, b), 3)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
