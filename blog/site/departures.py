"""What is not at the address asked for: moved, spelled otherwise, in the trash (410), or never there (404)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote, urlsplit

from flask import Response, abort, current_app, redirect, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import HTTPException

from blog.collections import signposts
from blog.collections.checks.context import RESOLVER
from blog.collections.signposts import Rule
from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.site.addresses import address, safe_address
from blog.site.blueprint import site

MOST_HOPS = 20
READING = ("GET", "HEAD")
#: What a permanent and a passing redirect are for a request that must not become a GET on its way.
FOR_WRITING = {301: 308, 302: 307}
TEMPORARY = {301: 302, 308: 307}
#: The views whose address names one document, and what it names.
SHELVES = {
    "site.post": "posts",
    "site.project": "projects",
    "site.category": "categories",
    "site.technology": "technologies",
    "site.page_at": "pages",
}
#: Files: their addresses have one spelling and may carry a query of their own, and only they know what is there.
FILES = ("site.sheet", "site.file", "site.own_file", "site.media")


def gone_or_moved(collection: str, slug: str) -> Response:
    """A redirect when a rule or another spelling leads on; else 410 for what is in the trash, else 404.

    An unpublished document is a 404: its author may bring it back, and a 410 would have search engines forget it."""
    moved = way_on(request.path)
    if moved:
        return moved
    if slug and slug.isprintable() and operations.was_trashed(collection, "slug", slug):
        return abort(410)
    return abort(404)


def way_on(path: str) -> Response | None:
    """The answer for an address that nothing is at, if there is another one to go to. Raises the 410.

    A rule for this very spelling goes first, then what is there under the usual one, then the rules for others."""
    query = asked_query()
    rules = signposts.met(path, query)
    literal = [rule for rule in rules if signposts.is_literal(rule, path)]
    return (
        by_rules(literal, path, query)
        or other_spelling(path)
        or by_rules([rule for rule in rules if rule not in literal], path, query)
    )


def by_rules(rules: Iterable[Rule], path: str, query: str) -> Response | None:
    """The answer of the first of the rules that leads anywhere. Raises the 410."""
    for rule in rules:
        found = follow(rule, path, query)
        if found:
            return send_on(*found)
    return None


def follow(rule: Rule, path: str, query: str) -> tuple[str, int] | None:
    """Where a rule leads in the end, and how; None where that is nowhere, or in a circle. Raises the 410.

    Where it leads to an address that other rules are for, they are followed here, so that readers go one hop; of a
    chain that is longer than can be followed at once, they go to the last address reached."""
    start, status, seen = (path, query), rule["status"], set()
    for _ in range(MOST_HOPS):
        if rule["status"] == signposts.GONE:
            abort(410)
        seen.add(rule["from"])
        to = destination(rule)
        if to is None:
            return None
        to = signposts.target(rule, to, path, query)
        local = _local(to)
        if local is None:
            return to, status
        if local == start:
            return None
        path, query = local
        there = leads_to_document(rule) or is_there(path)
        following = [] if there else signposts.met(path, query)
        if not following:
            circles = not there and (signposts.plain(path), query) == (signposts.plain(start[0]), start[1])
            return None if circles else (to, status)
        rule = following[0]
        if rule["from"] in seen:
            return None
        if rule["status"] not in TEMPORARY:
            status = TEMPORARY.get(status, status)
    return to, status


def destination(rule: Rule) -> str | None:
    """The address that a rule names; None when its document cannot be seen now. Raises the 410 of one in the trash."""
    to = rule.get("to") or {}
    if not leads_to_document(rule):
        return safe_address(to.get("url"))
    collection, id_ = to["reference"].get("relationTo", ""), to["reference"].get("value")
    # Who may see an account is not asked: its public page shows no more than its owner has signed.
    actor = SYSTEM if collection in ("users", "media") else ANONYMOUS
    found = operations.find_one(collection, {"id": {"equals": id_}}, actor=actor, depth=0) if id_ else None
    if found is None and id_ and operations.was_trashed(collection, "id", id_):
        abort(410)
    return address(collection, found)


def leads_to_document(rule: Rule) -> bool:
    """Whether a rule names a document, wherever that is now."""
    to = rule.get("to") or {}
    return to.get("type") != "custom" and isinstance(to.get("reference"), Mapping)


def send_on(to: str, status: int) -> Response:
    """A redirect; a browser asks again each time, for an address may come back."""
    status = status if status in (301, 302, 307, 308) else 301
    answer = redirect(to, status if request.method in READING else FOR_WRITING.get(status, status))
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer  # type: ignore[return-value]


def other_spelling(path: str) -> Response | None:
    """A redirect to the usual spelling of an address, if something is there."""
    plain = signposts.plain(path)
    plain = "/" if plain == "/home" else plain
    if plain == path or len(plain) > signposts.LONGEST or not plain.isprintable() or not is_there(plain):
        return None
    query = asked_query()
    return send_on(quote(plain) + (f"?{query}" if query else ""), 301)


def is_there(path: str) -> bool:
    """Whether the site has something for readers at a path, or another door of it answers there."""
    endpoint, value = view_at(path)
    if endpoint == "site.author":
        signed = {"or": [{"author.slug": {"equals": value}}, {"authors.slug": {"equals": value}}]}
        return operations.count("posts", actor=ANONYMOUS, where=signed) > 0
    if endpoint not in SHELVES:
        return bool(endpoint) and endpoint not in FILES
    return operations.count(SHELVES[endpoint], actor=ANONYMOUS, where={"slug": {"equals": value}}) > 0


def status_of(path: str, query: str = "") -> int:
    """What a reader who asks for an address of this site is answered with: 200, 301 for any way on, 404 or 410.

    Of files, only they know what is there: they count as being there."""
    try:
        if is_there(path) or view_at(path)[0] in FILES:
            return 200
        if any(follow(rule, path, query) for rule in signposts.met(path, query)) or is_there(signposts.plain(path)):
            return 301
    except HTTPException as refusal:
        return refusal.code or 404
    collection, slug = named_by(path)
    return 410 if slug and slug.isprintable() and operations.was_trashed(collection, "slug", slug) else 404


@site.record
def lend_resolver(state: BlueprintSetupState) -> None:
    """Let the checks before publishing ask what readers would find."""
    state.app.extensions[RESOLVER] = status_of


def named_by(path: str) -> tuple[str, str]:
    """The collection and the slug that a path names in whatever spelling; empty where it names no document."""
    endpoint, value = view_at(signposts.plain(path))
    return (SHELVES[endpoint], value) if endpoint in SHELVES else ("", "")


def view_at(path: str) -> tuple[str, str]:
    """The view that answers to a path, and the first thing that the path names; empty where none does."""
    try:
        endpoint, named = current_app.url_map.bind("", "/").match(path, method="GET")
    except HTTPException:
        return "", ""
    return str(endpoint), str(next(iter(named.values()), ""))


def asked_query() -> str:
    """The query of this request as it may stand in an address."""
    return quote(request.query_string, safe=signposts.IN_QUERY)


@site.before_request
def follow_queries() -> Response | None:
    """Lead on from an address with a query that a rule is for, although a page may be there (`/?p=123`)."""
    if request.method not in READING or request.endpoint in FILES:
        return None
    if request.environ.get("PATH_INFO", "").startswith("//"):  # which Flask takes for a single one
        return other_spelling("/" + request.path)
    if not request.query_string or not signposts.has_queries():
        return None
    query = asked_query()
    return by_rules(signposts.met(request.path, query, queries_only=True), request.path, query)


def _local(to: str) -> tuple[str, str] | None:
    """Path and query of an address on this site; None for one elsewhere."""
    own = urlsplit(current_app.config["SITE_URL"])
    try:
        parts = urlsplit(to)
    except ValueError:
        return None
    elsewhere = (parts.scheme or own.scheme, parts.netloc) != (own.scheme, own.netloc)
    if (parts.scheme or parts.netloc) and elsewhere:
        return None
    return unquote(parts.path) or "/", parts.query


def moved_for_writing() -> Response | None:
    """The answer to a request that is no reading, at an address that only pages are at. Raises the 404 and the 410."""
    path, query = request.path, asked_query()
    answer = by_rules(signposts.met(path, query), path, query)
    if answer is None and not is_there(path):
        abort(404)
    return answer
