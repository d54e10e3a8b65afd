"""The media library: finding, uploading, tagging, describing, replacing and deleting files, and who may."""

from __future__ import annotations

import io
from typing import Any

import pytest

from blog.admin.library import uploading
from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.uploads import Upload
from blog.content.uses import count_uses
from blog.db import db, transaction
from blog.jobs import run_due
from blog.models import MediaUse
from tests.admin.browser import changed, fields, page, press, send, text, token
from tests.admin.test_bulk import go_on
from tests.content.documents import form, make, picture, post
from tests.content.documents import text as words
from tests.media.samples import encoded
from tests.media.samples import picture as drawn

LIST = "/admin/media/"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def png(width: int = 64, height: int = 48) -> bytes:
    return encoded(drawn(width, height), "PNG")


def stored(actor=SYSTEM, data: bytes | None = None, name: str = "harbour.png", **said: Any) -> dict[str, Any]:
    return operations.create("media", {"alt": "A harbour", **said}, actor=actor, file=Upload(name, data or png()))


def read(doc: dict[str, Any]) -> dict[str, Any]:
    return operations.find_by_id("media", doc["id"], actor=SYSTEM, depth=0)


def names(client, query: str) -> list[str]:
    found = client.get(f"{LIST}{query}")
    assert found.status_code == 200
    return page(found).xpath("//ul[@data-grid]/li/a/strong/text()")


def sent(client, data: bytes, name: str = "harbour.png", **said: str):
    given = {"csrf_token": token(client.get(f"{LIST}new")), "file": (io.BytesIO(data), name), **said}
    return client.post(f"{LIST}upload", data=given)


def test_files_are_found_by_name_description_caption_and_tag(ada) -> None:
    stored(name="one.png", alt="Boats", data=png(10))
    stored(name="two.png", alt="Gulls", caption=words("At Porthcurno"), data=png(11))
    stored(name="three.png", alt="Nets", tags=["Cornish quays"], data=png(12))
    for search, found in (("one", ["one.png"]), ("gull", ["two.png"]), ("porthcurno", ["two.png"]),
                          ("cornish", ["three.png"]), ("paragraph", [])):  # fmt: skip
        assert names(ada, f"?search={search}") == found


def test_the_library_is_narrowed_down_and_put_in_order(ada, people) -> None:
    lone = stored(name="lone.png", data=png(300, 300), tags=["Tide", "tidemark"])
    shown = stored(people.ed.actor, name="shown.png", data=png(20))
    picture("undescribed.png", alt=None)
    stored(name="map.pdf", data=PDF, alt=None)
    post("P", heroImage=shown["id"])
    assert names(ada, "?use=unused&sort=filename") == ["lone.png", "map.pdf", "undescribed.png"]
    assert names(ada, "?use=used") == ["shown.png"]
    assert names(ada, "?description=missing") == ["undescribed.png"]
    assert names(ada, "?kind=document") == ["map.pdf"]
    assert names(ada, "?kind=picture&sort=-filesize")[0] == "lone.png"
    assert names(ada, "?tag=tIDE") == ["lone.png"]
    assert names(ada, "?tag=tid") == []
    assert names(ada, f"?uploadedBy={people.ed.id}") == ["shown.png"]
    assert len(names(ada, "?use=nonsense&kind=%00&tag=%22")) == 4
    operations.delete("media", lone["id"], actor=SYSTEM)
    assert ada.get(f"{LIST}tags?search=ti").json == []


def test_a_look_is_remembered(ada) -> None:
    stored()
    assert "<table" not in ada.get(LIST).text
    assert ada.get(f"{LIST}look/list?kind=picture").headers["Location"].endswith("?kind=picture")
    assert page(ada.get(LIST)).xpath('//table[@class="library"]//th//a/text()')
    ada.get(f"{LIST}look/grid")
    assert names(ada, "") == ["harbour.png"]


def test_the_library_costs_the_same_however_many_files_there_are(ada, statements) -> None:
    def cost(address: str) -> int:
        ada.get(address)
        with statements() as seen:
            ada.get(address)
        return len(seen)

    for number in range(3):
        picture(f"a{number}.png")
    addresses = (LIST, f"{LIST}?use=unused&tag=x&search=tulips", f"{LIST}choose", f"{LIST}?sort=-filesize")
    few = [cost(address) for address in addresses]
    for number in range(60):
        picture(f"b{number}.png", tags=["x"])
    assert [cost(address) for address in addresses] == few
    assert len(names(ada, "")) == 48


