"""What hooks are handed, and how they are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from blog.content.access import Actor
from blog.content.registry import Collection


@dataclass
class Event:
    """One operation on one document, as its hooks see it.

    `data` is what came in (before validation) and then the checked changes; `original` and `values` are the whole
    content before and after, as its authors see it; `doc` is what a reader is given. After a write, `live_before` and
    `live` are the row's own content, without the working copy. Hooks change these in place. `context` is theirs."""

    collection: Collection
    operation: str
    actor: Actor
    data: dict[str, Any] = field(default_factory=dict)
    original: dict[str, Any] | None = None
    values: dict[str, Any] = field(default_factory=dict)
    doc: dict[str, Any] = field(default_factory=dict)
    live_before: dict[str, Any] = field(default_factory=dict)
    live: dict[str, Any] = field(default_factory=dict)
    id: str | None = None
    draft: bool = False
    file: Any = None
    error: BaseException | None = None
    context: dict[str, Any] = field(default_factory=dict)

    def run(self, stage: str) -> None:
        """Call the collection's hooks of a stage, in their order."""
        for hook in getattr(self.collection.hooks, stage):
            hook(self)

    def tell_watchers(self) -> None:
        """Tell those who follow every collection what has been written."""
        for watcher in self.collection.registry.watchers:
            watcher(self)

    def run_fields(self, stage: str, values: dict[str, Any]) -> None:
        """Call the fields' hooks of a stage on those values that are there."""
        for name, hooks in self.collection.hooks.fields.items():
            if name in values:
                for hook in getattr(hooks, stage):
                    values[name] = hook(values[name], self)
