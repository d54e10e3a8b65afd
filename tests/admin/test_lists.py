"""The admin's lists: what narrows them down, what a person keeps of them, and files of them."""

from __future__ import annotations

import csv
import io

import pytest

from blog.admin.lists.exports import FORMULA
from blog.content import list_views, presence
from blog.content.registry import registry
from tests.admin.browser import page, press, text
from tests.content.documents import make, post


def titles(response) -> list[str]:
    assert response.status_code == 200
    return [row.text_content() for row in page(response).xpath("//tbody/tr/th")]


def columns(response) -> list[str]:
    return [head.text_content().strip(" ↑↓\n") for head in page(response).xpath("//thead//th")]


def link(response, words: str) -> str:
    return page(response).xpath(f'//main//a[normalize-space()="{words}"]/@href')[0]


def test_a_list_is_narrowed_down_by_what_its_fields_are(ada, people) -> None:
    tides, boats = (make("categories", title=title)["id"] for title in ("Tides", "Boats"))
    post("Ebb", categories=[tides], author=people.ada.id, publishedAt="2026-03-31T23:30:00Z")
    post("Flood", categories=[tides, boats], author=people.ed.id, publishedAt="2026-04-01T00:00:00Z")
    post("Slack", author=people.ed.id, publishedAt="2026-05-02T12:00:00Z")
    at = "/admin/posts/?sort=title&"
    assert titles(ada.get(f"{at}categories={tides}")) == ["Ebb", "Flood"]
    assert titles(ada.get(f"{at}categories=none")) == ["Slack"]
    assert titles(ada.get(f"{at}categories={tides}&author={people.ed.id}")) == ["Flood"]
    assert titles(ada.get(f"{at}publishedAt.from=2026-04-01&publishedAt.to=2026-05-02")) == ["Flood", "Slack"]
    assert titles(ada.get(f"{at}publishedAt.to=2026-03-31")) == ["Ebb"]
    make("projects", title="Pier", state="archived", featured=True, started="2020-01-01", status="draft", draft=True)
    make("projects", title="Buoy", state="completed", status="draft", draft=True)
    assert titles(ada.get("/admin/projects/?state=archived")) == ["Pier"]
    assert titles(ada.get("/admin/projects/?featured=no")) == ["Buoy"]
    assert titles(ada.get("/admin/projects/?started.from=2019-12-31&started.to=2020-01-01")) == ["Pier"]


def test_a_filter_is_named_and_can_be_taken_away(ada, people) -> None:
    tides = make("categories", title="Tides")["id"]
    post("Ebb", categories=[tides])
    post("Flood", status="draft", draft=True)
    shown = ada.get(f"/admin/posts/?status=published&categories={tides}&author=none&sort=title")
    assert "Categories: Tides" in text(shown)
    assert "Author: none" in text(shown)
    away = page(shown).xpath('//a[@aria-label="Remove the filter Categories"]/@href')[0]
    assert "categories" not in away
    assert "status=published" in away
    assert "author=none" in away
    opened = ada.get(link(shown, "Filter").replace("?", "/admin/posts/?", 1))
    assert page(opened).xpath('//select[@name="categories"]/option[@selected]')[0].text == "Tides"
    labels = page(opened).xpath("//form[@id='panel']//legend/text() | //form[@id='panel']//label/text()")
    assert {"Author", "Published", "Created"} <= set(labels)


def test_no_filter_loads_a_whole_table_or_asks_before_it_is_opened(ada, statements) -> None:
    for number in range(60):
        make("categories", title=f"Category {number:02}")
    ada.get("/admin/posts/")
    with statements() as closed:
        ada.get("/admin/posts/")
    assert not [each for each in closed if "FROM categories" in each]
    opened = ada.get("/admin/posts/?panel=filter")
    assert len(page(opened).xpath('//select[@name="categories"]/option')) == 52
    assert page(opened).xpath('//select[@name="categories"]/@data-search') == ["/admin/categories/options"]


@pytest.mark.parametrize("odd", [
    "author=x", "categories=%00", "categories=" + "9" * 10000, "publishedAt.from=soon", "publishedAt.to=9999-12-31",
    "publishedAt.from=0001-01-01", "panel=x", "view=x", "view=%ff", "status=trash&search=x", "password=x",
    "columns=password", "internalNotes.from=2020-01-01", "sort=internalNotes,password", "search=" + "x" * 9000,
])  # fmt: skip
def test_what_makes_no_sense_in_an_address_is_left_out(ada, odd) -> None:
    post("Ebb")
    assert ada.get(f"/admin/posts/?{odd}").status_code == 200