def test_many_are_tagged_at_once_and_back(ada, ed) -> None:
    docs = [stored(name="a.png", tags=["Sea"]), stored(name="b.png", data=png(9)), stored(name="c.png", data=png(8))]
    asked = press(ada, LIST, f"{LIST}bulk", step="tag", id=[doc["id"] for doc in docs[:2]])
    assert go_on(ada, asked, value="a, b").status_code == 422
    done = go_on(ada, asked, value="sea")
    assert "1 media tagged" in text(done).lower()
    assert "has the tag already" in text(done)
    assert [read(doc)["tags"] for doc in docs] == [["Sea"], ["sea"], None]
    go_on(ada, done)
    assert [read(doc)["tags"] for doc in docs] == [["Sea"], None, None]
    assert not page(ed.get(LIST)).xpath('//input[@name="id"]')
    refused = ed.post(f"{LIST}bulk/do", data={"csrf_token": token(ed.get(LIST)), "step": "tag", "id": docs[2]["id"]})
    assert refused.status_code == 404


def test_a_file_is_taken_with_json_and_the_same_one_is_told(ed, people) -> None:
    made = sent(ed, png(), alt="A harbour", tags="sea, Sea, tide")
    assert made.status_code == 201
    doc = made.json["doc"]
    assert (doc["filename"], doc["alt"], doc["width"]) == ("harbour.png", "A harbour", 64)
    assert read(doc)["tags"] == ["sea", "tide"]
    assert read(doc)["uploadedBy"] == str(people.ed.id)
    same = sent(ed, png(), "other.png", alt="A harbour")
    assert (same.status_code, same.json["same"]["id"]) == (409, doc["id"])
    assert sent(ed, png(), "other.png", alt="A harbour", again="1").status_code == 201
    assert operations.count("media", actor=SYSTEM) == 2


def test_a_file_that_came_at_the_same_moment_is_told_too(ed, monkeypatch) -> None:
    look = uploading.same_file
    for way, status in (("upload", 409), ("new", 422)):
        first = stored(data=png(80 + status))
        seen: list[int] = []

        def late(file, seen=seen):
            seen.append(1)
            return look(file) if len(seen) > 1 else None

        monkeypatch.setattr(uploading, "same_file", late)
        given = {"csrf_token": token(ed.get(f"{LIST}new")), "alt": "x", "file": (io.BytesIO(png(80 + status)), "b.png")}
        told = ed.post(f"{LIST}{way}", data=given)
        assert told.status_code == status
        assert "already" in told.text
        assert first["id"] in told.text
    assert operations.count("media", actor=SYSTEM) == 2


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"<!doctype html><script>alert(1)</script>", "holiday.png", {"alt": "x"}),
        (png(), "no-description.png", {}),
        (b"", "empty.png", {"alt": "x"}),
        (png()[:40], "half.png", {"alt": "x"}),
        (png(), "tags.png", {"alt": "x", "tags": "t" * 41}),
        (png(), "alt.png", {"alt": "x\x00"}),
        (png(), "credit.png", {"alt": "x", "credit": "c" * 10_000}),
    ],
)
def test_what_is_not_taken_is_refused_with_a_sentence(ed, data, name, said) -> None:
    refused = sent(ed, data, name, **said)
    assert refused.status_code == 422
    assert refused.json["message"].endswith(".")
    assert operations.count("media", actor=SYSTEM) == 0


@pytest.mark.parametrize("name", ["../../etc/passwd.png", "\x00.png", "a" * 3000 + ".png", "<b>&\"'.png", "—.png", "."])
def test_hostile_names_are_only_names(ed, name) -> None:
    made = sent(ed, png(), name, alt="x")
    assert made.status_code == 201
    assert "/" not in made.json["doc"]["filename"]
    assert ed.get(made.json["doc"]["edit"]).status_code == 200


