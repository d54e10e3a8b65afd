"""The six projects as they would look in a window: invented screens, drawn shape by shape."""

from __future__ import annotations

import math

from PIL import Image

from blog.cli.demo.drawing.canvas import Canvas, Point, curve, dice
from blog.cli.demo.drawing.palette import (
    AMBER,
    BRICK,
    CORAL,
    DEEP,
    DUSK,
    FOAM,
    INK,
    LAGOON,
    MIST,
    PAPER,
    PLUM,
    SAND,
    STRAW,
    TIDE,
    WHITE,
    Colour,
    mix,
    ramp,
    veil,
)

Box = tuple[float, float, float, float]


def stage(stops: list[Colour], glow: Colour, seed: str) -> Canvas:
    """A background with a light and a few large rings."""
    chance = dice(seed)
    sheet = Canvas(1600, 1000, stops[0])
    sheet.sky(stops, 35)
    sheet.glow((chance.uniform(200, 1400), chance.uniform(0, 300)), 800, glow, 0.5)
    middle = (chance.uniform(0, 1600), chance.uniform(200, 1000))
    for radius in range(160, 1500, 90):
        sheet.circle(middle, radius, None, veil(WHITE, 0.06), 2)
    return sheet


def window(sheet: Canvas, box: Box, body: Colour, bar: Colour) -> None:
    """A window with a title bar and three buttons."""
    left, top, right, bottom = box
    sheet.shadow(box, 18, 38, 0.5, 26)
    sheet.panel(box, body, 18)
    sheet.panel((left, top, right, top + 62), bar, 18)
    sheet.panel((left, top + 40, right, top + 62), bar if bar != body else body)
    for place, tone in enumerate((CORAL, AMBER, LAGOON)):
        sheet.circle((left + 34 + place * 28, top + 31), 8, tone)
    sheet.panel((left + 150, top + 17, right - 260, top + 45), veil(mix(body, INK, 0.5), 0.16), 14)
    del bottom


def bars(
    sheet: Canvas, corner: Point, widths: list[float], tone: tuple[int, ...], pitch: float = 24, thick: float = 10
) -> None:
    """Lines of writing, as bars."""
    x, y = corner
    for number, width in enumerate(widths):
        sheet.panel((x, y + number * pitch, x + width, y + number * pitch + thick), tone, thick / 2)


def tidewatch() -> Image.Image:
    """A departure board with the height of the tide."""
    sheet = stage([DEEP, TIDE, LAGOON], FOAM, "tidewatch")
    window(sheet, (150, 110, 1450, 900), INK, mix(INK, DEEP, 0.7))
    sheet.text((200, 210), "Port Linnet", PAPER, 44)
    sheet.text((1400, 210), "14:26", STRAW, 44, "ra")
    high = 430
    tide = [(200 + step * 12, high - 108 * math.sin(step / 100 * math.tau * 1.55 - 0.7)) for step in range(101)]
    sheet.polygon([*tide, (1400, 570), (200, 570)], mix(INK, TIDE, 0.75))
    sheet.line(tide, FOAM, 4)
    for hour in range(9):
        sheet.line([(200 + hour * 150, 300), (200 + hour * 150, 570)], veil(PAPER, 0.09), 1.5)
    now = tide[66]
    sheet.line([(now[0], 296), (now[0], 570)], veil(CORAL, 0.9), 2.5)
    sheet.circle(now, 12, CORAL, PAPER, 4)
    sheet.text((now[0] + 22, 304), "3.4 m, rising", PAPER, 24)
    rows = [
        ("14:40", "Saint Orrin's Quay", "On time", LAGOON),
        ("15:05", "Gannet Rock", "8 min late", AMBER),
        ("15:30", "Mussel Strand", "On time", LAGOON),
        ("16:10", "Far Skerry", "Too shallow", CORAL),
    ]
    for number, (time, place, state, tone) in enumerate(rows):
        y = 604 + number * 68
        sheet.panel((200, y, 1400, y + 56), veil(PAPER, 0.05 if number % 2 else 0.09), 10)
        sheet.text((226, y + 28), time, STRAW, 27, "lm")
        sheet.text((380, y + 28), place, PAPER, 27, "lm")
        sheet.panel((1190, y + 11, 1378, y + 45), veil(tone, 0.25), 17)
        sheet.text((1284, y + 28), state, tone if tone != LAGOON else FOAM, 21, "mm")
    return sheet.finish("tidewatch", 3)


