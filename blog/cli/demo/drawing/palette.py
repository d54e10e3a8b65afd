"""The colours that all demo pictures share, and the few things one does with colours."""

from __future__ import annotations

Colour = tuple[int, int, int]

INK: Colour = (14, 30, 42)
DEEP: Colour = (22, 54, 72)
TIDE: Colour = (31, 98, 110)
LAGOON: Colour = (74, 150, 148)
FOAM: Colour = (151, 199, 186)
MIST: Colour = (216, 230, 222)
PAPER: Colour = (250, 245, 234)
SAND: Colour = (240, 224, 194)
STRAW: Colour = (236, 196, 124)
AMBER: Colour = (229, 155, 58)
CORAL: Colour = (221, 96, 70)
BRICK: Colour = (160, 62, 56)
PLUM: Colour = (84, 54, 82)
DUSK: Colour = (48, 38, 66)
WHITE: Colour = (255, 255, 255)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """The colour that lies `share` of the way from the first to the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def ramp(stops: list[Colour], share: float) -> Colour:
    """The colour at `share` (0 to 1) along evenly spaced stops."""
    share = min(max(share, 0.0), 1.0) * (len(stops) - 1)
    left = min(int(share), len(stops) - 2)
    return mix(stops[left], stops[left + 1], share - left)


def veil(colour: Colour, opacity: float) -> tuple[int, int, int, int]:
    """The colour with an opacity between 0 and 1."""
    return (*colour, round(255 * opacity))
