"""What the inputs for related documents offer: the first few by name, and those already chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from blog.admin.forms.inputs import Pick, Picks
from blog.content import operations
from blog.content.access import Actor
from blog.content.people import names_of
from blog.content.registry import Collection, registry
from blog.errors import BadQuery, Forbidden

MOST, MOST_OF_EACH = 50, 20


@dataclass(frozen=True)
class Choice:
    """A document that can be chosen: what the form sends for it, and what a person reads."""

    value: str
    label: str
    picture: str = ""


class Choices:
    """The documents that one form offers. Asks at most twice about each collection, however many inputs there are."""

    def __init__(self, actor: Actor, inputs: Iterable[Pick | Picks]) -> None:
        self.actor = actor
        self.offered: dict[str, list[Choice]] = {}
        self.known: dict[tuple[str, str], Choice] = {}
        wanted: dict[str, set[str]] = {}
        for each in inputs:
            for text in each.picked:
                target, id_ = split(each, text)
                wanted.setdefault(target, set()).add(id_)
        for target, ids in wanted.items():
            if target in registry.collections:
                self._name(target, ids)

    def _name(self, target: str, ids: set[str]) -> None:
        where = {"id": {"in": sorted(ids)}}
        found = look(target, self.actor, where=where, limit=len(ids))
        self.known |= {(target, choice.value): choice for choice in found}
        if target == "users":
            names = names_of(id_ for id_ in ids if (target, id_) not in self.known and len(id_) == 36)
            self.known |= {(target, id_): Choice(id_, name) for id_, name in names.items()}

    def label(self, each: Pick | Picks, text: str) -> Choice:
        """How a chosen document is called; one that is gone says so."""
        target, id_ = split(each, text)
        return self.known.get((target, id_)) or Choice(text, "A document that is gone, or not yours to see")

    def groups(self, each: Pick | Picks) -> list[tuple[str, list[Choice]]]:
        """What may be chosen besides, by collection; only the first few, since the rest is found by searching."""
        targets = each.about.targets
        return [(registry.collections[target].plural, self._offer(target, each)) for target in targets]

    def _offer(self, target: str, each: Pick | Picks) -> list[Choice]:
        if target not in self.offered:
            self.offered[target] = look(target, self.actor, limit=MOST)
        offer = self.offered[target]
        if not each.about.polymorphic:
            return offer
        return [Choice(f"{target}:{c.value}", c.label, c.picture) for c in offer[:MOST_OF_EACH]]


def split(each: Pick | Picks, text: str) -> tuple[str, str]:
    """The collection and the id that a choice names."""
    if each.about.polymorphic:
        target, _, id_ = text.partition(":")
        return target, id_
    return each.about.targets[0], text


def look(target: str, actor: Actor, *, where: Any = None, search: str = "", limit: int = MOST) -> list[Choice]:
    """Documents that this person may choose, by name; none where they may not read."""
    collection = registry.collections[target]
    names = [name for name in (collection.title, "name", "alt") if name in collection.by_name]
    selected = list(dict.fromkeys([*names, *(["thumbnailURL"] if "thumbnailURL" in collection.by_name else [])]))
    if search:
        where = searched(collection, search)
    sort = collection.title if collection.title in collection.by_name and not collection.drafts else None
    try:
        page = operations.find(
            target, actor=actor, where=where, sort=sort, limit=limit, depth=0, select=selected or None, count=False
        )
    except (Forbidden, BadQuery):
        return []
    return [Choice(doc["id"], name_of(collection, doc), doc.get("thumbnailURL") or "") for doc in page.docs]


def searched(collection: Collection, text: str) -> dict[str, Any]:
    """The condition that a document's name or another searched field has these words."""
    fields = collection.search or (collection.title,)
    return {"or": [{name: {"like": text}} for name in fields]}


def name_of(collection: Collection, doc: dict[str, Any]) -> str:
    """How a document is called in lists and menus."""
    if collection.slug == "users":
        return doc.get("name") or doc.get("email") or "Somebody"
    return str(doc.get(collection.title) or doc.get("name") or f"{collection.singular} without a name")
