"""An example of what can be sent to each collection, made of its fields."""

from __future__ import annotations

from typing import Any

from blog.content.fields import Field
from blog.content.registry import Collection

ID = "5c4b3a29-1807-4f6e-8d5c-4b3a29180796"
TEXTS = {
    "title": "A quiet harbour at night",
    "name": "Harbour board",
    "summary": "What the boards say when nobody reads them.",
    "from": "/old/harbour",
    "email": "grace@example.org",
    "secret": "",
    "password": "a long sentence of your own",
}
RICH = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "The tide is out."}]}]}
MOST_FIELDS = 6
SHOWN = ("text", "textarea", "checkbox", "select", "richtext", "group")
#: Kinds whose example would say more about itself than about the request.
LEFT_OUT = ("slug", "blocks", "json", "relation", "upload", "datetime")


def sample(collection: Collection) -> dict[str, Any]:
    """The required fields and a few more, with values that the collection accepts, relations aside."""
    fields = [f for f in collection.fields if not f.read_only and f.name != "status"]
    needed = [f for f in fields if f.required and f.kind != "slug"]
    more = [f for f in fields if f not in needed and f.kind in SHOWN]
    return {field.name: value(field) for field in [*needed, *more][:MOST_FIELDS]}


def value(field: Field) -> Any:
    """A value that fits a field."""
    if field.choices:
        # A link to an address needs no document that is there.
        return "custom" if "custom" in field.choices else field.choices[0]
    if field.kind in ("relation", "upload"):
        return [ID] if field.many else ID
    if field.kind == "group":
        return {f.name: value(f) for f in field.fields if f.kind not in LEFT_OUT}
    if field.kind == "array":
        return [{f.name: value(f) for f in field.fields if f.kind not in LEFT_OUT}]
    if field.kind in VALUES:
        return VALUES[field.kind]
    return TEXTS.get(field.name, field.title)


VALUES: dict[str, Any] = {
    "richtext": RICH,
    "number": 1.5,
    "integer": 1,
    "checkbox": False,
    "date": "2026-11-05",
    "datetime": "2026-11-05T08:00:00.000Z",
    "email": TEXTS["email"],
    "url": "https://example.org/",
    "colour": "#2f6f62",
    "blocks": [],
    "json": {},
}
