"""Which kinds of jobs there are, and how often each is tried. Knows no database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Work = TypeVar("Work", bound=Callable[..., Any])


class UnknownKind(LookupError):
    """No such kind of job was registered."""


@dataclass(frozen=True)
class Kind:
    """One kind of job: the function that does it, called with the arguments it was enqueued with."""

    name: str
    work: Callable[..., Any]
    attempts: int


KINDS: dict[str, Kind] = {}


def job(name: str, *, attempts: int = 8) -> Callable[[Work], Work]:
    """Register a function as what a kind of job does; it must bear being run twice. A kind is registered once."""

    def register(work: Work) -> Work:
        known = KINDS.get(name)
        if known and (known.work.__module__, known.work.__qualname__) != (work.__module__, work.__qualname__):
            raise ValueError(f"The kind of job {name!r} is registered already, by {known.work.__module__}.")
        KINDS[name] = Kind(name, work, attempts)
        return work

    return register


def kind(name: str) -> Kind:
    """The kind of this name; UnknownKind if there is none."""
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownKind(f"There is no kind of job called {name!r}; @job registers one.") from None