def marginalia() -> Image.Image:
    """A text with notes beside it."""
    sheet = stage([PLUM, BRICK, CORAL], STRAW, "marginalia")
    window(sheet, (170, 100, 1430, 910), PAPER, mix(PAPER, SAND, 0.6))
    sheet.panel((170, 162, 440, 892), mix(PAPER, SAND, 0.45))
    for number in range(9):
        y = 210 + number * 72
        if number == 2:
            sheet.panel((190, y - 18, 420, y + 44), veil(CORAL, 0.16), 10)
        bars(
            sheet,
            (212, y),
            [150 - 12 * (number * 5 % 4), 96 + 8 * (number % 3)],
            veil(INK, 0.55 if number == 2 else 0.28),
            20,
            9,
        )
    sheet.text((500, 212), "On the keeping of lights", INK, 40)
    chance = dice("marginalia lines")
    for number in range(22):
        y = 296 + number * 27
        width = 470 - 20 * chance.random() if number % 7 != 6 else 260
        if number in (4, 5):
            sheet.panel((494, y - 8, 504 + width, y + 18), veil(STRAW, 0.75))
        if number in (13,):
            sheet.panel((494, y - 8, 764, y + 18), veil(FOAM, 0.75))
        if number % 7 != 6 or number < 21:
            bars(sheet, (500, y), [width], veil(INK, 0.42), 27, 9)
    for y, tone, lines, anchor in ((356, AMBER, [250, 220, 140], 408), (596, LAGOON, [244, 170], 650)):
        height = 58 + len(lines) * 26
        sheet.shadow((1060, y, 1380, y + height), 14, 14, 0.16, 6)
        sheet.panel((1060, y, 1380, y + height), WHITE, 14)
        sheet.panel((1060, y + 12, 1067, y + height - 12), tone, 3)
        sheet.circle((1104, y + 30), 13, tone)
        bars(sheet, (1128, y + 25), [96], veil(INK, 0.6), 20, 10)
        bars(sheet, (1092, y + 58), lines, veil(INK, 0.35), 24, 9)
        sheet.line(
            curve((980 if tone == AMBER else 770, anchor), (1020, anchor), (1010, y + 40), (1060, y + 40)), tone, 2.5
        )
    return sheet.finish("marginalia", 3)


def ledgerline() -> Image.Image:
    """A terminal with a balance sheet and a small chart."""
    sheet = stage([DUSK, INK, DEEP], AMBER, "ledgerline")
    window(sheet, (190, 120, 1410, 890), mix(INK, DUSK, 0.3), mix(INK, DUSK, 0.75))
    sheet.text((240, 214), "$ ledgerline balance --quarter 3", FOAM, 29)
    rows = [
        ("assets:bank", "18,204.50", 0.92, LAGOON),
        ("assets:deposits", "2,400.00", 0.22, LAGOON),
        ("income:orders", "9,118.75", 0.58, AMBER),
        ("income:classes", "3,060.00", 0.27, AMBER),
        ("expenses:glass", "4,471.20", 0.36, CORAL),
        ("expenses:kiln gas", "1,988.43", 0.19, CORAL),
        ("expenses:rent", "3,600.00", 0.31, CORAL),
    ]
    for number, (account, amount, share, tone) in enumerate(rows):
        y = 292 + number * 58
        sheet.text((240, y), account, PAPER, 27)
        sheet.text((840, y), amount, PAPER, 27, "ra")
        sheet.panel((900, y + 6, 1350, y + 26), veil(PAPER, 0.07), 10)
        sheet.panel((900, y + 6, 900 + 450 * share, y + 26), tone, 10)
    sheet.line([(240, 712), (840, 712)], veil(PAPER, 0.4), 2)
    sheet.text((240, 730), "in balance", STRAW, 30)
    sheet.text((840, 730), "0.00", STRAW, 30, "ra")
    sheet.text((240, 812), "$", FOAM, 29)
    sheet.panel((266, 812, 284, 842), FOAM, 2)
    return sheet.finish("ledgerline", 3)


