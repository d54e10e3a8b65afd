"""The forms of documents: every kind of field there and back, rows without scripts, and nothing typed is lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from blog import richtext
from blog.content import authentication, operations
from blog.content.access import SYSTEM
from blog.content.registry import registry
from tests.admin.browser import changed, fields, page, send, sign_in, text
from tests.content.documents import form, make, picture, post
from tests.content.documents import page as make_page

# Pages over operations that are tested on both kinds of database.
pytestmark = pytest.mark.sqlite_only

MARKDOWN = "A *new* text.\n\n## With a heading\n\n- one\n- two"


def stored(slug: str, id_: str, **options: Any) -> dict[str, Any]:
    return operations.find_by_id(slug, id_, actor=SYSTEM, depth=0, **options)


def test_a_post_is_written_and_published(ada) -> None:
    answer = send(ada, "/admin/posts/new", press="publish", title="Tulips", summary="In short.", content=MARKDOWN)
    assert answer.status_code == 303
    made = stored("posts", answer.location.rpartition("/")[2])
    assert made["status"] == "published"
    assert made["slug"] == "tulips"
    assert richtext.to_markdown(made["content"]).strip() == MARKDOWN
    assert "Readers see it now." in text(ada.get(answer.location))
    assert ada.get("/posts/tulips").status_code == 200


def test_a_draft_may_lack_what_publishing_asks_for(ada) -> None:
    answer = send(ada, "/admin/posts/new", press="draft", title="Half an idea")
    assert answer.status_code == 303
    refused = send(ada, answer.location, press="publish")
    assert refused.status_code == 422
    assert "Content: This field is required." in text(refused)
    assert page(refused).get_element_by_id("content").get("aria-invalid") == "true"


def test_each_kind_of_field_is_kept_as_it_was_typed(ada, people) -> None:
    category = operations.create("categories", {"title": "Bulbs"}, actor=SYSTEM)["id"]
    other = operations.create("categories", {"title": "Boats"}, actor=SYSTEM)["id"]
    tool = operations.create("technologies", {"name": "Spade"}, actor=SYSTEM)["id"]
    image, more = picture("a.png"), picture("b.png")
    answer = send(
        ada, "/admin/projects/new", press="draft",
        title="Polder", slug="a-polder", summary="Line one.\nLine two.", content=MARKDOWN, heroImage=image,
        links__source="https://example.org/code", primaryTechnology=tool, author=people.ed.id, state="completed",
        started="2024-03-01", featured="true", client="Waterboard & sons", technologies=["", tool],
        categories=["", other, category], gallery=["", more, image], meta__title="Found", meta__image=more,
        publishedAt="2025-02-03T04:05", internalNotes="Not for readers.",
    )  # fmt: skip
    assert answer.status_code == 303, text(answer)
    made = stored("projects", answer.location.rpartition("/")[2])
    assert made["summary"] == "Line one.\nLine two."
    assert (made["slug"], made["heroImage"], made["author"]) == ("a-polder", image, people.ed.id)
    assert made["links"]["source"] == "https://example.org/code"
    assert (made["state"], made["featured"], made["started"]) == ("completed", True, dt.date(2024, 3, 1))
    assert (made["categories"], made["gallery"]) == ([other, category], [more, image])
    assert (made["meta"]["title"], made["meta"]["image"]) == ("Found", more)
    assert made["publishedAt"] == dt.datetime(2025, 2, 3, 4, 5, tzinfo=dt.UTC)
    assert made["internalNotes"] == "Not for readers."
    again = send(ada, answer.location, featured=None, started="", categories=["", category], client="")
    assert again.status_code == 303
    made = stored("projects", made["id"])
    assert (made["featured"], made["started"], made["categories"]) == (False, None, [category])
    assert not made["client"]
    assert made["heroImage"] == image


NEW = {
    "posts": {"title": "P"},
    "pages": {"title": "P"},
    "projects": {"title": "P"},
    "categories": {"title": "C"},
    "technologies": {"name": "T", "colour": "#b5442e", "website": "https://example.org", "group": "tool"},
    "redirects": {"from": "/old", "to__type": "custom", "to__url": "/new", "status": "308", "type": "prefix"},
    "forms": {"title": "F"},
    "users": {"email": "new@example.org", "password": "seven ships at sea", "role": "editor", "name": "New"},
}


@pytest.mark.parametrize("slug", NEW)
def test_a_document_of_every_collection_can_be_made(ada, slug: str) -> None:
    answer = send(ada, f"/admin/{slug}/new", press="save" if not registry[slug].drafts else "draft", **NEW[slug])
    assert answer.status_code == 303, text(answer)
    made = stored(slug, answer.location.rpartition("/")[2])
    for name, value in NEW[slug].items():
        if "__" not in name and name != "password":
            assert str(made[name]) == value


def test_saving_what_was_not_changed_changes_nothing(ada, people) -> None:
    full = post(
        "Full", content=richtext.from_markdown(MARKDOWN), heroImage=picture(), author=people.ada.id,
        meta={"title": "M"}, publishedAt="2025-01-02T03:04:05.678Z",
    )  # fmt: skip
    blocks = [
        {
            "blockType": "cta",
            "richText": richtext.from_markdown("x"),
            "links": [{"link": {"url": "/", "type": "custom"}}],
        },
        {
            "blockType": "archive",
            "populateBy": "selection",
            "selectedDocs": [{"relationTo": "posts", "value": full["id"]}],
        },
        {"blockType": "facts", "items": [{"term": "T", "description": "D"}]},
    ]
    laid_out = make_page("Laid out", layout=blocks)
    above = make("categories", title="Above")
    below = make("categories", title="Below", parent=above["id"])
    documents = [("posts", full), ("pages", laid_out), ("forms", form()), ("categories", below)]
    documents.append(("users", stored("users", people.ed.id)))
    for slug, doc in documents:
        before = operations.revision(slug, doc["id"], actor=SYSTEM)
        for wish in ("draft", "publish"):
            answer = send(ada, f"/admin/{slug}/{doc['id']}", press=wish)
            assert answer.status_code == 303, text(answer)
        assert operations.revision(slug, doc["id"], actor=SYSTEM) == before
        assert stored(slug, doc["id"]) == doc


def test_what_was_typed_stays_when_it_is_refused(ada) -> None:
    doc = post("Before")
    address = f"/admin/posts/{doc['id']}"
    answer = send(ada, address, press="publish", title="", slug="not a slug", content="Typed **text**.", summary="<b>&")
    assert answer.status_code == 422
    sent = dict(fields(answer))
    assert (sent["title"], sent["slug"], sent["summary"]) == ("", "not a slug", "<b>&")
    assert sent["content"] == "Typed **text**."
    assert page(answer).xpath('//a[@href="#slug"]')
    assert stored("posts", doc["id"]) == doc


@pytest.mark.parametrize("lost", ["media:no-id", f"media:{'0' * 32}", "media:00000000-0000-0000-0000-000000000000"])
def test_a_text_with_a_picture_that_is_nowhere_is_given_back(ada, lost: str) -> None:
    typed = f"Words.\r\n\r\n![A cat]({lost})"
    answer = send(ada, "/admin/posts/new", title="Lost", content=typed)
    assert answer.status_code == 422
    assert dict(fields(answer))["content"] == typed
    assert page(answer).get_element_by_id("content").get("aria-invalid") == "true"


def test_a_problem_deep_inside_stands_beside_its_field(ada) -> None:
    doc = make_page("Deep", layout=[{"blockType": "quote", "text": "Q", "source": "/ok"}])
    answer = send(ada, f"/admin/pages/{doc['id']}", layout__0__source="javascript:alert(1)")
    assert answer.status_code == 422
    wrong = page(answer).get_element_by_id("layout.0.source")
    assert wrong.get("aria-invalid") == "true"
    assert wrong.get("value") == "javascript:alert(1)"
    described = page(answer).get_element_by_id(wrong.get("aria-describedby").split()[0])
    assert described.text_content().startswith("Please enter an address")


def test_rows_are_added_moved_copied_and_removed_without_scripts(ada) -> None:
    doc = make_page("Rows", layout=[{"blockType": "quote", "text": "One"}, {"blockType": "quote", "text": "Two"}])
    address = f"/admin/pages/{doc['id']}"

    def said(answer) -> list[str]:
        return [value for name, value in fields(answer) if name.startswith("layout.") and name.endswith(".text")]

    added = send(ada, address, press="add:layout:quote", title="Unsaved")
    assert said(added) == ["One", "Two", ""]
    assert dict(fields(added))["title"] == "Unsaved"
    moved = send(ada, address, press="up:layout.1")
    assert said(moved) == ["Two", "One"]
    copied = send(ada, address, press="copy:layout.0")
    assert said(copied) == ["One", "One", "Two"]
    removed = send(ada, address, press="remove:layout.0")
    assert said(removed) == ["Two"]
    assert stored("pages", doc["id"]) == doc
    kept = ada.post(address, data=changed(fields(moved), _save="publish"))
    assert kept.status_code == 303
    rows = stored("pages", doc["id"])["layout"]
    assert [row["text"] for row in rows] == ["Two", "One"]
    assert {row["id"] for row in rows} == {row["id"] for row in doc["layout"]}


def test_a_block_of_a_kind_that_is_no_more_survives_a_save(ada, monkeypatch: pytest.MonkeyPatch) -> None:
    doc = make_page("Gone", layout=[{"blockType": "quote", "text": "Q"}, {"blockType": "code", "code": "x = 1"}])
    monkeypatch.setattr(registry, "blocks", {kind: it for kind, it in registry.blocks.items() if kind != "code"})
    assert send(ada, f"/admin/pages/{doc['id']}", press="publish", title="Renamed").status_code == 303
    after = stored("pages", doc["id"])
    assert after["title"] == "Renamed"
    assert [row["blockType"] for row in after["layout"]] == ["quote", "code"]


def test_rows_inside_rows_and_a_menu_of_links(ada) -> None:
    target = post("Target")
    asked = ada.get("/admin/header/")
    with_row = ada.post("/admin/header/", data=changed(fields(asked), _do="add:navItems"))
    data = changed(
        fields(with_row), _save="save", navItems__0__link__label="Go", navItems__0__link__newTab="true",
        navItems__0__link__reference=f"posts:{target['id']}",
    )  # fmt: skip
    saved = ada.post("/admin/header/", data=data)
    assert saved.status_code == 303, text(saved)
    item = operations.read_global("header", actor=SYSTEM, depth=0)["navItems"][0]["link"]
    assert item["reference"] == {"relationTo": "posts", "value": target["id"]}
    assert (item["label"], item["newTab"], item["type"]) == ("Go", True, "reference")


def test_related_documents_can_be_put_in_order_without_scripts(ada) -> None:
    ids = [operations.create("categories", {"title": name}, actor=SYSTEM)["id"] for name in ("A", "B", "C")]
    doc = post(categories=ids)
    address = f"/admin/posts/{doc['id']}"
    for command, order in (
        ("down:categories.0", [1, 0, 2]),
        ("remove:categories.1", [0, 2]),
        ("up:categories.2", [0, 2, 1]),
    ):
        arranged = send(ada, address, press=command)
        sent = [value for name, value in fields(arranged) if name == "categories" and value]
        assert sent == [ids[number] for number in order]


def test_an_edit_of_a_published_post_waits_until_it_is_published(ada, client) -> None:
    doc = post("Public", slug="public")
    address = f"/admin/posts/{doc['id']}"
    assert send(ada, address, press="draft", title="Later").status_code == 303
    assert "Public" in client.get("/posts/public").text
    opened = ada.get(address)
    assert dict(fields(opened))["title"] == "Later"
    assert "Edited" in text(opened)
    assert "Edited" in text(ada.get("/admin/posts/"))
    assert send(ada, address, press="publish").status_code == 303
    assert "Later" in client.get("/posts/public").text


def test_a_form_that_is_too_old_is_shown_again_with_its_words(ada) -> None:
    doc = post("Old form")
    answer = send(ada, f"/admin/posts/{doc['id']}", csrf_token="stale", title="Typed")
    assert answer.status_code == 400
    assert dict(fields(answer))["title"] == "Typed"
    assert stored("posts", doc["id"])["title"] == "Old form"
    assert ada.post(f"/admin/posts/{doc['id']}", data=changed(fields(answer), _save="publish")).status_code == 303
    assert stored("posts", doc["id"])["title"] == "Typed"


def test_words_that_are_sent_after_the_session_ended_can_be_sent_again(ada, people) -> None:
    doc = post("Before")
    address = f"/admin/posts/{doc['id']}"
    typed = changed(fields(ada.get(address)), title="After", _save="publish")
    authentication.end_sessions(people.ada.id)
    refused = ada.post(address, data=typed)
    assert refused.status_code == 401
    assert "sign in in another tab" in text(refused)
    sign_in(ada, people.ada)
    shown = ada.post(address, data=typed)
    assert shown.status_code == 400
    assert dict(fields(shown))["title"] == "After"
    assert ada.post(address, data=changed(fields(shown), _save="publish")).status_code == 303
    assert stored("posts", doc["id"])["title"] == "After"


@pytest.mark.parametrize(
    "nonsense",
    [
        {"layout.99999999.x": "1"},
        {"layout": "x", "layout.0": "y", "layout.0.blockType": "no"},
        {"_do": "up:layout.-1"},
        {"_do": "add:title"},
        {"_do": "add:" + "a." * 90},
        {"_revision": "x", "title": "Z"},
        {"hero.links.0.link.reference": "nothing:x", "hero.links._": "1"},
        {"meta.image": "not-an-id"},
        {"publishedAt": "yesterday"},
        {".": "x", "..": "y", "0": "z"},
        {"layout.²": "x", "layout.².id": "x", "layout._": "1"},
        {"layout.٣": "x", "layout.٣.id": "x", "layout._": "1"},
        {"layout.007.blockType": "quote", "layout.00.id": "x", "layout.٠.id": "y", "_do": "add:layout:quote"},
        {"²": "x", "٣": "y", "00": "z", "9" * 5000: "w", "_do": "add:layout"},
        {"layout." + "9" * 5000 + ".id": "x", "_do": "up:layout." + "9" * 150},
    ],
)
def test_a_nonsensical_form_is_no_fault_of_the_site(ada, nonsense: dict[str, str]) -> None:
    doc = make_page("Sturdy")
    data = changed(fields(ada.get(f"/admin/pages/{doc['id']}"))) | {"_save": ["publish"]}
    data |= {name: [value] for name, value in nonsense.items()}
    assert ada.post(f"/admin/pages/{doc['id']}", data=data).status_code in (200, 303, 422)


@pytest.mark.parametrize("press", ["publish", "keep:categories"])
def test_a_person_who_is_none_is_no_fault_of_the_site(ada, press: str) -> None:
    doc = post("Sturdy")
    answer = send(ada, f"/admin/posts/{doc['id']}", press=press, author="x" * 36, heroImage="x" * 36)
    assert answer.status_code == (200 if ":" in press else 422)
    assert stored("posts", doc["id"]) == doc
