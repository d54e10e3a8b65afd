"""What every write has in common: find the row, check the values, store them, note the version, show the result."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from blog.clock import now
from blog.content.access import ANONYMOUS, Actor
from blog.content.changes import announce
from blog.content.events import Event
from blog.content.fields import RELATIONS, Field
from blog.content.indexing import follow, matters
from blog.content.populate import Populator
from blog.content.present import present
from blog.content.query import condition, scope_of
from blog.content.references import places
from blog.content.registry import Collection, registry
from blog.content.selection import selection
from blog.content.states import State, clone, freeze, read_states, thaw, write_state
from blog.content.uses import follow_uses, uses_of
from blog.content.validation import Checked, missing
from blog.content.versions import act, record_version
from blog.db import db
from blog.errors import Conflict, Forbidden, Invalid, NotFound, Problem
from blog.models import AuditEvent
from blog.models.record import DRAFT, PUBLISHED

#: Names that clients send back as they got them, and that no write sets.
IGNORED = frozenset(
    {
        "id", "_status", "status", "createdAt", "updatedAt", "revisedAt", "deletedAt", "collection", "globalType",
        "populatedAuthors",
    }
)  # fmt: skip


@dataclass
class Answer:
    """How the result of a write is shown: what is left out or put in does not change what is stored."""

    depth: int = 1
    select: Any = None
    populate: Mapping[str, Any] | None = None


@dataclass
class Write:
    """One write on one document: its event, its row, and what the row held before."""

    event: Event
    row: Any = None
    live: State = field(default_factory=dict)
    edits: State = field(default_factory=dict)
    stored: State = field(default_factory=dict)
    reason: str = "save"

    @property
    def collection(self) -> Collection:
        return self.event.collection

    @property
    def is_published(self) -> bool:
        return self.collection.drafts and self.row.status == PUBLISHED

    @property
    def effective(self) -> State:
        """The content as its authors see it: what is live, with the working copy over it."""
        return self.live | self.edits


def load(
    collection: Collection, id_: str | uuid.UUID, actor: Actor, action: str, *, if_match: int | None = None,
    trash: bool = True,
) -> Write:  # fmt: skip
    """The row to write, locked until the transaction ends, if this person may do `action` to it.

    Without `trash`, what is in the trash is not there. Raises NotFound for what they cannot even read, Forbidden for
    what they can, Conflict if it has another revision."""
    verdict = collection.access.require(action, actor)
    try:
        key = uuid.UUID(str(id_))
    except ValueError:
        raise NotFound from None
    model = collection.model
    # Others may go on pointing to the row, as an audit event does to whoever acts.
    query = sa.select(model).where(model.id == key).with_for_update(key_share=True)
    row = db.session.scalar(query.execution_options(populate_existing=True))
    if row is None or not _may(collection, row, actor, collection.access.verdict("read", actor)):
        raise NotFound
    if not trash and collection.drafts and row.deleted_at is not None:
        raise NotFound
    if not _may(collection, row, actor, verdict):
        raise Forbidden
    if if_match is not None and row.revision != if_match:
        raise Conflict
    act(actor)
    live = read_states(collection, [row], collection.fields)[0]
    edits = thaw(collection, row.draft) if collection.drafts else {}
    return Write(Event(collection, action, actor, original=clone(live | edits), id=str(row.id)), row, live, edits)


def _may(collection: Collection, row: Any, actor: Actor, verdict: Any) -> bool:
    if isinstance(verdict, bool):
        return verdict
    scope = scope_of(collection, actor)
    trusted = type(scope)(collection, collection.model, actor, trusted=True)
    found = sa.select(sa.exists().where(collection.model.id == row.id, condition(trusted, verdict)))
    return bool(db.session.scalar(found))


def check(event: Event, old: State, *, action: str, create: bool = False) -> State:
    """The changes that the event's data makes to `old`, parsed and checked. Raises Invalid with every problem at once.

    Fields that this person may not write are dropped; names that are no field are refused."""
    collection = event.collection
    checked = Checked(registry.blocks)
    for name, given in list(event.data.items()):
        field_ = collection.by_name.get(name)
        if field_ is None:
            if name not in IGNORED:
                checked.refuse(name, name, f"There is no field called {name}.")
            continue
        if name in IGNORED - {"status"} or not _may_write(event, field_, action):
            continue
        checked.values[name] = checked.tree(field_, given, old.get(name), name, field_.title)
    _look_for_references(checked, collection, old | event.context.get("restored", {}))
    if checked.problems:
        raise Invalid(checked.problems)
    if create:
        defaults = {f.name: clone(f.default) for f in collection.content_fields if f.default is not None}
        return defaults | checked.values
    return {name: value for name, value in checked.values.items() if value != old.get(name)}


def _may_write(event: Event, field_: Field, action: str) -> bool:
    if field_.read_only and not (event.actor.is_system or event.context.get("writes_read_only")):
        return False
    return event.collection.access.field_allows(field_.name, action, event.actor)


def _look_for_references(checked: Checked, collection: Collection, old: State) -> None:
    lost = lost_references(checked.references)
    if lost:
        # What a document names already may be gone by now, and it can be saved all the same.
        lost -= {(place.target, place.id) for place in places(collection.fields, old, registry.blocks)}
    for target, id_ in sorted(lost):
        path, label = checked.references[target, id_]
        checked.refuse(path, label, f"This relationship field has the following invalid relationships: {target} {id_}")


def lost_references(references: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the references (collection, id) that lead to no document; one statement for each collection."""
    wanted: dict[str, set[str]] = {}
    for target, id_ in references:
        wanted.setdefault(target, set()).add(id_)
    lost = set()
    for target, ids in wanted.items():
        there: set[str] = set()
        if target in registry:
            model = registry[target].model
            keys = [uuid.UUID(id_) for id_ in ids if _is_id(id_)]
            there = {str(id_) for id_ in db.session.scalars(sa.select(model.id).where(model.id.in_(keys)))}
        lost |= {(target, id_) for id_ in ids - there}
    return lost