def test_a_forged_place_in_a_list_is_refused_with_a_sentence(ada) -> None:
    answer = ada.get("/admin/posts/?after=forged")
    assert answer.status_code == 422
    assert "first page" in text(answer)


def test_a_list_is_walked_to_its_end_and_back(ada) -> None:
    for number in range(60):
        post(f"Post {number:02}", slug=f"p{number}")
    at = "/admin/posts/"
    first = ada.get(f"{at}?sort=title")
    second = ada.get(at + page(first).xpath('//a[@rel="next"]/@href')[0])
    post("Post 00 again", slug="again")
    third = ada.get(at + page(second).xpath('//a[@rel="next"]/@href')[0])
    assert titles(second) == [f"Post {number:02}" for number in range(25, 50)]
    assert titles(third) == [f"Post {number:02}" for number in range(50, 60)]
    assert not page(third).xpath('//a[@rel="next"]')
    assert "Page 3 of 3" in text(third)
    back = ada.get(at + page(third).xpath('//a[@rel="prev"]/@href')[0])
    assert titles(back) == titles(second)
    assert titles(ada.get(at + page(back).xpath('//a[@rel="prev"]/@href')[0]))[:2] == ["Post 00", "Post 00 again"]


def test_the_words_of_a_document_are_found_the_best_first(ada) -> None:
    make("posts", title="Something else", content=_text("The lighthouse stands here."), status="published")
    post("The lighthouse", status="draft", draft=True)
    post("Unrelated", slug="light-and-dark")
    assert titles(ada.get("/admin/posts/?search=lighthouse")) == ["The lighthouse", "Something else"]
    assert titles(ada.get("/admin/posts/?search=lighthouse&status=published")) == ["Something else"]
    assert titles(ada.get("/admin/posts/?search=lighthouse&sort=title")) == ["Something else", "The lighthouse"]
    assert titles(ada.get("/admin/posts/?search=and-dar")) == ["Unrelated"]
    assert titles(ada.get("/admin/users/?search=ada")) == ["Ada Admin"]


