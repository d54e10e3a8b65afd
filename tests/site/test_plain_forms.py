"""Documents as Markdown at their own addresses, and the file that tells language models where they are."""

from __future__ import annotations

import re

import yaml

from blog.content import operations
from blog.content.access import SYSTEM
from tests.site import content

HOSTILE = 'A: "b" </script> ]]> # {{ x }} \u202e\u2028 👩🏽‍🚀 [l](javascript:x) `'


def parted(text: str) -> tuple[dict, str]:
    """Front matter and text of a Markdown file."""
    found = re.fullmatch(r"---\n(.*?)\n---\n\n(.*)", text, re.S)
    return yaml.safe_load(found[1]), found[2]


def test_a_post_is_there_as_markdown(client) -> None:
    ines, craft = content.author(), content.category("Craft")
    form = content.contact_form()
    words = f"{content.EVERYTHING}\n\n[Local](/about) and [below](#end).\n\n::form{{form={form['id']}}}\n"
    content.post("First", author=ines["id"], categories=[craft["id"]], content=content.text(words))
    answer = client.get("/posts/first.md")
    assert answer.content_type == "text/markdown; charset=utf-8"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert re.fullmatch(r'<https?://[^>]+/posts/first>; rel="canonical"', answer.headers["Link"])
    front, text = parted(answer.text)
    assert front["title"] == "First"
    assert front["author"] == ["Ines Halloran"]
    assert front["categories"] == ["Craft"]
    assert front["canonical"].endswith("/posts/first")
    assert text.startswith("# First\n\nFirst, a paragraph with **bold**")
    assert re.search(r"\[Local\]\(https?://[^)]+/about\) and \[below\]\(#end\)", text)
    assert "There is a form here" in text
    assert "::form" not in text
    assert "graph LR" in text
    again = client.get("/posts/first.md", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_page_of_blocks_reads_as_one_text(client) -> None:
    form = content.contact_form(title="Write to me")
    content.post("Latest", summary="The newest.")
    blocks = [
        content.block("content", columns=[{"richText": content.text(words)} for words in ("Left *side*.", "R.")]),
        content.block("archive", relationTo="posts", introContent=content.text("## Lately")),
        content.block("metrics", title="Figures", items=[{"value": "12", "label": "Ships", "description": "Small."}]),
        content.block("facts", title="Particulars", items=[{"term": "Keel", "description": "Oak"}]),
        content.block("code", language="python", code="x = '```'"),
        content.block("quote", text="It floats.", attribution="Bo"),
        content.block("banner", style="info", content=content.text("Mind the step.")),
        content.block("cta", richText=content.text("Call."), links=[
            {"link": {"type": "custom", "url": "/contact", "label": "Now"}},
        ]),
        content.block("formBlock", form=form["id"]),
    ]  # fmt: skip
    content.page("About", slug="about/us", layout=blocks)
    front, text = parted(client.get("/about/us.md").text)
    assert front["title"] == "About"
    for expected in (
        "# About", "Left *side*.", "## Lately", ".md): The newest.", "- **Ships:** 12 (Small.)", "- **Keel:** Oak",
        "````python\nx = '```'\n````", "> It floats.", "> — Bo", "> Mind the step.", "/contact)",
        "[Write to me: fill it in",
    ):  # fmt: skip
        assert expected in text, expected


def test_a_project_brings_its_facts(client) -> None:
    python = content.technology("Python")
    work = {"role": "Skipper", "links": {"demo": "https://example.org/d"}, "challenges": content.text("The moon.")}
    content.project("Boat", technologies=[python["id"]], **work)
    front, text = parted(client.get("/projects/boat.md").text)
    assert front["technologies"] == ["Python"]
    assert "- **Role:** Skipper" in text
    assert "## What was hard\n\nThe moon." in text


def test_the_head_of_a_page_names_its_markdown(client) -> None:
    content.post("First")
    content.project("Boat")
    content.page("About")
    content.page("Home", slug="home")
    for path, markdown in {
        "/posts/first": "/posts/first.md", "/projects/boat": "/projects/boat.md", "/about": "/about.md",
        "/": "/index.md",
    }.items():  # fmt: skip
        named = re.search(r'<link rel="alternate" type="text/markdown" href="([^"]+)">', client.get(path).text)
        assert named[1] == markdown
        assert client.get(markdown).status_code == 200, markdown
    assert "text/markdown" not in client.get("/posts").text


def test_what_is_called_md_itself_and_what_moved_is_found(client) -> None:
    content.page("Readme", slug="readme.md")
    content.redirect("/posts/old.md", "/elsewhere")
    post = content.post("First")
    assert '<h1 dir="auto">Readme</h1>' in client.get("/readme.md").text
    assert client.get("/posts/old.md").location.endswith("/elsewhere")
    operations.update("posts", post["id"], {"slug": "second"}, actor=SYSTEM)
    assert client.get("/posts/first.md").location.endswith("/posts/second.md")
    operations.trash("posts", post["id"], actor=SYSTEM)
    assert client.get("/posts/second.md").status_code == 410
    for nothing in ("/posts/none.md", "/none.md", "/posts/%00.md", "/" + "x" * 3000 + ".md"):
        assert client.get(nothing).status_code == 404, nothing


def test_a_draft_has_no_markdown(client) -> None:
    content.post("Draft", status="draft")
    assert client.get("/posts/draft.md").status_code == 404


def test_no_title_breaks_front_matter(client) -> None:
    ines = content.author('Ines: "x" # \'')
    content.post(HOSTILE, slug="bad", summary=HOSTILE + "y" * 10_000, author=ines["id"])
    front, text = parted(client.get("/posts/bad.md").text)
    assert front["title"] == HOSTILE
    assert front["author"] == ['Ines: "x" # \'']
    assert "[l](javascript" not in text.split("\n")[0]


def test_language_models_are_told_what_there_is(client) -> None:
    operations.update_global("site", {"name": "Slack Water", "description": "About ships."}, actor=SYSTEM)
    content.post("First", summary="The first.")
    content.post("Draft", status="draft")
    content.project("Boat")
    content.page("About")
    answer = client.get("/llms.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text.startswith("# Slack Water\n\n> About ships.\n")
    assert re.search(r"## Posts\n\n- \[First\]\(http[^)]+/posts/first\.md\): The first\.", answer.text)
    assert re.search(r"## Projects\n\n- \[Boat\]\(http[^)]+/projects/boat\.md\)", answer.text)
    assert re.search(r"## Pages\n\n- \[About\]\(http[^)]+/about\.md\)", answer.text)
    assert "Draft" not in answer.text
    for address in re.findall(r"\(https?://[^/]+(/[^)]*)\)", answer.text):
        assert client.get(address).status_code == 200, address
