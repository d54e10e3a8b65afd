"""The same step for many documents: each is taken on its own, by the person who asks and under the rules of operations.
What was left as it was, what was refused and what can be undone is told afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from blog.admin.choices import name_of
from blog.admin.lists.listing import Asked, edited_among
from blog.content import operations
from blog.content.access import Actor
from blog.content.fields import Field
from blog.content.registry import Collection
from blog.errors import ContentError, ProblemList
from blog.models.record import DRAFT, PUBLISHED

#: How many documents one request changes: more would keep a person waiting longer than proxies do.
MOST = 200
BATCH = 100
Doc = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """What can be done to many. `needs` is the action of the rules, `reverse` the step that undoes it."""

    name: str
    words: str
    done: str
    needs: str
    reverse: str = ""
    field: Field | None = None
    help: str = ""
    danger: bool = False
    #: What is asked for as a text, where it is to be found by typing, whether it makes sense, and what is said if not.
    asks: str = ""
    suggests: str = ""
    accepts: Callable[[str], bool] = bool
    refusal: str = ""


@dataclass
class Outcome:
    """What became of each document; `undoable` are those that the reverse step brings back as they were, each with the
    place it had in an order, if one is lost."""

    done: list[Doc] = field(default_factory=list)
    kept: list[tuple[Doc, str]] = field(default_factory=list)
    refused: list[tuple[Doc, str]] = field(default_factory=list)
    undoable: list[str] = field(default_factory=list)


class Unchanged(Exception):
    """There was nothing to do for a document, and why."""


PUBLISH = Step("publish", "Publish", "published", "publish", "unpublish", help="Readers see them from then on.")
UNPUBLISH = Step(
    "unpublish", "Unpublish", "taken from readers", "publish", "publish",
    help="Readers do not find them any more; they are drafts again.",
)  # fmt: skip
TRASH = Step(
    "trash", "Move to the trash", "moved to the trash", "delete", "restore",
    help="Readers do not find them any more; they can be restored from the trash.",
)  # fmt: skip
RESTORE = Step(
    "restore", "Restore", "taken out of the trash", "delete", "trash", help="They get back the status they had."
)
DELETE = Step(
    "delete", "Delete for good", "deleted", "delete", danger=True,
    help="They are taken away with all their versions, and nobody can bring them back.",
)  # fmt: skip


def steps_of(collection: Collection, actor: Actor, *, trash: bool | None = None) -> list[Step]:
    """What this person may do to many documents of a collection, those in the trash or the others; None is both."""
    steps = [] if trash or not collection.drafts else [PUBLISH, UNPUBLISH]
    steps += PARTICULAR.get(collection.slug, ())
    steps += [] if trash else [step for each in _filed_by(collection) for step in _filing(each)]
    steps += [TRASH] if collection.drafts and not trash else []
    steps += [RESTORE] if collection.drafts and trash is not False else []
    steps += [DELETE] if not collection.drafts or trash is not False else []
    return [step for step in steps if _may(collection, step, actor)]


def selected(collection: Collection, asked: Asked, actor: Actor, most: int = MOST) -> list[str]:
    """The ids of the first documents that fit a question, in its order."""
    ids: list[str] = []
    cursor = None
    while len(ids) < most:
        page = operations.find(
            collection.slug, actor=actor, where=asked.where or None, sort=asked.sort, cursor=cursor,
            limit=min(BATCH, most - len(ids)), select=[collection.title], depth=0, count=False, trash=asked.trash,
        )  # fmt: skip
        ids += [doc["id"] for doc in page.docs]
        cursor = page.next_cursor
        if not page.has_next or cursor is None:
            break
    return ids


def read(collection: Collection, chosen: Sequence[str], actor: Actor) -> Iterator[Doc]:
    """These documents as far as this person may read them, in the trash or not, in the order of their ids. An id may
    be followed by a colon and the place that the document is put back to."""
    ids = [text.partition(":")[0] for text in chosen]
    places = {id_: int(place) for id_, _, place in (text.partition(":") for text in chosen) if _is_place(place)}
    names = {collection.title, "name", "status", "deletedAt", *(f.name for f in _filed_by(collection))}
    for start in range(0, len(ids), BATCH):
        some = list(ids[start : start + BATCH])
        docs = operations.find(
            collection.slug, actor=actor, where={"id": {"in": some}}, limit=len(some), depth=0, count=False,
            select=[name for name in names if name in collection.by_name], trash=True,
        ).docs  # fmt: skip
        edited = edited_among(collection, docs, actor, trash=True)
        by_id = {doc["id"]: doc | {"edited": doc["id"] in edited} for doc in docs}
        for id_ in places.keys() & by_id.keys():
            by_id[id_]["place"] = places[id_]
        yield from (by_id[id_] for id_ in some if id_ in by_id)


def take(collection: Collection, step: Step, docs: Sequence[Doc], value: str, actor: Actor) -> Outcome:
    """Take a step for each of these documents. `value` is what they are filed under or not any more."""
    outcome = Outcome()
    do = STEPS.get(step.name.partition("-")[0])
    for doc in docs:
        doc["title"] = name_of(collection, doc)
        try:
            if do is not None:
                do(collection, doc, step, value, actor)
        except Unchanged as reason:
            outcome.kept.append((doc, str(reason)))
        except ContentError as error:
            outcome.refused.append((doc, _sentence(error)))
        else:
            outcome.done.append(doc)
            if _comes_back(step, doc):
                outcome.undoable.append(f"{doc['id']}:{doc['place']}" if "place" in doc else doc["id"])
    return outcome


def _may(collection: Collection, step: Step, actor: Actor) -> bool:
    allowed = collection.access.allows(step.needs, actor)
    return allowed and (step.field is None or collection.access.field_allows(step.field.name, "update", actor))


def _filed_by(collection: Collection) -> list[Field]:
    """The fields that file documents under others, such as categories: lists of links to another collection."""
    return [
        f
        for f in collection.content_fields
        if f.kind == "relation" and f.many and not f.polymorphic and f.name in collection.links and not f.read_only
        if f.targets != (collection.slug,)
    ]


def _filing(filed: Field) -> tuple[Step, Step]:
    words = filed.title.lower()
    return (
        Step(f"add-{filed.name}", f"Add to {words} …", f"added to {words}", "update", f"remove-{filed.name}", filed),
        Step(
            f"remove-{filed.name}", f"Remove from {words} …", f"removed from {words}", "update", f"add-{filed.name}",
            filed,
        ),
    )  # fmt: skip


def _comes_back(step: Step, doc: Doc) -> bool:
    """Whether the reverse step leaves a document as it was before: edits that went live with it would stay so."""
    return bool(step.reverse) and not (doc["edited"] and step.name in ("publish", "unpublish"))


def _publish(collection: Collection, doc: Doc, step: Step, value: str, actor: Actor) -> None:  # noqa: ARG001
    if doc["status"] == PUBLISHED and not doc["edited"]:
        raise Unchanged("published already")
    operations.publish(collection.slug, doc["id"], actor=actor, depth=0)


def _unpublish(collection: Collection, doc: Doc, step: Step, value: str, actor: Actor) -> None:  # noqa: ARG001
    if doc["status"] == DRAFT:
        raise Unchanged("a draft already")
    operations.unpublish(collection.slug, doc["id"], actor=actor, depth=0)


def _trash(collection: Collection, doc: Doc, step: Step, value: str, actor: Actor) -> None:  # noqa: ARG001
    if doc["deletedAt"]:
        raise Unchanged("in the trash already")
    operations.trash(collection.slug, doc["id"], actor=actor, depth=0)


def _restore(collection: Collection, doc: Doc, step: Step, value: str, actor: Actor) -> None:  # noqa: ARG001
    if not doc["deletedAt"]:
        raise Unchanged("not in the trash")
    operations.restore(collection.slug, doc["id"], actor=actor, depth=0)


def _delete(collection: Collection, doc: Doc, step: Step, value: str, actor: Actor) -> None:  # noqa: ARG001
    if collection.drafts and not doc["deletedAt"]:
        raise Unchanged("not in the trash, from where alone it can be deleted")
    operations.delete(collection.slug, doc["id"], actor=actor, depth=0)


def _file(collection: Collection, doc: Doc, step: Step, value: str, actor: Actor) -> None:
    """Change what a document is filed under: at once where the person may publish, as edits where not."""
    name, adds = step.field.name, step.name.startswith("add-")  # type: ignore[union-attr]
    under = operations.find_by_id(
        collection.slug, doc["id"], actor=actor, depth=0, select=[name], trash=True,
        draft=not collection.access.allows("publish", actor),
    )[name] or []  # fmt: skip
    if adds == (value in under):
        raise Unchanged("filed there already" if adds else "not filed there")
    place = doc.get("place", len(under)) if adds else under.index(value)
    after = [*under[:place], value, *under[place:]] if adds else [each for each in under if each != value]
    is_draft = collection.drafts and doc["status"] == DRAFT
    operations.update(collection.slug, doc["id"], {name: after}, actor=actor, draft=is_draft, depth=0)
    if not adds:
        doc["place"] = place


#: Steps for documents of one collection alone, by its slug; what each does stands in STEPS by the step's name.
PARTICULAR: dict[str, tuple[Step, ...]] = {}

STEPS: dict[str, Callable[[Collection, Doc, Step, str, Actor], None]] = {
    "publish": _publish,
    "unpublish": _unpublish,
    "trash": _trash,
    "restore": _restore,
    "delete": _delete,
    "add": _file,
    "remove": _file,
}


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5


def _sentence(error: ContentError) -> str:
    """Why, in words: what is wrong with each field, or what the error itself says."""
    if isinstance(error, ProblemList):
        return " ".join(f"{problem.label or problem.path}: {problem.message}" for problem in error.problems)
    return str(error)
