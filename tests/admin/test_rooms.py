"""Who finds what in the admin: lists, steps, versions, media, messages, and a room for every collection there is."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from blog import create_app
from blog.content import operations
from blog.content.access import SYSTEM, Access
from blog.content.registry import Collection, registry
from blog.db import db
from blog.models import Webhook
from tests.admin.browser import page, press, send, sign_in, text, token
from tests.content.documents import form, make, picture, post

# Pages over operations that are tested on both kinds of database.
pytestmark = pytest.mark.sqlite_only


def menu(response) -> list[str]:
    return page(response).xpath('//nav[@aria-label="Admin"]//a/text()')


def test_the_menu_shows_what_one_may_read(ada, ed) -> None:
    assert {"Posts", "Media", "Users", "Messages", "Site"} <= set(menu(ada.get("/admin/")))
    seen = menu(ed.get("/admin/"))
    assert "Posts" in seen
    assert "Messages" not in seen


def test_an_editor_sees_only_buttons_that_work(ed) -> None:
    doc = post("Public")
    opened = page(ed.get(f"/admin/posts/{doc['id']}"))
    words = [button.text_content().strip() for button in opened.xpath("//main//button[not(@name='_do')]")]
    assert "Save draft" in words
    assert not {"Publish", "Publish changes", "Unpublish", "Move to the trash"} & set(words)
    locked = page(ed.get(f"/admin/posts/{doc['id']}")).get_element_by_id("internalNotes")
    assert locked.get("disabled") is not None
    a_page = make("pages", title="About", layout=[{"blockType": "quote", "text": "Q"}], status="published")
    read = ed.get(f"/admin/pages/{a_page['id']}")
    assert not page(read).xpath("//main//button[@name='_save' or @name='_do']")
    assert "You may read this, but not change it." in text(read)
    assert "read only" not in text(read)


def test_an_editor_is_refused_what_only_an_administrator_may_do(ed, people) -> None:
    doc = post("Public", internalNotes="Kept")
    at = f"/admin/posts/{doc['id']}"
    for step in ("unpublish", "publish", "trash", "restore", "delete"):
        assert press(ed, at, f"{at}/{step}").status_code == 403, step
    assert send(ed, at, press="publish", title="Mine").status_code == 403
    assert send(ed, at, internalNotes="Mine").status_code == 303
    for address in ("/admin/pages/new", "/admin/users/new", "/admin/redirects/new", "/admin/form-submissions/"):
        assert ed.get(address).status_code == 403, address
    assert press(ed, at, "/admin/header/", _save="save").status_code == 403
    assert press(ed, at, f"/admin/users/{people.ada.id}", name="Mine").status_code == 404
    assert press(ed, at, f"/admin/users/{people.ed.id}", role="admin").status_code == 303
    after = operations.find_by_id("posts", doc["id"], actor=SYSTEM, depth=0)
    assert (after["title"], after["internalNotes"], after["status"]) == ("Public", "Kept", "published")
    assert operations.find_by_id("users", people.ed.id, actor=SYSTEM)["role"] == "editor"


def test_no_form_works_without_its_token(ada) -> None:
    doc = post()
    at = f"/admin/posts/{doc['id']}"
    for address in (at, f"{at}/trash", f"{at}/delete", f"{at}/duplicate", "/admin/posts/new", "/admin/header/"):
        assert ada.post(address, data={"title": "Forged"}).status_code == 400, address
    assert operations.find_by_id("posts", doc["id"], actor=SYSTEM, depth=0) == doc


def test_a_document_goes_through_all_its_steps(ada, client) -> None:
    doc = post("Step", slug="step")
    at = f"/admin/posts/{doc['id']}"
    assert press(ada, at, f"{at}/unpublish").status_code == 303
    assert client.get("/posts/step").status_code == 404
    assert press(ada, at, f"{at}/publish").status_code == 303
    copy = press(ada, at, f"{at}/duplicate").location
    assert "Step - Copy" in ada.get(copy).text
    assert press(ada, at, f"{at}/trash").location == "/admin/posts/"
    assert client.get("/posts/step").status_code == 410
    assert "Step" in text(ada.get("/admin/posts/?status=trash"))
    assert press(ada, at, f"{at}/restore").status_code == 303
    assert client.get("/posts/step").status_code == 200
    assert "for good?" in text(ada.get(f"{at}/delete"))
    assert press(ada, f"{at}/delete", f"{at}/delete").status_code == 303
    assert ada.get(at).status_code == 404


def test_a_publication_is_scheduled_and_taken_back(ada, ed) -> None:
    doc = post("Later", status="draft", draft=True)
    at = f"/admin/posts/{doc['id']}"
    assert press(ada, at, f"{at}/schedule", at="2099-05-06T07:08", action="publish").status_code == 303
    assert "Is published 6 May 2099, 07:08" in text(ed.get(at))
    assert press(ed, at, f"{at}/schedule", cancel="publish").status_code == 403
    assert press(ada, at, f"{at}/schedule", cancel="publish").status_code == 303
    assert "2099" not in text(ada.get(at))
    for wrong in ({"at": "2001-01-01T00:00"}, {"at": "soon"}, {"at": "2099-05-06T07:08", "action": "x"}, {"at": ""}):
        assert press(ada, at, f"{at}/schedule", **wrong).status_code == 422, wrong


def test_versions_are_listed_compared_and_brought_back(ada, ed) -> None:
    doc = post("First", status="draft", draft=True)
    at = f"/admin/posts/{doc['id']}"
    assert send(ed, at, title="Second", content="Other words").status_code == 303
    listed = ada.get(f"{at}/versions")
    assert "Ed Editor" in text(listed)
    newest, oldest = page(listed).xpath('//input[@name="a"]/@value')
    compared = ada.get(f"{at}/versions/compare?a={newest}&b={oldest}")
    assert page(compared).xpath("//del")[0].text_content() == "[removed: First]"
    assert page(compared).xpath("//ins")[0].text_content() == "[added: Second]"
    shown = ada.get(f"{at}/versions/{oldest}")
    assert page(shown).get_element_by_id("title").get("value") == "First"
    back = press(ada, f"{at}/versions/{oldest}", f"{at}/versions/{oldest}/restore")
    assert back.status_code == 303
    assert operations.find_by_id("posts", doc["id"], actor=SYSTEM)["title"] == "First"
    other = post("Other")
    assert ada.get(f"/admin/posts/{other['id']}/versions/{oldest}").status_code == 404
    assert ada.get(f"{at}/versions/compare?a=x&b=y").status_code == 404


def test_a_global_keeps_versions_too(ada) -> None:
    send(ada, "/admin/site/", press="save", name="One")
    assert send(ada, "/admin/site/", press="save", name="Two").status_code == 303
    listed = ada.get("/admin/site/versions")
    oldest = page(listed).xpath('//input[@name="a"]/@value')[-1]
    assert press(ada, "/admin/site/", f"/admin/site/versions/{oldest}/restore").status_code == 303
    assert operations.read_global("site", actor=SYSTEM)["name"] == "One"


def test_a_list_is_searched_filtered_sorted_and_paged(ada) -> None:
    for number in range(30):
        post(f"Post {number:02}", slug=f"p{number}", status="draft" if number % 3 else "published", draft=True)

    def titles(address: str) -> list[str]:
        return [row.text_content() for row in page(ada.get(address)).xpath("//tbody/tr/th")]

    assert titles("/admin/posts/?sort=title")[:2] == ["Post 00", "Post 01"]
    assert titles("/admin/posts/?sort=-title&page=2")[-1] == "Post 00"
    assert len(titles("/admin/posts/?status=published")) == 10
    assert titles("/admin/posts/?search=post+07") == ["Post 07"]
    assert "30" in page(ada.get("/admin/posts/")).xpath("//h1")[0].text_content()
    for odd in ("sort=password", "page=-1", "page=999999", "status=x", "search=%25%5C%00", "sort=-", "page=²"):
        assert ada.get(f"/admin/posts/?{odd}").status_code == 200, odd


def test_a_list_asks_as_much_for_many_documents_as_for_few(ada, statements) -> None:
    category = make("categories", title="C")["id"]

    def asked() -> int:
        ada.get("/admin/posts/")
        with statements() as seen:
            assert ada.get("/admin/posts/").status_code == 200
        return len(seen)

    authors = [make("users", email=f"{number}@example.org", name=f"N {number}")["id"] for number in range(3)]
    for number in range(2):
        post(f"P{number}", categories=[category], author=authors[0], heroImage=picture(f"{number}.png"))
    few = asked()
    for number in range(2, 24):
        post(f"P{number}", categories=[category], author=authors[number % 3], heroImage=picture(f"{number}.png"))
    assert asked() == few <= 10


def test_related_documents_are_searched_by_name(ada, ed) -> None:
    for name in ("Tulips", "Bridges"):
        make("categories", title=name)
    found = ada.get("/admin/categories/options?search=tul").json
    assert [choice["label"] for choice in found] == ["Tulips"]
    assert ed.get("/admin/form-submissions/options").status_code == 403


def test_a_form_never_offers_a_whole_table(ada) -> None:
    for number in range(60):
        make("categories", title=f"Category {number:02}")
    options = page(ada.get("/admin/posts/new")).xpath('//select[@name="categories"]/option')
    assert len(options) == 51


def test_a_picture_is_uploaded_and_listed(ada) -> None:
    asked = ada.get("/admin/media/new")
    file = io.BytesIO()
    Image.new("RGB", (640, 400), (180, 90, 60)).save(file, "PNG")
    data = {"csrf_token": token(asked), "alt": "A red field", "_save": "save"}
    without = ada.post("/admin/media/new", data=data)
    assert without.status_code == 422
    assert "A red field" in without.text
    made = ada.post("/admin/media/new", data=data | {"file": (io.BytesIO(file.getvalue()), "field.png")})
    assert made.status_code == 303, text(made)
    assert page(ada.get("/admin/media/")).xpath('//ul[contains(@class, "plates")]//img/@src')
    assert "A red field" in ada.get(made.location).text
    bad = ada.post("/admin/media/new", data=data | {"file": (io.BytesIO(b"<html>"), "field.png")})
    assert bad.status_code == 422


def test_a_message_is_read_marked_and_kept_out_as_spam(ada) -> None:
    asked = form()
    rows = [{"field": "name", "value": "<b>Grace</b>"}, {"field": "message", "value": "Hello\nthere"}]
    sent = make("form-submissions", form=asked["id"], submissionData=rows)
    listed = ada.get("/admin/form-submissions/")
    assert "Unread: <b>Grace</b>" in text(listed)
    at = f"/admin/form-submissions/{sent['id']}"
    assert "Hello\nthere" in page(ada.get(at)).text_content()
    assert press(ada, at, at, _mark="read:yes").status_code == 303
    assert "Unread: " not in text(ada.get("/admin/form-submissions/"))
    press(ada, at, at, _mark="spam:yes")
    assert "Grace" not in text(ada.get("/admin/form-submissions/"))
    assert "Grace" in text(ada.get("/admin/form-submissions/?box=spam"))
    press(ada, at, at, notes="Answered.")
    assert operations.find_by_id("form-submissions", sent["id"], actor=SYSTEM)["notes"] == "Answered."


def test_nothing_on_any_page_needs_what_the_policy_forbids(ada, people) -> None:
    doc = post('"><script>alert(1)</script>', summary="</textarea><img src=x onerror=alert(1)>")
    make("categories", title="' onfocus='alert(1)")
    message = make(
        "form-submissions", form=form()["id"], submissionData=[{"field": "name", "value": "<script>alert(1)</script>"}]
    )
    addresses = [
        "/admin/",
        f"/admin/posts/{doc['id']}",
        f"/admin/posts/{doc['id']}/versions",
        "/admin/posts/?search=<x",
    ]
    addresses += [f"/admin/posts/{doc['id']}/delete", f"/admin/form-submissions/{message['id']}", "/admin/media/new"]
    addresses += [f"/admin/{slug}/" for slug in (*registry.collections, *registry.globals)]
    made_here = [c.slug for c in registry.collections.values() if c.access.allows("create", people.ada.actor)]
    addresses += [f"/admin/{slug}/new" for slug in made_here]
    for address in addresses:
        answer = ada.get(address)
        assert answer.status_code == 200, address
        tree = page(answer)
        assert not tree.xpath("//@style | //@*[starts-with(name(), 'on')] | //style"), address
        # What is no program is data: the policy has nothing against it.
        assert not tree.xpath("//script[not(@src)][not(@type='application/json')]"), address
        assert "alert(1)" not in "".join(tree.xpath("//script[not(@type='application/json')]/text()"))
        assert not tree.xpath("//img[@src='x']"), address
        assert answer.headers["Cache-Control"] == "no-store"
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy
        assert "style-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_every_control_has_a_name_that_can_be_read_out(ada) -> None:
    doc = make("pages", title="P", layout=[{"blockType": "quote", "text": "Q"}], status="published")
    for address in (
        f"/admin/pages/{doc['id']}",
        "/admin/projects/new",
        "/admin/header/",
        "/admin/posts/",
        "/admin/users/new",
    ):
        tree = page(ada.get(address))
        for each in tree.xpath("//main//input[not(@type='hidden')] | //main//textarea | //main//select"):
            labels = tree.xpath(f"//label[@for='{each.get('id')}']") if each.get("id") else []
            named = labels or each.get("aria-label") or each.xpath("ancestor::label")
            assert named, (address, each.get("name"))
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), address


def test_the_dashboard_shows_what_waits(ada, ed) -> None:
    post("An idea", status="draft", draft=True)
    make("form-submissions", form=form()["id"], submissionData=[{"field": "name", "value": "Grace"}])
    seen = text(ada.get("/admin/"))
    assert "An idea" in seen
    assert "Grace" in seen
    seen = text(ed.get("/admin/"))
    assert "An idea" in seen
    assert "Grace" not in seen


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> Collection:
    """A collection that nobody wrote a line of the admin for, in the place of the one that stores the same."""
    # Copies: to take one out and put it back would change the order of the collections, which the schema follows.
    monkeypatch.setattr(registry, "collections", dict(registry.collections))
    monkeypatch.setattr(registry, "by_model", dict(registry.by_model))
    del registry.collections["webhooks"], registry.by_model[Webhook]
    access = Access(**dict.fromkeys(("create", "read", "update", "delete"), lambda actor: actor.role == "admin"))
    return registry.add(Collection(Webhook, slug="bells", access=access, title="name", search=("name",)))


def test_a_new_collection_has_its_room_without_a_line_here(bells, settings, people) -> None:
    other = create_app(settings)
    client = other.test_client()
    sign_in(client, people.ada)
    assert "Bells" in menu(client.get("/admin/"))
    made = send(client, "/admin/bells/new", press="save", name="Bell", url="https://example.org/", secret="s" * 20)
    assert made.status_code == 303, text(made)
    assert "Bell" in text(client.get("/admin/bells/?search=bell"))
    editor = other.test_client()
    sign_in(editor, people.ed)
    assert editor.get("/admin/bells/").status_code == 403
    with other.app_context():
        db.engine.dispose()
