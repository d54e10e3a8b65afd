"""What a browser says it is, as a person would call it. A guess for reading, never for deciding."""

from __future__ import annotations

#: The first mark that is found wins: most browsers claim to be the ones before them, too.
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("HeadlessChrome", "Chrome"), ("Chromium", "Chromium"),
    ("Chrome", "Chrome"), ("Safari", "Safari"), ("curl", "curl"), ("python", "A Python program"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def device(user_agent: str | None) -> str:
    """`Firefox on Linux`, or as much of it as can be told."""
    text = user_agent or ""
    browser = next((name for mark, name in BROWSERS if mark.lower() in text.lower()), "")
    system = next((name for mark, name in SYSTEMS if mark in text), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or text[:40] or "Unknown device"
