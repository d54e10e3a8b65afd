"""The style sheet of highlighted code: a light and a dark theme whose every colour can be read on its background."""

from __future__ import annotations

import re
from functools import cache

from pygments.formatters import HtmlFormatter
from pygments.styles import get_style_by_name

LIGHT, DARK = "default", "github-dark"
LIGHT_BACKGROUND, DARK_BACKGROUND = "#f6f7f9", "#14181f"
CONTRAST = 4.6  # WCAG asks for 4.5; the rest is for rounding

_COLOUR = re.compile(r"(?<!background-)\bcolor: (#[0-9A-Fa-f]{3,6})")
_BOX = re.compile(r"; border: [^;}]+|border: [^;}]+;?|background-color: [^;}]+;?")


@cache
def highlight_css() -> str:
    """Return the rules for highlighted code, light by default and dark where the reader or the page asks for it."""
    light = _theme(LIGHT, LIGHT_BACKGROUND, "#1f2430", "#e6ecf5")
    dark = _theme(DARK, DARK_BACKGROUND, "#e6e9ef", "#2a3240")
    asked = _scoped(dark, ":root:not([data-scheme=light])")
    indented = "\n".join(f"  {line}" for line in asked)
    chosen = _scoped(dark, "[data-scheme=dark]")
    return "\n".join([*_scoped(light, ""), "@media (prefers-color-scheme: dark) {", indented, "}", *chosen, ""])


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours as WCAG counts it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _theme(name: str, background: str, text: str, marked: str) -> list[tuple[str, str]]:
    """Return selectors and declarations of one theme, its colours moved until they can be read."""
    rules = [
        (".highlight", f"background-color: {background}; color: {text}"),
        (".highlight .hll", f"background-color: {marked}; display: block"),
    ]
    formatter = HtmlFormatter(style=get_style_by_name(name))
    for selector, (declarations, *_) in sorted(formatter.class2style.items()):
        if not selector:
            continue
        # Highlighted lines have the darker or lighter ground: what can be read there can be read on both.
        style = _COLOUR.sub(
            lambda found: "color: " + _readable(found[1], (background, marked)), _BOX.sub("", declarations).strip(" ;")
        )
        if style:
            rules.append((f".highlight .{selector}", style))
    return rules


def _scoped(rules: list[tuple[str, str]], scope: str) -> list[str]:
    return [f"{f'{scope} ' if scope else ''}{selector} {{ {style} }}" for selector, style in rules]


def _readable(colour: str, backgrounds: tuple[str, ...]) -> str:
    target = 0 if _luminance(backgrounds[0]) > 0.5 else 255
    channels = _channels(colour)
    for step in range(0, 101, 4):
        moved = "#" + "".join(f"{round(value + (target - value) * step / 100):02x}" for value in channels)
        if all(contrast(moved, background) >= CONTRAST for background in backgrounds):
            return moved
    return "#000000" if target == 0 else "#ffffff"


def _channels(colour: str) -> list[int]:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    return [int(digits[place : place + 2], 16) for place in (0, 2, 4)]


def _luminance(colour: str) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
