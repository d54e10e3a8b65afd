"""Media: an upload is inspected and stored when it comes, its sizes are planned at once and made by a job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import current_app

from blog import media as tool
from blog.collections import signposts
from blog.collections.filing import check_cut, check_tags, note_uploader, note_words
from blog.collections.renditions import cut_of, forget_files, lock_files, plan_sizes
from blog.collections.rules import MEDIA
from blog.content.events import Event
from blog.content.fields import Field
from blog.content.registry import Collection, Hooks, registry
from blog.content.uploads import Upload
from blog.db import db
from blog.errors import Invalid, Problem
from blog.jobs import enqueue
from blog.models import Media

MEGABYTE = 1024 * 1024
#: What the sizes depend on besides the file.
SHAPING = {"focalX", "focalY", "turn", "crop"}
UNDESCRIBED = "Say what the picture shows, for people who cannot see it, or mark it as decorative."


@dataclass(frozen=True)
class Prepared:
    """A file that is taken: what it is, and what is made of it at once."""

    file: Upload
    inspected: tool.Inspected
    copy: bytes | None
    placeholder: str | None

    def store(self, *, missing_only: bool = False) -> None:
        """Put the original, and what readers may have where that is another, into the storage."""
        storage, inspected = current_app.extensions["storage"], self.inspected
        for key, data in ((inspected.original_key, self.file.data), (inspected.public_key, self.copy)):
            if data is not None and not (missing_only and storage.exists(key)):
                storage.put(key, data, inspected.mime_type)


def prepare_upload(event: Event) -> None:
    """Decode and store the file that came before the transaction begins: on SQLite nobody else can write meanwhile."""
    if event.file is not None:
        event.collection.access.require(event.operation, event.actor)
        event.context["upload"] = _prepare(event.file)


def _prepare(upload: Upload) -> Prepared:
    """Raises Invalid for a file that is not taken."""
    try:
        inspected = tool.inspect(upload.data, upload.filename, limits=limits())
        copy = tool.public_copy(upload.data, inspected)
        placeholder = tool.placeholder(upload.data) if inspected.kind == "raster" else None
    except tool.BadUpload as refusal:
        raise Invalid([Problem("file", str(refusal), "File")]) from None
    prepared = Prepared(upload, inspected, copy, placeholder or None)
    prepared.store()
    return prepared


def take_upload(event: Event) -> None:
    """Keep what the content of the file that came says of it."""
    if event.file is None:
        if event.operation == "create":
            raise Invalid([Problem("file", "No files were uploaded.", "File")])
        if SHAPING & set(event.data):
            _replan(event)
        return
    prepared: Prepared | None = event.context.get("upload")
    if prepared is None or prepared.file is not event.file:  # another hook put one in its place
        prepared = _prepare(event.file)
    inspected, copy = prepared.inspected, prepared.copy
    if str((event.original or {}).get("mimeType") or "").startswith("image/") and not _is_picture(inspected):
        raise Invalid([Problem("file", "Only a picture can take the place of a picture.", "File")])
    lock_files(inspected.digest)  # from here on a job that deletes the same file finds this document
    if event.file.once and db.session.scalar(sa.select(sa.exists().where(Media.digest == inspected.digest))):
        raise Invalid([Problem("file", "The library has this file already.", "File")])
    prepared.store(missing_only=True)  # and one that came before may have deleted it
    event.data |= {
        "filename": free_name(event, tool.public_name(event.file.filename, inspected.extension)),
        "mimeType": inspected.mime_type,
        "filesize": len(copy) if copy is not None else inspected.size,
        "width": inspected.width,
        "height": inspected.height,
        "placeholder": prepared.placeholder,
        "sha256": inspected.digest,
        "originalKey": inspected.original_key,
        "publicKey": inspected.public_key,
    }
    if event.original:
        event.data |= {"turn": event.data.get("turn") or 0, "crop": event.data.get("crop")}  # of another picture
    _plan(event, inspected)


def _is_picture(inspected: tool.Inspected) -> bool:
    return inspected.kind in ("raster", "vector")


def limits() -> tool.Limits:
    """How large an upload may be, by the settings."""
    settings = current_app.extensions["settings"]
    return tool.Limits(
        max_bytes=settings.max_upload_mb * MEGABYTE,
        max_pixels=settings.max_megapixels * 1_000_000,
    )


def _plan(event: Event, inspected: tool.Inspected) -> None:
    values = event.values | event.data
    focal = (values.get("focalX", 50), values.get("focalY", 50))
    cut = cut_of(values.get("turn"), values.get("crop"))
    if cut and (inspected.kind != "raster" or inspected.animated):
        raise Invalid([Problem("crop", "Only a picture that stands still can be cropped or turned.", "Crop")])
    plan = tool.plan_renditions(inspected, focal, cut)
    event.data["storedSizes"] = [stored_size(values["filename"], rendition, inspected) for rendition in plan]


def stored_size(filename: str, rendition: tool.Rendition, inspected: tool.Inspected) -> dict[str, Any]:
    """What a document keeps of one planned size; the size in bytes comes when it is made."""
    stem = filename.rpartition(".")[0]
    return {
        "name": rendition.name,
        "format": rendition.format,
        "mimeType": rendition.mime_type,
        "width": rendition.width,
        "height": rendition.height,
        "key": rendition.key,
        "filename": filename
        if not rendition.made
        else f"{stem}-{rendition.width}x{rendition.height}.{rendition.key.rpartition('.')[2]}",
        "filesize": None if rendition.made else inspected.size,
    }


def check_focal_point(event: Event) -> None:
    """The middle of what matters lies in the picture, in hundredths of its width and height; nothing sent is 50."""
    problems = []
    for name, side in (("focalX", "left"), ("focalY", "top")):
        if name in event.data:
            value = event.data[name] = 50.0 if event.data[name] is None else event.data[name]
            if not 0 <= value <= 100:
                problems.append(Problem(name, f"Send 0 to 100: how far from the {side}, in hundredths."))
    if problems:
        raise Invalid(problems)


def _replan(event: Event) -> None:
    """A moved focal point means other crops, another cut other sizes altogether."""
    row = db.session.get(Media, event.id)
    data = current_app.extensions["storage"].get(row.key)
    inspected = tool.inspect(data, row.filename, limits=tool.NO_LIMITS)
    _plan(event, inspected)
    if {"turn", "crop"} & set(event.data) and inspected.kind == "raster":
        values = event.values | event.data
        event.data["placeholder"] = tool.placeholder(data, cut_of(values.get("turn"), values.get("crop"))) or None


def free_name(event: Event, name: str) -> str:
    """The name, or the name with the first number that no other file has."""
    stem, dot, extension = name.rpartition(".")
    numbered = Media.filename.startswith(f"{stem}-", autoescape=True) & Media.filename.endswith(dot + extension)
    query = sa.select(Media.filename).where((Media.filename == name) | numbered, Media.id != event.id)
    taken = set(db.session.scalars(query))
    candidate, number = name, 1
    while candidate in taken:
        candidate, number = tool.numbered(name, number), number + 1
    return candidate


def require_description(event: Event) -> None:
    """A picture has a text for those who cannot see it, or is said to need none."""
    values = event.values | event.data
    picture = str(values.get("mimeType") or "").startswith("image/")
    if picture and not event.actor.is_system and not (values.get("alt") or "").strip() and not values.get("decorative"):
        raise Invalid([Problem("alt", UNDESCRIBED, "Alternative text")])


def follow_up(event: Event) -> None:
    """Note the planned sizes and have a job make them; the files of what was replaced go."""
    replaced = (event.original or {}).get("sha256")
    if replaced and replaced != event.values["sha256"]:
        forget_files(replaced)
        to = {"type": "reference", "reference": {"relationTo": "media", "value": event.id}}
        for address in file_addresses(event.original or {}):
            signposts.put(address, to)
    if event.file is not None or SHAPING & set(event.data):
        plan_sizes(event.id)
        enqueue("media.renditions", unique_key=f"media.renditions:{event.id}", media=event.id)


def show_addresses(event: Event) -> None:
    """Give the addresses of the file and its sizes, every size always there."""
    state, doc = event.values, event.doc
    if not state.get("publicKey"):
        return
    doc["url"] = f"/media/{state['publicKey']}"
    renditions = [
        {name: value for name, value in size.items() if name != "key"} | {"url": f"/media/{size['key']}"}
        for size in state.get("storedSizes") or ()
    ]
    doc["renditions"] = renditions
    # The last format of each size is the original's own, which everything can show.
    doc["sizes"] = {size["name"]: {k: size[k] for k in SIZE_KEYS} for size in renditions}
    if cut_of(state.get("turn"), state.get("crop")) and "xlarge" in doc["sizes"]:
        # Whoever shows the picture by its address alone is to show the cut one.
        doc["wholeURL"], largest = doc["url"], doc["sizes"]["xlarge"]
        doc |= {name: largest[name] for name in ("url", "width", "height")}
    doc["thumbnailURL"] = doc["sizes"].get("thumbnail", {}).get("url")
    for name in ("originalKey", "publicKey", "storedSizes"):
        doc.pop(name, None)


SIZE_KEYS = ("url", "width", "height", "mimeType", "filesize", "filename")


def forget_upload(event: Event) -> None:
    """Once the document is gone, a job deletes the files that no other has."""
    forget_files(event.values["sha256"])
    signposts.say_gone(*file_addresses(event.values), id_=event.id)


def file_addresses(state: Mapping[str, Any]) -> list[str]:
    """Where a file is for readers, and the folder of its sizes; empty for a document that has no file."""
    digest = state.get("sha256") or ""
    folder = [f"/media/renditions/{digest[:2]}/{digest}"] if state.get("storedSizes") else []
    return [f"/media/{state['publicKey']}", *folder] if state.get("publicKey") and digest else []


media = registry.add(
    Collection(
        Media,
        slug="media",
        access=MEDIA,
        title="filename",
        columns=("filename", "alt", "mimeType", "filesize", "createdAt"),
        search=("words",),
        virtual=(
            Field("url", read_only=True),
            Field("thumbnailURL", read_only=True),
            Field(
                "wholeURL", read_only=True, help="The whole picture, where its sizes show a part of it or are turned."
            ),
            Field("sizes", "json", read_only=True),
            Field("renditions", "json", read_only=True),
        ),
        hooks=Hooks(
            prepare=(prepare_upload,),
            before_change=(
                check_focal_point,
                check_cut,
                check_tags,
                take_upload,
                require_description,
                note_uploader,
                note_words,
            ),
            after_change=(follow_up,),
            after_read=(show_addresses,),
            after_delete=(forget_upload,),
        ),
        labels=("Media", "Media"),
    )
)
