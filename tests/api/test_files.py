"""Uploads over REST: sent as a form, and read back with ranges."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image

#: What is tested here does not depend on the kind of database.
pytestmark = pytest.mark.sqlite_only


def png(width: int = 40, height: int = 20) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), (180, 40, 40)).save(file, "PNG")
    return file.getvalue()


def form(data: bytes = b"", name: str = "tulips.png", **fields):
    sent = {"_payload": json.dumps(fields)}
    if data:
        sent["file"] = (io.BytesIO(data), name)
    return {"data": sent, "content_type": "multipart/form-data"}


@pytest.fixture
def picture(app, ed):
    answered = ed.post("/media", **form(png(), alt="Tulips"))
    assert answered.status_code == 201, answered.json
    return answered.json["doc"]


def test_an_upload_is_a_document(picture):
    assert (picture["filename"], picture["mimeType"], picture["alt"]) == ("tulips.png", "image/png", "Tulips")
    assert (picture["width"], picture["height"]) == (40, 20)
    assert picture["sizes"]["thumbnail"]["url"]


def test_a_request_without_a_file_is_refused(app, ed, visitor):
    for more in (form(alt="x"), {"json": {"alt": "x"}}):
        refused = ed.post("/media", **more)
        assert refused.status_code == 400
        assert refused.json["errors"][0]["data"]["errors"][0]["message"] == "No files were uploaded."
    assert visitor.post("/media", **form(png(), alt="x")).status_code == 403
    disguised = ed.post("/media", **form(b"<html><script>alert(1)</script>", "a.png", alt="x"))
    assert disguised.status_code == 400
    broken = {"data": {"_payload": "{", "file": (io.BytesIO(png()), "a.png")}, "content_type": "multipart/form-data"}
    assert ed.post("/media", **broken).json["errors"][0]["message"] == "Invalid JSON"


def test_a_file_can_be_replaced(picture, ada):
    changed = ada.patch(f"/media/{picture['id']}", **form(png(60, 30), "roses.png", alt="Roses")).json["doc"]
    assert (changed["width"], changed["alt"]) == (60, "Roses")
    assert ada.patch(f"/media/{picture['id']}", {"alt": "Red roses"}).json["doc"]["width"] == 60


def test_the_bytes_are_for_everybody(picture, visitor):
    shown = visitor.get("/media/file/tulips.png")
    assert (shown.status_code, shown.mimetype) == (200, "image/png")
    assert Image.open(io.BytesIO(shown.get_data())).size == (40, 20)
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    saved = visitor.get(f"/media/{picture['id']}/download")
    assert saved.headers["Content-Disposition"] == "attachment; filename=tulips.png"
    small = visitor.get(f"/media/{picture['id']}/download?size=thumbnail")
    assert small.status_code == 200
    assert visitor.get(f"/media/{picture['id']}").status_code == 403
    for path in ("/media/file/nothing.png", f"/media/{picture['id']}/download?size=huge", "/media/x/download",
                 "/media/file/..%2f..%2fsecret_key"):  # fmt: skip
        assert visitor.get(path).status_code == 404, path


def test_parts_of_a_file_can_be_asked_for(picture, visitor):
    whole = visitor.get("/media/file/tulips.png").get_data()
    part = visitor.get("/media/file/tulips.png", headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.get_data()) == (206, whole[2:6])
    assert part.headers["Content-Range"] == f"bytes 2-5/{len(whole)}"
    tail = visitor.get("/media/file/tulips.png", headers={"Range": "bytes=-4"})
    assert tail.get_data() == whole[-4:]
    beyond = visitor.get("/media/file/tulips.png", headers={"Range": "bytes=99999-"})
    assert beyond.status_code == 416
    assert beyond.headers["Content-Range"] == f"bytes */{len(whole)}"
    tag = visitor.get("/media/file/tulips.png").headers["ETag"]
    assert visitor.get("/media/file/tulips.png", headers={"If-None-Match": tag}).status_code == 304


def test_the_head_of_an_answer_comes_without_its_body(picture, visitor):
    for path in ("/media/file/tulips.png", f"/media/{picture['id']}/download", "/posts", "/globals/site"):
        whole, head = visitor.get(path), visitor("HEAD", path)
        assert whole.get_data()
        assert (head.status_code, head.get_data()) == (200, b""), path
        assert head.headers["ETag"] == whole.headers["ETag"]
        assert head.headers["Content-Length"] == whole.headers["Content-Length"]
