"""The sizes of pictures: rows that say which there are, and the jobs that make and delete their files."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

import sqlalchemy as sa
from flask import current_app

from blog import media as tool
from blog.content.changes import announce
from blog.db import db, let_go, lock, transaction
from blog.jobs import enqueue, job
from blog.models import Media, MediaSize
from blog.storage import ObjectMissing


def plan_sizes(media_id: str) -> None:
    """Write the planned sizes of a document as rows, in place of those it had."""
    row = db.session.get(Media, uuid.UUID(media_id))
    db.session.execute(sa.delete(MediaSize).where(MediaSize.media_id == row.id))
    for size in row.stored_sizes or ():
        db.session.add(
            MediaSize(
                media_id=row.id, name=size["name"], format=size["format"], width=size["width"], height=size["height"],
                mime_type=size["mimeType"], filesize=size["filesize"], filename=size["filename"], key=size["key"],
            )
        )  # fmt: skip
    db.session.flush()


@job("media.renditions")
def make_sizes(media: str) -> None:
    """Make every planned size of a picture that has no file yet, and note how large each became."""
    row = db.session.get(Media, uuid.UUID(media))
    if row is None:
        return
    storage = current_app.extensions["storage"]
    stored = [dict(size) for size in row.stored_sizes or ()]
    missing = {size["key"] for size in stored if size["filesize"] is None}
    if not missing:
        return
    data = storage.get(row.key)
    # The same picture uploaded twice has the same files.
    made = {key: storage.size(key) for key in missing if storage.exists(key)}
    plan = _plan_of(row, data)
    plan = [rendition for rendition in plan if rendition.key in missing - set(made)]
    let_go()  # encoding takes seconds, and no transaction should wait for it
    for rendition, encoded in tool.make_renditions(data, plan):
        if rendition.key not in made:
            storage.put(rendition.key, encoded, rendition.mime_type)
            made[rendition.key] = len(encoded)
    _note(uuid.UUID(media), made)


def _plan_of(row: Media, data: bytes) -> list[tool.Rendition]:
    inspected = tool.inspect(data, row.filename, limits=tool.NO_LIMITS)
    return tool.plan_renditions(inspected, (row.focal_x, row.focal_y), cut_of(row.turn, row.crop))


def cut_of(turn: int | None, crop: Mapping[str, float] | None) -> tool.Cut:
    """How a picture is cut by what its document says."""
    if not crop:
        return tool.Cut(turn or 0)
    left, top = crop["x"], crop["y"]
    return tool.Cut(turn or 0, (left, top, left + crop["width"], top + crop["height"]))


def _note(media_id: uuid.UUID, made: dict[str, int]) -> None:
    with transaction():
        row = db.session.scalar(sa.select(Media).where(Media.id == media_id).with_for_update())
        if row is None:
            return
        stored = [{**size, "filesize": size["filesize"] or made.get(size["key"])} for size in row.stored_sizes or ()]
        row.stored_sizes = stored
        for key, filesize in made.items():
            db.session.execute(
                sa.update(MediaSize)
                .where(MediaSize.media_id == media_id, MediaSize.key == key)
                .values(filesize=filesize)
            )
        announce("media", str(media_id))


def provide(key: str) -> bool:
    """Whether the file of that key may be served now; a planned size whose turn has not come is made on the spot.

    A file is served only where a document says so; an original, where it is what readers may have."""
    storage = current_app.extensions["storage"]
    if not key.startswith("renditions/"):
        return bool(db.session.scalar(sa.select(sa.exists().where(Media.public_key == key)))) and storage.exists(key)
    size = db.session.scalar(sa.select(MediaSize).where(MediaSize.key == key).limit(1))
    if size is None:
        return False
    if storage.exists(key):
        return True
    row = size.media
    try:
        data = storage.get(row.key)
    except ObjectMissing:
        return False
    plan = _plan_of(row, data)
    rendition = next((r for r in plan if r.key == key), None)
    if rendition is None:
        return False
    storage.put(key, tool.make_rendition(data, rendition), rendition.mime_type)
    return True


def forget_files(digest: str) -> None:
    """Have the files of an original deleted once the transaction is committed."""
    enqueue("media.forget", digest=digest)


@job("media.forget")
def delete_files(digest: str) -> None:
    """Delete every file of an original, unless a document still has it."""
    storage = current_app.extensions["storage"]
    shelves = [f"{shelf}/{digest[:2]}/" for shelf in ("originals", "public", "renditions")]
    keys = [key for shelf in shelves for key in storage.keys(shelf) if digest in key]
    with transaction():
        lock_files(digest)
        if not db.session.scalar(sa.select(sa.exists().where(Media.digest == digest))):
            for key in keys:
                storage.delete(key)


def lock_files(digest: str) -> None:
    """Until the transaction ends, have nobody else store or delete the files of this original."""
    lock(f"media:{digest}")
