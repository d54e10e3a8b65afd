"""Column types said once: what a text, an address or a rich text is, for every model."""

from __future__ import annotations

from typing import Annotated, Any

from sqlalchemy import String, Text
from sqlalchemy.orm import mapped_column

from blog.db import JSONType

Slug = Annotated[str, mapped_column(String(255), info={"kind": "slug"})]
Email = Annotated[str, mapped_column(String(255), info={"kind": "email"})]
Url = Annotated[str, mapped_column(String(2048), info={"kind": "url"})]
Password = Annotated[str, mapped_column(String(255), info={"kind": "password"})]
LongText = Annotated[str, mapped_column(Text, info={"kind": "textarea"})]
RichText = Annotated[dict[str, Any], mapped_column(JSONType, info={"kind": "richtext"})]
Blocks = Annotated[list[Any], mapped_column(JSONType, info={"kind": "blocks"})]
Group = Annotated[dict[str, Any], mapped_column(JSONType, info={"kind": "group"})]
Rows = Annotated[list[Any], mapped_column(JSONType, info={"kind": "array"})]


def choice(*names: str, default: str | None = None, **more: Any) -> Any:
    """A text column that holds one of a few words."""
    return mapped_column(String(20), default=default, info={"choices": names, **more})


def plain(**info: Any) -> Any:
    """A column with facts for the engine: `hidden` (no door sees it), `read_only`, `label`, `help`, `kind`."""
    return mapped_column(info=info)
