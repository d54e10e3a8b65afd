"""What frames, players and embedding tags of other sites show, as an address that a person can follow."""

from __future__ import annotations

import re

_YOUTUBE = re.compile(r"(?:https?:)?//(?:www\.)?(?:youtube(?:-nocookie)?\.com/embed/|youtu\.be/)([\w-]{6,20})")
_VIMEO = re.compile(r"(?:https?:)?//player\.vimeo\.com/video/(\d+)")
_TITLES = {"video": "Video", "audio": "Audio"}


def embedded(name: str, attrs: dict[str, str]) -> dict[str, str | None] | None:
    """Return address and title of what an iframe, video, audio, embed or source tag would have loaded, if anything."""
    if name not in {"iframe", "video", "audio", "embed", "source"}:
        return None
    address = watched((attrs.get("src") or attrs.get("data-src") or "").strip())
    return {"url": address, "title": attrs.get("title") or _TITLES.get(name)} if address else None


def watched(address: str) -> str:
    """Return the page that a person would watch for the address of a player."""
    if video := _YOUTUBE.match(address):
        return f"https://www.youtube.com/watch?v={video[1]}"
    if video := _VIMEO.match(address):
        return f"https://vimeo.com/{video[1]}"
    return "https:" + address if address.startswith("//") else address
