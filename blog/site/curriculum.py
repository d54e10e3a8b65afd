"""The profile as a curriculum vitae: sections of entries, the same for the page, the PDF and whoever asks next.

Only words and checked addresses; knows neither HTML nor Typst nor a request.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from blog.site.addresses import address, safe_address
from blog.site.dates import MONTHS, as_date, years

LEVELS = {5: "expert", 4: "advanced", 3: "proficient", 2: "working knowledge", 1: "basics"}
#: What makes a CV of a name: one of these says something.
SUBSTANCE = ("experience", "education", "skills", "projects", "volunteering", "talks", "publications")

Document = Mapping[str, Any]
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Entry:
    """One line of a life: what, where, when, and what came of it. Addresses are safe to link."""

    title: str
    where: str = ""
    place: str = ""
    when: str = ""
    url: str | None = None
    summary: str = ""
    highlights: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Skills:
    """A group of skills: the names by how well they are known, best first; a level may be empty."""

    group: str
    levels: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Section:
    """A part of a CV under one heading. `kind` says what its entries are: entries, lines, skills, pairs or quotes."""

    key: str
    title: str
    kind: str
    entries: tuple[Any, ...] = field(default=())


def is_filled(profile: Document) -> bool:
    """Whether the profile says enough for a page about its owner: who they are."""
    return bool(_text(profile.get("name")))


def has_cv(profile: Document) -> bool:
    """Whether the profile makes a CV: a name, and something that was done or learned."""
    return is_filled(profile) and any(profile.get(name) for name in SUBSTANCE)


def sections(profile: Document, projects: Rows) -> list[Section]:
    """The parts that say something, in the order of a CV. `projects` are those to show."""
    made = (
        Section("experience", "Experience", "entries", _positions(profile, "experience")),
        Section("projects", "Selected projects", "entries", tuple(map(_project, projects))),
        Section("skills", "Skills", "skills", _skills(_rows(profile, "skills"))),
        Section("education", "Education", "entries", _lived(profile, "education", "title", "institution")),
        Section("talks", "Talks", "lines", _dated(profile, "talks", "title", "event")),
        Section("publications", "Publications", "lines", _dated(profile, "publications", "title", "publisher")),
        Section("awards", "Awards", "lines", _dated(profile, "awards", "title", "awarder")),
        Section("certificates", "Certificates", "lines", _dated(profile, "certificates", "name", "issuer")),
        Section("volunteering", "Volunteering", "entries", _positions(profile, "volunteering")),
        Section("languages", "Languages", "pairs", _pairs(profile, "languages", "level")),
        Section("interests", "Interests", "pairs", _pairs(profile, "interests", "details")),
        Section("testimonials", "Testimonials", "quotes", _quotes(profile)),
    )
    return [section for section in made if section.entries]


def contacts(profile: Document) -> list[tuple[str, str, str | None]]:
    """How to reach the owner: label, text, and the address to link, if any."""
    found: list[tuple[str, str, str | None]] = []
    if email := _text(profile.get("email")):
        found.append(("E-mail", email, f"mailto:{email}"))
    if telephone := _text(profile.get("telephone")):
        digits = "".join(sign for sign in telephone if sign.isascii() and (sign.isdigit() or sign == "+"))
        found.append(("Telephone", telephone, f"tel:{digits}" if digits else None))
    if place := _text(profile.get("address")) or _text(profile.get("location")):
        found.append(("Address" if profile.get("address") else "Location", place, None))
    for link in _rows(profile, "links"):
        if url := safe_address(link.get("url")):
            found.append((_text(link.get("label")) or url, shown_address(url), url))
    return found


def shown_address(url: str) -> str:
    """An address as people say it: no scheme, no slash at the end."""
    return url.split("://", 1)[-1].removeprefix("www.").removeprefix("mailto:").rstrip("/")


def period(started: object, finished: object) -> str:
    """`May 2021 – Apr 2024`, `May 2021 – today` when it goes on, or the one date that is known."""
    first, last = month(started), month(finished)
    if first and first != last:
        return f"{first} – {last or 'today'}"
    return first or last


def month(value: object) -> str:
    """`May 2021`; empty when there is no date."""
    day = as_date(value)
    return f"{MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def _positions(profile: Document, name: str) -> tuple[Entry, ...]:
    return _lived(profile, name, "role", "organisation")


def _lived(profile: Document, name: str, title: str, where: str) -> tuple[Entry, ...]:
    """What lasted: with a beginning, an end and results."""
    return tuple(
        Entry(
            _text(row.get(title)),
            _text(row.get(where)),
            _text(row.get("place")),
            period(row.get("started"), row.get("finished")),
            safe_address(row.get("url")),
            _text(row.get("summary")),
            tuple(text for one in _rows(row, "highlights") if (text := _text(one.get("text")))),
        )
        for row in _rows(profile, name)
        if _text(row.get(title))
    )


def _dated(profile: Document, name: str, title: str, where: str) -> tuple[Entry, ...]:
    """What happened on a day."""
    return tuple(
        Entry(
            _text(row.get(title)),
            _text(row.get(where)),
            _text(row.get("place")),
            month(row.get("date")),
            safe_address(row.get("url")),
            _text(row.get("summary")),
        )
        for row in _rows(profile, name)
        if _text(row.get(title))
    )


def _project(project: Document) -> Entry:
    technologies = [one for one in project.get("technologies") or () if isinstance(one, Mapping)]
    return Entry(
        _text(project.get("title")),
        _text(project.get("role")),
        _text(project.get("client")),
        years(project.get("started"), project.get("finished")),
        address("projects", project),
        _text(project.get("summary")),
        tags=tuple(_text(technology.get("name")) for technology in technologies),
    )


def _skills(rows: Rows) -> tuple[Skills, ...]:
    named = [row for row in rows if _text(row.get("name"))]
    groups = dict.fromkeys(_text(row.get("group")) for row in named)
    return tuple(Skills(group, _levels(row for row in named if _text(row.get("group")) == group)) for group in groups)


def _levels(rows: Iterable[Document]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    ordered = sorted(rows, key=_level, reverse=True)
    return tuple(
        (LEVELS.get(level, ""), tuple(_text(row["name"]) for row in same)) for level, same in groupby(ordered, _level)
    )


def _level(row: Document) -> int:
    level = row.get("level")
    return level if level in LEVELS else 0


def _pairs(profile: Document, name: str, second: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_text(row.get("name")), _text(row.get(second))) for row in _rows(profile, name) if _text(row.get("name"))
    )


def _quotes(profile: Document) -> tuple[dict[str, str], ...]:
    rows = _rows(profile, "testimonials")
    return tuple({key: _text(row.get(key)) for key in ("text", "name", "role")} for row in rows if row.get("text"))


def _rows(document: Document, name: str) -> Rows:
    return [row for row in document.get(name) or () if isinstance(row, Mapping)]


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
