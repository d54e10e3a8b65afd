"""Figures for posts about form: books, shares of a whole, letters, a path of focus, woven bands."""

from __future__ import annotations

import random

from PIL import Image

from blog.cli.demo.drawing.canvas import Canvas, Point, dice
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


def spines(chance: random.Random, room: float) -> list[tuple[float, float, Colour, Colour]]:
    """Books that fill a shelf: width, height, cloth and label."""
    cloths = [TIDE, DEEP, CORAL, AMBER, PLUM, LAGOON, SAND, INK, BRICK, FOAM]
    books, used = [], 0.0
    while used < room - 40:
        width = min(chance.choice((26, 34, 40, 52, 64, 78)), room - used)
        cloth = chance.choice(cloths)
        label = PAPER if sum(cloth) < 430 else INK
        books.append((width, chance.uniform(196, 268), cloth, label))
        used += width
    return books


def shelves() -> Image.Image:
    """Three shelves of standards, none of them a novel."""
    chance = dice("shelves-3")
    sheet = Canvas(1600, 1000, INK)
    sheet.sky([mix(PLUM, INK, 0.35), INK], 80)
    sheet.glow((800, 330), 900, BRICK, 0.3)
    for shelf in range(3):
        floor = 322 + shelf * 314
        x = 70.0
        gap = (980, 420, 1180)[shelf]
        for width, height, cloth, label in spines(chance, 1460):
            if gap < x < gap + 130:
                x += width
                continue
            book(sheet, (x, floor), (width, height), cloth, label)
            x += width
        leaning(sheet, gap, floor)
        sheet.panel((40, floor, 1560, floor + 16), mix(STRAW, BRICK, 0.45), 2)
        sheet.panel((40, floor + 11, 1560, floor + 18), veil(INK, 0.45), 2)
    return sheet.finish("shelves")


def book(sheet: Canvas, foot: Point, size: tuple[float, float], cloth: Colour, label: Colour) -> None:
    """One upright spine."""
    (x, floor), (width, height) = foot, size
    top = floor - height
    sheet.panel((x + 1, top, x + width - 1, floor), cloth, 4)
    sheet.panel((x + 1, top, x + width * 0.28, floor), veil(WHITE, 0.07), 4)
    sheet.panel((x + width * 0.78, top, x + width - 1, floor), veil(INK, 0.22), 4)
    for band in (0.1, 0.16, 0.84):
        sheet.panel((x + 1, top + height * band, x + width - 1, top + height * band + 3), veil(label, 0.6))
    if width > 36:
        sheet.panel((x + width * 0.3, top + height * 0.28, x + width * 0.7, top + height * 0.7), veil(label, 0.85), 3)


def leaning(sheet: Canvas, left: float, floor: float) -> None:
    """A book that leans in a gap."""
    corners = [(left + 34, floor), (left + 78, floor), (left + 140, floor - 214), (left + 98, floor - 226)]
    sheet.polygon(corners, AMBER)
    sheet.polygon([corners[1], corners[2], (left + 132, floor - 216), (left + 68, floor)], mix(AMBER, BRICK, 0.5))


def quarters() -> Image.Image:
    """Quarter circles in a grid: shares of a whole that must add up."""
    chance = dice("quarters-5")
    sheet = Canvas(1600, 1000, PAPER)
    side = 200
    pairs = [
        (TIDE, SAND),
        (CORAL, PAPER),
        (DEEP, FOAM),
        (AMBER, DEEP),
        (PAPER, TIDE),
        (MIST, CORAL),
        (STRAW, PLUM),
        (INK, AMBER),
    ]
    last = -1
    for row in range(5):
        for column in range(8):
            pick = chance.choice([number for number in range(len(pairs)) if number != last])
            last = pick
            ground, shape = pairs[pick]
            x, y = column * side, row * side
            sheet.panel((x, y, x + side, y + side), ground)
            share(sheet, (x, y), side, shape, chance)
    return sheet.finish("quarters", 0)


def share(sheet: Canvas, corner: Point, side: float, tone: Colour, chance: random.Random) -> None:
    """One tile: a quarter, a half, a ring, a pie or nested quarters."""
    x, y = corner
    edge = 0.5
    kind = chance.randrange(5)
    turn = chance.randrange(4)
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    pivot, angle = corners[turn], turn * 90
    middle = (x + side / 2, y + side / 2)
    if kind == 0:
        sheet.slice(pivot, side - edge, (angle, angle + 90), tone)
    elif kind == 1:
        sheet.slice(pivot, side - edge, (angle, angle + 90), tone)
        sheet.slice(pivot, side * 0.62, (angle, angle + 90), mix(tone, PAPER, 0.35))
        sheet.slice(pivot, side * 0.3, (angle, angle + 90), tone)
    elif kind == 2:
        sheet.circle(middle, side * 0.36, tone)
        sheet.slice(middle, side * 0.36, (angle - 30, angle + 90), mix(tone, INK, 0.3))
    elif kind == 3:
        sheet.circle(middle, side * 0.4, None, tone, side * 0.1)
        sheet.slice(middle, side * 0.22, (angle, angle + 180), tone)
    else:
        sheet.slice(middle, side / 2 - edge, (angle, angle + 180), tone)
        sheet.slice(middle, side / 4, (angle + 180, angle + 360), tone)


