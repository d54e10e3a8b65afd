"""Ways to pass a page on: plain links that tell nobody anything until somebody follows them, and a line to cite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from blog.site.dates import MONTHS, as_date


@dataclass(frozen=True)
class Sharing:
    """What the foot of an article offers: its permanent address, where it can be sent, and how it is cited."""

    url: str
    links: tuple[tuple[str, str], ...]
    citation: str


def sharing(title: str, url: str, *, site: str, authors: Iterable[str], published: Any) -> Sharing:
    """The ways to pass on the page with this title at this full address."""
    return Sharing(url, _links(title, url), _citation(title, site, list(authors), published))


def _links(title: str, url: str) -> tuple[tuple[str, str], ...]:
    return (
        ("E-mail", f"mailto:?subject={quote(title)}&body={quote(url)}"),
        ("Bluesky", "https://bsky.app/intent/compose?" + urlencode({"text": f"{title} {url}"})),
        ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?" + urlencode({"url": url})),
        ("Hacker News", "https://news.ycombinator.com/submitlink?" + urlencode({"u": url, "t": title})),
    )


def _citation(title: str, site: str, authors: list[str], published: Any) -> str:
    day = as_date(published)
    people = " and ".join([", ".join(authors[:-1]), authors[-1]] if len(authors) > 1 else authors)
    parts = [people, f"“{title}”", site, f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""]
    return ". ".join(part for part in parts if part) + "."
