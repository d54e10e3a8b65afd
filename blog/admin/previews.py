"""A document before readers see it: its preview, and links to it for people without an account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, g, jsonify, redirect, request
from flask_admin import expose

from blog.admin.forms.nested import Blocks
from blog.admin.identity import actor
from blog.admin.safety import FRAMES
from blog.content import previews
from blog.content.fields import Field
from blog.errors import Invalid


@dataclass(frozen=True)
class Previewed:
    """What the editor's page needs to show and to share a preview. `links` is None for who may give none away."""

    path: str
    links: list[dict[str, Any]] | None
    days: tuple[int, ...] = previews.DAYS


class PreviewPages:
    """The addresses of previews; the engine says who may have them."""

    collection: Any

    def previewed(self: Any, doc: dict[str, Any] | None) -> Previewed | None:
        """The preview of a document that is shown in the editor; None where there is none."""
        if not doc:  # its page becomes the document's as soon as something is written, and may show a preview then
            setattr(g, FRAMES, previews.has_previews(self.collection))
        if not doc or not self.is_previewed(doc):
            return None
        slug, links = self.collection.slug, None
        if previews.may_share(self.collection, actor()):
            start = current_app.config["SITE_URL"].rstrip("/")
            links = [{**link, "url": start + link["path"]} for link in previews.shared(slug, doc["id"], actor=actor())]
        setattr(g, FRAMES, True)
        return Previewed(previews.own_preview(slug, doc["id"], actor=actor()), links)

    def is_previewed(self, doc: dict[str, Any]) -> bool:
        """Whether a document has a preview: one in the trash has none."""
        return previews.has_previews(self.collection) and not doc.get("deletedAt")

    @expose("/<uuid:id>/preview")
    def preview(self: Any, id: Any) -> Response:
        return redirect(previews.own_preview(self.collection.slug, id, actor=actor()), 303)

    @expose("/<uuid:id>/links", methods=("POST",))
    def share(self: Any, id: Any) -> Response:
        days = request.form.get("days", "")
        try:
            previews.share(self.collection.slug, id, actor=actor(), days=int(days) if days in ("1", "7", "30") else 0)
        except Invalid as error:
            return self.refuse(id, error.problems)
        return self.go(".edit", "The link is made. It stands under “Share a preview”.", id=id)

    @expose("/<uuid:id>/links/<uuid:link>/end", methods=("POST",))
    def take_back(self: Any, id: Any, link: Any) -> Response:
        previews.take_back(self.collection.slug, id, link, actor=actor())
        return self.go(".edit", "The link is taken back. It shows nothing any more.", id=id)


def told(status: int, **words: Any) -> Response:
    """An answer for the script that saves."""
    response = jsonify(words)
    response.status_code = status
    return response


def seen_revision() -> int | None:
    """The revision that the person had before them while writing; None if the form does not say."""
    seen = request.form.get("_revision", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None


def row_ids(fields: Iterable[Field], doc: Mapping[str, Any], blocks: Blocks, prefix: str = "") -> dict[str, str]:
    """The ids that rows have by now, by the names of their inputs, so that a new row is saved as the same one again."""
    found: dict[str, str] = {}
    for field in fields:
        value, name = doc.get(field.name), f"{prefix}{field.name}"
        if field.kind == "group" and isinstance(value, Mapping):
            found |= row_ids(field.fields, value, blocks, f"{name}.")
        elif field.kind in ("array", "blocks"):
            for number, row in enumerate(value or ()):
                within = blocks.get(row.get("blockType") or "") if field.kind == "blocks" else field
                if within and row.get("id"):
                    found[f"{name}.{number}.id"] = str(row["id"])
                if within:
                    found |= row_ids(within.fields, row, blocks, f"{name}.{number}.")
    return found
