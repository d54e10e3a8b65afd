"""Faces made of a few shapes, for people who do not exist."""

from __future__ import annotations

from PIL import Image

from blog.cli.demo.drawing.canvas import Canvas
from blog.cli.demo.drawing.palette import (
    AMBER,
    BRICK,
    CORAL,
    DEEP,
    DUSK,
    FOAM,
    INK,
    LAGOON,
    PAPER,
    PLUM,
    SAND,
    STRAW,
    TIDE,
    Colour,
    mix,
    veil,
)

SIDE = 900


def bust(backdrop: list[Colour], disc: Colour, skin: Colour, coat: Colour) -> Canvas:
    """A backdrop, shoulders, a neck; the head comes after the hair behind it."""
    sheet = Canvas(SIDE, SIDE, backdrop[0])
    sheet.sky(backdrop, 60)
    sheet.circle((450, 430), 330, disc)
    sheet.panel((130, 700, 770, 1200), coat, 220)
    sheet.panel((372, 560, 528, 780), mix(skin, BRICK, 0.22), 70)
    return sheet


def face(sheet: Canvas, skin: Colour, brow: Colour) -> None:
    """Head, ears, eyes, nose and mouth."""
    for x in (282, 618):
        sheet.circle((x, 470), 38, mix(skin, BRICK, 0.14))
    sheet.panel((286, 250, 614, 668), skin, 164)
    shade = mix(skin, BRICK, 0.2)
    sheet.polygon([(450, 440), (486, 548), (444, 552)], shade)
    for x in (376, 524):
        sheet.circle((x, 456), 14, INK)
        sheet.circle((x + 5, 451), 4, PAPER)
        sheet.arc((x, 432), 38, (212, 328), brow, 9)
    sheet.arc((450, 570), 44, (25, 155), BRICK, 8)
    for x in (340, 560):
        sheet.circle((x, 540), 30, veil(CORAL, 0.22))


def ottoline() -> Image.Image:
    """The owner of the site: a dark bob, round glasses, a yellow oilskin."""
    skin = mix(SAND, AMBER, 0.25)
    sheet = bust([TIDE, DEEP], mix(FOAM, LAGOON, 0.4), skin, AMBER)
    sheet.panel((232, 190, 668, 690), INK, 190)
    face(sheet, skin, INK)
    sheet.slice((450, 400), 216, (180, 360), INK)
    sheet.polygon([(286, 395), (620, 395), (560, 300), (330, 300)], INK)
    sheet.panel((286, 378, 614, 408), INK, 8)
    for x in (376, 524):
        sheet.circle((x, 458), 58, veil(PAPER, 0.16), CORAL, 9)
    sheet.line([(434, 452), (466, 452)], CORAL, 9)
    sheet.polygon([(330, 716), (450, 850), (450, 960), (250, 960)], mix(AMBER, BRICK, 0.25))
    sheet.polygon([(570, 716), (450, 850), (450, 960), (650, 960)], mix(AMBER, STRAW, 0.5))
    for y in (812, 870):
        sheet.circle((450, y), 12, mix(BRICK, INK, 0.3))
    return sheet.finish("ottoline", 0)


def edda() -> Image.Image:
    """The editor: silver hair in a knot, a plum jumper."""
    skin = mix(SAND, BRICK, 0.42)
    silver = mix(PAPER, LAGOON, 0.25)
    sheet = bust([STRAW, CORAL], mix(STRAW, PAPER, 0.45), skin, PLUM)
    sheet.circle((450, 150), 92, silver)
    sheet.panel((256, 196, 644, 560), silver, 180)
    face(sheet, skin, mix(silver, INK, 0.45))
    sheet.slice((450, 392), 196, (196, 344), silver)
    sheet.arc((450, 152), 60, (30, 150), mix(silver, INK, 0.2), 6)
    for x in (282, 618):
        sheet.circle((x, 530), 15, AMBER)
    sheet.panel((352, 690, 548, 752), mix(PLUM, INK, 0.35), 31)
    for row in range(4):
        sheet.arc((450, 700), 150 + row * 46, (20, 160), veil(FOAM, 0.5 - row * 0.09), 10)
    return sheet.finish("edda", 0)


def jory() -> Image.Image:
    """The second editor: a woollen hat and a beard."""
    skin = mix(SAND, BRICK, 0.12)
    sheet = bust([DUSK, PLUM], mix(PLUM, CORAL, 0.5), skin, DEEP)
    face(sheet, skin, BRICK)
    beard = mix(BRICK, AMBER, 0.35)
    sheet.slice((450, 520), 165, (0, 180), beard)
    sheet.panel((286, 500, 318, 560), beard, 8)
    sheet.panel((582, 500, 614, 560), beard, 8)
    sheet.panel((372, 548, 528, 580), mix(beard, BRICK, 0.6), 16)
    sheet.panel((404, 588, 496, 612), PAPER, 12)
    sheet.slice((450, 340), 196, (180, 360), LAGOON)
    for band in range(7):
        x = 290 + band * 53
        sheet.line([(x, 338), (450 + (x - 450) * 0.42, 180)], mix(LAGOON, TIDE, 0.6), 5)
    sheet.panel((240, 316, 660, 384), FOAM, 26)
    for rib in range(13):
        sheet.line([(262 + rib * 31, 326), (262 + rib * 31, 374)], mix(FOAM, LAGOON, 0.5), 4)
    sheet.circle((450, 128), 46, STRAW)
    for stripe, inset in enumerate((38, 16, 5)):
        y = 796 + stripe * 42
        sheet.panel((130 + inset, y, 770 - inset, y + 16), veil(FOAM, 0.25))
    return sheet.finish("jory", 0)
