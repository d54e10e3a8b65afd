"""Which rule of the redirects an address meets, what address the rule makes of it, and the rules that changes leave.

Knows no request and no page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.changes import remember, tag

Rule = Mapping[str, Any]

GONE = 410
LONGEST = 1024
#: How deep below a prefix an address may lie, and how many of its parameters are looked at. Both bound one statement.
DEEPEST = 20
MOST_PARAMETERS = 8
#: What may stand in a path or a query as it is. The backslash may not: browsers read it as a slash.
IN_PATH = "/:@!$&'()*+,;=~"
IN_QUERY = IN_PATH + "?%[]"
ENDING_A_SENTENCE = " .,;:!?)]>'\"”’»"


def written(address: str) -> str:
    """An old address as it is stored: its path without percent signs, its query as it is."""
    path, mark, query = address.partition("?")
    # An encoded question mark or number sign is part of the name, and decoded it would begin a query or a fragment.
    plain = path if re.search(r"%(?:3f|23)", path, re.IGNORECASE) else unquote(path, errors="replace")
    return (path if "\ufffd" in plain else plain) + mark + query


def asked(path: str) -> str:
    """A path as a server hands it over, decoded, in the spelling that is stored."""
    return path.replace("?", "%3F").replace("#", "%23")


def plain(path: str) -> str:
    """The spelling that the addresses of this site have: lower case, no file name or slash at the end, none doubled.

    What sticks to an address that was copied out of a sentence is taken off, and what was encoded twice is decoded."""
    path = unicodedata.normalize("NFC", unquote(path)).lower().rstrip(ENDING_A_SENTENCE)
    path = re.sub(r"/{2,}", "/", re.sub(r"\s+", "-", path))
    path = re.sub(r"(?:/index\.(?:html?|php)|\.html?)/*$", "", path)
    return path.rstrip("/") or "/"


def spellings(path: str) -> list[str]:
    """A path as a rule for it may have been written, the likeliest first."""
    single = re.sub(r"/{2,}", "/", path)
    bare = single.rstrip("/") or "/"
    place = re.sub(r"(?:/index)?\.(?:html?|php)$", "", bare) or "/"
    forms = [path, single, bare, bare.rstrip("/") + "/", place, place.rstrip("/") + "/", quote(single), plain(path)]
    return list(dict.fromkeys(forms))


def prefixes(path: str) -> list[str]:
    """Every folder above a path and the path itself, the longest first, with and without its slash."""
    parts = [part for part in path.split("/") if part][:DEEPEST]
    folders = ["/" + "/".join(parts[:count]) for count in range(len(parts), 0, -1)]
    forms = [form for folder in folders for form in (folder, folder + "/", folder.lower(), folder.lower() + "/")]
    return list(dict.fromkeys([*forms, "/"]))


def queries(query: str) -> list[str]:
    """The queries that a rule may have been written with: the whole one, then each parameter alone."""
    return list(dict.fromkeys(part for part in (query, *query.split("&")[:MOST_PARAMETERS]) if part))


def met(path: str, query: str = "", *, queries_only: bool = False) -> list[dict[str, Any]]:
    """The rules that an address meets, the best first: with its query, then exact, then the longest prefix.

    One statement by the index of `from`, however many rules there are."""
    path = asked(path)
    if len(path) > LONGEST or not path.isprintable():
        return []
    exact = [f"{form}?{part}" for part in queries(query) for form in spellings(path)]
    if not queries_only:
        exact += spellings(path)
    above = [] if queries_only else prefixes(path)
    places = {form: number for number, form in reversed(list(enumerate([*exact, *above])))}
    forms = [form for form in places if len(form) <= LONGEST and form.isprintable()]
    # The site itself asks: the rules are for everybody, and nothing is to be counted or opened.
    found = operations.find(
        "redirects", actor=SYSTEM, where={"from": {"in": forms}}, limit=0, count=False, depth=0,
        select=("from", "type", "to", "status"),
    )  # fmt: skip
    allowed = {"exact": set(exact), "prefix": set(above)}
    rules = [rule for rule in found.docs if rule["from"] in allowed[rule["type"]]]
    return sorted(rules, key=lambda rule: (rule["type"] != "exact", places[rule["from"]]))


def is_literal(rule: Rule, path: str) -> bool:
    """Whether a rule was written for this very spelling of the address."""
    return rule["type"] == "exact" and rule["from"].partition("?")[0] in (asked(path), quote(path))


def has_queries() -> bool:
    """Whether any rule is for an address with a query: then those addresses are asked for before pages are."""

    def ask() -> bool:
        where = {"from": {"like": "?"}}
        return operations.find_one("redirects", where, actor=SYSTEM, depth=0, select=("from",)) is not None

    return remember(("redirects", "with queries"), (tag("redirects"),), ask)


def target(rule: Rule, to: str, path: str, query: str = "") -> str:
    """The address that a rule leading to `to` makes of the one asked for.

    A prefix keeps the rest of the path; what of the query the rule did not ask for is kept, too."""
    try:
        parts = urlsplit(to)
    except ValueError:
        return to
    if parts.scheme not in ("", "http", "https"):
        return to
    place = parts.path
    if rule["type"] == "prefix":
        rest = _rest(rule["from"], asked(path))
        place = f"{place.rstrip('/')}/{rest}" if rest else place
    kept = _unmatched(rule["from"].partition("?")[2], query)
    joined = "&".join(part for part in (parts.query, kept) if part)
    return urlunsplit((parts.scheme, parts.netloc, place, joined, parts.fragment))


def _rest(prefix: str, path: str) -> str:
    """The path below a prefix, encoded, without a slash at its front: it can never name another host."""
    above = [part for part in prefix.split("/") if part]
    rest = [part for part in path.split("/") if part][len(above) :]
    slash = "/" if rest and path.endswith("/") else ""
    return "/".join(quote(unquote(part), safe=IN_PATH.replace("/", "")) for part in rest) + slash


def _unmatched(wanted: str, query: str) -> str:
    """What is left of a query when the parameters that a rule asks for are taken out."""
    if query == wanted:
        return ""
    return "&".join(part for part in query.split("&") if part and part != wanted)


def circle(rule: Rule, to: str) -> list[str]:
    """The way on from a rule's target, rule after rule, as addresses; empty unless it comes back to the rule.

    A rule that leads to a document ends the way: what is there goes before any rule."""
    way, known = [rule["from"], to], {rule["from"]}
    while len(way) <= DEEPEST:
        path, _, query = to.partition("#")[0].partition("?")
        if _meets(rule, path, query) or (len(way) > 2 and _is_same(rule["from"], path, query)):
            return way
        here = next((found for found in met(unquote(path), query) if found["from"] not in known), None)
        to = ((here or {}).get("to") or {}).get("url") or ""
        if here is None or here["status"] == GONE or not to.startswith("/"):
            return []
        known.add(here["from"])
        to = target(here, to, unquote(path), query)
        way.append(to)
    return way


def _meets(rule: Rule, path: str, query: str) -> bool:
    """Whether an address would meet this rule, were it stored."""
    forms = spellings(asked(unquote(path)))
    if rule["type"] == "prefix":
        return rule["from"] in prefixes(asked(unquote(path)))
    return rule["from"] in forms or any(f"{form}?{part}" == rule["from"] for part in queries(query) for form in forms)


def _is_same(address: str, path: str, query: str) -> bool:
    """Whether an address is another spelling of the one that a path and a query make."""
    place, _, asked_for = address.partition("?")
    return (plain(place), asked_for) == (plain(path), query)


def put(address: str, to: Mapping[str, Any] | None, status: int = 301) -> None:
    """Write the exact rule for an address, in place of the one it has."""
    data = {"type": "exact", "to": to, "status": status}
    known = operations.find_one("redirects", {"from": {"equals": address}}, actor=SYSTEM, depth=0)
    if known:
        operations.update("redirects", known["id"], data, actor=SYSTEM)
    else:
        operations.create("redirects", {**data, "from": address}, actor=SYSTEM)


def say_gone(*addresses: str, id_: str | None) -> None:
    """Have the addresses of a document that is deleted answer that it is gone, with every rule that led to it."""
    leading = operations.find(
        "redirects", actor=SYSTEM, where={"to": {"contains": id_}}, limit=0, count=False, depth=0, select=("from",)
    )
    for address in dict.fromkeys((*addresses, *(rule["from"] for rule in leading.docs))):
        put(address, None, GONE)
