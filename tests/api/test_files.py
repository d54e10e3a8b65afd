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


@pytest.fixture
def large(app, ed):
    return ed.post("/media", **form(png(1300, 900), "a large #1 picture.png", alt="Tulips")).json["doc"]


def test_a_size_is_found_by_its_own_name(large, visitor):
    for size in [*large["sizes"].values(), *large["renditions"]]:
        shown = visitor.get(f"/media/file/{size['filename']}")
        assert (shown.status_code, shown.mimetype) == (200, size["mimeType"]), size
        if size["mimeType"] != "image/avif":
            assert Image.open(io.BytesIO(shown.get_data())).size == (size["width"], size["height"]), size
    same = visitor.get(f"/media/file/{large['filename']}?size=thumbnail").get_data()
    assert same == visitor.get(f"/media/file/{large['sizes']['thumbnail']['filename']}").get_data()
    stem = large["filename"].rpartition(".")[0]
    for name in (f"{stem}-1x1.png", f"{stem}-300x208.exe", "x-1x1.png", "-1x1.png"):
        assert visitor.get(f"/media/file/{name}").status_code == 404, name


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("bytes=0-0", 206), ("bytes=0-1, 4-5", 206), ("bytes=4-", 206), ("bytes=-5", 206), ("bytes=0-99999999", 206),
        ("items=0-1", 200), ("nonsense", 200), ("bytes=5-2", 416), ("bytes=abc", 416), ("bytes=-0", 416),
        ("bytes=" + "9" * 400 + "-", 416),
    ],
)  # fmt: skip
def test_any_range_has_an_answer(picture, visitor, header, status):
    answered = visitor.get("/media/file/tulips.png", headers={"Range": header})
    assert answered.status_code == status
    if status != 416:
        assert len(answered.get_data()) == int(answered.headers["Content-Length"])


def test_a_range_of_another_state_of_the_file_is_the_whole(picture, visitor):
    whole = visitor.get("/media/file/tulips.png")
    asked = {"Range": "bytes=0-3"}
    same = visitor.get("/media/file/tulips.png", headers=asked | {"If-Range": whole.headers["ETag"]})
    assert same.status_code == 206
    other = visitor.get("/media/file/tulips.png", headers=asked | {"If-Range": '"another"'})
    assert (other.status_code, other.get_data()) == (200, whole.get_data())


def test_odd_forms_are_refused_and_named(app, ed):
    def sent(*files, **fields):
        parts = [(io.BytesIO(data), name) for name, data in files]
        data = {"_payload": json.dumps({"alt": "x"}), "file": parts}
        return ed.post("/media", data={**data, **fields}, content_type="multipart/form-data")

    assert sent(("a.png", png()), ("b.png", png())).json["errors"][0]["message"] == "Send one file at a time."
    for odd in (("a.png", b""), ("a.html", b"<p>x"), ("a.png", png()[:30]), ("a.exe", b"MZ" * 40)):
        refused = sent(odd)
        assert (refused.status_code, refused.json["errors"][0]["name"]) == (400, "ValidationError"), odd
    for payload in ("[]", "1", '"x"', "{", "\ud800", "\0"):
        assert sent(("a.png", png()), _payload=payload.encode("utf-8", "surrogatepass")).status_code == 400, payload
    for name in ("x" * 5000 + ".png", "../../etc/passwd", "a\0b.png", "\u202egnp.exe", "con.png", ".", "%2f"):
        taken = sent((name, png()))
        assert taken.status_code == 201, name
        filename = taken.json["doc"]["filename"]
        assert len(filename) < 120, name
        assert not set(filename) & set("/\\\0% \u202e"), name
    for kind in ("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é"):
        assert ed.post("/media", data=b"--x\r\nfoo", content_type=kind).status_code == 400, kind


def test_the_other_fields_may_come_as_a_part_with_a_type_of_its_own(app, ed):
    part = (io.BytesIO(b'{"alt": "Tulips"}'), "blob", "application/json")
    data = {"_payload": part, "file": (io.BytesIO(png()), "a.png")}
    assert ed.post("/media", data=data, content_type="multipart/form-data").json["doc"]["alt"] == "Tulips"


def test_the_focal_point_moves_the_crops(large, ada, visitor):
    def crop():
        return visitor.get(f"/media/{large['id']}/download?size=square").get_data()

    before = large["sizes"]["square"]["url"]
    first = crop()
    moved = ada.patch(f"/media/{large['id']}", {"focalX": 5, "focalY": 95}).json["doc"]
    assert (moved["focalX"], moved["focalY"]) == (5, 95)
    assert moved["sizes"]["square"]["url"] != before
    assert crop()
    assert first
    assert ada.patch(f"/media/{large['id']}", {"focalX": None}).json["doc"]["focalX"] == 50
    for odd in (-1, 101, 1e308, "x", True, [5]):
        refused = ada.patch(f"/media/{large['id']}", {"focalX": odd})
        assert refused.status_code == 400, odd


def test_a_replaced_file_is_served_under_its_new_name_only(large, ada, visitor):
    old = large["sizes"]["small"]["filename"]
    changed = ada.patch(f"/media/{large['id']}", **form(png(700, 700), "roses.png", alt="Roses")).json["doc"]
    assert changed["filename"] == "roses.png"
    assert visitor.get("/media/file/roses.png").status_code == 200
    assert visitor.get(f"/media/file/{changed['sizes']['small']['filename']}").status_code == 200
    assert visitor.get(f"/media/file/{large['filename']}").status_code == 404
    assert visitor.get(f"/media/file/{old}").status_code == 404
