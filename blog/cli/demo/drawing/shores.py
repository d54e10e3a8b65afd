"""Landscapes: the estuary, the hills, the sea floor, and the sketchbook of the coast."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from PIL import Image

from blog.cli.demo.drawing.canvas import SCALE, Canvas, Point, curve, dice
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
    Colour,
    mix,
    ramp,
    veil,
)
from blog.cli.demo.drawing.terrain import heights, outlines, ridge, wind


def skyline(sheet: Canvas, height: Callable[[float], float], level: float, swing: float, step: int = 4) -> list[Point]:
    """The points of a ridge across the whole sheet."""
    return [(x, level + swing * height(x / sheet.width)) for x in range(-step, sheet.width + 2 * step, step)]


def filled(sheet: Canvas, points: list[Point], colour: Colour) -> None:
    """Fill from a skyline down to the bottom edge."""
    sheet.polygon([*points, (sheet.width + 10, sheet.height + 10), (-10, sheet.height + 10)], colour)


def estuary() -> Image.Image:
    """Low sun over a river mouth: the picture of the home page."""
    chance = dice("estuary")
    sheet = Canvas(2000, 1100, SAND)
    sheet.sky([mix(DEEP, LAGOON, 0.35), FOAM, SAND, STRAW], 90)
    sun = (1390, 500)
    sheet.glow(sun, 620, PAPER, 0.75)
    sheet.circle(sun, 118, PAPER)
    for layer in range(3):
        height = ridge(chance, 0.52, 5, 0.8)
        filled(sheet, skyline(sheet, height, 520 + layer * 34, 46), mix(FOAM, LAGOON, 0.25 + layer * 0.3))
    for layer in range(9):
        share = layer / 8
        height = ridge(chance, 0.36, 3, 0.7 + share)
        points = skyline(sheet, height, 612 + 470 * share**1.25, 14 + 34 * share)
        filled(sheet, points, ramp([mix(STRAW, FOAM, 0.55), LAGOON, TIDE, DEEP, INK], share))
        sheet.line(points, veil(PAPER, 0.5 - 0.4 * share), 1.5)
    for row in range(42):
        spread = 16 + row * 3.1
        y = 606 + row * 9.5
        x = sun[0] + chance.gauss(0, spread * 0.5)
        sheet.line([(x - spread, y), (x + spread * chance.uniform(0.3, 1), y)], veil(PAPER, 0.62 - row * 0.012), 3)
    for stake in range(9):
        x, top = 260 + stake * 74, 640 + stake * 17
        sheet.line([(x, top), (x - 3, top + 60 + stake * 11)], mix(INK, DEEP, 0.2), 3 + stake * 0.5)
    return sheet.finish("estuary")


def ridgeway() -> Image.Image:
    """A path over five ranges of hills at dusk."""
    chance = dice("ridgeway-4")
    sheet = Canvas(1600, 1000, PLUM)
    sheet.sky([DUSK, PLUM, BRICK, CORAL, STRAW], 90)
    sheet.glow((430, 520), 520, STRAW, 0.8)
    sheet.circle((430, 520), 74, PAPER)
    for _ in range(90):
        y = chance.uniform(10, 300)
        sheet.circle((chance.uniform(0, 1600), y), chance.uniform(0.6, 1.7), veil(PAPER, 0.75 - y / 450))
    trail: list[Point] = []
    for layer in range(6):
        share = layer / 5
        height = ridge(chance, 0.5, 6, 0.55 + share * 0.5)
        level, swing = 500 + 410 * share, 92 - 22 * share
        points = skyline(sheet, height, level, swing)
        filled(sheet, points, ramp([CORAL, BRICK, PLUM, DUSK, INK], share * 0.94 + 0.06))
        sheet.line(points, veil(STRAW, 0.42 - 0.34 * share), 1.5)
        turn = 1130 - 560 * share
        trail.append((turn, level + swing * height(turn / 1600)))
    start, end = trail[-1], trail[0]
    path = curve(start, (start[0] + 420, start[1] - 130), (end[0] - 520, end[1] + 190), end, 46)
    for x, y in path:
        sheet.circle((x, y), 1.8 + 3.6 * max(0.0, (y - 430) / 520), veil(PAPER, 0.92))
    return sheet.finish("ridgeway")


def tinted(land: Image.Image, colours: list[Colour]) -> Image.Image:
    """The land with one colour for each of its bands."""
    picture = land.copy()
    picture.putpalette([part for colour in colours for part in colour])
    return picture.convert("RGB")


def soundings() -> Image.Image:
    """The sea floor as a chart: bands of depth, contour lines and a few soundings."""
    chance = dice("soundings-2")
    sheet = Canvas(1600, 1000, TIDE)
    land = heights(chance, sheet.size, 14)
    stops = [INK, DEEP, TIDE, LAGOON, FOAM, MIST, SAND, STRAW]
    sheet.image = tinted(land, [ramp(stops, level / 13) for level in range(14)])
    sheet.image.paste(mix(INK, DEEP, 0.4), mask=outlines(land, 3).point(lambda value: value * 0.42))
    coast = land.point(lambda value: 255 if value >= 9 else 0)
    sheet.image.paste(BRICK, mask=outlines(coast, 5))
    for x in range(100, 1600, 200):
        sheet.line([(x, 0), (x, 1000)], veil(PAPER, 0.16), 1)
    for y in range(100, 1000, 200):
        sheet.line([(0, y), (1600, y)], veil(PAPER, 0.16), 1)
    for _ in range(60):
        x, y = chance.uniform(30, 1570), chance.uniform(30, 970)
        depth = land.getpixel((int(x * SCALE), int(y * SCALE)))
        if depth < 6:
            sheet.text((x, y), str((7 - depth) * 4 + chance.randrange(4)), veil(PAPER, 0.7), 17, "mm")
    return sheet.finish("soundings")


def drift() -> Image.Image:
    """Sand grains following the ebb."""
    chance = dice("drift")
    sheet = Canvas(1200, 1600, PAPER)
    sheet.sky([PAPER, SAND], 60)
    bearing = wind(chance)
    stops = [DEEP, TIDE, LAGOON, AMBER, CORAL, BRICK]
    for _ in range(1500):
        x, y = chance.uniform(-100, 1300), chance.uniform(-100, 1700)
        tone = ramp(stops, 0.5 + 0.5 * math.sin(x / 310 + y / 640) + chance.gauss(0, 0.07))
        points = [(x, y)]
        for _ in range(chance.randrange(14, 46)):
            turn = 0.9 + 0.8 * bearing(x / 900, y / 900)
            x, y = x + 11 * math.cos(turn), y + 11 * math.sin(turn)
            points.append((x, y))
        sheet.line(points, tone, chance.choice((1.2, 1.6, 2.4, 4)))
    sheet.panel((0, 0, 1200, 1600), None, 0, PAPER, 56)
    return sheet.finish("drift")


def spring_tide() -> Image.Image:
    """The moon through a month above the heights of its tides: springs at new and full, neaps at the quarters."""
    sheet = Canvas(1400, 1400, INK)
    sheet.sky([DUSK, INK, DEEP], 75)
    for night in range(15):
        share = night / 14
        centre = (126 + night * 82, 400 - 170 * math.sin(share * math.pi))
        sheet.glow(centre, 130, STRAW, 0.5 * math.sin(share * math.pi))
        moon(sheet, centre, 34, share)
    base, tides = 960, 116
    for tide in range(tides):
        share = tide / (tides - 1)
        springs = 0.5 + 0.5 * math.cos(share * math.tau * 2)
        rise = (90 + 240 * springs) * (1 if tide % 2 else 0.72)
        x = 100 + share * 1200
        tone = ramp([LAGOON, FOAM, STRAW, AMBER, CORAL], springs)
        sheet.line([(x, base - rise), (x, base + rise * 0.62)], tone, 5)
    for row in range(-3, 4):
        sheet.line([(70, base + row * 80), (1330, base + row * 80)], veil(PAPER, 0.75 if row == 0 else 0.1), 2)
    return sheet.finish("spring tide")


def moon(sheet: Canvas, centre: Point, radius: float, share: float) -> None:
    """A moon: new at 0, full in the middle, new again at 1."""
    sheet.circle(centre, radius, mix(INK, DUSK, 0.5))
    lit = []
    waxing = share <= 0.5
    phase = math.cos(share * math.tau)
    for step in range(61):
        turn = math.radians(-90 + step * 3)
        lit.append((centre[0] + radius * math.cos(turn) * (1 if waxing else -1), centre[1] + radius * math.sin(turn)))
    for step in range(60, -1, -1):
        turn = math.radians(-90 + step * 3)
        edge = radius * math.cos(turn) * phase * (1 if waxing else -1)
        lit.append((centre[0] + edge, centre[1] + radius * math.sin(turn)))
    sheet.polygon(lit, PAPER)


def harbour_light() -> Image.Image:
    """A lighthouse and its beam."""
    chance = dice("light")
    sheet = Canvas(1200, 1600, DUSK)
    sheet.sky([INK, DUSK, PLUM, BRICK], 90)
    lamp = (470, 560)
    for _ in range(150):
        sheet.circle(
            (chance.uniform(0, 1200), chance.uniform(0, 800)),
            chance.uniform(0.7, 2),
            veil(PAPER, chance.random() * 0.7),
        )
    for spread in range(9):
        wide = 18 + spread * 17
        sheet.polygon([lamp, (1300, 330 - wide), (1300, 330 + wide)], veil(STRAW, 0.085))
        sheet.polygon([lamp, (-60, 684 - wide * 0.6), (-60, 684 + wide * 0.6)], veil(STRAW, 0.055))
    sheet.glow(lamp, 330, STRAW, 0.85)
    for layer in range(7):
        share = layer / 6
        height = ridge(chance, 0.4, 3, 1.1 + share)
        filled(sheet, skyline(sheet, height, 1130 + 400 * share, 12 + 22 * share), ramp([PLUM, DUSK, DEEP, INK], share))
    sheet.polygon([(250, 1250), (330, 1120), (420, 1080), (540, 1076), (640, 1130), (760, 1260)], mix(INK, DUSK, 0.3))
    tower(sheet, lamp)
    for row in range(30):
        y = 1270 + row * 11
        x = 470 + chance.gauss(0, 20 + row * 2)
        sheet.line([(x - 20 - row * 2, y), (x + 24 + row, y)], veil(STRAW, 0.5 - row * 0.015), 3)
    return sheet.finish("light")


def tower(sheet: Canvas, lamp: Point) -> None:
    """A striped tower below its lamp."""
    x, top = lamp
    foot, bands = 1085, 7
    for band in range(bands):
        upper, lower = top + 36 + (foot - top - 36) * band / bands, top + 36 + (foot - top - 36) * (band + 1) / bands
        near, far = 34 + 40 * band / bands, 34 + 40 * (band + 1) / bands
        light, dark = (PAPER, SAND) if band % 2 else (CORAL, BRICK)
        sheet.polygon([(x - near, upper), (x + near, upper), (x + far, lower), (x - far, lower)], light)
        sheet.polygon([(x + near * 0.25, upper), (x + near, upper), (x + far, lower), (x + far * 0.25, lower)], dark)
    sheet.panel((x - 52, top + 26, x + 52, top + 38), INK, 3)
    sheet.panel((x - 30, top - 30, x + 30, top + 28), mix(STRAW, PAPER, 0.6), 4)
    for bar in (-30, -10, 10, 28):
        sheet.line([(x + bar, top - 30), (x + bar, top + 28)], INK, 2.5)
    sheet.polygon([(x - 42, top - 28), (x, top - 74), (x + 42, top - 28)], INK)


def squall() -> Image.Image:
    """Rain coming in over the bar."""
    chance = dice("squall")
    sheet = Canvas(1600, 1000, TIDE)
    sheet.sky([INK, DEEP, TIDE, FOAM, SAND], 90)
    for cloud in range(15):
        x, y = chance.uniform(-100, 1700), chance.uniform(-60, 210)
        for puff in range(5):
            tone = mix(INK, LAGOON, 0.1 + 0.05 * (cloud % 5))
            sheet.circle((x + puff * 70 - 140, y + chance.uniform(-24, 24)), chance.uniform(50, 112), veil(tone, 0.85))
    for layer in range(8):
        share = layer / 7
        height = ridge(chance, 0.42, 3, 1.2 + share)
        points = skyline(sheet, height, 676 + 300 * share, 7 + 26 * share)
        filled(sheet, points, ramp([mix(SAND, FOAM, 0.5), LAGOON, TIDE, DEEP], share))
        sheet.line(points, veil(PAPER, 0.35), 1.5)
    for _ in range(1100):
        x, y = chance.uniform(-100, 1750), chance.uniform(120, 1000)
        if abs(((x + y * 0.32) / 330) % 2 - 1) < chance.random() * 0.9:
            continue
        reach = chance.uniform(24, 84)
        sheet.line(
            [(x, y), (x - reach * 0.32, y + reach)], veil(PAPER, chance.uniform(0.1, 0.42)), chance.choice((1, 1.5))
        )
    sheet.line([(1180, 560), (1180, 706)], INK, 4)
    sheet.polygon([(1186, 566), (1186, 668), (1262, 668)], PAPER)
    sheet.polygon([(1174, 586), (1174, 668), (1128, 668)], CORAL)
    sheet.polygon([(1108, 686), (1280, 686), (1246, 718), (1136, 718)], INK)
    return sheet.finish("squall")


def saltmarsh() -> Image.Image:
    """Creeks branching through a marsh, seen from above."""
    chance = dice("marsh-3")
    sheet = Canvas(1400, 1400, LAGOON)
    land = heights(chance, sheet.size, 8, 5, 4)
    stops = [mix(TIDE, STRAW, 0.25), LAGOON, FOAM, mix(FOAM, STRAW, 0.6), STRAW, AMBER]
    sheet.image = tinted(land, [ramp(stops, level / 7) for level in range(8)])
    sheet.image.paste(PAPER, mask=outlines(land, 3).point(lambda value: value * 0.3))
    banks = creeks(chance, [(640, 1470, -86, 92), (1490, 560, 186, 56), (-60, 520, 8, 50)])
    for colour, extra in ((mix(BRICK, PLUM, 0.3), 15), (SAND, 8), (DEEP, 0), (TIDE, -12)):
        for start, end, width in banks:
            if width + extra > 1:
                sheet.line([start, end], colour, width + extra)
    return sheet.finish("marsh")


def creeks(chance: random.Random, mouths: list[tuple[float, float, float, float]]) -> list[tuple[Point, Point, float]]:
    """Stretches of water from the mouths (place, direction, width) upwards; no creek runs into another."""
    growing = [(*mouth, number) for number, mouth in enumerate(mouths)]
    taken: dict[tuple[int, int], int] = {}
    banks: list[tuple[Point, Point, float]] = []
    count = len(growing)
    while growing:
        x, y, turn, width, name = growing.pop(0)
        home, since = turn, 0
        while width > 4 and -80 < x < 1480 and -80 < y < 1490:
            turn += chance.gauss((home - turn) * 0.12, 13)
            reach = 10 + width * 0.16
            ahead = (x + reach * math.cos(math.radians(turn)), y + reach * math.sin(math.radians(turn)))
            cell = (int(ahead[0] // 36), int(ahead[1] // 36))
            near = [taken.get((cell[0] + a, cell[1] + b), name) for a in (-1, 0, 1) for b in (-1, 0, 1)]
            if since > 7 and any(other != name for other in near):
                break
            taken.setdefault(cell, name)
            banks.append(((x, y), ahead, width))
            (x, y), width, since = ahead, width * 0.978, since + 1
            if since % 7 == 6:
                side = chance.choice((-1, 1))
                growing.append((x, y, turn + side * chance.uniform(42, 68), width * 0.66, count))
                count += 1
    return banks


def half_ebb() -> Image.Image:
    """Mud drying into cells, with water left between them."""
    chance = dice("half ebb")
    sheet = Canvas(1600, 1000, FOAM)
    sheet.sky([mix(LAGOON, TIDE, 0.4), FOAM, mix(FOAM, SAND, 0.6)], 25)
    pitch, bearing = 62, wind(chance)
    sites = {
        (column, row): ((column + chance.uniform(0.08, 0.92)) * pitch, (row + chance.uniform(0.08, 0.92)) * pitch)
        for column in range(-3, 30)
        for row in range(-3, 20)
    }
    stops = [INK, DEEP, mix(TIDE, PLUM, 0.35), mix(PLUM, BRICK, 0.4), CORAL, AMBER, STRAW, SAND]
    for (column, row), (x, y) in sites.items():
        near = [
            sites[place]
            for a in range(-2, 3)
            for b in range(-2, 3)
            if (a, b) != (0, 0) and (place := (column + a, row + b)) in sites
        ]
        cell = plot((x, y), near, pitch * 2)
        dry = 0.5 + 0.34 * bearing(x / 700, y / 700) + chance.gauss(0, 0.05)
        if not cell or dry < 0.08:
            continue
        tone = ramp(stops, dry)
        for size, drop, paint in ((0.9, 5, veil(INK, 0.3)), (0.9, 0, tone), (0.62, -1, mix(tone, PAPER, 0.1))):
            sheet.polygon([(x + (a - x) * size, y + drop + (b - y) * size) for a, b in cell], paint)
    return sheet.finish("half ebb")


def plot(site: Point, neighbours: list[Point], reach: float) -> list[Point]:
    """The corners of all that is nearer to this site than to any of its neighbours."""
    x, y = site
    corners = [(x - reach, y - reach), (x + reach, y - reach), (x + reach, y + reach), (x - reach, y + reach)]
    for other in neighbours:
        across, down = other[0] - x, other[1] - y
        limit = (other[0] ** 2 + other[1] ** 2 - x * x - y * y) / 2
        kept: list[Point] = []
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
            here, there = (limit - across * a - down * b for a, b in (start, end))
            if here >= 0:
                kept.append(start)
            if here * there < 0:
                share = here / (here - there)
                kept.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
        corners = kept
    return corners
