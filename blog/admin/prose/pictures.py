"""Pictures for a text: those of the library, and those that are put into it while somebody writes."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request

from blog import richtext
from blog.admin.choices import searched
from blog.admin.identity import actor
from blog.admin.prose.answers import prose, said
from blog.content import operations
from blog.content.registry import registry
from blog.content.uploads import Upload

PAGE = 24
LAST_PAGE = 1000
LONGEST = 200
COLUMNS = ("filename", "alt", "decorative", "caption", "mimeType", "width", "height", "url", "sizes")
NO_FILE = "No picture came with this. Choose one, and send it again."
NO_PICTURE = "This is no picture. Put it into the media library, and link to it from the text."


@prose.get("/pictures")
def pictures() -> Response:
    """A page of the library's pictures, the newest first, or those that fit some words."""
    text = " ".join(request.args.get("search", "").replace("\0", " ").split())[:LONGEST]
    asked = request.args.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
    conditions: list[dict[str, Any]] = [{"mimeType": {"contains": "image/"}}]
    if text:
        conditions.append(searched(registry.collections["media"], text))
    page = operations.find(
        "media",
        actor=actor(),
        where={"and": conditions},
        sort="-createdAt",
        limit=PAGE,
        page=max(1, min(number, LAST_PAGE)),
        depth=0,
        select=list(COLUMNS),
        count=False,
    )
    return jsonify(pictures=[shown_picture(doc) for doc in page.docs], more=page.has_next)


@prose.post("/pictures")
def take_picture() -> Response:
    """Puts a picture into the library. Like every other upload it is inspected, and needs words or to be decorative."""
    sent = request.files.get("file")
    if sent is None:
        return said(422, NO_FILE, problems={"file": NO_FILE})
    if not (sent.mimetype or "").startswith("image/"):
        return said(422, NO_PICTURE, problems={"file": NO_PICTURE})
    words = {"alt": request.form.get("alt", "").strip(), "decorative": request.form.get("decorative") == "true"}
    made = operations.create(
        "media", words, actor=actor(), file=Upload(sent.filename or "picture", sent.read()), depth=0
    )  # fmt: skip
    response = jsonify(shown_picture(made))
    response.status_code = 201
    return response


def shown_picture(doc: dict[str, Any]) -> dict[str, Any]:
    """What the editor needs to show a picture of the library."""
    sizes = doc.get("sizes") or {}
    caption = doc.get("caption")
    return {
        "id": doc["id"],
        "name": doc.get("filename") or "",
        "isPicture": str(doc.get("mimeType") or "").startswith("image/"),
        "url": (sizes.get("medium") or {}).get("url") or doc.get("url") or "",
        "thumbnail": (sizes.get("thumbnail") or {}).get("url") or doc.get("url") or "",
        "width": doc.get("width"),
        "height": doc.get("height"),
        "alt": doc.get("alt") or "",
        "decorative": bool(doc.get("decorative")),
        "caption": richtext.plain_text(caption).strip() if isinstance(caption, dict) else caption or "",
    }