def _text(words: str) -> dict:
    return {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": words}]}]}


def test_columns_are_chosen_by_each_person_for_each_list(ada, ed) -> None:
    post("Ebb")
    usual = columns(ada.get("/admin/posts/"))
    chosen = {"column": ["slug", "createdAt", "password", "content"]}
    assert press(ada, "/admin/posts/?panel=columns", "/admin/posts/columns?sort=slug", **chosen).status_code == 303
    shown = ada.get("/admin/posts/?sort=slug")
    assert columns(shown) == ["Title", "Slug", "Created"]
    assert page(shown).xpath('//th[@aria-sort="ascending"]')[0].text_content().startswith("Slug")
    assert columns(ed.get("/admin/posts/")) == usual
    assert "Slug" not in columns(ada.get("/admin/pages/"))
    press(ada, "/admin/posts/?panel=columns", "/admin/posts/columns", _do="usual")
    assert columns(ada.get("/admin/posts/")) == usual


def test_a_view_keeps_search_filters_order_and_columns_for_its_owner(ada, ed, people) -> None:
    post("Ebb")
    post("Flood", status="draft", draft=True)
    post("Slack", status="draft", draft=True)
    press(ada, "/admin/posts/?panel=columns", "/admin/posts/columns", column=["slug"])
    at = "/admin/posts/?status=draft&sort=-title&panel=views"
    kept = press(ada, at, f"/admin/posts/views{at.partition('/posts/')[2]}", name=" My  drafts ", first="1")
    assert kept.status_code == 303
    press(ada, "/admin/posts/?panel=columns", "/admin/posts/columns", _do="usual")
    seen = ada.get("/admin/posts/")
    assert titles(seen) == ["Slack", "Flood"]
    assert columns(seen) == ["Title", "Slug"]
    assert (
        page(seen).xpath('//nav[@aria-label="Your views"]/a[@aria-current]')[0].text_content().startswith("My drafts")
    )
    whole = ada.get("/admin/posts/" + link(seen, "All"))
    assert len(titles(whole)) == 3
    assert "My drafts" not in text(ed.get("/admin/posts/"))
    (view,) = [view for view in list_views.find_views("posts", actor=people.ada.actor) if view["name"]]
    assert titles(ada.get(f"/admin/posts/?view={view['id']}")) == ["Slack", "Flood"]
    assert press(ed, "/admin/posts/?panel=views", f"/admin/posts/views/{view['id']}/delete").status_code == 404
    assert press(ada, "/admin/posts/?panel=views", f"/admin/posts/views/{view['id']}/usual").status_code == 303
    assert len(titles(ada.get("/admin/posts/"))) == 3
    press(ada, "/admin/posts/?panel=views", f"/admin/posts/views/{view['id']}/delete")
    assert "My drafts" not in text(ada.get("/admin/posts/"))


def test_a_view_needs_a_name(ada) -> None:
    for name in ("", "   ", "x" * 61, "a\x00b"):
        refused = press(ada, "/admin/posts/?panel=views", "/admin/posts/views?status=draft", name=name)
        assert refused.status_code == 422, name
        assert "name" in text(refused)


def test_a_file_holds_all_that_fits_in_the_columns_shown(ada, people) -> None:
    tides, boats = (make("categories", title=title)["id"] for title in ("Tides", "Boats"))
    for number in range(130):
        post(f"Post {number:03}", slug=f"p{number}", categories=[tides, boats], author=people.ed.id)
    post("Left out", status="draft", draft=True)
    press(ada, "/admin/posts/?panel=columns", "/admin/posts/columns", column=["author", "categories", "status"])
    answer = ada.get("/admin/posts/export.csv?status=published&sort=-title")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=posts-")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert rows[0] == ["id", "Title", "Status", "Author", "Categories"]
    assert [row[1] for row in rows[1:]] == [f"Post {number:03}" for number in reversed(range(130))]
    assert rows[1][2:] == ["published", "Ed Editor", "Tides; Boats"]
    listed = ada.get("/admin/posts/export.json?status=published&sort=-title").json
    assert len(listed) == 130
    assert listed[0]["author"] == {"id": people.ed.id, "name": "Ed Editor"}
    assert [each["name"] for each in listed[0]["categories"]] == ["Tides", "Boats"]
    assert ada.get("/admin/pages/export.json").json == []


def test_no_cell_of_a_file_is_a_formula(ada) -> None:
    for sign in FORMULA:
        post(f"{sign}1+1", slug=f"s{ord(sign)}")
    answer = ada.get("/admin/posts/export.csv").get_data(as_text=True).removeprefix("\ufeff")
    for row in csv.reader(io.StringIO(answer)):
        assert not [cell for cell in row if cell.startswith(FORMULA)]


def test_a_file_holds_no_more_than_the_person_may_read(ada, ed) -> None:
    assert ed.get("/admin/form-submissions/export.csv").status_code == 403
    listed = ed.get("/admin/users/export.json").json
    assert [person["email"] for person in listed] == ["ed@example.org"]
    press(ada, "/admin/users/", "/admin/users/columns", column=["password", "loginAttempts"])
    assert "password" not in ada.get("/admin/users/export.csv").get_data(as_text=True).lower()


def test_every_list_opens_all_its_panels_for_everyone_who_may_read_it(ada, ed) -> None:
    for slug in set(registry.collections) - {"form-submissions", "media"}:
        for panel in ("filter", "columns", "views"):
            answer = ada.get(f"/admin/{slug}/?panel={panel}")
            assert answer.status_code == 200, (slug, panel)
            tree = page(answer)
            assert tree.get_element_by_id("panel") is not None
            assert len(tree.xpath("//@id")) == len(set(tree.xpath("//@id"))), (slug, panel)
            assert ed.get(f"/admin/{slug}/?panel={panel}").status_code in (200, 403)


def test_a_list_tells_who_has_a_document_open(ada, ed, people) -> None:
    doc, _ = post("Open"), post("Closed")
    presence.appear("posts", doc["id"], actor=people.ed.actor)
    rows = page(ada.get("/admin/posts/")).xpath("//tbody/tr")
    rows = {row.xpath("string(th)").strip(): row.text_content() for row in rows}
    assert "Ed Editor is editing" in rows["Open"]
    assert "editing" not in rows["Closed"]
    assert "is editing" not in ed.get("/admin/posts/").text
