"""Values as a person types them: every kind of field as text, and the same text for the same value every time."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from blog import richtext
from blog.clock import here, meant
from blog.content.fields import Field


def as_text(field: Field, value: Any) -> str:
    """The text that stands in the form for a stored value."""
    if value is None or field.kind == "password":
        return ""
    if field.kind == "richtext":
        return richtext.to_markdown(value) if value else ""
    if field.kind == "json":
        return json.dumps(value, ensure_ascii=False, indent=2, default=str)
    if isinstance(value, datetime):
        return here(value).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = one_line_end(str(value))
    return text if field.kind == "textarea" else text.replace("\n", " ")


def typed_value(field: Field, text: str) -> str:
    """What the engine is given for a text: a moment is meant by the clocks of the site."""
    if field.kind != "datetime":
        return text
    try:
        return meant(datetime.fromisoformat(text.strip())).isoformat()
    except ValueError:
        return text  # for the engine to refuse


def one_line_end(text: str) -> str:
    """Browsers send lines ended in another way than they were given them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def reference_text(value: Any) -> str:
    """A relation as one text: the id, or `collection:id` where there are several collections."""
    if isinstance(value, dict):
        if "relationTo" in value:
            inner = value.get("value")
            return f"{value['relationTo']}:{inner.get('id') if isinstance(inner, dict) else inner}"
        return str(value.get("id") or "")
    return str(value) if value else ""


def reference_value(field: Field, text: str) -> Any:
    """The relation that a text names; what names none goes on as it is, for the engine to refuse."""
    if not field.polymorphic:
        return text
    target, _, id_ = text.partition(":")
    return {"relationTo": target, "value": id_}
