"""What there are feeds of: the site, a category, an author, a technology, the projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from blog.clock import now
from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site import chrome
from blog.site.addresses import address
from blog.site.categories import children
from blog.site.feeds.entries import Entry, entry, urn
from blog.site.feeds.texts import clean
from blog.site.rendering import absolute

NEWEST = 20
SIGNED = ("title", "slug", "summary", "content", "heroImage", "author", "authors", "categories")
FIELDS = {
    "posts": (*SIGNED, "publishedAt", "createdAt", "revisedAt"),
    "projects": (*SIGNED, "technologies", "challenges", "gallery", "publishedAt", "createdAt", "revisedAt"),
}


@dataclass(frozen=True)
class Feed:
    """A list of the newest documents; `page` is the path of what it is about, `stem` its own path without an ending."""

    id: str
    title: str
    subtitle: str
    page: str
    stem: str
    entries: tuple[Entry, ...]
    changed: datetime


def of_the_site() -> Feed:
    """The newest posts."""
    site = chrome.site()
    return _feed(_newest("posts"), "", site.get("tagline") or site.get("description"), "/", subject=site)


def of_projects() -> Feed:
    """The newest projects."""
    return _feed(_newest("projects"), "Projects", None, "/projects", collection="projects")


def of_category(slug: str) -> Feed | None:
    """The newest posts filed in a category or right below it."""
    found = _subject("categories", slug)
    if not found:
        return None
    documents = _newest("posts", {"categories": {"in": [found["id"], *(child["id"] for child in children(found))]}})
    return _feed(documents, found["title"], found.get("description"), address("categories", found), subject=found)


def of_technology(slug: str) -> Feed | None:
    """The newest projects that use a technology."""
    found = _subject("technologies", slug)
    if not found:
        return None
    documents = _newest("projects", {"technologies": {"in": [found["id"]]}})
    path = address("technologies", found)
    return _feed(documents, found["name"], found.get("description"), path, subject=found, collection="projects")


def of_author(slug: str) -> Feed | None:
    """The newest posts that somebody signed."""
    if not slug.isprintable():
        return None
    documents = _newest("posts", {"or": [{"author.slug": {"equals": slug}}, {"authors.slug": {"equals": slug}}]})
    people = [person for post in documents for person in post.get("populatedAuthors") or ()]
    found = next((person for person in people if person.get("slug") == slug), None)
    if not found:
        return None
    return _feed(documents, found["name"], found.get("bio"), address("users", found), subject=found)


def _subject(collection: str, slug: str) -> dict[str, Any] | None:
    if not slug.isprintable():
        return None
    return operations.find_one(collection, {"slug": {"equals": slug}}, actor=ANONYMOUS, depth=0)


def _newest(collection: str, where: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    return operations.find(
        collection,
        actor=ANONYMOUS,
        where=where,
        sort="-publishedAt",
        limit=NEWEST,
        count=False,
        depth=1,
        select=FIELDS[collection],
    ).docs


def _feed(
    documents: list[dict[str, Any]],
    title: str,
    subtitle: str | None,
    page: str | None,
    *,
    subject: Mapping[str, Any] | None = None,
    collection: str = "posts",
) -> Feed:
    entries = tuple(entry(collection, document) for document in documents)
    page, name = page or "/", clean(chrome.site().get("name"))
    changed = [one.updated for one in entries]
    changed += [said for said in (chrome.site().get("revisedAt"), _changed(subject or {})) if said]
    return Feed(
        # The site and its list of projects have nothing of their own but their address.
        id=urn(subject) if subject and page != "/" else absolute(page),
        title=f"{clean(title)} – {name}" if title else name,
        subtitle=clean(subtitle).strip(),
        page=page,
        stem=f"{page.rstrip('/')}/feed",
        entries=entries,
        # Of a feed that nothing was ever put into, it is only known that there is nothing in it today.
        changed=max(changed, default=now().replace(hour=0, minute=0, second=0, microsecond=0)),
    )


def _changed(subject: Mapping[str, Any]) -> datetime | None:
    return subject.get("revisedAt") or subject.get("updatedAt")
