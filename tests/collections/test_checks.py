"""What is worth a look before publishing: each check on its own, and what they learn of the site around a document."""

from __future__ import annotations

from typing import Any

import pytest

from blog import richtext
from blog.clock import now
from blog.collections.checks import HINT, WARNING, Context, Finding, checked, mark_of
from blog.collections.checks.context import subject_of
from blog.collections.checks.finding import DRAFT, LATER, MISSING, PUBLIC, TRASHED, Target
from blog.collections.checks.links import check_links, own_path
from blog.collections.checks.outside import check_address, check_filing, check_search_words
from blog.collections.checks.pictures import check_pictures
from blog.collections.checks.text import check_headings, check_paragraphs
from blog.content import operations
from blog.content.access import SYSTEM
from blog.content.registry import registry
from tests.content.documents import make, page, picture, post

ID = "6f1c2b9e-0000-4000-8000-000000000001"


def found(check: Any, doc: dict[str, Any], context: Context | None = None, slug: str = "posts") -> list[Finding]:
    return list(check(subject_of(registry[slug], doc), context or Context(site_url="https://own.example")))


def said(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.kind, finding.check, finding.path) for finding in findings]


def text(markdown: str) -> dict[str, Any]:
    return richtext.from_markdown(markdown)


def linked(words: str, **attrs: Any) -> dict[str, Any]:
    mark = {"type": "link", "attrs": {"href": None, "reference": None, "title": None} | attrs}
    node = {"type": "text", "text": words, "marks": [mark]}
    return {"type": "doc", "content": [{"type": "paragraph", "content": [node]}]}


@pytest.mark.parametrize(
    ("media", "alt", "expected"),
    [
        ({"alt": "", "decorative": False, "filename": "a.png"}, "", [(WARNING, "alt", "content")]),
        ({"alt": " ", "decorative": False}, " ", [(WARNING, "alt", "content")]),
        ({"alt": None, "decorative": True}, "", []),
        ({"alt": "Tulips", "decorative": False}, "", []),
        ({"alt": None, "decorative": False}, "Tulips", []),
    ],
)
def test_a_picture_needs_words_or_is_decorative(media, alt, expected) -> None:
    image = {"type": "image", "attrs": {"media": ID, "alt": alt}}
    doc = {"content": {"type": "doc", "content": [image, image]}}
    assert said(found(check_pictures, doc, Context(pictures={ID: media}))) == expected


def test_pictures_of_fields_rows_and_blocks_are_looked_at_and_told_once() -> None:
    media = {ID: {"alt": "", "decorative": False, "filename": "a.png"}}
    hero = found(check_pictures, {"heroImage": ID, "meta": {"image": ID}}, Context(pictures=media))
    assert len(hero) == 1
    assert hero[0].about == ("media", ID)
    assert "a.png" in hero[0].message
    block = {"layout": [{"blockType": "mediaBlock", "media": ID}]}
    assert said(found(check_pictures, block, Context(pictures=media), "pages")) == [(WARNING, "alt", "layout.0.media")]
    unseen = {"hero": {"type": "none", "media": ID}}
    assert found(check_pictures, unseen, Context(pictures=media), "pages") == []
    assert said(found(check_pictures, {"content": text("![](https://else.example/a.png)")})) == [
        (WARNING, "alt", "content")
    ]


@pytest.mark.parametrize(
    ("state", "check"),
    [(PUBLIC, None), (DRAFT, "draft-link"), (LATER, "draft-link"), (TRASHED, "dead-link"), (MISSING, "dead-link")],
)
def test_a_link_to_a_document_that_readers_cannot_see_is_told(state, check) -> None:
    context = Context(targets={("posts", ID): Target(state, "Roses")})
    reference = {"relationTo": "posts", "value": ID}
    findings = found(check_links, {"content": linked("the roses", reference=reference)}, context)
    assert said(findings) == ([(WARNING, check, "content")] if check else [])
    if check:
        assert "“the roses” leads to “Roses”" in findings[0].message
    nav = {"hero": {"type": "low", "links": [{"link": {"type": "reference", "reference": reference}}]}}
    assert said(found(check_links, nav, context, "pages")) == (
        [(WARNING, check, "hero.links.0.link")] if check else []
    )  # fmt: skip


