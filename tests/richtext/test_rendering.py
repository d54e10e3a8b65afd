"""Documents as HTML: each node as a reader meets it."""

from __future__ import annotations

import re

import pytest
from lxml import html as lxml_html

from blog.richtext import EMPTY, from_markdown, outline, render, validate
from blog.richtext.render.page import RENDERERS
from blog.richtext.schema import SCHEMA

HELD_BY_OTHERS = {
    "doc",
    "text",
    "hardBreak",
    "math",
    "footnoteReference",
    "tableRow",
    "tableHeader",
    "tableCell",
    "column",
    "footnote",
}


def shown(markdown: str, **options) -> str:
    return render(validate(from_markdown(markdown)), **options)


def test_every_node_of_the_schema_is_rendered():
    assert set(RENDERERS) | HELD_BY_OTHERS == set(SCHEMA.nodes)


def test_an_empty_document_shows_nothing():
    assert render(EMPTY) == ""


def test_text_is_escaped_and_marks_share_their_element():
    assert shown('a < b & [**c** *d*](/x?a=1&b=2 "say \\"hi\\"")') == (
        '<p>a &lt; b &amp; <a href="/x?a=1&amp;b=2" title="say &quot;hi&quot;"><strong>c</strong> <em>d</em></a></p>'
    )


def test_a_heading_has_an_id_and_a_link_with_a_name():
    assert shown("## Über *uns*") == (
        '<h2 id="über-uns">Über <em>uns</em><a class="anchor" href="#über-uns" aria-label="Link to Über uns">'
        '<span aria-hidden="true">#</span></a></h2>'
    )


def test_ids_are_unique_and_an_authors_choice_wins():
    document = from_markdown("# Same\n\n# Same\n\n> # Same\n\n# Other {#same}\n\n# !!!")
    assert [heading.id for heading in outline(document)] == ["same-2", "same-3", "same-4", "same", "section"]
    assert re.findall(r'<h1 id="([^"]+)"', render(document)) == [heading.id for heading in outline(document)]


def test_a_prefix_keeps_documents_of_one_page_apart():
    text = "# A\n\n[up](#a) and[^1]\n\n[^1]: b"
    page = shown(text, prefix="one-") + shown(text, prefix="two-")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 6
    assert '<a href="#one-a">up</a>' in page
    assert all(f'id="{target}"' in page for target in re.findall(r'href="#([^"]+)"', page))


def test_headings_can_be_moved_down():
    assert "<h3" in shown("# A", heading_offset=2)
    assert "<h6" in shown("###### A", heading_offset=2)


def test_code_is_highlighted_with_classes_only():
    page = shown('```python {title="a.py" highlight="2"}\nx = 1\ny = "<"\n```')
    assert '<span class="code-title">a.py</span><span class="code-language">Python</span>' in page
    assert '<span class="hll">' in page
    assert "style=" not in page
    assert "&lt;" in page


@pytest.mark.parametrize("language", ["zzz-unknown", "text", ""])
def test_an_unknown_language_is_shown_plain(language):
    assert "a &lt; b" in shown(f"```{language}\na < b\n```")


def test_code_keeps_its_lines_and_spaces():
    text = "\n  a\n\n\tb  \n"
    page = shown(f"```python\n{text}\n```")
    assert lxml_html.fromstring(page).find(".//code").text_content() == text


def test_a_diagram_is_readable_source_where_nobody_draws():
    assert '<pre class="mermaid"' in shown("```mermaid\na --> b\n```")
    assert "a --&gt; b" in shown("```mermaid\na --> b\n```")


def test_a_formula_is_mathml_and_its_source_where_it_cannot_be_converted():
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in shown("$x^2$")
    assert '<code class="math">\\text{&lt;b&gt;}</code>' in shown("$\\text{<b>}$")
    assert '<code class="math">\\frac{</code>' in shown("$\\frac{$")
    assert "<mfrac>" in shown("$$\n\\frac{a}{b}\n$$")


def test_a_table_scrolls_and_says_what_its_headers_head():
    page = shown("| a | b |\n| --- | ---: |\n| c | d |")
    assert '<div class="table" role="region" aria-label="Table: a, b" tabindex="0"><table><thead>' in page
    assert '<th scope="col">a</th>' in page
    assert '<th scope="col" class="align-right">b</th>' in page
    assert '<tbody><tr><td>c</td><td class="align-right">d</td></tr></tbody>' in page


def test_a_table_is_called_by_its_columns_or_just_a_table():
    long = " | ".join(f"column {number}" for number in range(20))
    page = shown(f"| {long} |\n|{' --- |' * 20}\n|{' x |' * 20}")
    assert re.search(r'aria-label="Table: column 0, [^"]{60,80}…"', page)
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": "x"}]}
    row = {"type": "tableRow", "content": [{"type": "tableCell", "content": [paragraph]}]}
    bare = {"type": "table", "content": [row]}
    assert 'aria-label="Table"' in render({"type": "doc", "content": [bare]})


def test_a_task_list_says_what_is_done():
    page = shown("- [x] a\n- [ ] b")
    assert '<input type="checkbox" disabled checked aria-label="Done"> a' in page
    assert '<input type="checkbox" disabled aria-label="To do"> b' in page


