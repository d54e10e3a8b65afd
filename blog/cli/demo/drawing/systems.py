"""Figures for posts about systems: a stopped clock, a queue of blocks, a graph, a map of lines, build times."""

from __future__ import annotations

import math

from PIL import Image

from blog.cli.demo.drawing.canvas import Canvas, Point, around, curve, dice
from blog.cli.demo.drawing.palette import (
    AMBER,
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


def stopped_clock() -> Image.Image:
    """A day of updates as a ring of bars; after ten past two they stop."""
    sheet = Canvas(1600, 1000, INK)
    sheet.sky([DEEP, INK, DUSK], 40)
    centre = (1010, 500)
    sheet.glow(centre, 560, TIDE, 0.75)
    for radius in range(130, 900, 55):
        sheet.circle(centre, radius, None, veil(FOAM, 0.09), 1)
    bars = 180
    for bar in range(bars):
        turn = -90 + bar * 360 / bars
        swell = 0.5 + 0.5 * math.sin(bar / bars * math.tau * 2 - 0.9)
        stopped = bar > 128
        reach = 26 if stopped else 60 + 130 * swell
        tone = veil(FOAM, 0.22) if stopped else ramp([LAGOON, FOAM, STRAW, AMBER], swell)
        sheet.line([around(centre, 190, turn), around(centre, 190 + reach, turn)], tone, 6)
    hand = -90 + 128.5 * 360 / bars
    sheet.line([around(centre, 40, hand), around(centre, 440, hand)], CORAL, 5)
    sheet.circle(around(centre, 440, hand), 13, CORAL)
    sheet.circle(centre, 40, None, veil(PAPER, 0.8), 4)
    sheet.circle(centre, 12, PAPER)
    for row in range(9):
        y = 268 + row * 54
        late = row > 4
        tone = veil(CORAL, 0.85) if late else veil(FOAM, 0.75 - row * 0.04)
        sheet.panel((96, y, 176, y + 20), tone, 10)
        sheet.panel((196, y, 196 + (150, 118, 186, 132, 160, 104, 170, 126, 144)[row], y + 20), veil(PAPER, 0.2), 10)
        sheet.panel((408, y, 452, y + 20), veil(CORAL, 0.5) if late else veil(FOAM, 0.25), 10)
    return sheet.finish("clock")


def cube(sheet: Canvas, place: Point, side: float, height: float, tones: tuple[Colour, Colour, Colour]) -> None:
    """An upright block seen from above one corner; the place is the front corner of its foot."""
    x, y = place
    wide, deep = side * 0.866, side * 0.5
    top = y - height
    sheet.polygon([(x, y), (x - wide, y - deep), (x - wide, top - deep), (x, top)], tones[1])
    sheet.polygon([(x, y), (x + wide, y - deep), (x + wide, top - deep), (x, top)], tones[2])
    sheet.polygon([(x, top), (x - wide, top - deep), (x, top - 2 * deep), (x + wide, top - deep)], tones[0])


def waiting_blocks() -> Image.Image:
    """Jobs as blocks in rows; a few of them are taken."""
    chance = dice("blocks-2")
    sheet = Canvas(1600, 1000, SAND)
    sheet.sky([PAPER, SAND, STRAW], 55)
    side = 66
    for row in range(-2, 24):
        for column in range(-2, 24):
            x = 800 + (column - row) * side * 0.866
            y = 60 + (column + row) * side * 0.5 - 380
            if not (-80 < x < 1680 and -40 < y < 1180):
                continue
            lane = row % 4
            if lane == 3:
                continue
            fade = chance.random()
            if fade < 0.1:
                continue
            height = 16 + 26 * (0.5 + 0.5 * math.sin(column * 0.55 + row * 0.3)) + chance.uniform(0, 8)
            top = ramp([FOAM, LAGOON, TIDE], 0.5 + 0.5 * math.sin(column * 0.4 - row * 0.23))
            if fade > 0.93:
                top, height = CORAL, height + 46
            elif fade > 0.86:
                top, height = AMBER, height + 18
            tones = (top, mix(top, INK, 0.42), mix(top, INK, 0.22))
            cube(sheet, (x, y), side * 0.86, height, tones)
    return sheet.finish("blocks")


def dependencies() -> Image.Image:
    """A graph of targets from left to right, with one stale path through it."""
    chance = dice("graph-6")
    sheet = Canvas(1600, 1000, PAPER)
    sheet.sky([PAPER, mix(PAPER, MIST, 0.9)], 70)
    for x in range(40, 1600, 40):
        for y in range(40, 1000, 40):
            sheet.circle((x, y), 1.3, veil(TIDE, 0.22))
    columns = [3, 6, 7, 6, 4, 1]
    places = [
        [
            (
                130 + column * 268 + chance.uniform(-26, 26),
                500 + (row - (count - 1) / 2) * (880 / max(count, 4)) + chance.uniform(-14, 14),
            )
            for row in range(count)
        ]
        for column, count in enumerate(columns)
    ]
    stale = [chance.randrange(count) for count in columns]
    for column in range(len(columns) - 1):
        for row, start in enumerate(places[column]):
            ends = sorted(places[column + 1], key=lambda end, y=start[1]: abs(end[1] - y))[: chance.choice((1, 2, 2))]
            for end in ends:
                link(sheet, start, end, veil(TIDE, 0.5), 2.5)
            del row
    for column in range(len(columns) - 1):
        link(sheet, places[column][stale[column]], places[column + 1][stale[column + 1]], CORAL, 6)
    for column, row_places in enumerate(places):
        for row, place in enumerate(row_places):
            node(sheet, place, 30 + 5 * chance.random() + (16 if column == 5 else 0), row == stale[column], column / 5)
    return sheet.finish("graph")


def link(sheet: Canvas, start: Point, end: Point, paint: tuple[int, ...], width: float) -> None:
    """A line that leaves and arrives level."""
    middle = (start[0] + end[0]) / 2
    sheet.line(curve(start, (middle, start[1]), (middle, end[1]), end), paint, width)


def node(sheet: Canvas, place: Point, radius: float, hot: bool, share: float) -> None:
    """A target: coral when it must be made again."""
    tone = CORAL if hot else ramp([FOAM, LAGOON, TIDE, DEEP], share)
    x, y = place
    sheet.shadow((x - radius, y - radius, x + radius, y + radius), radius, 9, 0.3, 8)
    sheet.circle(place, radius, tone, PAPER, 4)
    sheet.circle(place, radius * 0.36, veil(PAPER, 0.9))


def build_ridges() -> Image.Image:
    """Two years of build times, one line a month."""
    chance = dice("builds")
    sheet = Canvas(1600, 1000, INK)
    sheet.sky([INK, DUSK], 90)
    months = 26
    for month in range(months):
        share = month / (months - 1)
        level = 250 + share * 640
        humps = [
            (0.30 - 0.05 * share, 0.045, 1.0),
            (0.52 - 0.1 * share, 0.07, 0.55),
            (0.8 - 0.06 * share, 0.03, 0.42 - 0.3 * share),
        ]
        points = []
        for x in range(120, 1484, 6):
            at = (x - 120) / 1360
            rise = sum(tall * math.exp(-(((at - place) / wide) ** 2) / 2) for place, wide, tall in humps)
            rise *= 0.86 + 0.3 * chance.random()
            points.append((x, level - 190 * rise - chance.random() * 4))
        sheet.polygon([*points, (1484, level + 30), (120, level + 30)], mix(INK, DUSK, 0.6 + 0.3 * share))
        sheet.line(points, ramp([FOAM, STRAW, AMBER, CORAL], share), 2.6)
    return sheet.finish("builds")


STATIONS = (
    (100, 240),
    (470, 370),
    (900, 500),
    (1130, 370),
    (1500, 240),
    (200, 120),
    (620, 680),
    (1030, 810),
    (100, 560),
    (540, 440),
    (1000, 320),
    (1300, 440),
    (1540, 560),
    (800, 150),
    (560, 930),
    (1400, 160),
    (1230, 550),
    (960, 720),
)
CHANGES = (
    (172, 212, 228, 268),
    (772, 292, 828, 348),
    (772, 472, 828, 528),
    (312, 532, 368, 588),
    (692, 652, 748, 748),
    (1372, 332, 1428, 408),
)


def transit() -> Image.Image:
    """Five lines and their stations: a system drawn as a map."""
    sheet = Canvas(1600, 1000, PAPER)
    sheet.sky([PAPER, MIST], 90)
    sheet.polygon(
        [
            (0, 640),
            (360, 640),
            (560, 840),
            (1000, 840),
            (1240, 600),
            (1600, 600),
            (1600, 760),
            (1300, 760),
            (1060, 1000),
            (500, 1000),
            (300, 800),
            (0, 800),
        ],
        mix(FOAM, MIST, 0.35),
    )
    lines: list[tuple[Colour, list[Point]]] = [
        (CORAL, [(-20, 240), (340, 240), (600, 500), (1000, 500), (1260, 240), (1620, 240)]),
        (TIDE, [(200, -20), (200, 420), (460, 680), (900, 680), (1160, 940), (1160, 1020)]),
        (AMBER, [(-20, 560), (420, 560), (660, 320), (1180, 320), (1420, 560), (1620, 560)]),
        (PLUM, [(800, -20), (800, 600), (560, 840), (560, 1020)]),
        (LAGOON, [(1400, -20), (1400, 380), (1060, 720), (760, 720), (480, 1000), (440, 1020)]),
    ]
    for tone, points in lines:
        sheet.line(points, WHITE, 34)
        sheet.line(points, tone, 22)
    for stop in STATIONS:
        sheet.circle(stop, 13, WHITE, INK, 5)
    for box in CHANGES:
        sheet.panel(box, WHITE, 28, INK, 7)
    return sheet.finish("transit", 0)