def test_a_link_of_a_menu_or_a_block_is_called_by_its_address_where_it_has_no_words() -> None:
    def block(**link: Any) -> dict[str, Any]:
        return {"layout": [{"blockType": "cta", "links": [{"link": {"type": "custom", **link}}]}]}

    assert found(check_links, block(url="https://else.example"), slug="pages") == []
    assert said(found(check_links, block(label="Write"), slug="pages")) == [
        (WARNING, "empty-link", "layout.0.links.0.link")
    ]


@pytest.mark.parametrize(("answer", "told"), [(200, False), (301, False), (404, True), (410, True)])
def test_an_address_of_this_site_that_answers_nothing_is_told(answer, told) -> None:
    context = Context(site_url="https://own.example", answers={"/old?p=1": answer})
    for href in ("/old?p=1", "https://own.example/old?p=1", "https://own.example/old?p=1#part"):
        assert bool(found(check_links, {"content": linked("the old page", href=href)}, context)) is told


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("/a%20b", "/a b"), ("a", "/a"), ("//own.example/a", "/a"), ("https://own.example", "/"), ("#part", ""),
        ("https://else.example/a", ""), ("mailto:a@own.example", ""), ("http://[", ""), (None, ""), ("/a\x01", ""),
    ],
)  # fmt: skip
def test_an_address_is_of_this_site_or_is_not_asked_about(href, path) -> None:
    assert own_path(href, "https://own.example") == path


@pytest.mark.parametrize(
    ("doc", "expected"),
    [
        (linked("Click here!", href="https://else.example"), [(HINT, "vague-link", "content")]),
        (linked("the tide tables", href="https://else.example"), []),
        (linked("the part below", href="#part"), []),
        (linked("the top", href="#"), [(WARNING, "empty-link", "content")]),
        (linked("nowhere"), [(WARNING, "empty-link", "content")]),
        (linked(" ", href="https://else.example"), [(WARNING, "empty-link", "content")]),
        (text("[one **bold** link](https://else.example) and [here](https://else.example)"),
         [(HINT, "vague-link", "content")]),
    ],
)  # fmt: skip
def test_links_need_an_address_and_words_that_say_where(doc, expected) -> None:
    assert said(found(check_links, {"content": doc})) == expected


@pytest.mark.parametrize(
    ("markdown", "checks"),
    [
        ("## One\n\n### Two\n\n#### Three\n\n## Four", []),
        ("### One", ["heading-order"]),
        ("## One\n\n#### Two", ["heading-order"]),
        ("# One\n\n## Two", ["first-level"]),
        ("Words only", []),
    ],
)
def test_headings_go_down_one_level_at_a_time(markdown, checks) -> None:
    assert [finding.check for finding in found(check_headings, {"content": text(markdown)})] == checks


def test_the_opening_of_a_page_may_hold_its_title_once() -> None:
    opening = {"hero": {"type": "low", "richText": text("# The title\n\nWords")}}
    assert found(check_headings, opening, slug="pages") == []
    twice = {"hero": {"type": "low", "richText": text("# The title\n\n# Another")}}
    assert [finding.check for finding in found(check_headings, twice, slug="pages")] == ["first-level"]


def test_an_empty_heading_is_told_and_a_second_text_begins_anew() -> None:
    empty = {"type": "doc", "content": [{"type": "heading", "attrs": {"level": 2}}]}
    assert [finding.check for finding in found(check_headings, {"content": empty})] == ["empty-heading"]
    columns = [{"richText": text("## One")}, {"richText": text("#### Two\n\n###### Three")}]
    block = {"layout": [{"blockType": "content", "columns": columns}]}
    findings = found(check_headings, block, slug="pages")
    assert said(findings) == [(WARNING, "heading-order", "layout.0.columns.1.richText")]
    assert "“Three”" in findings[0].message


def test_only_a_paragraph_that_never_ends_is_long() -> None:
    assert found(check_paragraphs, {"content": text("word " * 200)}) == []
    assert said(found(check_paragraphs, {"content": text("word " * 201)})) == [(HINT, "long-paragraph", "content")]


