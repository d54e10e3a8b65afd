"""What a form was opened on, sealed into the form itself: what both began with when two people wrote at one time.

It costs no row and no statement, holds for collections without versions, and cannot be made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from blog.admin.forms.document import asked_fields
from blog.admin.identity import actor
from blog.content.registry import Collection
from blog.content.states import thaw

#: The name of the form's hidden input.
ORIGIN = "_origin"
SALT = "document-form"
LONGEST = 2_000_000


def seal(collection: Collection, doc: Mapping[str, Any], revision: int) -> str:
    """What this person sees of a document in the form, as letters."""
    seen = {f.name: _plain(doc[f.name]) for f in asked_fields(collection, actor()) if f.name in doc}
    return _sealer().dumps([collection.slug, str(doc["id"]), revision, seen])


def unseal(collection: Collection, doc: Mapping[str, Any], revision: int | None, text: str) -> dict[str, Any] | None:
    """What the document said at this revision, if the letters are about that; None if not."""
    if len(text) > LONGEST:
        return None
    try:
        slug, id_, sealed, seen = _sealer().loads(text)
    except (BadData, ValueError):
        return None
    if (slug, id_, sealed) != (collection.slug, str(doc["id"]), revision):
        return None
    return {"id": id_, **thaw(collection, seen)}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=SALT)