def test_a_plain_form_takes_several_and_names_those_it_does_not(ada) -> None:
    files = [(io.BytesIO(png(10)), "one.png"), (io.BytesIO(b"%!PS"), "two.ps"), (io.BytesIO(png(11)), "three.png")]
    data = {"csrf_token": token(ada.get(f"{LIST}new")), "alt": "Boats", "tags": "sea"}
    told = ada.post(f"{LIST}new", data=data | {"file": files})
    assert told.status_code == 422
    assert "2 files uploaded. 1 file could not be." in text(told)
    assert "two.ps" in text(told)
    assert [doc["tags"] for doc in operations.find("media", actor=SYSTEM).docs] == [["sea"], ["sea"]]
    again = ada.post(f"{LIST}new", data=data | {"file": [(io.BytesIO(png(10)), "one.png")]})
    assert "The library has this file already." in text(again)
    assert ada.post(f"{LIST}new", data=data).status_code == 422
    both = [(io.BytesIO(png(12)), "four.png"), (io.BytesIO(png(13)), "five.png")]
    assert ada.post(f"{LIST}new", data=data | {"file": both}).headers["Location"].endswith("/admin/media/")


def test_the_dialog_gets_its_files_a_page_at_a_time(ed) -> None:
    for number in range(50):
        picture(f"n{number}.png", words="Tulips")
    first = ed.get(f"{LIST}choose?search=tulips&kind=picture").json
    assert (len(first["docs"]), first["total"]) == (48, 50)
    assert {"id", "url", "alt", "width", "height"} <= set(first["docs"][0])
    rest = ed.get(f"{LIST}choose?{first['next']}").json
    assert (len(rest["docs"]), rest["next"]) == (2, "")
    assert not {doc["id"] for doc in first["docs"]} & {doc["id"] for doc in rest["docs"]}


def test_a_focal_point_tags_and_a_cut_are_said_on_the_page_of_a_picture(ada, app) -> None:
    doc = stored(data=png(800, 400))
    address = f"{LIST}{doc['id']}"
    said = {"focalX": "20", "focalY": "80", "tags": " sea ,tide, SEA", "turn": "90"}
    cut = {"crop__x": "0", "crop__y": "50", "crop__width": "50", "crop__height": "50"}
    assert send(ada, address, press="save", **said, **cut).status_code == 303
    after = read(doc)
    assert (after["focalX"], after["focalY"], after["tags"]) == (20, 80, ["sea", "tide"])
    assert (after["width"], after["height"], after["filename"]) == (200, 400, "harbour.png")
    assert after["url"] != doc["url"] == after["wholeURL"]
    run_due()
    assert all(size["filesize"] for size in read(doc)["renditions"])
    unchanged = operations.revision("media", doc["id"], actor=SYSTEM)
    send(ada, address, press="save")
    assert operations.revision("media", doc["id"], actor=SYSTEM) == unchanged
    send(ada, address, press="save", turn="0", crop__x="", crop__y="", crop__width="", crop__height="")
    assert (read(doc)["width"], read(doc)["url"], read(doc).get("wholeURL")) == (800, doc["url"], None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"focalX": "nan"}, {"focalX": "101"}, {"turn": "45"}, {"crop__x": "90", "crop__width": "50"},
        {"crop__x": "1e400"}, {"crop__height": "x"}, {"crop__width": "0"}, {"tags": "t" * 50}, {"alt": ""},
        {"tags": ",".join(map(str, range(31)))},
    ],
)  # fmt: skip
def test_what_makes_no_sense_of_a_picture_is_said_beside_its_field(ada, wrong) -> None:
    doc = stored(data=png(80, 40))
    answer = send(ada, f"{LIST}{doc['id']}", press="save", **wrong)
    assert answer.status_code == 422
    assert page(answer).xpath('//*[@class="wrong-text"]')
    before, after = read(doc), operations.find_by_id("media", doc["id"], actor=SYSTEM)
    assert before["updatedAt"] == after["updatedAt"] == doc["updatedAt"]


def test_where_a_file_is_used_is_known_live_in_edits_in_texts_and_in_settings(ada, ed) -> None:
    doc, other = stored(), stored(name="other.png", data=png(9))
    used = post("Live", heroImage=doc["id"])
    draft = post("Draft", status="draft", draft=True, content={"type": "doc", "content": [
        {"type": "image", "attrs": {"media": doc["id"]}}]})  # fmt: skip
    edited = post("Edited", heroImage=other["id"])
    operations.update("posts", edited["id"], {"heroImage": doc["id"]}, actor=SYSTEM, draft=True)
    make("pages", title="Page", status="published", layout=[{"blockType": "mediaBlock", "media": doc["id"]}])
    operations.update_global("site", {"defaultImage": doc["id"]}, actor=SYSTEM)
    operations.trash("posts", used["id"], actor=SYSTEM)
    form(confirmationMessage={"type": "doc", "content": [{"type": "image", "attrs": {"media": doc["id"]}}]})
    assert read(doc)["uses"] == 6
    seen = text(ada.get(f"{LIST}{doc['id']}"))
    assert "Used in 6" in seen
    for words_ in ("Live Post · In the trash Hero image", "Draft Post · Draft Content", "Page Page · Published Layout",
                   "Edited Post · Published Hero image (not published yet)", "Default image"):  # fmt: skip
        assert words_ in seen
    ed_sees = text(ed.get(f"{LIST}{doc['id']}"))
    assert "Live" in ed_sees
    assert "Used in 6" in ed_sees
    operations.publish("posts", edited["id"], actor=SYSTEM)
    assert (read(doc)["uses"], read(other)["uses"]) == (6, 0)
    operations.delete("posts", draft["id"], actor=SYSTEM)
    operations.update_global("site", {"defaultImage": None}, actor=SYSTEM)
    assert read(doc)["uses"] == 4


