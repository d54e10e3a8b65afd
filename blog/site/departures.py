"""What is not at an address any more: moved (the redirects table decides), in the trash (410), or never there (404)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import Response, abort, redirect, request

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.site.addresses import link_address

LONGEST = 1024
STATUSES = (301, 302, 307, 308)


def gone_or_moved(collection: str, slug: str) -> Response:
    """A redirect when the owner or a change of slug left one; else 410 for what is in the trash, else 404."""
    moved = redirect_for(request.path)
    if moved:
        return moved
    if slug and slug.isprintable() and operations.was_trashed(collection, "slug", slug):
        return abort(410)
    return abort(404)


def redirect_for(path: str) -> Response | None:
    """The answer that the redirects table has for a path: an exact rule first, then the longest prefix."""
    if len(path) > LONGEST or not path.isprintable():
        return None
    found = operations.find(
        "redirects",
        actor=ANONYMOUS,
        where={
            "or": [
                {"and": [{"type": {"equals": "exact"}}, {"from": {"in": _spellings(path)}}]},
                {"and": [{"type": {"equals": "prefix"}}, {"from": {"in": _prefixes(path)}}]},
            ]
        },
        limit=50,
        count=False,
        depth=1,
    )
    rules = sorted(found.docs, key=lambda rule: (rule["type"] == "exact", len(rule["from"])), reverse=True)
    return next((answer for rule in rules if (answer := _follow(rule, path))), None)


def _follow(rule: Mapping[str, Any], path: str) -> Response | None:
    if rule.get("status") == 410:
        abort(410)
    target = link_address(_as_link(rule.get("to")))
    if not target:
        return None
    if rule["type"] == "prefix":
        rest = path[len(rule["from"].rstrip("/")) :].lstrip("/")
        target = f"{target.rstrip('/')}/{rest}" if rest else target
    if target == path:
        return None
    if request.query_string and "?" not in target:
        target += "?" + request.query_string.decode("latin-1")
    return redirect(target, rule["status"] if rule.get("status") in STATUSES else 301)


def _as_link(to: Any) -> dict[str, Any] | None:
    return dict(to) if isinstance(to, Mapping) else None


def _spellings(path: str) -> list[str]:
    """A path as a rule for it may have been written: as it is, with and without the slash or the file at its end."""
    bare = path.rstrip("/") or "/"
    place = re.sub(r"(?:/index)?\.html?$", "", bare) or "/"
    return list(dict.fromkeys([path, bare, bare + "/" if bare != "/" else "/", place, place.rstrip("/") + "/"]))


def _prefixes(path: str) -> list[str]:
    """Every folder above a path, with and without its slash, at most thirty levels deep."""
    parts = path.strip("/").split("/")[:30]
    folders = ["/" + "/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    return [spelling for folder in folders for spelling in (folder, folder + "/")]
