"""Addresses that have moved."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import current_app

from blog.collections import signposts
from blog.collections.rules import REDIRECTS
from blog.collections.shapes import DOCUMENTS
from blog.content.events import Event
from blog.content.fields import Field
from blog.content.registry import Collection, Hooks, registry
from blog.errors import Invalid, Problem
from blog.models import Redirect

TO = (
    Field("type", "select", choices=("reference", "custom"), default="reference"),
    Field("reference", "relation", target=(*DOCUMENTS, "media", "users"), label="Document"),
    Field("url", "url", label="Address", max_length=2048),
)
#: What other doors answer, whatever the rules say.
OTHER_DOORS = re.compile(r"/(?:admin|api|healthz|readyz)(?:/|$)", re.IGNORECASE)


def spell_address(event: Event) -> None:
    """Keep the old address in the one spelling that is looked for, however it was pasted."""
    given = event.data.get("from")
    if isinstance(given, str):
        event.data["from"] = signposts.written(_own_path(given.strip()))


def check_rule(event: Event) -> None:
    """A rule begins with one slash and leads somewhere else, unless it says that the address is gone."""
    path, to = event.values.get("from") or "", event.values.get("to") or {}
    problem = _problem_with(path, event.values.get("type"))
    if problem:
        raise Invalid([Problem("from", problem, "From")])
    if event.values.get("status") == signposts.GONE:
        return
    if not to.get("url") and not to.get("reference"):
        raise Invalid([Problem("to", "Name a document or an address to go to.", "To")])
    if to.get("url"):
        _refuse_circles(event, _own_path(to["url"]))


def _problem_with(path: str, type_: str | None) -> str:
    """Why an old address cannot be a rule's, as a sentence; empty when it can."""
    if path and (not re.match(r"/(?![/\\])", path) or "\\" in path):
        return "Begin the old address with a single slash, as in /old/page."
    if "#" in path:
        return "Leave out what follows the number sign: browsers never ask a site for it."
    if type_ == "prefix" and "?" in path:
        return "Only an exact rule can have a question mark in its address."
    if OTHER_DOORS.match(path):
        return "This address belongs to the editor, the API or the health pages, and no rule is asked there."
    return ""


def _refuse_circles(event: Event, to: str) -> None:
    """Raises Invalid where the way on from a rule, by the other rules, comes back to it."""
    rule = {name: event.values.get(name) for name in ("from", "type")}
    way = signposts.circle(rule, to) if to.startswith("/") and rule["from"] else []
    if len(way) == 2:
        raise Invalid([Problem("to.url", "This rule leads to itself.", "To > Address")])
    if way:
        said = " → ".join(step[:100] for step in way)
        raise Invalid([Problem("to.url", f"With the other rules this leads in a circle: {said}.", "To > Address")])


def _own_path(address: str) -> str:
    """The path of a whole address of this very site, so that it is stored and followed as what it is."""
    own = str(current_app.config["SITE_URL"]).rstrip("/")
    if address.lower().startswith(own.lower()) and urlsplit(own).netloc:
        rest = address[len(own) :]
        if not rest or rest[0] in "/?#":
            return rest if rest.startswith("/") else f"/{rest}"
    return address


redirects = registry.add(
    Collection(
        Redirect,
        slug="redirects",
        access=REDIRECTS,
        title="from",
        columns=("from", "type", "status", "updatedAt"),
        search=("from",),
        shapes={"to": TO},
        hooks=Hooks(before_validate=(spell_address,), before_change=(check_rule,)),
    )
)
