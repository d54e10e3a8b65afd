"""The pages of the menus: what each item leads to, whether readers can follow it, and how one is added."""

from __future__ import annotations

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from tests.admin.browser import changed, fields, page, press, text
from tests.content.documents import page as make_page
from tests.content.documents import post

# Pages over operations that are tested on both kinds of database.
pytestmark = pytest.mark.sqlite_only

AT = "/admin/header/"


def menu(*links) -> None:
    operations.update_global("header", {"navItems": [{"link": link} for link in links]}, actor=SYSTEM)


def leading_to(slug: str, doc, **more):
    return {"type": "reference", "reference": {"relationTo": slug, "value": doc["id"]}} | more


def items(answer) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page(answer).xpath("//li[@class='item']//summary")]


def test_each_item_says_where_it_leads_and_whether_readers_can_follow(ada, client) -> None:
    about = make_page("About us", slug="about-us")
    draft = post("To come", slug="to-come", status="draft", draft=True)
    trashed = post("Thrown away", slug="thrown")
    later = post("Next year", slug="next", publishedAt="2099-01-01T00:00:00Z")
    menu(
        leading_to("pages", about),
        leading_to("posts", draft, label="Soon"),
        leading_to("posts", trashed),
        leading_to("posts", later),
        {"type": "custom", "url": "/feed.xml", "label": "Feed", "newTab": True},
    )
    press(ada, f"/admin/posts/{trashed['id']}", f"/admin/posts/{trashed['id']}/trash")
    shown = items(ada.get(AT))
    assert shown[0] == "About us Page /about-us"
    assert shown[1].startswith("Soon To come · Post")
    assert "It is a draft" in shown[1]
    assert "in the trash" in shown[2]
    assert "1 Jan 2099" in shown[3]
    assert shown[4] == "Feed Address /feed.xml · new tab"
    operations.update("pages", about["id"], {"title": "Who we are", "slug": "who"}, actor=SYSTEM)
    assert items(ada.get(AT))[0] == "Who we are Page /who"
    assert page(client.get("/posts")).xpath("//nav[@aria-label='Site']//a/@href") == ["/who", "/feed.xml"]


def test_a_document_and_an_address_are_added_without_scripts(ada) -> None:
    doc = post("Tulips", slug="tulips")
    menu({"type": "custom", "url": "/a", "label": "A"})
    chosen = changed(fields(ada.get(AT)), _add=f"posts:{doc['id']}", _do="keep:navItems")
    added = ada.post(AT, data=chosen)
    assert items(added)[1] == "Tulips Post /posts/tulips"
    more = ada.post(AT, data=changed(fields(added), _do="link:navItems"))
    assert "no address yet" in items(more)[2]
    last = changed(
        fields(more), _save="save", navItems__2__link__url="https://example.org/", navItems__2__link__label="E"
    )
    assert ada.post(AT, data=last).status_code == 303
    stored = operations.read_global("header", actor=SYSTEM, depth=0)["navItems"]
    assert [row["link"]["type"] for row in stored] == ["custom", "reference", "custom"]
    assert stored[1]["link"]["reference"]["value"] == doc["id"]


@pytest.mark.parametrize("chosen", ["", "posts:", "posts:x", "nothing:1", "\0", "posts:" + "9" * 5000])
def test_a_nonsensical_choice_is_no_fault_of_the_site(ada, chosen: str) -> None:
    answer = ada.post(AT, data=changed(fields(ada.get(AT)), _add=chosen, _do="keep:navItems"))
    assert answer.status_code == 200


def test_the_menu_costs_the_same_however_long_it_is(ada, statements) -> None:
    docs = [post(f"P{number}", slug=f"p{number}") for number in range(12)]
    counts = []
    for number in (2, 12):
        menu(*(leading_to("posts", doc) for doc in docs[:number]))
        ada.get(AT)
        with statements() as seen:
            ada.get(AT)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_profile_shows_its_rows_folded_and_leads_to_the_cv(ada) -> None:
    rows = [{"role": "Sailor", "organisation": "The Linnet", "started": "2019-04-01"}, {"role": "Cook"}]
    assert "See /cv" not in text(ada.get("/admin/profile/"))
    operations.update_global("profile", {"name": "Ines", "experience": rows}, actor=SYSTEM)
    asked = ada.get("/admin/profile/")
    assert page(asked).xpath("//a[@href='/cv' or @href='/cv.pdf']")
    folded = page(asked).xpath("//fieldset[@id='experience']/ol/li/details[not(@open)]/summary")
    assert [" ".join(each.text_content().split()) for each in folded] == ["Sailor The Linnet, 2019 – today", "Cook"]
    wrong = ada.post(
        "/admin/profile/", data=changed(fields(asked), _save="save", experience__0__finished="2018-01-01")
    )  # fmt: skip
    assert wrong.status_code == 422
    assert "This is before it began." in text(wrong)
    assert page(wrong).xpath("//fieldset[@id='experience']/ol/li[1]/details[@open]")