def letterform() -> Image.Image:
    """A large word on its guide lines."""
    sheet = Canvas(1600, 1000, PAPER)
    sheet.sky([PAPER, mix(PAPER, SAND, 0.8)], 60)
    for y in range(20, 1000, 40):
        sheet.line([(0, y), (1600, y)], veil(LAGOON, 0.24), 1)
    base, tall = 660, 620
    for y, tone, name in (
        (base, CORAL, "baseline"),
        (base - 0.5 * tall, TIDE, "x-height"),
        (base - 0.7 * tall, TIDE, "cap height"),
        (base + 0.2 * tall, TIDE, "descender"),
    ):
        sheet.line([(60, y), (1540, y)], veil(tone, 0.9), 2.5)
        sheet.text((1540, y - 12), name, tone, 22, "rs")
    sheet.text((120, base), "Rag", INK, tall, "ls")
    sheet.circle((1244, base - 0.25 * tall), 0.25 * tall, None, veil(CORAL, 0.9), 3)
    sheet.circle((1244, base - 0.25 * tall), 0.25 * tall / 1.618, None, veil(CORAL, 0.6), 2)
    sheet.circle((1244, base - 0.25 * tall), 6, CORAL)
    x = 120.0
    for step in range(10):
        width = 15 * 1.333**step
        sheet.panel((x, 878, x + width, 878 + 44), ramp([FOAM, LAGOON, TIDE, DEEP], step / 9), 3)
        x += width + 8
    return sheet.finish("letter")


def focus_path() -> Image.Image:
    """A way through a page by keyboard: one ring of focus and the path to it."""
    chance = dice("focus-4")
    sheet = Canvas(1600, 1000, DEEP)
    sheet.sky([TIDE, DEEP, INK], 50)
    side, gap = 128, 32
    route = [
        (0, 3),
        (1, 3),
        (1, 2),
        (2, 2),
        (3, 2),
        (3, 1),
        (4, 1),
        (5, 1),
        (5, 2),
        (5, 3),
        (6, 3),
        (7, 3),
        (7, 2),
        (8, 2),
    ]
    pitch = side + gap
    middle = [(160 + column * pitch, 20 + row * pitch + side / 2) for column, row in route]
    for column in range(-1, 10):
        for row in range(-1, 7):
            x, y = 160 + column * pitch - side / 2, 20 + row * pitch
            on = (column, row) in route
            tone = veil(FOAM, 0.2) if on else veil(PAPER, 0.05 + 0.05 * chance.random())
            sheet.panel((x, y, x + side, y + side), tone, 22)
    sheet.line(middle, veil(STRAW, 1), 7)
    for place in middle[:-1]:
        sheet.circle(place, 15, STRAW, DEEP, 5)
    x, y = middle[-1]
    sheet.glow((x, y), 250, AMBER, 0.6)
    sheet.panel((x - 86, y - 86, x + 86, y + 86), None, 36, PAPER, 9)
    sheet.panel((x - 64, y - 64, x + 64, y + 64), CORAL, 22)
    sheet.line([(x - 26, y + 2), (x - 6, y + 22), (x + 30, y - 22)], PAPER, 10)
    return sheet.finish("focus")


def truchet() -> Image.Image:
    """Woven bands for a release with many small parts."""
    chance = dice("truchet-2")
    sheet = Canvas(1600, 1000, DUSK)
    sheet.sky([DUSK, PLUM, BRICK], 35)
    side = 100
    for row in range(10):
        for column in range(16):
            x, y = column * side, row * side
            tone = ramp([STRAW, AMBER, CORAL, FOAM, LAGOON], (column / 15 + row / 9) / 2 + chance.gauss(0, 0.05))
            ends = (
                ((x, y, 0), (x + side, y + side, 180))
                if chance.random() < 0.5
                else ((x + side, y, 90), (x, y + side, 270))
            )
            for left, top, turn in ends:
                for radius, width, paint in ((67, 34, INK), (63, 26, tone), (53, 6, mix(tone, INK, 0.45))):
                    sheet.arc((left, top), radius, (turn - 1, turn + 91), paint, width)
    return sheet.finish("truchet")
