"""What the library can be narrowed down by besides the fields that every list offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from blog.admin.lists.filters import CHOICE, RELATED, WORD, Filter
from blog.content.fields import Field

PICTURES, DRAWINGS = ({"mimeType": {"contains": "image/"}}, {"mimeType": {"equals": "image/svg+xml"}})
UNDESCRIBED = {"and": [{"alt": {"exists": False}}, {"decorative": {"equals": False}}]}
KINDS: Mapping[str, dict[str, Any]] = {
    "picture": {"and": [PICTURES, {"mimeType": {"not_equals": "image/svg+xml"}}]},
    "drawing": DRAWINGS,
    "film": {"mimeType": {"contains": "video/"}},
    "sound": {"mimeType": {"contains": "audio/"}},
    "document": {"mimeType": {"contains": "application/"}},
}
USES: Mapping[str, dict[str, Any]] = {"unused": {"uses": {"equals": 0}}, "used": {"uses": {"greater_than": 0}}}
DESCRIPTIONS: Mapping[str, dict[str, Any]] = {
    "missing": {"and": [PICTURES, UNDESCRIBED]},
    "there": {"alt": {"exists": True}},
    "decorative": {"decorative": {"equals": True}},
}


@dataclass(frozen=True)
class Named(Filter):
    """A choice between conditions that have names."""

    conditions: tuple[tuple[str, Any], ...] = ()

    def condition(self, values: Mapping[str, str]) -> dict[str, Any]:
        return dict(self.conditions)[values[self.names[0]]]


@dataclass(frozen=True)
class Tagged(Filter):
    """One tag, written in whatever case."""

    def accepts(self, value: str) -> bool:
        return 0 < len(value) <= 40 and not set(value) & set('"\\\x00')

    def condition(self, values: Mapping[str, str]) -> dict[str, Any]:
        return {"tags": {"contains": f'"{values[self.names[0]]}"'}}

    def words(self, values: Sequence[str]) -> str:
        return values[0]


def _named(name: str, label: str, conditions: Mapping[str, Any]) -> Named:
    field = Field(name, "select", label=label, choices=tuple(conditions))
    return Named(field, CHOICE, tuple(conditions.items()))


#: In the order in which people ask.
FILTERS: tuple[Filter, ...] = (
    _named("kind", "Kind", KINDS),
    Tagged(Field("tag", label="Tag"), WORD),
    _named("use", "Use", USES),
    _named("description", "Description", DESCRIPTIONS),
    Filter(Field("uploadedBy", "relation", "uploaded_by", label="Uploaded by", target="users"), RELATED),
)
