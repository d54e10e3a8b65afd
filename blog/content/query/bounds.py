"""How large a question may be, so that neither a database's own limits nor its patience are met."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from blog.content.query import values
from blog.errors import BadQuery, Problem

#: Conditions of a whole where; each word of a `like` and each value of an `all` is one, too. SQLite nests expressions
#: at most a thousand deep.
MOST_CONDITIONS = 200
#: Values of all `in` and `not_in` together; PostgreSQL takes 65,535 parameters in a statement.
MOST_VALUES = 1000
#: Characters of a text that is looked for.
LONGEST_TEXT = 1000
DEEPEST = 12


def check_size(where: Any) -> int:
    """How many conditions a where has. Raises BadQuery for too many of them, of values or levels, or a long text."""
    conditions = listed = 0
    stack: list[tuple[Any, int]] = [(where, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > DEEPEST:
            raise _too_large("It is nested too deeply.")
        if isinstance(node, list):
            stack.extend((item, depth + 1) for item in node)
        elif isinstance(node, Mapping):
            for name, value in node.items():
                if name in WORDY:
                    cost, values_ = WORDY[name](value)
                    conditions, listed = conditions + cost, listed + values_
                else:
                    stack.append((value, depth + 1))
                    conditions += 0 if isinstance(value, (list, Mapping)) else 1
                if isinstance(value, str) and name not in ("in", "not_in") and len(value) > LONGEST_TEXT:
                    raise _too_large(f"A text may have {LONGEST_TEXT} characters.")
        if conditions > MOST_CONDITIONS or listed > MOST_VALUES:
            raise _too_large(f"At most {MOST_CONDITIONS} conditions and {MOST_VALUES} values can be asked for at once.")
    return conditions


def _too_large(why: str) -> BadQuery:
    return BadQuery([Problem("where", f"The following path cannot be queried: where. {why}")])


def _words(value: Any) -> tuple[int, int]:
    return (max(1, len(value.split())) if isinstance(value, str) else 1), 0


def _every(value: Any) -> tuple[int, int]:
    return max(1, len(values.several(value))), 0


def _any(value: Any) -> tuple[int, int]:
    return 1, len(values.several(value))


WORDY = {"like": _words, "not_like": _words, "all": _every, "in": _any, "not_in": _any}
