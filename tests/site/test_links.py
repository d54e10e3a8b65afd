"""Addresses that readers have keep working, whatever is renamed, moved, replaced, withdrawn or typed in another way."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.uploads import Upload
from blog.db import db, transaction
from blog.errors import Invalid
from blog.models import Redirect
from blog.site import departures
from tests.site import content
from tests.site.test_files import picture_bytes, upload


def rename(collection: str, document: dict, slug: str) -> None:
    operations.update(collection, document["id"], {"slug": slug}, actor=SYSTEM)


def answer(client, path: str, method: str = "GET") -> tuple[int, str | None]:
    found = client.open(path, method=method)
    return found.status_code, found.headers.get("Location")


def test_every_name_a_post_had_leads_to_its_present_one_in_one_hop(client) -> None:
    post = content.post("One", slug="one")
    for slug in ("two", "three"):
        rename("posts", post, slug)
    assert answer(client, "/posts/one") == (301, "/posts/three")
    assert answer(client, "/posts/two?from=mail") == (301, "/posts/three?from=mail")


def test_a_name_that_is_taken_back_leads_nowhere_else(client) -> None:
    post = content.post("One", slug="one")
    rename("posts", post, "two")
    rename("posts", post, "one")
    assert client.get("/posts/one").status_code == 200
    assert answer(client, "/posts/two") == (301, "/posts/one")


def test_a_browser_asks_again_whether_an_address_still_leads_on(client) -> None:
    rename("posts", content.post("One", slug="one"), "two")
    assert "no-cache" in client.get("/posts/one").headers["Cache-Control"]


def test_a_new_document_goes_before_the_redirect_of_its_address(client) -> None:
    rename("posts", content.post("One", slug="one"), "two")
    content.post("Another", slug="one")
    assert "Another" in client.get("/posts/one").text


def test_a_page_that_moves_leaves_those_below_it_where_they_are(client) -> None:
    about = content.page("About", slug="about")
    content.page("Uses", slug="about/uses")
    rename("pages", about, "me/about")
    assert answer(client, "/about") == (301, "/me/about")
    assert client.get("/about/uses").status_code == 200


def test_categories_technologies_and_authors_lead_on_from_their_old_names(client) -> None:
    craft, python, ines = content.category("Craft"), content.technology("Python"), content.author()
    content.post("First", categories=[craft["id"]], author=ines["id"])
    rename("categories", craft, "trade")
    rename("technologies", python, "snake")
    rename("users", ines, "halloran")
    assert answer(client, "/categories/craft") == (301, "/categories/trade")
    assert answer(client, "/technologies/python") == (301, "/technologies/snake")
    assert answer(client, "/authors/ines") == (301, "/authors/halloran")


@pytest.mark.sqlite_only
def test_an_account_that_signed_nothing_leaves_no_trace_of_its_name(client) -> None:
    rename("users", content.author(), "halloran")
    assert operations.count("redirects", actor=SYSTEM) == 0


def test_what_is_in_the_trash_is_gone_under_all_its_names_and_comes_back_under_all(client) -> None:
    post = content.post("One", slug="one")
    rename("posts", post, "two")
    operations.trash("posts", post["id"], actor=SYSTEM)
    assert [client.get(path).status_code for path in ("/posts/one", "/posts/two", "/posts/two/")] == [410, 410, 410]
    operations.restore("posts", post["id"], actor=SYSTEM)
    assert answer(client, "/posts/one") == (301, "/posts/two")
    assert client.get("/posts/two").status_code == 200


def test_what_is_withdrawn_is_not_said_to_be_gone(client) -> None:
    post = content.post("One", slug="one")
    rename("posts", post, "two")
    operations.unpublish("posts", post["id"], actor=SYSTEM)
    assert [client.get(path).status_code for path in ("/posts/one", "/posts/two")] == [404, 404]


def test_what_is_deleted_for_good_is_gone_under_all_its_names(client) -> None:
    post, craft = content.post("One", slug="one"), content.category("Craft")
    rename("posts", post, "two")
    operations.delete("posts", post["id"], actor=SYSTEM)
    operations.delete("categories", craft["id"], actor=SYSTEM)
    paths = ("/posts/one", "/posts/two", "/categories/craft")
    assert [client.get(path).status_code for path in paths] == [410, 410, 410]
    content.post("Two again", slug="two")
    assert client.get("/posts/two").status_code == 200


@pytest.mark.sqlite_only
def test_a_draft_that_is_deleted_leaves_nothing_behind(client) -> None:
    draft = content.post("Secret plan", status="draft")
    operations.delete("posts", draft["id"], actor=SYSTEM)
    assert client.get("/posts/secret-plan").status_code == 404
    assert operations.count("redirects", actor=SYSTEM) == 0


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/Posts/My-Slug", "/posts/my-slug"),
        ("/posts/my-slug/", "/posts/my-slug"),
        ("/posts//my-slug///", "/posts/my-slug"),
        ("/posts/my-slug/index.html", "/posts/my-slug"),
        ("/posts/my-slug.html", "/posts/my-slug"),
        ("/POSTS/MY-SLUG.HTM?a=1", "/posts/my-slug?a=1"),
        ("/posts/my%20slug", "/posts/my-slug"),
        ("/posts/my-slug).", "/posts/my-slug"),
        ("/posts/caf%C3%A9/", "/posts/caf%C3%A9"),
        ("/posts/caf%25C3%25A9", "/posts/caf%C3%A9"),
        ("/posts/cafe%CC%81", "/posts/caf%C3%A9"),
        ("/ABOUT/Boats/", "/about/boats"),
        ("/Categories/", "/categories"),
        ("/index.html", "/"),
        ("/index.php", "/"),
        ("/Home/", "/"),
    ],
)
@pytest.mark.sqlite_only
def test_another_spelling_leads_to_the_usual_one_in_one_hop(client, asked, found) -> None:
    content.post("Mine", slug="my-slug")
    content.post("Coffee", slug="café")
    content.page("Boats", slug="about/boats")
    content.category("Craft")
    assert answer(client, asked) == (301, found)
    assert client.get(found).status_code == 200


@pytest.mark.sqlite_only
def test_a_slash_too_many_at_the_front_is_taken_away(client) -> None:
    content.post("Boat")
    for path in ("/posts", "/posts/boat"):
        found = client.get("/", environ_overrides={"PATH_INFO": "/" + path})
        assert (found.status_code, found.headers.get("Location")) == (301, path)


@pytest.mark.sqlite_only
def test_another_spelling_of_an_old_address_takes_one_hop_too(client) -> None:
    rename("posts", content.post("One", slug="one"), "two")
    for path in ("/Posts/One/", "/posts/one.html", "/posts/one/index.html", "/posts//one"):
        assert answer(client, path) == (301, "/posts/two"), path


def test_an_address_that_a_query_tells_apart_leads_on_although_a_page_is_there(client) -> None:
    content.redirect("/?p=123", "/posts/boat")
    content.redirect("/archive?id=7", "/posts/boat#part")
    content.post("Boat")
    assert answer(client, "/?p=123") == (301, "/posts/boat")
    assert answer(client, "/?utm=x&p=123") == (301, "/posts/boat?utm=x")
    assert answer(client, "/index.php?p=123") == (301, "/posts/boat")
    assert answer(client, "/archive?id=7&page=2") == (301, "/posts/boat?page=2#part")
    assert client.get("/?p=124").status_code == 200


@pytest.mark.parametrize(
    ("rule", "asked", "status", "location"),
    [
        (("/wp-content", "/media", "prefix"), "/wp-content/2019/a%20b.jpg?x=1", 301, "/media/2019/a%20b.jpg?x=1"),
        (("/old", "https://example.org/new?a=1#top", "prefix"), "/old/x/", 301, "https://example.org/new/x/?a=1#top"),
        (("/old", "https://example.org", "prefix"), "/old/.evil.example", 301, "https://example.org/.evil.example"),
        (("/old", "/", "prefix"), "/old//evil.example/x", 301, "/evil.example/x"),
        (("/old", "/", "prefix"), "/old/%5C%5Cevil.example", 301, "/%5C%5Cevil.example"),
        (("/a b", "/c"), "/a%20b", 301, "/c"),
        (("/a%20b", "/c"), "/a%20b", 301, "/c"),
        (("/caf%C3%A9.html", "/c"), "/caf%C3%A9.html", 301, "/c"),
        (("/what%3F", "/c"), "/what%3F", 301, "/c"),
        (("/Old/Page.aspx", "/c"), "/Old/Page.aspx", 301, "/c"),
        (("/old", "mailto:me@example.org"), "/old?x=1", 301, "mailto:me@example.org"),
        (("/gone", None, "prefix", 410), "/gone/by", 410, None),
    ],
)
@pytest.mark.sqlite_only
def test_a_rule_makes_the_address_its_owner_meant_and_no_other(client, rule, asked, status, location) -> None:
    path, to, *rest = rule
    content.redirect(path, to, kind=rest[0] if rest else "exact", status=rest[1] if len(rest) > 1 else 301)
    assert answer(client, asked) == (status, location)


def test_rules_that_lead_to_rules_are_one_hop(client) -> None:
    content.redirect("/d", "https://example.org/d", status=302)
    content.redirect("/c", "/d")
    content.redirect("/b", "/c", kind="prefix")
    content.redirect("/a", "/b")
    assert answer(client, "/a") == (302, "https://example.org/d")
    post = content.post("One", slug="one")
    content.redirect("/first", "/posts/one")
    rename("posts", post, "two")
    assert answer(client, "/first") == (301, "/posts/two")


def test_a_long_chain_is_one_hop_and_an_endless_one_leads_to_where_it_was_followed(client, monkeypatch) -> None:
    for number in range(8):
        content.redirect(f"/{number}", f"/{number + 1}" if number < 7 else "/posts")
    assert answer(client, "/0") == (301, "/posts")
    monkeypatch.setattr(departures, "MOST_HOPS", 3)
    assert answer(client, "/0") == (301, "/3")
    assert answer(client, "/3") == (301, "/6")


@pytest.mark.parametrize(
    ("rules", "last", "words"),
    [
        ([], ("/a", "/a"), "leads to itself"),
        ([], ("/a", "/a/"), "leads to itself"),
        ([], ("/a", "/A.html"), "leads to itself"),
        ([], ("/a", "/a/b", "prefix"), "leads to itself"),
        ([("/b", "/a")], ("/a", "/b"), "in a circle: /a → /b → /a"),
        ([("/b", "/c"), ("/c", "/a?x=1")], ("/a", "/b"), "in a circle"),
        ([("/b", "/a", "prefix")], ("/a/x", "/b/x"), "in a circle"),
        ([("/b", "/c/")], ("/C", "/b.html"), "in a circle: /C → /b.html → /c/"),
    ],
)
@pytest.mark.sqlite_only
def test_a_rule_that_leads_back_to_itself_is_refused_with_a_sentence(app, rules, last, words) -> None:
    for path, to, *kind in rules:
        content.redirect(path, to, kind=kind[0] if kind else "exact")
    with pytest.raises(Invalid) as refused:
        content.redirect(last[0], last[1], kind=last[2] if len(last) > 2 else "exact")
    assert words in refused.value.problems[0].message


@pytest.mark.parametrize(
    "path", ["old", "//evil.example", "/\\evil", "/a#b", "/admin/x", "/api", "https://a.example/x"]
)
@pytest.mark.sqlite_only
def test_an_address_that_no_rule_can_be_for_is_refused_with_a_sentence(app, path) -> None:
    with pytest.raises(Invalid) as refused:
        content.redirect(path, "/new")
    assert refused.value.problems[0].path == "from"


@pytest.mark.sqlite_only
def test_a_whole_address_of_this_site_is_understood(app, client) -> None:
    own = app.config["SITE_URL"]
    content.redirect(f"{own}/old", f"{own}/posts")
    assert answer(client, "/old") == (301, f"{own}/posts")
    with pytest.raises(Invalid):
        content.redirect("/x", f"{own}/x")


def test_a_circle_that_was_stored_all_the_same_is_a_page_that_is_not_there(client) -> None:
    with transaction() as session:
        for path, to in (("/a", "/b"), ("/b", "/a"), ("/c", "/c/d")):
            session.add(Redirect(from_path=path, to={"type": "custom", "url": to}, type="prefix", status=301))
    for path in ("/a", "/b/x", "/c", "/c/d"):
        assert client.get(path).status_code == 404, path


def test_what_is_sent_to_an_old_address_is_sent_on_as_it_is(client) -> None:
    content.redirect("/hook", "/new-hook")
    content.redirect("/soon", "/later", status=302)
    assert answer(client, "/hook", "POST") == (308, "/new-hook")
    assert answer(client, "/soon", "PUT") == (307, "/later")
    assert client.post("/nothing").status_code == 404
    allowed = client.post("/posts")
    assert (allowed.status_code, allowed.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_a_file_that_was_replaced_leads_to_the_new_one_and_a_deleted_one_is_gone(client) -> None:
    boat = upload(picture_bytes())
    sizes = [size["url"] for size in boat["renditions"] if size["url"] != boat["url"]]
    new = operations.update(
        "media", boat["id"], {}, actor=SYSTEM, file=Upload("new.png", picture_bytes(900, 600, "PNG")), depth=0
    )
    assert new["url"] != boat["url"]
    for path in (boat["url"], sizes[0]):
        assert answer(client, path) == (301, new["url"]), path
    assert client.get(new["url"]).status_code == 200
    operations.delete("media", boat["id"], actor=SYSTEM)
    assert [client.get(path).status_code for path in (boat["url"], new["url"], sizes[0])] == [410, 410, 410]


def test_ten_thousand_rules_cost_a_missing_page_no_more_statements(client, statements) -> None:
    def cost() -> list[str]:
        client.get("/nothing/here")
        with statements() as seen:
            assert client.get("/nothing/here").status_code == 404
        return list(seen)

    few = cost()
    rows = [{"from_path": f"/old/{number}", "type": "exact", "status": 301} for number in range(10_000)]
    with transaction() as session:
        session.execute(sa.insert(Redirect), rows)
    many = cost()
    assert len(many) == len(few) <= 8
    asked = next(statement for statement in many if "FROM redirects" in statement)
    assert "redirects.from_path IN" in asked


def test_a_rule_is_found_by_its_index(app) -> None:
    rows = [{"from_path": f"/old/{number}", "type": "exact", "status": 301} for number in range(5_000)]
    with transaction() as session:
        session.execute(sa.insert(Redirect), rows)
    query = sa.select(Redirect.id).where(Redirect.from_path.in_([f"/old/{number}" for number in range(40)]))
    sql = query.compile(db.engine, compile_kwargs={"literal_binds": True})
    if db.engine.dialect.name == "sqlite":
        plan = db.session.execute(sa.text(f"EXPLAIN QUERY PLAN {sql}"))
    else:
        db.session.execute(sa.text("ANALYZE redirects"))
        plan = db.session.execute(sa.text(f"EXPLAIN {sql}"))
    assert "idx_redirects_from" in " ".join(str(row) for row in plan)
