"""The pages of the menus: every item with what it leads to and whether readers can follow it, and a search for more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from blog.admin.addresses import public_address
from blog.admin.choices import Choices, name_of
from blog.admin.forms import DocumentForm, rearrange
from blog.admin.forms.inputs import Asked, Pick
from blog.admin.forms.nested import Row, build
from blog.admin.identity import actor
from blog.admin.singles import SinglePages
from blog.admin.words import moment
from blog.clock import now
from blog.content import operations
from blog.content.access import Actor
from blog.content.fields import Field
from blog.content.registry import registry
from blog.errors import BadQuery, Forbidden
from blog.models.record import PUBLISHED

ITEMS = "navItems"
#: Commands besides those of any rows: an item for the chosen document, an item for an address.
DOCUMENT, ADDRESS = f"keep:{ITEMS}", f"link:{ITEMS}"
#: Behind every row that there can be.
LAST = 99_999
WORDS = {
    "header": "The menu on top of every page. While it is empty, posts and projects stand there once there are any.",
    "footer": "The links at the foot of every page.",
}


@dataclass(frozen=True)
class Target:
    """What an item leads to: its name, what it is, and why readers cannot follow it, where they cannot."""

    title: str
    kind: str
    address: str = ""
    warning: Any = ""
    edit: str = ""


@dataclass(frozen=True)
class Item:
    """One item of a menu: the row of the form that it is, its inputs by name, and where it leads."""

    row: Row
    inputs: dict[str, Asked]
    target: Target

    @property
    def label(self) -> str:
        """What readers click on."""
        return self.inputs["label"].data.strip() or self.target.title


class MenuPages(SinglePages):
    """As for any global; the items are shown by what they lead to."""

    template = "admin/menu.html"

    def arranged(self) -> Any:
        sent, command = MultiDict(request.form), request.form.get("_do", "")
        chosen = request.form.get("_add", "")
        if command == ADDRESS or (command == DOCUMENT and chosen):
            stem = f"{ITEMS}.{LAST}"
            sent[f"{stem}.id"] = ""
            sent[f"{stem}.link.type"] = "custom" if command == ADDRESS else "reference"
            sent[f"{stem}.link.reference"] = "" if command == ADDRESS else chosen
        return rearrange(sent, command)

    def more(self, form: DocumentForm) -> dict[str, Any]:
        rows = next(each for each in form if each.about.name == ITEMS)
        links = [(row, row.form._fields["link"].form._fields) for row in rows.rows]
        known = targets((inputs["reference"].data for _, inputs in links), actor())
        adder = _adder(rows.about)
        return {
            "rows": rows,
            "items": [Item(row, inputs, target_of(inputs, known)) for row, inputs in links],
            "adder": adder,
            "choices": Choices(actor(), [*form.picks(), adder]),
            "words": WORDS.get(self.collection.slug, ""),
            "document_command": DOCUMENT,
            "address_command": ADDRESS,
        }


def _adder(items: Field) -> Pick:
    """An empty input for one more document."""
    link = next(field for field in items.fields if field.name == "link")
    reference = next(field for field in link.fields if field.name == "reference")
    form = build([reference], registry.blocks)
    form.process(None)
    return form._fields["reference"]


def target_of(inputs: dict[str, Asked], known: dict[str, Target]) -> Target:
    """Where the link of an item leads."""
    if inputs["type"].data == "custom":
        url = inputs["url"].data.strip()
        return Target(url, "Address", url, "" if url else "It has no address yet, so it is not shown.")
    chosen = inputs["reference"].data
    if not chosen:
        return Target("", "Document", warning="No document is chosen, so it is not shown.")
    return known.get(chosen) or Target(
        "A document that is gone", "Document", warning="It is gone, so this is not shown."
    )


def targets(chosen: Iterable[str], actor: Actor) -> dict[str, Target]:
    """The documents that some links lead to, by what their inputs say; one statement for each collection."""
    wanted: dict[str, set[str]] = {}
    for text in filter(None, chosen):
        slug, _, id_ = text.partition(":")
        if slug in registry.collections:
            wanted.setdefault(slug, set()).add(id_)
    return {f"{slug}:{id_}": target for slug, ids in wanted.items() for id_, target in _of(slug, ids, actor).items()}


def _of(slug: str, ids: set[str], actor: Actor) -> dict[str, Target]:
    collection = registry.collections[slug]
    names = (collection.title, "name", "slug", "status", "publishedAt", "deletedAt")
    select = [name for name in dict.fromkeys(names) if name in collection.by_name]
    try:
        found = operations.find(
            slug, actor=actor, where={"id": {"in": sorted(ids)}}, limit=len(ids), depth=0, select=select, count=False,
            trash=True,
        ).docs  # fmt: skip
    except (Forbidden, BadQuery):
        return {}
    return {
        doc["id"]: Target(
            name_of(collection, doc), collection.singular, public_address(collection, doc), _warning(doc),
            f"/admin/{slug}/{doc['id']}",
        )
        for doc in found
    }  # fmt: skip


def _warning(doc: dict[str, Any]) -> Any:
    """Why readers cannot see a document; empty where they can."""
    if doc.get("deletedAt"):
        return "It is in the trash, so this is not shown."
    if doc.get("status", PUBLISHED) != PUBLISHED:
        return "It is a draft: readers see this as soon as it is published."
    appears = doc.get("publishedAt")
    return "Readers see this from " + moment(appears) + "." if appears and appears > now() else ""