def _is_id(text: str) -> bool:
    """Whether a text can be an id; rich text may name anything."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def without_lost(collection: Collection, state: State) -> State:
    """A state that may be older than the documents it points to, without those links that the database would refuse."""
    fields = [f for f in collection.fields if f.kind in RELATIONS and state.get(f.name)]
    lost = lost_references((place.target, place.id) for place in places(fields, clone(state), registry.blocks))
    if not lost:
        return state
    return state | {f.name: _standing(f, state[f.name], lost) for f in fields}


def _standing(field_: Field, value: Any, lost: set[tuple[str, str]]) -> Any:
    target = field_.targets[0]
    if field_.many:
        return [id_ for id_ in value if (target, id_) not in lost]
    return None if (target, value) in lost else value


def require_complete(collection: Collection, values: State) -> None:
    """Raises Invalid if a field is empty that readers cannot do without."""
    problems = missing(collection.content_fields, values, registry.blocks)
    if problems:
        raise Invalid(problems)


def require_unique(collection: Collection, row_id: Any, changes: State) -> None:
    """Raises Invalid if another document has the same value in a field that must be one's own."""
    problems = []
    for f in collection.fields:
        value = changes.get(f.name)
        if not f.unique or value in (None, ""):
            continue
        model = collection.model
        taken = sa.select(sa.exists().where(getattr(model, f.attr) == value, model.id != row_id))
        if db.session.scalar(taken):
            problems.append(Problem(f.name, unique_sentence(collection, f), f.title))
    if problems:
        raise Invalid(problems)


def unique_sentence(collection: Collection, field_: Field) -> str:
    if collection.slug == "users" and field_.kind == "email":
        return "A user with the given email is already registered."
    return "Value must be unique"


def change_hooks(write: Write, changes: State) -> State:
    """The changes after the hooks before a change, first the collection's, then the fields'."""
    event = write.event
    event.data, event.values = changes, write.effective | changes
    event.run("before_change")
    event.run_fields("before_change", event.data)
    event.values = write.effective | event.data
    return event.data


