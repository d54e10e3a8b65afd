"""Pages of the owner's making, and where addresses that have moved lead."""

from __future__ import annotations

import pytest

from blog.content import operations
from blog.content.access import SYSTEM
from tests.site import content
from tests.site.content import block, text


def test_the_first_page_is_the_owners_own_when_there_is_one(client) -> None:
    content.post("Newest")
    assert 'href="/posts/newest"' in client.get("/").text
    content.page("Home", slug="home", hero={"type": "low", "richText": text("# Welcome aboard")})
    page = client.get("/").text
    assert "Welcome aboard" in page
    assert page.count("<h1") == 1
    assert client.get("/home").headers["Location"] == "/"


def test_the_owner_may_have_the_posts_first(client) -> None:
    content.page("Home", slug="home", hero={"type": "low", "richText": text("# Welcome aboard")})
    content.post("Newest")
    operations.update_global("site", {"homeLayout": "posts"}, actor=SYSTEM)
    assert "Welcome aboard" not in client.get("/").text
    assert 'href="/posts/newest"' in client.get("/").text


def test_a_page_may_lie_in_a_folder(client) -> None:
    content.page("Boats", slug="about/boats")
    assert '<h1 dir="auto">Boats</h1>' in client.get("/about/boats").text
    moved = client.get("/about/boats/")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/about/boats")


def test_a_draft_page_is_not_there(client) -> None:
    content.page("Plans", status="draft")
    assert client.get("/plans").status_code == 404


def test_every_block_is_shown(client) -> None:
    form, first = content.contact_form(), content.post("First")
    content.post("Second")
    content.project("Boat")
    layout = [
        block(
            "content", columns=[{"size": "half", "richText": text("Left.")}, {"size": "half", "richText": text("R.")}]
        ),
        block("cta", richText=text("## Call us"), links=[{"link": {"type": "custom", "url": "/go", "label": "Go"}}]),
        block("archive", relationTo="posts", populateBy="collection", limit=5, introContent=text("## Lately")),
        block("archive", relationTo="projects", populateBy="collection", limit=5),
        block("archive", populateBy="selection", selectedDocs=[{"relationTo": "posts", "value": first["id"]}]),
        block("formBlock", form=form["id"], enableIntro=True, introContent=text("Write to us.")),
        block("banner", style="warning", content=text("Wet paint.")),
        block("code", language="python", code="x = 1 < 2", caption="A line."),
        block("metrics", title="Figures", items=[{"value": "12", "label": "Ships"}]),
        block("facts", title="Particulars", items=[{"term": "Keel", "description": "Oak"}]),
        block("quote", text="She floats.", attribution="The harbour master", source="https://example.org/said"),
    ]
    content.page("All", layout=layout, hero={"type": "low", "richText": text("# Everything")})
    page = client.get("/all").text
    for words in (
        "Left.", "Call us", 'href="/go"', "Lately", 'href="/posts/second"', 'href="/projects/boat"', "Write to us.",
        'action="/forms/', "Wet paint.", "A line.", "Figures", "Ships", "Keel", "She floats.", "The harbour master",
    ):  # fmt: skip
        assert words in page, words
    assert page.count('href="/posts/first"') == 2


def test_a_chosen_document_that_is_withdrawn_leaves_the_archive(client) -> None:
    first = content.post("First")
    chosen = block("archive", populateBy="selection", selectedDocs=[{"relationTo": "posts", "value": first["id"]}])
    content.page("Picked", layout=[chosen, block("banner", content=text("Still here."))])
    operations.unpublish("posts", first["id"], actor=SYSTEM)
    page = client.get("/picked").text
    assert "First" not in page
    assert "Still here." in page


def test_links_in_menus_say_where_one_is(client) -> None:
    about = content.page("About")
    reference = {"type": "reference", "reference": {"relationTo": "pages", "value": about["id"]}}
    items = [{"link": reference}, {"link": {"type": "custom", "url": "/posts", "label": "Writing"}}]
    operations.update_global("header", {"navItems": items}, actor=SYSTEM)
    assert '<a href="/about" aria-current="page">About</a>' in client.get("/about").text
    content.post("First")
    assert '<a href="/posts" aria-current="true">Writing</a>' in client.get("/posts/first").text


@pytest.mark.parametrize(
    ("rule", "asked", "status", "location"),
    [
        (("/old", "/new"), "/old", 301, "/new"),
        (("/old", "/new"), "/old/", 301, "/new"),
        (("/old", "/new"), "/old?page=2", 301, "/new?page=2"),
        (("/old.html", "https://example.org/x"), "/old.html", 301, "https://example.org/x"),
        (("/2019", "/posts", "prefix", 302), "/2019/05/tides", 302, "/posts/05/tides"),
        (("/2019", "/posts", "prefix", 308), "/2019", 308, "/posts"),
        (("/2019/05", None, "exact", 410), "/2019/05", 410, None),
        (("/posts/lost", "/posts/found"), "/posts/lost", 301, "/posts/found"),
    ],
)
def test_an_address_that_moved_leads_on(client, rule, asked, status, location) -> None:
    path, to, *rest = rule
    content.redirect(path, to, kind=rest[0] if rest else "exact", status=rest[1] if rest else 301)
    answer = client.get(asked)
    assert (answer.status_code, answer.headers.get("Location")) == (status, location)


def test_the_longest_prefix_wins_and_an_exact_rule_before_it(client) -> None:
    content.redirect("/a", "/one", kind="prefix")
    content.redirect("/a/b", "/two", kind="prefix")
    content.redirect("/a/b/c", "/three")
    assert client.get("/a/x").headers["Location"] == "/one/x"
    assert client.get("/a/b/x").headers["Location"] == "/two/x"
    assert client.get("/a/b/c").headers["Location"] == "/three"


@pytest.mark.parametrize("path", ["/posts", "/projects", "/posts/here", "/categories"])
def test_a_slash_too_many_is_taken_away(client, path) -> None:
    content.post("Here")
    answer = client.get(path + "/")
    assert (answer.status_code, answer.headers["Location"]) == (301, path)


def test_what_is_there_goes_before_a_redirect(client) -> None:
    content.post("Here")
    content.redirect("/posts/here", "/elsewhere")
    assert client.get("/posts/here").status_code == 200


def test_a_new_slug_leaves_the_old_address_working(client) -> None:
    known = content.post("Old name")
    operations.update("posts", known["id"], {"slug": "new-name"}, actor=SYSTEM)
    answer = client.get("/posts/old-name")
    assert (answer.status_code, answer.headers.get("Location")) == (301, "/posts/new-name")


def test_the_owners_colour_reaches_the_style_sheet_and_nothing_else_does(client) -> None:
    operations.update_global("site", {"theme": {"accent": "#1f6270", "font": "mono", "scheme": "dark"}}, actor=SYSTEM)
    sheet = client.get("/theme.css").text
    assert "--hue: 214.4;" in sheet
    assert "--text-face: var(--mono)" in sheet
    assert 'data-scheme="dark"' in client.get("/").text
