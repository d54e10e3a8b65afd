"""Steps for many documents at once: what is asked first, what is done, refused and left, and taking it back."""

from __future__ import annotations

import pytest

from blog import richtext
from blog.admin.lists import bulk, checking
from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.registry import registry
from tests.admin.browser import fields, page, press, text
from tests.content.documents import make, picture, post

LIST = "/admin/posts/"


def begin(client, ids: list[str], step: str, at: str = LIST, **data):
    """Select rows of a list and choose a step; the page that asks whether it is meant."""
    return press(client, at, f"{LIST if '?' in at else at}bulk{at.partition('/posts/')[2] if '?' in at else ''}",
                 step=step, id=ids, **data)  # fmt: skip


def go_on(client, asked, **changes):
    """Press the button of a page that asks, or the one that takes a step back."""
    form = page(asked).xpath("//main//form")[0]
    sent: dict[str, list[str]] = {}
    for each in form.xpath(".//input | .//select"):
        if each.tag == "input":
            sent.setdefault(each.get("name"), []).append(each.get("value", ""))
    return client.post(form.get("action"), data=sent | changes)


def statuses(ids: list[str]) -> list[str]:
    docs = operations.find("posts", actor=SYSTEM, where={"id": {"in": ids}}, limit=100, trash=True).docs
    by_id = {doc["id"]: "trash" if doc["deletedAt"] else doc["status"] for doc in docs}
    return [by_id.get(id_, "gone") for id_ in ids]


def test_nothing_happens_before_it_was_said_to_how_many(ada) -> None:
    ids = [post(f"Post {number}", status="draft", draft=True)["id"] for number in range(3)]
    asked = begin(ada, ids[:2], "publish")
    assert "Publish: 2 posts" in text(asked)
    assert "Post 1" in text(asked)
    assert statuses(ids) == ["draft"] * 3
    done = go_on(ada, asked)
    assert "2 posts published" in text(done)
    assert statuses(ids) == ["published", "published", "draft"]
    assert statuses(ids) == ["published", "published", "draft"]
    assert "2 posts taken from readers" in text(go_on(ada, done))
    assert statuses(ids) == ["draft"] * 3


def test_what_there_is_to_look_at_is_told_before_many_are_published(ada, statements) -> None:
    hero = picture(alt="")
    good = post("Sound", status="draft", draft=True, content=richtext.from_markdown("A [way](/posts)."))
    bad = post(
        "Hollow",
        status="draft",
        draft=True,
        content=richtext.from_markdown("A [way](/nowhere-at-all)."),
        heroImage=hero,
    )
    public = post("Public", content=richtext.from_markdown("A [way](/nowhere-either)."))
    with statements() as few:
        asked = begin(ada, [good["id"], bad["id"], public["id"]], "publish")
    said = text(asked)
    assert "1 of them has something to look at first." in said
    assert "nowhere-at-all" in said
    assert "nowhere-either" not in said
    ways = page(asked).xpath("//ul[contains(@class, 'findings')]//a/@href")
    assert ways
    assert all(way.startswith(f"/admin/posts/{bad['id']}#") for way in ways)
    assert "2 posts published" in text(go_on(ada, asked))
    many = [post(f"Post {number}", status="draft", draft=True)["id"] for number in range(40)]
    with statements() as more:
        begin(ada, many, "publish")
    assert len(more) <= len(few) + 7 * checking.NAMED
    assert "something to look at" not in text(begin(ada, [bad["id"]], "unpublish"))


def test_what_was_refused_and_what_was_left_is_told_with_the_reason(ada) -> None:
    whole, there = post("Whole", status="draft", draft=True), post("There already")
    empty = make("posts", draft=True, title="Without a text")
    asked = begin(ada, [whole["id"], there["id"], empty["id"]], "publish")
    done = go_on(ada, asked)
    said = text(done)
    assert "1 post published" in said
    assert "There already: published already" in said
    assert "Without a text: Content:" in said
    go_on(ada, done)
    assert statuses([whole["id"], there["id"]]) == ["draft", "published"]


def test_the_trash_is_emptied_from_the_trash_alone(ada) -> None:
    ids = [post(f"Post {number}")["id"] for number in range(2)]
    done = go_on(ada, begin(ada, ids, "trash"))
    assert statuses(ids) == ["trash", "trash"]
    assert "2 posts taken out of the trash" in text(go_on(ada, done))
    assert statuses(ids) == ["published", "published"]
    kept = go_on(ada, begin(ada, ids, "delete"))
    assert "Nothing was changed" in text(kept)
    go_on(ada, begin(ada, ids[:1], "trash"))
    gone = go_on(ada, begin(ada, ids[:1], "delete", "/admin/posts/?status=trash"))
    assert "1 post deleted" in text(gone)
    assert not [button for button in page(gone).xpath("//main//button") if "Undo" in button.text_content()]
    assert statuses(ids) == ["gone", "published"]