@pytest.mark.parametrize(
    ("doc", "expected"),
    [
        ({"title": "Tulips", "summary": "s" * 80}, []),
        ({"title": "t" * 61, "summary": "s" * 80}, [("title-length", "meta.title")]),
        ({"title": "t" * 61, "meta": {"title": "Short", "description": "d" * 160}}, []),
        ({"title": "Tulips"}, [("description", "meta.description")]),
        ({"title": "Tulips", "summary": "s" * 20}, [("description-length", "summary")]),
        ({"title": "Tulips", "meta": {"description": "d" * 161}}, [("description-length", "meta.description")]),
    ],
)
def test_title_and_description_fit_a_search_result(doc, expected) -> None:
    assert [(f.check, f.path) for f in found(check_search_words, doc)] == expected


def test_summary_picture_and_category_are_missed_where_there_are_such_fields() -> None:
    checks = [finding.check for finding in found(check_filing, {})]
    assert checks == ["no-summary", "no-heroImage", "no-categories"]
    assert found(check_filing, {"summary": "s", "heroImage": ID, "categories": [ID]}) == []
    assert found(check_filing, {}, slug="pages") == []


def test_an_address_that_is_taken_is_told() -> None:
    assert said(found(check_address, {}, Context(taken="/posts/tulips"))) == [(WARNING, "slug", "slug")]


def test_the_site_is_asked_about_what_a_document_points_to(app, people) -> None:
    public, draft, trashed = post("Public"), post("Draft", status="draft", draft=True), post("Trashed")
    later = post("Later", publishedAt=now().replace(year=now().year + 1).isoformat())
    operations.trash("posts", trashed["id"], actor=SYSTEM)
    page("About")
    make("redirects", **{"from": "/old", "type": "exact", "status": 301, "to": {"type": "custom", "url": "/about"}})
    nodes = []
    for doc in (public, draft, trashed, later, {"id": ID}):
        mark = {"type": "link", "attrs": {"reference": {"relationTo": "posts", "value": doc["id"]}}}
        nodes.append({"type": "text", "text": f"to {doc.get('title', 'nothing')}", "marks": [mark]})
        nodes.append({"type": "text", "text": ", "})
    for href in ("/posts/public", "/posts/trashed", "/nowhere", "/old", "/about", "/feed.xml", "/posts", "/"):
        mark = {"type": "link", "attrs": {"href": href}}
        nodes.append({"type": "text", "text": f"to {href}", "marks": [mark]})
        nodes.append({"type": "text", "text": ", "})
    content = {"type": "doc", "content": [{"type": "paragraph", "content": nodes}]}
    doc = {"title": "Links", "slug": "public", "content": content, "heroImage": picture(alt=None)}
    warnings = [f.message for f in checked(registry["posts"], doc) if f.kind == WARNING]
    assert warnings[:2] == [
        "Another document has the address /posts/public: choose a different slug.",
        "The picture tulips.png has no alternative text.",
    ]
    assert [sentence.split(" leads to ")[1] for sentence in warnings[2:]] == [
        "“Draft”, which is a draft: readers cannot see it.",
        "“Trashed”, which is in the trash.",
        "“Later”, which readers see only later.",
        "a document, which is gone.",
        "/posts/trashed, which is gone for good.",
        "/nowhere, where readers find nothing.",
    ]


def test_the_number_of_statements_does_not_grow_with_the_links(app, people, statements) -> None:
    def cost(count: int) -> int:
        reference = {"relationTo": "posts", "value": post(f"Target {count}")["id"]}
        node = linked("there", reference=reference)["content"][0]
        doc = {"title": "Many", "slug": "many", "content": {"type": "doc", "content": [node] * count}}
        with statements() as seen:
            checked(registry["posts"], doc)
        return len(seen)

    assert cost(1) == cost(40)


def test_a_mark_names_exactly_these_warnings() -> None:
    hint, one, two = Finding(HINT, "a", "A"), Finding(WARNING, "b", "B"), Finding(WARNING, "b", "C")
    assert mark_of([hint]) == ""
    assert mark_of([one]) == mark_of([hint, one]) != mark_of([one, two])