def test_footnotes_are_numbered_by_their_first_mention_and_lead_back():
    page = shown("one[^b] two[^a] three[^b]\n\n[^a]: A\n\n[^b]: B\n\n[^c]: C")
    assert '<a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="Footnote 1">1</a>' in page
    assert re.search(r'<li id="fn-1"><p>B <a[^>]+href="#fnref-1"[^>]+>↩</a> <a[^>]+href="#fnref-1-2"', page)
    assert page.index('<li id="fn-2"><p>A') < page.index('<li id="fn-3"><p>C')


def test_a_callout_says_what_it_is():
    assert (
        '<div class="callout callout-error" role="note" aria-label="Error"><p class="callout-title">Error</p>'
        in shown(":::callout{kind=error}\nx\n:::")
    )
    assert 'aria-label="Mind"' in shown(":::callout{kind=warning title=Mind}\nx\n:::")


def test_a_picture_of_the_library_comes_from_the_caller():
    document = validate(from_markdown('![alt](media:abc "caption")'))
    document["content"][0]["attrs"]["media"] = {"id": "abc", "url": "/media/a.jpg", "width": 3, "height": 2}
    page = render(document, picture=lambda media, attrs: f"<picture data-id={media['id']}>{attrs['alt']}</picture>")
    assert page == (
        '<figure class="image image-column"><picture data-id=abc>alt</picture><figcaption>caption</figcaption></figure>'
    )
    assert '<img src="/media/a.jpg" alt="alt" width="3" height="2"' in render(document)


def picture(width: int, height: int, **more) -> dict:
    media = {"id": "a", "url": "/media/a.jpg", "alt": "A boat", "width": width, "height": height, **more}
    return {"type": "image", "attrs": {"media": media}}


def test_a_picture_says_who_made_it():
    page = render({"type": "doc", "content": [picture(3, 2, caption="At <sea>", credit="Bo")]})
    assert '<figcaption><span>At &lt;sea&gt;</span> <span class="credit">Bo</span></figcaption>' in page


def test_the_pictures_of_a_gallery_have_shapes_that_make_even_rows():
    sizes = [(600, 900), (900, 600), (800, 800), (4000, 100), (0, 0)]
    gallery = {"type": "gallery", "attrs": {}, "content": [picture(*size) for size in sizes]}
    asked = []
    page = render(
        {"type": "doc", "content": [gallery]}, picture=lambda media, attrs: asked.append(attrs["width"]) or ""
    )
    assert re.findall(r'<li class="shape-(\d+)">', page) == ["67", "150", "100", "240", "150"]
    assert set(asked) == {"gallery"}


def test_a_picture_that_is_gone_leaves_its_words():
    assert "image-missing" in shown("![what it showed](media:gone)")
    assert "what it showed" in shown("![what it showed](media:gone)")


@pytest.mark.parametrize(
    "markdown",
    ["![alt](https://other.example/p.png)", "[![alt](https://other.example/p.png)](/x)",
     "words ![alt](https://other.example/p.png) words",
     "<img src=https://other.example/p.png alt=alt>", "::embed{url=https://other.example/v}", "<iframe src=https://other.example/></iframe>",
     "<video src=https://other.example/v.mp4></video>", "![alt](//other.example/p.png)"],
)  # fmt: skip
def test_nothing_is_asked_of_another_site(markdown):
    page = shown(markdown)
    assert not re.search(r"<(img|iframe|video|source|link|script)\b", page)
    assert "<a " in page


def test_a_link_to_a_document_is_resolved_by_the_caller():
    document = validate(from_markdown("[gone](reference:posts/a) [here](reference:posts/b)"))
    page = render(document, address=lambda to, value: f"/{to}/{value['id']}" if value["id"] == "b" else None)
    assert page == '<p>gone <a href="/posts/b">here</a></p>'


def test_a_callers_address_is_checked_like_any_other():
    document = validate(from_markdown("[x](reference:posts/a)"))
    assert render(document, address=lambda to, value: "javascript:alert(1)") == "<p>x</p>"


def test_archives_and_forms_are_the_sites_own():
    text = "::archive{collection=posts limit=2}\n\n::form{form=contact}"
    assert shown(text, block=lambda node: f"<p>{node['type']}</p>") == "<p>archive</p><p>form</p>"
    assert shown(text) == ""


def test_metrics_and_facts_are_definition_lists():
    assert '<dt>uptime</dt><dd class="metric-value">99 %</dd>' in shown(":::metrics\n- 99 % | uptime\n:::")
    assert "<dt>Role</dt><dd>Lead</dd>" in shown(":::facts{title=T}\n- Role | Lead\n:::")


def test_details_fold_without_a_script():
    assert shown(":::details{summary=More}\nx\n:::") == "<details><summary>More</summary><p>x</p></details>"


@pytest.mark.parametrize("language", ["console", "doscon", "irb", "pycon", "postgres-console", "python", "text"])
def test_a_listing_keeps_its_last_line(language):
    for source in ("$ rustup update stable", "$ one\n$ two", "$ one\n", "\n\n$ one\n\n"):
        listing = {"type": "codeBlock", "attrs": {"language": language}, "content": [{"type": "text", "text": source}]}
        (pre,) = lxml_html.fromstring(render(validate({"type": "doc", "content": [listing]}))).xpath("//code")
        assert pre.text_content() == source
