"""`blog access`: the access matrix as the rules answer it, for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import click
from flask.cli import with_appcontext

from blog.cli.refusal import sentences
from blog.content.access import ANONYMOUS, Actor
from blog.content.registry import Collection, registry

ACTIONS = ("create", "read", "update", "delete", "publish", "versions")
#: Rules may name the asking person in a condition, so every role here is a person with a key.
PEOPLE = (
    *(Actor("00000000-0000-0000-0000-000000000000", role) for role in ("admin", "editor", "user")),
    ANONYMOUS,
)
WIDTH = 46  # the longest condition there is
WORDS = {True: "yes", False: "-"}


@click.command()
@with_appcontext
@sentences
def access() -> None:
    """Print who may do what: yes, no (-), or the condition a document must meet."""
    for shelf in (registry.collections, registry.globals):
        for collection in shelf.values():
            for line in matrix(collection):
                click.echo(line)
            click.echo()


def matrix(collection: Collection) -> Iterator[str]:
    """The lines of one collection or global: a row for each action, then one for each guarded field."""
    yield f"{collection.slug:<26}" + "".join(f"{person.role:<{WIDTH}}" for person in PEOPLE).rstrip()
    actions = ("read", "update", "versions") if collection.single else ACTIONS
    for action in actions if collection.drafts else [a for a in actions if a != "publish"]:
        answers = [_answer(collection, action, person) for person in PEOPLE]
        yield f"  {action:<24}" + "".join(f"{answer:<{WIDTH}}" for answer in answers).rstrip()
    for name in sorted(collection.access.fields):
        field = collection.by_name[name]
        for action in ("read",) if field.read_only else ("read", "create", "update"):
            answers = [WORDS[_may(collection, name, action, person)] for person in PEOPLE]
            yield f"  {f'{name}: {action}':<24}" + "".join(f"{answer:<{WIDTH}}" for answer in answers).rstrip()


def _may(collection: Collection, name: str, action: str, person: Actor) -> bool:
    """A field is open to who may do that to the document and to the field."""
    return collection.access.allows(action, person) and collection.access.field_allows(name, action, person)


def _answer(collection: Collection, action: str, person: Actor) -> str:
    verdict = collection.access.verdict(action, person)
    if isinstance(verdict, bool):
        return WORDS[verdict]
    return " and ".join(_condition(path, test) for path, test in verdict.items())


def _condition(path: str, test: object) -> str:
    if path in ("and", "or") and isinstance(test, list | tuple):
        return f" {path} ".join(" and ".join(_condition(*pair) for pair in part.items()) for part in test)
    if isinstance(test, dict):
        return " and ".join(f"{path} {_value(value)}" for value in test.values())
    return f"{path} {test}"


def _value(value: object) -> str:
    if isinstance(value, datetime):
        return "until now"
    return "own" if str(value) == str(PEOPLE[0].id) else str(value)