def store(write: Write, live: State, *, draft: State | None = None, is_draft: bool | None = None) -> None:
    """Put the changed live fields and the working copy on the row, flush it, and note the version and the event.

    The version is of the working copy if there is one, unless `is_draft` says otherwise. Raises Invalid
    where another document took a unique value at the same moment."""
    collection, row, event = write.collection, write.row, write.event
    write_state(collection, row, live)
    write.stored = write.stored | live
    if collection.drafts:
        frozen = freeze(draft) if draft else None
        if row.draft != frozen:
            row.draft = frozen
    if event.operation != "create":
        row.revision += 1
        row.updated_at = now()
        if collection.drafts and _is_seen(write, live):
            row.revised_at = row.updated_at
    searched_anew = matters(row, live)
    try:
        db.session.flush()
    except sa.exc.IntegrityError as error:
        raise clash(collection, error) from error
    if searched_anew:
        follow(collection, row, write.live | write.stored)
    after = uses_of(collection, write.live | write.stored, draft or {})
    follow_uses(collection, row.id, uses_of(collection, write.live, write.edits), after)
    if collection.drafts:
        is_draft = bool(draft) if is_draft is None else is_draft
        record_version(collection, row, event.actor, write.reason, is_draft=is_draft)
    note(collection, event.actor, event.operation, str(row.id), title_of(collection, row))
    announce(collection.slug, str(row.id))


def _is_seen(write: Write, live: State) -> bool:
    """Whether readers see a difference: a field that strangers may read, or that there is something to read at all."""
    if write.row.status == PUBLISHED != write.live.get("status"):
        return True
    access = write.collection.access
    changed = (name for name, value in live.items() if value != write.live.get(name))
    return any(access.field_allows(name, "read", ANONYMOUS) for name in changed)


def clash(collection: Collection, error: sa.exc.IntegrityError) -> Exception:
    """What an integrity error means for the person: a value that must be one's own, or a document that is gone."""
    text = str(error.orig)
    if "FOREIGN KEY" in text or "foreign key" in text:
        return Invalid([Problem("", "A document that is named here has just been deleted.")])
    for f in collection.fields:
        # SQLite names the column, PostgreSQL shows it with the value in brackets.
        if f.unique and re.search(rf"{collection.model.__tablename__}\.{f.attr}\b|Key \({f.attr}\)", text):
            return Invalid([Problem(f.name, unique_sentence(collection, f), f.title)])
    return error


def title_of(collection: Collection, row: Any) -> str | None:
    field_ = collection.by_name.get(collection.title)
    return str(getattr(row, field_.attr) or "")[:255] if field_ and field_.attr else None


def note(collection: Collection, actor: Actor, action: str, id_: str, title: str | None = None) -> None:
    """Write an audit event in the current transaction."""
    db.session.add(
        AuditEvent(
            actor_id=actor.id,
            actor_name=actor.name or actor.role,
            action=action,
            collection=collection.slug,
            document_id=uuid.UUID(id_),
            document_title=title,
            address=actor.address,
        )
    )


def answer(write: Write, given: Answer, changes: State) -> dict[str, Any]:
    """The document as it is now, for the person who wrote it; runs the hooks that follow a write."""
    event, collection, row = write.event, write.collection, write.row
    # What the row points to is known: it is what was there, or what was just written.
    links = {name: (write.live | write.stored).get(name) or [] for name in collection.links}
    fields = [f for f in collection.fields if f.name not in collection.links]
    state = read_states(collection, [row], fields)[0] | clone(links)
    event.live_before, event.live = write.live, clone(state)
    if collection.drafts and row.draft:
        state |= thaw(collection, row.draft) | {"status": DRAFT}
    wanted = selection(collection, given.select)
    doc = present(collection, [state], event.actor, wanted, operation=event.operation)[0]
    event.doc, event.values = doc, state
    event.run_fields("after_change", {name: state.get(name) for name in changes})
    event.run("after_change")
    event.run("after_operation")
    event.tell_watchers()
    Populator(registry, event.actor, given.populate).run(collection, [event.doc], given.depth)
    return event.doc
