"""How well an accent colour can be read, in words for whoever chooses it."""

from __future__ import annotations

from blog.colour import (
    DARK_SURFACE,
    LIGHT_SURFACE,
    Oklch,
    contrast,
    read_colour,
    readable_on_dark,
    readable_on_light,
)

#: WCAG 2.2, 1.4.3.
ENOUGH = 4.5


def accent_words(text: object) -> str:
    """How the accent is shown on light and on dark paper; empty for what is no colour."""
    chosen = read_colour(text)
    if chosen is None:
        return ""
    light, dark = readable_on_light(chosen), readable_on_dark(chosen)
    return (
        f"{_told(chosen, light, Oklch(LIGHT_SURFACE, 0, 0), 'light', 'darker')}"
        f" {_told(chosen, dark, Oklch(DARK_SURFACE, 0, 0), 'dark', 'lighter')}"
    )


def _told(chosen: Oklch, shown: Oklch, paper: Oklch, name: str, other: str) -> str:
    own, made = contrast(chosen, paper), contrast(shown, paper)
    if chosen.hex() == shown.hex() or (own >= ENOUGH and abs(own - made) < 0.5):
        return f"On {name} paper it reads well as it is ({own:.1f} to 1)."
    if own >= ENOUGH:
        return f"On {name} paper it is shown a little {other}, as {shown.hex()} ({made:.1f} to 1)."
    hard = f"On {name} paper it would be hard to read ({own:.1f} to 1)"
    return f"{hard}, so it is shown {other}, as {shown.hex()} ({made:.1f} to 1)."