def test_categories_are_added_removed_and_put_back_where_they_were(ada) -> None:
    a, b, c = (make("categories", title=title)["id"] for title in "ABC")
    ids = [post("Both", categories=[a, b, c])["id"], post("One", categories=[a])["id"], post("None")["id"]]
    ids.append(post("Draft", status="draft", draft=True, categories=[b])["id"])

    def filed() -> list[list[str]]:
        return [operations.find_by_id("posts", id_, actor=SYSTEM, depth=0)["categories"] for id_ in ids]

    asked = begin(ada, ids, "remove-categories")
    assert "Readers see it at once" in text(asked)
    assert go_on(ada, asked, value="").status_code == 422
    done = go_on(ada, asked, value=b)
    assert "2 posts removed from categories" in text(done)
    assert filed() == [[a, c], [a], [], []]
    go_on(ada, done)
    assert filed() == [[a, b, c], [a], [], [b]]
    done = go_on(ada, begin(ada, ids, "add-categories"), value=c)
    assert filed() == [[a, b, c], [a, c], [c], [b, c]]
    go_on(ada, done)
    assert filed() == [[a, b, c], [a], [], [b]]
    assert statuses(ids) == ["published", "published", "published", "draft"]
    assert go_on(ada, asked, value="nothing-of-this-name").status_code == 422


def test_what_an_editor_files_is_seen_by_readers_only_when_it_is_published(ed) -> None:
    a = make("categories", title="A")["id"]
    public = post("Public")["id"]
    done = go_on(ed, begin(ed, [public], "add-categories"), value=a)
    assert "1 post added to categories" in text(done)
    assert operations.find_by_id("posts", public, actor=SYSTEM, depth=0)["categories"] == []
    edited = operations.find_by_id("posts", public, actor=SYSTEM, depth=0, draft=True)
    assert edited["categories"] == [a]


def test_an_editor_takes_no_step_that_is_an_administrators(ed) -> None:
    id_ = post("Public")["id"]
    offered = page(ed.get(LIST)).xpath('//select[@name="step"]/option/@value')
    assert "add-categories" in offered
    assert not {"publish", "unpublish", "trash", "restore", "delete"} & set(offered)
    for step in ("unpublish", "trash", "delete", "publish", "restore", "password", ""):
        assert begin(ed, [id_], step).status_code == 404, step
        assert press(ed, LIST, f"{LIST}bulk/do", step=step, id=id_).status_code == 404, step
    assert statuses([id_]) == ["published"]
    assert not page(ed.get("/admin/pages/")).xpath('//select[@name="step"]')


def test_all_that_fits_is_taken_but_only_so_many_at_a_time(ada, monkeypatch) -> None:
    monkeypatch.setattr(bulk, "MOST", 30)
    monkeypatch.setattr(bulk.selected, "__defaults__", (30,))
    ids = [post(f"Post {number:02}", slug=f"p{number}", status="draft", draft=True)["id"] for number in range(32)]
    public = post("Public")["id"]
    at = "/admin/posts/?status=draft&sort=title"
    assert "All 32 that fit, the first 30 at a time" in text(ada.get(at))
    asked = begin(ada, [], "trash", at, all="1")
    assert "These are the first 30 of 32 that fit." in text(asked)
    assert "30 posts moved to the trash" in text(go_on(ada, asked))
    assert statuses(ids) == ["trash"] * 30 + ["draft"] * 2
    assert statuses([public]) == ["published"]


def test_edits_that_went_live_are_not_said_to_be_undone(ada, people) -> None:
    doc = post("Public")
    operations.update("posts", doc["id"], {"title": "Better"}, actor=people.ada.actor, draft=True)
    asked = begin(ada, [doc["id"]], "publish")
    assert "1 of them is published and has edits" in text(asked)
    done = go_on(ada, asked)
    assert "1 post published" in text(done)
    assert "Undo" not in text(done)


@pytest.mark.parametrize("ids", [[], ["x"], ["\x00"], ["9" * 10000], ["00000000-0000-0000-0000-000000000000:99999"]])
def test_ids_that_are_none_change_nothing(ada, ids) -> None:
    post("Ebb")
    assert begin(ada, ids, "trash").status_code == 303
    assert press(ada, LIST, f"{LIST}bulk/do", step="trash", id=ids).status_code == 200


def test_a_step_for_many_asks_for_the_forms_token(ada) -> None:
    id_ = post("Ebb")["id"]
    for where in ("bulk", "bulk/do", "columns", "views"):
        assert ada.post(f"{LIST}{where}", data={"step": "trash", "id": id_}).status_code == 400, where
    assert statuses([id_]) == ["published"]


def test_every_collection_has_the_steps_that_its_rules_and_fields_allow(people) -> None:
    admin = people.ada.actor
    steps = {slug: {s.name for s in bulk.steps_of(c, admin)} for slug, c in registry.collections.items()}
    assert {"publish", "trash", "restore", "delete", "add-categories", "add-technologies"} <= steps["projects"]
    assert steps["redirects"] == {"delete"}
    assert "add-related-projects" not in steps["projects"]
    assert steps["users"] == {"delete"}


def test_the_last_administrator_is_not_deleted_with_the_others(ada, people) -> None:
    asked = begin(ada, [people.ada.id, people.uma.id], "delete", "/admin/users/")
    done = go_on(ada, asked)
    assert "1 user deleted" in text(done)
    assert "This is the only administrator." in text(done)


def test_the_forms_of_a_list_send_what_is_shown(ada) -> None:
    id_ = post("Ebb")["id"]
    sent = dict(fields(ada.get(LIST), "many"))
    assert set(sent) == {"csrf_token", "step"}
    assert page(ada.get(LIST)).xpath("//form[@id='many']//input[@name='id']/@value") == [id_]