def test_uses_are_found_anew_where_they_were_never_noted(app) -> None:
    doc = stored()
    post("Live", heroImage=doc["id"])
    with transaction():
        db.session.query(MediaUse).delete()
        count_uses()
    assert read(doc)["uses"] == 0
    operations.reindex()
    assert read(doc)["uses"] == 1


def test_deleting_what_is_used_asks_twice(ada, ed) -> None:
    doc = stored()
    post("Live", heroImage=doc["id"])
    address = f"{LIST}{doc['id']}/delete"
    asked = ada.get(address)
    assert "One document uses it." in text(asked)
    assert "Live" in text(asked)
    assert press(ada, address, address).status_code == 422
    assert press(ada, address, address, sure="1").status_code == 303
    assert operations.count("media", actor=SYSTEM) == 0
    free = stored()
    assert press(ada, f"{LIST}{free['id']}", f"{LIST}{free['id']}/delete").status_code == 303
    kept = stored()
    assert ed.get(f"{LIST}{kept['id']}/delete").status_code == 403


def test_a_picture_is_replaced_in_place_by_a_picture_alone(ada) -> None:
    doc = stored(data=png(80, 40))
    address = f"{LIST}{doc['id']}"
    sent_ = changed(fields(ada.get(address)), _save="save")
    bad = ada.post(address, data=sent_ | {"file": (io.BytesIO(PDF), "a.pdf")})
    assert bad.status_code == 422
    assert ada.post(address, data=sent_ | {"file": (io.BytesIO(png(90, 50)), "new.png")}).status_code == 303
    after = read(doc)
    assert (after["id"], after["width"], after["alt"]) == (doc["id"], 90, "A harbour")
    assert after["url"] != doc["url"]
    send(ada, address, press="save", turn="90", focalX="10")
    sent_ = changed(fields(ada.get(address)), _save="save")
    assert ada.post(address, data=sent_ | {"file": (io.BytesIO(png(70, 30)), "new.png")}).status_code == 303
    assert (read(doc)["turn"], read(doc)["width"]) == (0, 70)  # the turn was one of the other picture
    assert read(doc)["uses"] == 0  # that its old addresses lead to it is no use


def test_an_editor_reads_the_page_of_a_file_and_changes_nothing(ed) -> None:
    doc = stored()
    shown = ed.get(f"{LIST}{doc['id']}")
    assert shown.status_code == 200
    assert not page(shown).xpath(
        '//main//button[@name="_save"] | //main//input[@type="file"] | //a[text()="Delete for good"]'
    )
    assert page(shown).xpath('//input[@name="tags"]/@disabled')
    data = {"csrf_token": token(shown), "alt": "Mine", "_save": "save"}
    assert ed.post(f"{LIST}{doc['id']}", data=data).status_code == 403
    assert read(doc)["alt"] == "A harbour"


def test_strangers_learn_nothing_of_how_the_library_is_kept(client, people) -> None:
    doc = stored(tags=["secret"])
    shown = operations.find_by_id("media", doc["id"], actor=people.uma.actor)
    assert shown["alt"] == "A harbour"
    assert not {"tags", "uses", "words", "uploadedBy", "turn", "crop"} & set(shown)
    for path in ("choose", "tags", doc["id"]):
        assert client.get(f"{LIST}{path}").status_code == 303
    assert client.post(f"{LIST}upload", data={"file": (io.BytesIO(png(7)), "x.png")}).status_code >= 400
    assert operations.count("media", actor=SYSTEM) == 1
