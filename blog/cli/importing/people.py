"""The categories and the people that documents name, as documents of the new site: found there, or made."""

from __future__ import annotations

from typing import Any

from blog.cli.importing.names import slugify
from blog.cli.importing.report import Report
from blog.cli.importing.sites import Site
from blog.content import operations
from blog.content.access import SYSTEM
from blog.db import transaction

#: Nobody can have mail there: the domain is set aside for names that must not exist.
NOWHERE = "imported.invalid"


def all_of(slug: str, *fields: str, trash: bool = False) -> list[dict[str, Any]]:
    """Every document of a collection with these fields."""
    found = operations.find(
        slug, actor=SYSTEM, limit=0, depth=0, count=False, select=list(fields), trash=trash, sort="createdAt"
    )
    return found.docs


def categories_for(site: Site, report: Report, *, dry: bool) -> dict[str, str]:
    """The ids of the site's categories by slug; those that are missing are made."""
    there = {doc["slug"]: str(doc["id"]) for doc in all_of("categories", "slug")}
    missing = [(slug, *words) for slug, words in site.categories.items() if slug not in there]
    report.counts["categories"] = len(missing)
    if dry:
        return there | {slug: "" for slug, _, _ in missing}
    with transaction():
        for slug, title, description in missing:
            data = {"title": title, "slug": slug, "description": description or None}
            there[slug] = str(operations.create("categories", data, actor=SYSTEM, reason="import", depth=0)["id"])
    return there


def people_for(names: list[str], report: Report, *, dry: bool) -> dict[str, str]:
    """The ids of authors by name without case; who has no account gets one that cannot sign in."""
    users = all_of("users", "email", "name")
    there = {str(user["name"]).casefold(): str(user["id"]) for user in users if user.get("name")}
    by_email = {user["email"]: str(user["id"]) for user in users}
    there |= {email: id_ for email, id_ in by_email.items() if email not in there}
    missing = list({name.casefold(): name for name in names if name.casefold() not in there}.items())
    report.counts["authors"] = len(missing)
    if dry:
        return there | {folded: "" for folded, _ in missing}
    with transaction():
        for folded, name in missing:
            email = _free_email(name, by_email)
            data = {"name": name[:250], "email": email, "role": "user"}
            made = operations.create("users", data, actor=SYSTEM, reason="import", depth=0)
            there[folded] = by_email[email] = str(made["id"])
    return there


def _free_email(name: str, taken: dict[str, str]) -> str:
    word = slugify(name, name).encode("ascii", "ignore").decode().strip("-")[:50] or "author"
    email, number = f"{word}@{NOWHERE}", 1
    while email in taken:
        number += 1
        email = f"{word}-{number}@{NOWHERE}"
    return email