def lantern() -> Image.Image:
    """A component sheet with findings of an accessibility check."""
    sheet = stage([FOAM, LAGOON, TIDE], PAPER, "lantern")
    window(sheet, (140, 100, 1460, 910), PAPER, MIST)
    for number in range(6):
        column, row = number % 3, number // 3
        x, y = 190 + column * 280, 214 + row * 336
        bad = number in (1, 5)
        sheet.panel((x, y, x + 250, y + 300), WHITE, 16, CORAL if bad else mix(MIST, TIDE, 0.15), 4 if bad else 2)
        sample(sheet, (x, y), number)
        bars(sheet, (x + 26, y + 236), [120, 84], veil(INK, 0.34), 22, 9)
        sheet.circle((x + 214, y + 254), 17, CORAL if bad else LAGOON)
        if bad:
            sheet.line([(x + 214, y + 246), (x + 214, y + 256)], WHITE, 4)
            sheet.circle((x + 214, y + 263), 2.4, WHITE)
        else:
            sheet.line([(x + 206, y + 254), (x + 212, y + 261), (x + 223, y + 247)], WHITE, 4)
    sheet.panel((1050, 214, 1410, 850), WHITE, 16)
    sheet.text((1084, 240), "2 to fix", CORAL, 40)
    for number in range(5):
        y = 316 + number * 102
        tone = CORAL if number < 2 else LAGOON
        sheet.panel((1084, y, 1376, y + 82), veil(tone, 0.12), 12)
        sheet.panel((1084, y + 10, 1090, y + 72), tone, 3)
        bars(sheet, (1112, y + 24), [190 - number * 14, 226 - number * 22], veil(INK, 0.45), 24, 10)
    return sheet.finish("lantern", 3)


def sample(sheet: Canvas, corner: Point, number: int) -> None:
    """One component on its card."""
    x, y = corner
    if number == 0:
        sheet.panel((x + 40, y + 86, x + 210, y + 146), TIDE, 30)
        bars(sheet, (x + 82, y + 110), [86], veil(WHITE, 0.95), 20, 12)
    elif number == 1:
        sheet.panel((x + 40, y + 86, x + 210, y + 146), SAND, 30)
        bars(sheet, (x + 82, y + 110), [86], veil(PAPER, 0.95), 20, 12)
    elif number == 2:
        for row, on in enumerate((True, False, True)):
            top = y + 52 + row * 56
            sheet.panel((x + 86, top, x + 164, top + 40), TIDE if on else mix(MIST, INK, 0.25), 20)
            sheet.circle((x + (144 if on else 106), top + 20), 15, WHITE)
    elif number == 3:
        sheet.panel((x + 34, y + 90, x + 216, y + 140), WHITE, 10, TIDE, 3)
        bars(sheet, (x + 34, y + 64), [70], veil(INK, 0.5), 20, 10)
        bars(sheet, (x + 52, y + 110), [96], veil(INK, 0.3), 20, 11)
    elif number == 4:
        for row, share in enumerate((0.9, 0.6, 0.35)):
            sheet.panel((x + 40, y + 62 + row * 48, x + 210, y + 78 + row * 48), MIST, 8)
            sheet.panel((x + 40, y + 62 + row * 48, x + 40 + 170 * share, y + 78 + row * 48), AMBER, 8)
    else:
        sheet.circle((x + 125, y + 116), 58, PLUM)
        sheet.circle((x + 125, y + 100), 20, SAND)
        sheet.slice((x + 125, y + 162), 36, (180, 360), SAND)


def quarry() -> Image.Image:
    """The plan of a database query as a tree whose width is its cost."""
    sheet = stage([INK, DEEP, TIDE], LAGOON, "quarry")
    window(sheet, (140, 100, 1460, 910), mix(PAPER, WHITE, 0.5), MIST)
    nodes: list[tuple[float, float, str, float]] = [
        (800, 226, "Limit", 0.05),
        (800, 366, "Sort", 0.3),
        (800, 506, "Hash join", 0.5),
        (520, 646, "Seq scan", 1.0),
        (1090, 646, "Hash", 0.2),
        (1090, 786, "Index scan", 0.12),
    ]
    for start, end in ((1, 0), (2, 1), (3, 2), (4, 2), (5, 4)):
        (x, y, _, cost), (up, above, _, _) = nodes[start], nodes[end]
        tone = ramp([FOAM, STRAW, AMBER, CORAL], cost)
        sheet.line(curve((x, y - 44), (x, y - 92), (up, above + 92), (up, above + 44)), tone, 4 + 26 * cost)
    for x, y, name, cost in nodes:
        tone = ramp([LAGOON, AMBER, CORAL], cost)
        box = (x - 150, y - 48, x + 150, y + 48)
        sheet.shadow(box, 14, 12, 0.22, 6)
        sheet.panel(box, WHITE, 14, tone, 4)
        sheet.text((x - 124, y - 30), name, INK, 27)
        sheet.panel((x - 124, y + 14, x + 124, y + 26), MIST, 6)
        sheet.panel((x - 124, y + 14, x - 124 + 248 * max(0.06, cost), y + 26), tone, 6)
    sheet.panel((180, 200, 470, 430), WHITE, 14)
    bars(sheet, (208, 232), [140], veil(INK, 0.6), 24, 12)
    for number, (share, tone) in enumerate(((1.0, CORAL), (0.5, AMBER), (0.3, AMBER), (0.12, LAGOON))):
        sheet.panel((208, 272 + number * 36, 208 + 230 * share, 290 + number * 36), tone, 9)
    return sheet.finish("quarry", 3)


