"""Short ways to make the documents that the engine's tests are about."""

from __future__ import annotations

from typing import Any

from blog.content import operations
from blog.content.access import SYSTEM, Actor


def text(words: str) -> dict[str, Any]:
    """A rich text of one paragraph."""
    return {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": words}]}]}


def make(slug: str, /, *, actor: Actor = SYSTEM, draft: bool = False, **data: Any) -> dict[str, Any]:
    """A document as it is answered, with relations as ids."""
    return operations.create(slug, data, actor=actor, draft=draft, depth=0)


def post(title: str = "A post", *, actor: Actor = SYSTEM, draft: bool = False, **data: Any) -> dict[str, Any]:
    """A published post, unless a status is given."""
    content = data.pop("content", None) or text(f"The text of {title}.")
    return make("posts", actor=actor, draft=draft, **{"title": title, "content": content, "status": "published"} | data)


def page(title: str = "A page", **data: Any) -> dict[str, Any]:
    layout = [{"blockType": "content", "columns": [{"richText": text(title)}]}]
    return make("pages", **{"title": title, "layout": layout, "status": "published"} | data)


def form(*fields: dict[str, Any], **data: Any) -> dict[str, Any]:
    """A published form with the fields given, or one that asks for a name and a message."""
    asked = fields or (
        {"blockType": "text", "name": "name", "label": "Name", "required": True},
        {"blockType": "textarea", "name": "message", "label": "Message"},
    )
    return make("forms", **{"title": "Write to us", "fields": list(asked)} | data)


def picture(filename: str = "tulips.png", **data: Any) -> str:
    """The id of a media row that has no file behind it, for what only points to it."""
    from blog.db import transaction
    from blog.models import Media

    with transaction() as session:
        row = Media(
            filename=filename, mime_type="image/png", filesize=70, width=1, height=1, digest="0" * 64,
            key=f"originals/{filename}", public_key=f"originals/{filename}", **{"alt": "Tulips"} | data,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return str(row.id)
