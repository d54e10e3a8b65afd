"""Uploads as documents: what is stored, which sizes there are and when, and what becomes of the files."""

from __future__ import annotations

import io

import pytest
import sqlalchemy as sa
from PIL import Image

from blog import media as tool
from blog.collections.renditions import provide
from blog.content import operations
from blog.content.access import ANONYMOUS, SYSTEM
from blog.content.uploads import Upload
from blog.db import db
from blog.errors import Forbidden, Invalid
from blog.jobs import run_due
from blog.models import MediaSize


def picture(width: int = 640, height: int = 400, colour: str = "teal", kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()


def upload(actor, data: bytes | None = None, name: str = "Harbour at dusk.png", **fields):
    file = Upload(name, data or picture())
    return operations.create("media", {"alt": "A harbour", **fields}, actor=actor, file=file)


def key(address: str) -> str:
    return address.removeprefix("/media/")


def test_an_upload_says_what_its_bytes_say(people) -> None:
    doc = upload(people.ed.actor, picture(kind="JPEG"), "Harbour at dusk.png")
    assert (doc["filename"], doc["mimeType"]) == ("harbour-at-dusk.jpg", "image/jpeg")
    assert (doc["width"], doc["height"], doc["alt"]) == (640, 400, "A harbour")


def test_every_size_is_there_at_once_and_none_is_enlarged(people) -> None:
    sizes = upload(people.ada.actor, picture(640, 400))["sizes"]
    assert set(sizes) == {"thumbnail", "square", "small", "medium", "large", "xlarge", "og"}
    assert {name: sizes[name]["width"] for name in ("thumbnail", "small", "large", "xlarge")} == {
        "thumbnail": 300,
        "small": 600,
        "large": 640,
        "xlarge": 640,
    }


def test_the_job_makes_the_files_and_notes_their_bytes(app, people) -> None:
    doc = upload(people.ada.actor)
    assert doc["sizes"]["thumbnail"]["filesize"] is None
    run_due()
    doc = operations.find_by_id("media", doc["id"], actor=people.ada.actor)
    for size in doc["renditions"]:
        assert app.extensions["storage"].size(key(size["url"])) == size["filesize"]
    rows = db.session.scalars(sa.select(MediaSize.filesize).where(MediaSize.key == key(size["url"])))
    assert all(rows)


def test_a_size_that_is_asked_for_before_its_turn_is_made_on_the_spot(app, people) -> None:
    doc = upload(people.ada.actor)
    wanted = key(doc["sizes"]["thumbnail"]["url"])
    assert not app.extensions["storage"].exists(wanted)
    assert provide(wanted)
    assert Image.open(io.BytesIO(app.extensions["storage"].get(wanted))).width == 300


def test_an_original_that_tells_more_than_it_shows_is_served_to_nobody(app, people) -> None:
    exif = Image.Exif()
    exif[0x010E] = "Where I live"
    out = io.BytesIO()
    Image.new("RGB", (640, 400)).save(out, "JPEG", exif=exif)
    doc = upload(people.ada.actor, out.getvalue())
    original = f"originals/{doc['sha256'][:2]}/{doc['sha256']}.jpg"
    assert app.extensions["storage"].get(original) == out.getvalue()
    assert not provide(original)
    assert b"Where I live" not in app.extensions["storage"].get(key(doc["url"]))


def test_a_picture_needs_a_description_or_to_be_called_decorative(people) -> None:
    with pytest.raises(Invalid) as refusal:
        upload(people.ada.actor, alt="")
    assert refusal.value.problems[0].path == "alt"
    assert upload(people.ada.actor, alt="", decorative=True)["decorative"]


def test_a_page_that_calls_itself_a_picture_is_refused_beside_the_field(people) -> None:
    with pytest.raises(Invalid) as refusal:
        upload(people.ada.actor, b"<!doctype html><script>alert(1)</script>", "holiday.png")
    assert refusal.value.problems[0].path == "file"


def test_a_document_without_a_file_is_refused(people) -> None:
    with pytest.raises(Invalid) as refusal:
        operations.create("media", {"alt": "x"}, actor=people.ada.actor)
    assert refusal.value.problems[0].message == "No files were uploaded."


def test_the_same_name_twice_gets_a_number(people) -> None:
    first, second = upload(people.ada.actor), upload(people.ada.actor, picture(colour="red"))
    assert (first["filename"], second["filename"]) == ("harbour-at-dusk.png", "harbour-at-dusk-1.png")


def test_a_free_name_costs_the_same_however_many_are_taken(people, statements) -> None:
    names, costs = [], []
    for number in range(5):
        with statements() as seen:
            names.append(upload(people.ada.actor, name="50%_off.png", alt=f"Poster {number}")["filename"])
        costs.append(len(seen))
    assert names[1:] == [tool.numbered(names[0], number) for number in range(1, 5)]
    assert costs[1] == costs[4]


def test_replacing_the_file_keeps_the_document(people) -> None:
    doc = upload(people.ada.actor)
    file = Upload("Harbour.png", picture(800, 800, "navy"))
    changed = operations.update("media", doc["id"], {}, actor=people.ada.actor, file=file)
    assert (changed["id"], changed["width"], changed["alt"]) == (doc["id"], 800, "A harbour")
    assert changed["sizes"]["thumbnail"]["url"] != doc["sizes"]["thumbnail"]["url"]


def test_a_file_that_was_replaced_is_served_no_more_and_goes(app, people) -> None:
    doc = upload(people.ada.actor)
    run_due()
    old = [key(doc["url"]), *(key(size["url"]) for size in doc["renditions"])]
    file = Upload("Harbour.png", picture(800, 800, "navy"))
    operations.update("media", doc["id"], {}, actor=people.ada.actor, file=file)
    assert not any(provide(address) for address in old)
    run_due()
    assert not [name for name in app.extensions["storage"].keys("") if doc["sha256"] in name]
    replaced = operations.find_by_id("media", doc["id"], actor=people.ada.actor)
    assert all(provide(key(size["url"])) for size in replaced["renditions"])


def test_moving_the_focal_point_plans_other_crops(people) -> None:
    doc = upload(people.ada.actor, picture(1600, 700))
    moved = operations.update("media", doc["id"], {"focalX": 10, "focalY": 90}, actor=people.ada.actor)
    assert moved["sizes"]["square"]["url"] != doc["sizes"]["square"]["url"]
    assert moved["sizes"]["small"]["url"] == doc["sizes"]["small"]["url"]


def test_the_files_go_with_the_last_document_that_has_them(app, people) -> None:
    first, second = upload(people.ada.actor), upload(people.ada.actor)
    storage = app.extensions["storage"]
    run_due()
    operations.delete("media", first["id"], actor=people.ada.actor)
    run_due()
    assert storage.exists(key(second["url"]))
    operations.delete("media", second["id"], actor=people.ada.actor)
    run_due()
    assert list(storage.keys("originals")) == []
    assert list(storage.keys("renditions")) == []


def test_readers_get_media_inside_published_documents_and_no_list_of_it(people) -> None:
    doc = upload(people.ada.actor)
    content = {"type": "doc", "content": [{"type": "image", "attrs": {"media": doc["id"], "alt": "x"}}]}
    data = {"title": "With a picture", "content": content, "heroImage": doc["id"], "status": "published"}
    post = operations.create("posts", data, actor=people.ada.actor)
    shown = operations.find_by_id("posts", post["id"], actor=ANONYMOUS)
    assert shown["heroImage"]["url"] == doc["url"]
    assert shown["content"]["content"][0]["attrs"]["media"]["sizes"]["small"]["width"] == 600
    with pytest.raises(Forbidden):
        operations.find("media", actor=ANONYMOUS)


def test_where_files_lie_is_nobodys_business(people) -> None:
    doc = upload(people.ada.actor)
    assert not {"originalKey", "publicKey", "storedSizes"} & set(doc)
    system = operations.find_by_id("media", doc["id"], actor=SYSTEM)
    assert not {"originalKey", "publicKey", "storedSizes"} & set(system)