def fieldnote() -> Image.Image:
    """Three telephones: a list, a form and a map."""
    sheet = stage([SAND, STRAW, AMBER], PAPER, "fieldnote")
    for number, left in enumerate((250, 620, 990)):
        top = 130 if number == 1 else 190
        box = (left, top, left + 340, top + 700)
        sheet.shadow(box, 46, 34, 0.4, 22)
        sheet.panel(box, INK, 46)
        sheet.panel((left + 14, top + 14, left + 326, top + 686), PAPER, 34)
        sheet.panel((left + 120, top + 14, left + 220, top + 36), INK, 11)
        (plant_list, plant_form, plant_map)[number](sheet, (left + 14, top + 14))
    return sheet.finish("fieldnote", 3)


def leaf(sheet: Canvas, centre: Point, reach: float, tone: Colour) -> None:
    """A leaf with a midrib."""
    x, y = centre
    edge = curve((x, y + reach), (x + reach, y + reach * 0.3), (x + reach * 0.6, y - reach * 0.7), (x, y - reach), 20)
    other = [(2 * x - a, b) for a, b in reversed(edge)]
    sheet.polygon([*edge, *other], tone)
    sheet.line([(x, y - reach * 0.8), (x, y + reach * 1.25)], mix(tone, INK, 0.4), 2)


def plant_list(sheet: Canvas, corner: Point) -> None:
    """Finds of the day."""
    x, y = corner
    bars(sheet, (x + 28, y + 64), [130], INK, 20, 18)
    for row in range(6):
        top = y + 114 + row * 88
        sheet.panel((x + 20, top, x + 292, top + 74), WHITE, 14)
        sheet.panel((x + 30, top + 10, x + 84, top + 64), ramp([FOAM, MIST, STRAW], row / 5), 10)
        leaf(sheet, (x + 57, top + 35), 18, ramp([TIDE, LAGOON, AMBER, CORAL], row / 5))
        bars(sheet, (x + 100, top + 24), [150 - 9 * (row * 3 % 5), 96], veil(INK, 0.45), 20, 9)


def plant_form(sheet: Canvas, corner: Point) -> None:
    """One find, being written down."""
    x, y = corner
    sheet.panel((x + 20, y + 56, x + 292, y + 240), FOAM, 16)
    leaf(sheet, (x + 156, y + 140), 66, TIDE)
    for row in range(3):
        top = y + 264 + row * 92
        bars(sheet, (x + 24, top), [84], veil(INK, 0.5), 20, 9)
        sheet.panel((x + 20, top + 20, x + 292, top + 68), WHITE, 10, LAGOON if row == 1 else MIST, 3)
        bars(sheet, (x + 36, top + 40), [120 + 30 * (row % 2)], veil(INK, 0.35), 20, 9)
    sheet.panel((x + 20, y + 560, x + 292, y + 620), TIDE, 30)
    bars(sheet, (x + 116, y + 584), [80], WHITE, 20, 12)


def plant_map(sheet: Canvas, corner: Point) -> None:
    """Where it grew."""
    x, y = corner
    chance = dice("plant map")
    sheet.panel((x + 14, y + 52, x + 298, y + 650), MIST, 20)
    for ring in range(6):
        sheet.circle((x + 170, y + 330), 136 - ring * 22, mix(MIST, LAGOON, 0.12 * (ring + 1)))
    sheet.line(curve((x + 21, y + 520), (x + 120, y + 420), (x + 190, y + 600), (x + 291, y + 470)), TIDE, 10)
    for _ in range(9):
        px, py = x + chance.uniform(60, 250), y + chance.uniform(110, 560)
        tone = chance.choice((CORAL, AMBER, PLUM))
        sheet.polygon([(px - 11, py - 20), (px + 11, py - 20), (px, py)], tone)
        sheet.circle((px, py - 24), 13, tone)
        sheet.circle((px, py - 24), 5, PAPER)
