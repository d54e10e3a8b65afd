"""The profile as JSON Resume 1.0.0 (https://jsonresume.org/schema), for programs that read CVs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from blog import richtext
from blog.collections.appearance import share_image
from blog.site.addresses import address, safe_address
from blog.site.curriculum import LEVELS, shown_address
from blog.site.dates import as_date, iso
from blog.site.rendering import absolute

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"

Document = Mapping[str, Any]
Made = dict[str, Any]


def resume(profile: Document, projects: list[dict[str, Any]]) -> Made:
    """The whole document; what the profile does not say is left out."""
    made = {
        "basics": _basics(profile),
        "work": [_position(row, "name", "organisation") for row in _rows(profile, "experience")],
        "volunteer": [_position(row, "organization", "organisation") for row in _rows(profile, "volunteering")],
        "education": [_education(row) for row in _rows(profile, "education")],
        "awards": [
            _dated(row, title="title", awarder="awarder", summary="summary") for row in _rows(profile, "awards")
        ],
        "certificates": [_dated(row, name="name", issuer="issuer") for row in _rows(profile, "certificates")],
        "publications": [_publication(row) for row in _rows(profile, "publications")],
        "skills": _skills(_rows(profile, "skills")),
        "languages": [_kept(language=row.get("name"), fluency=row.get("level")) for row in _rows(profile, "languages")],
        "interests": [
            _kept(name=row.get("name"), keywords=_one(row, "details")) for row in _rows(profile, "interests")
        ],
        "references": [_reference(row) for row in _rows(profile, "testimonials")],
        "projects": [*map(_project, projects), *map(_talk, _rows(profile, "talks"))],
        "meta": _kept(canonical=absolute("/resume.json"), version="v1.0.0", lastModified=iso(profile.get("revisedAt"))),
    }
    return {"$schema": SCHEMA, **{name: value for name, value in made.items() if value}}


def _basics(profile: Document) -> Made:
    image = share_image(profile.get("photo"))
    about = profile.get("about")
    return _kept(
        name=profile.get("name"),
        label=profile.get("headline"),
        image=absolute(image["url"]) if image else None,
        email=profile.get("email"),
        phone=profile.get("telephone"),
        url=absolute("/"),
        summary=richtext.plain_text(about) if isinstance(about, Mapping) else None,
        location=_kept(address=profile.get("address"), city=profile.get("location")),
        profiles=[_account(row) for row in _rows(profile, "links")],
    )


def _account(row: Document) -> Made:
    url = _url(row.get("url"))
    name = urlsplit(url or "").path.rstrip("/").rpartition("/")[2]
    return _kept(network=row.get("label"), username=name or shown_address(url or ""), url=url)


def _position(row: Document, key: str, name: str) -> Made:
    return _kept(
        **{key: row.get(name)},
        position=row.get("role"),
        location=row.get("place") if key == "name" else None,
        url=_url(row.get("url")),
        startDate=_day(row.get("started")),
        endDate=_day(row.get("finished")),
        summary=row.get("summary"),
        highlights=[one["text"] for one in _rows(row, "highlights") if one.get("text")],
    )


def _education(row: Document) -> Made:
    return _kept(
        institution=row.get("institution"),
        studyType=row.get("title"),
        url=_url(row.get("url")),
        startDate=_day(row.get("started")),
        endDate=_day(row.get("finished")),
        courses=[one["text"] for one in _rows(row, "highlights") if one.get("text")],
    )


def _dated(row: Document, **names: str) -> Made:
    url = {} if "awarder" in names else {"url": _url(row.get("url"))}
    return _kept(**{key: row.get(name) for key, name in names.items()}, date=_day(row.get("date")), **url)


def _publication(row: Document) -> Made:
    made = _dated(row, name="title", publisher="publisher", summary="summary")
    return _kept(**{name: value for name, value in made.items() if name != "date"}, releaseDate=made.get("date"))


def _reference(row: Document) -> Made:
    name = ", ".join(text for text in (row.get("name"), row.get("role")) if text)
    return _kept(name=name, reference=row.get("text"))


def _project(project: Document) -> Made:
    path = address("projects", project)
    technologies = [one for one in project.get("technologies") or () if isinstance(one, Mapping)]
    return _kept(
        name=project.get("title"),
        description=project.get("summary"),
        keywords=[technology["name"] for technology in technologies if technology.get("name")],
        roles=_one(project, "role"),
        entity=project.get("client"),
        startDate=_day(project.get("started")),
        endDate=_day(project.get("finished")),
        url=absolute(path) if path else None,
        type="application",
    )


def _talk(row: Document) -> Made:
    return _kept(
        name=row.get("title"),
        description=row.get("summary"),
        entity=row.get("event"),
        startDate=_day(row.get("date")),
        endDate=_day(row.get("date")),
        url=_url(row.get("url")),
        type="talk",
    )


def _skills(rows: list[Document]) -> list[Made]:
    """A skill by itself, or a group of them: the schema knows a name with keywords, and a level for the whole."""
    made: dict[tuple[str, Any], list[str]] = {}
    for row in rows:
        if row.get("name"):
            made.setdefault((row.get("group") or "", row.get("level")), []).append(row["name"])
    named = []
    for (group, level), names in made.items():
        word = LEVELS.get(level)
        heads = [(group, names)] if group else [(name, []) for name in names]
        named += [_kept(name=head, level=word, keywords=keywords) for head, keywords in heads]
    return named


def _one(row: Document, name: str) -> list[str]:
    return [row[name]] if row.get(name) else []


def _rows(document: Document, name: str) -> list[Document]:
    return [row for row in document.get(name) or () if isinstance(row, Mapping)]


def _day(value: object) -> str | None:
    day = as_date(value)
    return day.isoformat() if day else None


def _url(value: object) -> str | None:
    """An absolute address of the signs that an address may have."""
    safe = safe_address(value)
    return quote(absolute(safe), safe=":/?#[]@!$&'()*+,;=%~") if safe else None


def _kept(**values: Any) -> Made:
    return {name: value for name, value in values.items() if value}
