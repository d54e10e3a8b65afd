"""The search page, and what is suggested while somebody types. Knows readers' words and addresses only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, jsonify, request

from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.content.indexing import searched
from blog.content.registry import registry
from blog.site.addresses import address
from blog.site.blueprint import site
from blog.site.rendering import conditional, page
from blog.site.requested import chosen_word

PER_PAGE = 10
LAST_PAGE = 100
SUGGESTED = 6
LONGEST = 200
PAGE_LIMIT, SUGGESTION_LIMIT = "60 per minute", "180 per minute"
#: How many of each kind of filter are offered.
MOST_OFFERED = 8
#: What results can be filed under, by its name in the address: the collection, and the field with its name.
FILED = {"category": ("categories", "title"), "technology": ("technologies", "name")}


@dataclass(frozen=True)
class Asking:
    """What an address asks the search for."""

    q: str = ""
    kind: str = ""
    category: str = ""
    technology: str = ""
    year: str = ""
    page: int = 1

    def address(self, **changes: Any) -> str:
        """The address that asks the same but for some changes, on its first page unless one is named."""
        other = replace(self, **{"page": 1} | changes)
        chosen = {name: value for name, value in vars(other).items() if value and (name, value) != ("page", 1)}
        return f"/search?{urlencode(chosen)}" if chosen else "/search"

    @property
    def narrowed(self) -> bool:
        return bool(self.kind or self.category or self.technology or self.year)


@dataclass(frozen=True)
class Offer:
    """A filter that a reader may choose, or has chosen: its link chooses it, or takes it back."""

    label: str
    address: str
    count: int
    chosen: bool


@site.get("/search")
def search() -> Response:
    keep_the_limit(PAGE_LIMIT)
    asking = asked()
    filed = {name: found for name in FILED if (found := _filed_under(name, getattr(asking, name)))}
    found = _results(asking, filed) if asking.q else operations.Results()
    return page(
        "site/search.html",
        title=f"Search: {asking.q}" if asking.q else "Search",
        description=None,
        canonical="/search",
        robots="noindex, follow",
        asking=asking,
        found=found,
        offers=_offers(asking, found, filed),
        singular=lambda slug: registry[slug].singular,
        where=where,
    )


@site.get("/search/suggestions")
def suggestions() -> Response:
    keep_the_limit(SUGGESTION_LIMIT)
    found = operations.search(asked().q, actor=ANONYMOUS, limit=SUGGESTED)
    lines = [
        {"title": each.name, "address": where(each), "kind": registry[each.collection].singular} for each in found.docs
    ]
    response = conditional(jsonify({"suggestions": lines, "corrected": found.corrected}))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def where(result: operations.Result) -> str | None:
    """The address of a result."""
    return address(result.collection, {"slug": result.slug})


def keep_the_limit(limit: str) -> None:
    """Raises the 429 when this address has asked too often; the application's limiter counts for all workers."""
    for limiter in current_app.extensions.get("limiter", ()):
        with limiter.limit(limit):
            pass


def asked() -> Asking:
    """What the address asks for; nonsense in it is as good as nothing."""
    words = " ".join(request.args.get("q", "")[:LONGEST].replace("\0", " ").split())
    words = words.encode("utf-8", "ignore").decode()
    year, number = chosen_word("year"), request.args.get("page", "1")
    return Asking(
        q=words,
        kind=kind if (kind := chosen_word("kind")) in searched(registry) else "",
        category=chosen_word("category"),
        technology=chosen_word("technology"),
        year=year if year.isascii() and year.isdigit() and len(year) == 4 else "",
        page=min(int(number), LAST_PAGE) if number.isascii() and number.isdigit() and 0 < len(number) < 5 else 1,
    )


def _results(asking: Asking, filed: Mapping[str, Mapping[str, Any]]) -> operations.Results:
    if any(getattr(asking, name) and name not in filed for name in FILED):
        return operations.Results()  # nothing is filed under what there is not
    return operations.search(
        asking.q,
        actor=ANONYMOUS,
        collections=[asking.kind] if asking.kind else None,
        filed=[found["id"] for found in filed.values()],
        year=int(asking.year) if asking.year else None,
        limit=PER_PAGE,
        page=max(1, asking.page),
    )


def _filed_under(name: str, slug: str) -> dict[str, Any] | None:
    collection, label = FILED[name]
    if not slug:
        return None
    return operations.find_one(collection, {"slug": {"equals": slug}}, actor=ANONYMOUS, depth=0, select=(label, "slug"))


def _offers(
    asking: Asking, found: operations.Results, filed: Mapping[str, Mapping[str, Any]]
) -> list[tuple[str, list[Offer]]]:
    """The filters, each with what it would leave; those chosen already can be taken back."""
    kinds = [(slug, registry[slug].plural, count) for slug, count in found.collections.items()]
    years = [(str(year), str(year), count) for year, count in sorted(found.years.items(), reverse=True)]
    groups = [("Kind", "kind", kinds)]
    groups += [(name.capitalize(), name, _named(name, found)) for name in FILED]
    groups += [("Year", "year", years[:MOST_OFFERED])]
    shown = []
    for title, name, choices in groups:
        chosen = getattr(asking, name)
        if chosen:
            label = registry[chosen].plural if name == "kind" else filed.get(name, {}).get(FILED.get(name, ("", ""))[1])
            offers = [Offer(label or chosen, asking.address(**{name: ""}), found.total, chosen=True)]
        else:
            offers = [
                Offer(label, asking.address(**{name: value}), count, chosen=False) for value, label, count in choices
            ]
        if chosen or len(offers) > 1:
            shown.append((title, offers))
    return shown


def _named(name: str, found: operations.Results) -> list[tuple[str, str, int]]:
    """What the results are filed under, the most frequent first: slug, name and count."""
    collection, label = FILED[name]
    if not found.terms:
        return []
    often = sorted(found.terms, key=lambda id_: -found.terms[id_])[:40]
    where = {"id": {"in": often}}
    docs = operations.find(
        collection, actor=ANONYMOUS, where=where, limit=40, count=False, depth=0, select=(label, "slug")
    ).docs
    docs.sort(key=lambda doc: (-found.terms[doc["id"]], doc[label]))
    return [(doc["slug"], doc[label], found.terms[doc["id"]]) for doc in docs[:MOST_OFFERED]]
