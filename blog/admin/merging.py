"""A save of what somebody else saved meanwhile: brought together where that is clear, asked about where it is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request

from blog.admin.choices import name_of
from blog.admin.differences import Difference, differences
from blog.admin.forms import DocumentForm, rearrange
from blog.admin.forms.document import asked_fields
from blog.admin.identity import actor
from blog.admin.origins import ORIGIN, unseal
from blog.content import operations
from blog.content.merging import Merged, merge_fields
from blog.content.merging.documents import same
from blog.content.people import names_of
from blog.content.registry import Collection
from blog.errors import Conflict, Forbidden

#: Before the name of a field: which side of it the person chose. The other says which state they chose on.
CHOICE, CHOSEN_ON = "_choice.", "_chosen_on"
#: How often somebody else may come between one's reading and one's saving before one is asked to try again.
TRIES = 3
#: What is left to do, by the button that was pressed: nobody has seen the two together yet.
NEXT = {
    "": "Look it through; readers do not see it yet.",
    "publish": "Nothing was published yet: look it through and publish it once more.",
    "review": "No review was asked for yet: look it through and ask once more.",
}
#: What the page does not send along as it came.
OWN = frozenset({"csrf_token", "_do", CHOSEN_ON})

Changes = dict[str, Any]


@dataclass(frozen=True)
class Present:
    """What is stored now, and how the merged result is stored in its place; that raises Conflict and Invalid."""

    doc: Mapping[str, Any]
    revision: int
    save: Callable[[Changes, int], Any]


@dataclass(frozen=True)
class Clash:
    """A field to decide about: its two sides, and what is chosen so far."""

    name: str
    label: str
    mine: Difference
    theirs: Difference
    can_be_both: bool
    chosen: str


def settle(
    view: Any,
    read: Callable[[], Present],
    seen: int | None,
    saved: Callable[[str], Response],
    typed: Changes | None = None,
) -> Response:
    """Save what was sent together with what is stored, or ask what to do where the two clash.

    `seen` is the revision that the form was opened on; `typed` what was written in one that was opened on nothing.
    Raises Invalid."""
    for _ in range(TRIES):
        now = read()
        merged = merge(view.collection, now.doc, seen) if typed is None else _unmerged(typed, now.doc)
        decided = request.form.get(CHOSEN_ON) == str(now.revision)
        open_ = [name for name, each in merged.items() if each.clashes and not (decided and _choice(name))]
        if open_:
            return _ask(view, now, merged)
        values = {name: _value(each, _choice(name)) for name, each in merged.items()}
        changes = {name: value for name, value in values.items() if not same(value, now.doc.get(name))}
        told = _told(view, now, merged)
        try:
            now.save(changes, now.revision)
        except Conflict:
            continue
        return saved(told)
    raise Conflict


def merge(collection: Collection, theirs: Mapping[str, Any], seen: int | None) -> dict[str, Merged]:
    """Every field that the form sent, brought together with what is stored. Without what both began with, every
    field that differs clashes. Raises Invalid for what cannot be read."""
    base = unseal(collection, theirs, seen, request.form.get(ORIGIN, ""))
    form = DocumentForm(collection, actor(), theirs if base is None else base, rearrange(request.form, ""))
    changed = form.changes()
    if base is None:
        return _unmerged(changed, theirs)
    fields = [f for f in asked_fields(collection, actor()) if f.name in changed]
    return merge_fields(fields, base, changed, theirs, collection.registry.blocks)


def _unmerged(changed: Changes, theirs: Mapping[str, Any]) -> dict[str, Merged]:
    return {name: Merged(mine, theirs.get(name)) for name, mine in changed.items()}


def _choice(name: str) -> str:
    wish = request.form.get(CHOICE + name, "")
    return wish if wish in ("mine", "theirs", "both") else ""


def _value(merged: Merged, wish: str) -> Any:
    if wish == "both" and merged.both is not None:
        return merged.both
    return merged.theirs if wish == "theirs" else merged.mine


def _ask(view: Any, now: Present, merged: dict[str, Merged]) -> Response:
    """The page with both sides of what clashes, and everything else that was sent along with it."""
    collection = view.collection
    secret = {f.name for f in collection.fields if f.kind == "password"}
    sent = [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name not in OWN | secret and not name.startswith(CHOICE)
    ]
    return view.answer(
        "admin/merge.html",
        409,
        clashes=_clashes(collection, now.doc, merged),
        clear=[collection.by_name[name].title for name, each in merged.items() if not each.clashes],
        sent=sent,
        chosen_on=(CHOSEN_ON, now.revision),
        again=CHOSEN_ON in request.form,
        who=last_author(collection, now.doc),
        title=f"Two versions of {_name(collection, now.doc)}",
    )


def _name(collection: Collection, doc: Mapping[str, Any]) -> str:
    return f"the {collection.singular.lower()}" if collection.single else f"“{name_of(collection, dict(doc))}”"


def _clashes(collection: Collection, doc: Mapping[str, Any], merged: dict[str, Merged]) -> list[Clash]:
    clashing = {name: each for name, each in merged.items() if each.clashes}
    mine = {**doc, **{name: each.mine for name, each in clashing.items()}}
    theirs = {**doc, **{name: each.theirs for name, each in clashing.items()}}
    sides = [
        {each.name: each for each in differences(collection, one, other)}
        for one, other in ((theirs, mine), (mine, theirs))
    ]
    nothing = {name: Difference(name, collection.by_name[name].title, []) for name in clashing}
    return [
        Clash(
            name,
            collection.by_name[name].title,
            sides[0].get(name, nothing[name]),
            sides[1].get(name, nothing[name]),
            each.both is not None,
            _choice(name),
        )
        for name, each in clashing.items()
    ]


def last_author(collection: Collection, doc: Mapping[str, Any]) -> str:
    """Who saved the document last, as one says it."""
    try:
        single = {} if collection.single else {"id": doc["id"]}
        page = operations.find_versions(
            collection.slug, **single, actor=actor(), limit=1, select=("author",), trash=True
        )  # fmt: skip
    except Forbidden:
        return "Somebody else"
    author = page.docs[0]["author"] if page.docs else None
    if author and author == str(actor().id):
        return "You, in another window,"
    return names_of([author]).get(author or "", "Somebody else")


def _told(view: Any, now: Present, merged: dict[str, Merged]) -> str:
    drafts = view.collection.drafts and not view.collection.single
    rest = f" {NEXT.get(request.form.get('_save', ''), NEXT[''])}" if drafts else ""
    settled = "as you chose" if any(each.clashes for each in merged.values()) else "they do not touch"
    return f"{last_author(view.collection, now.doc)} saved this meanwhile. Both are in it now, {settled}.{rest}"
