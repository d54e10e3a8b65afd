"""What stands in the texts: shortcodes, template tags, dialects, pictures and links, and that code is left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from blog.cli.importing.code_ranges import CodeRanges, without_comments
from blog.cli.importing.conversion import Conversion
from tests.importing.samples import document, html_of, notes, read, read_files, text_of

HEAD = "---\ntitle: A\ndate: 2020-01-01\n---\n"


def shown(folder: Path, text: str, kind: str, **files: str) -> str:
    """The page of one post with this text on a site of this generator."""
    name = {"jekyll": "_posts/2020-01-01-a.md", "eleventy": "posts/a.md"}.get(kind, "content/posts/a.md")
    return html_of(read_files(folder, {name: HEAD + text, **files}, kind), "a.md")


SHORTCODES = [
    ("hugo", '{{< figure src="https://example.org/a.png" alt="A" caption="B" >}}', "AB"),
    ("hugo", "{{< youtube abc >}}", "youtube.com/watch?v=abc"),
    ("hugo", '{{< youtube id="abc" >}}', "youtube.com/watch?v=abc"),
    ("hugo", "{{< gist ada 123 >}}", "gist.github.com/ada/123"),
    ("hugo", "{{% notice tip %}}\nIt is **so**.\n{{% /notice %}}", "<strong>so</strong>"),
    ("hugo", '{{< alert "careful now" >}}', "careful now"),
    ("hugo", "{{< tabs >}}\n{{< tab >}}\nOne\n{{< /tab >}}\n{{< /tabs >}}", "<p>One</p>"),
    ("hugo", '{{< details "More" >}}\nInside\n{{< /details >}}', "<summary>More</summary>"),
    ("hugo", "{{< mermaid >}}\ngraph TD; A-->B\n{{< /mermaid >}}", "A--&gt;B"),
    ("hugo", '{{< button href="https://example.org" >}}Go{{< /button >}}', '<a href="https://example.org">Go</a>'),
    ("hugo", "{{< strange >}}words *stay*{{< /strange >}}", "<em>stay</em>"),
    ("hugo", '{{< strange chart="one" >}}', "strange chart: one"),
    ("hugo", "{{</* figure */>}}", "{{&lt; figure &gt;}}"),
    ("jekyll", "{% youtube abc %}", "youtube.com/watch?v=abc"),
    ("jekyll", '{% include video.html id="x" title="A film" %}', "film"),
    ("jekyll", "{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}", "<pre"),
    ("jekyll", "{% raw %}{{ kept }}{% endraw %}", "{{ kept }}"),
    ("jekyll", "{% if site.x %}Yes{% else %}No{% endif %}", "<p>Yes</p>"),
    ("jekyll", "a {% comment %}gone{% endcomment %}b", "<p>a b</p>"),
    ("jekyll", "{{ page.title }} and {{ 'x' | append: 'y' }}", "A and xy"),
    ("jekyll", "[x]({{ '/y/' | relative_url }})", ">x"),
    ("eleventy", '{% image "https://example.org/a.png", "A tree" %}', "A tree"),
    ("zola", '{{ youtube(id="abc", autoplay=true) }}', "youtube.com/watch?v=abc"),
    ("zola", '{% quote(author="Ada") %}\nIt **is**.\n{% end %}', "— Ada"),
    ("zola", "{{ not a call }}", "{{ not a call }}"),
    ("pelican", "{% youtube abc %}", "youtube.com/watch?v=abc"),
]


@pytest.mark.parametrize(("kind", "text", "expected"), SHORTCODES)
def test_a_shortcode_says_what_it_meant(tmp_path: Path, kind: str, text: str, expected: str) -> None:
    page = shown(tmp_path, text, kind)
    assert expected in re.sub(r"</?span[^>]*>", "", page)
    if "raw" not in text and "/*" not in text and "not a call" not in text:
        assert not re.search(r"\{[{%]|[%}]\}", page)


DIALECTS = [
    ("jekyll", "A line.\n{: .lead #x}\n", "<p>A line.</p>"),
    ("jekyll", "## Title\n{: #mine .c}\n", 'id="mine"'),
    ("hugo", "## Title {#mine}\n", 'id="mine"'),
    ("jekyll", "* TOC\n{:toc}\n\nText.", "<p>Text.</p>"),
    ("pelican", "[TOC]\n\nText.", "<p>Text.</p>"),
    ("pelican", '!!! warning "Mind"\n    The *step*.\n', "<em>step</em>"),
    ("plain", "> [!NOTE]\n> Read this.\n", "Read this."),
    ("docusaurus", ":::tip[Well]\nSo it is.\n:::\n", "So it is."),
    ("hugo", "A :tada: day", "🎉"),
    ("hugo", "At 10:30:45 and `:tada:`", "<code>:tada:</code>"),
    ("plain", "One<!-- hidden -->two", "<p>Onetwo</p>"),
    ("plain", "A <kbd>Ctrl</kbd> key", "<kbd>Ctrl</kbd>"),
    ("plain", "Text[^1].\n\n[^1]: Small.", "Small."),
]


@pytest.mark.parametrize(("kind", "text", "expected"), DIALECTS)
def test_a_dialect_is_understood(tmp_path: Path, kind: str, text: str, expected: str) -> None:
    page = html_of(
        read_files(tmp_path, {"posts/a.md" if kind != "docusaurus" else "blog/a.md": HEAD + text}, kind), "a.md"
    )
    assert expected in page
    assert not re.search(r"\{[:#.]|\[!|:::|\[TOC\]|&lt;!--", page)


CODE = [
    '```\n{{< figure src="x" >}}\n{% for a in b %}\n{{ c }}\n:tada: <!-- d --> [[e]]\n```\n',
    "`{{< figure >}}` and `{: .x}` and `<!-- y -->`\n",
    "- item\n\n  ```yaml\n  a: {{ b }}\n  ```\n",
    "~~~~\n```\n{{< x >}}\n~~~~\n",
    "Text:\n\n    {{< indented >}}\n    {: .x }\n",
]


@pytest.mark.parametrize("kind", ["hugo", "zola", "pelican", "plain"])
@pytest.mark.parametrize("text", CODE)
def test_code_is_left_as_it_was_written(tmp_path: Path, kind: str, text: str) -> None:
    page = re.sub(r"<[^>]+>", "", shown(tmp_path, text, kind)).replace("&lt;", "<").replace("&gt;", ">")
    page = page.replace("&quot;", '"').replace("&#34;", '"')
    code = [line.strip(" `~-") for line in text.split("\n")]
    for line in code:
        for part in re.findall(r"\{[^}]*\}+|<!--.*?-->|:tada:|\[\[e\]\]", line):
            assert part in page


def test_ranges_of_code_know_fences_spans_and_indents() -> None:
    text = "a `b` c\n\n    d\n\n```\ne\n```\n\n- f\n\n    g\n"
    ranges = CodeRanges(text)
    assert [sign for sign in "abcdefg" if ranges.holds(text.index(sign))] == ["b", "d", "e"]


def test_a_comment_around_a_fence_goes_and_one_in_a_fence_stays() -> None:
    assert without_comments("a <!-- ```\nb\n``` --> c") == "a  c"
    assert without_comments("```\n<!-- b -->\n```\n") == "```\n<!-- b -->\n```\n"


@pytest.mark.parametrize("site", ["jekyll", "hugo", "eleventy", "pelican", "zola"])
def test_no_raw_markup_is_shown(site: str) -> None:
    found = read(site)
    for each in found.documents:
        content = Conversion(found, each).run().content
        words = "\n".join(_prose(content))
        words = words.replace("{{ these }}", "").replace("{{< figure >}}", "").replace("{{ not_a_call }}", "")
        assert not re.search(r"\{[{%:#]|\]\(|\*\*|^#|:::|</?\w+>|/@", words, re.MULTILINE), (each.name, words)


def _prose(node: dict) -> list[str]:
    if node["type"] == "codeBlock" or any(mark["type"] == "code" for mark in node.get("marks", [])):
        return []
    return [node.get("text", "")] + [text for child in node.get("content", []) for text in _prose(child)]


@pytest.mark.parametrize(
    ("site", "file", "words"),
    [
        (
            "jekyll",
            "First_Walk.md",
            ["early", "12 km long", "{{ these }}", "400 g", "Written on the way"],
        ),
        ("jekyll", "second-walk.markdown", ["all day", "Back to the first", "that nobody kept", "map", "Lost"]),
        (
            "hugo",
            "boats/index.md",
            ["about the harbour", "wet", "for a figure", "depth-chart port: north"],
        ),
        ("hugo", "harbour.md", ["The wall", "Look for the lamp", "Three metres", "links work"]),
        ("hugo", "json.md", ["Still text"]),
        ("eleventy", "kiln.md", ["the glaze", "{{ value }}", "stays in code"]),
        ("pelican", "escapement.md", ["picture", "Term", "What it means", "Springs bite"]),
        ("zola", "swarm.md", ["apple tree", "the hive", "hum", "Lene"]),
        ("zola", "hive/index.md", ["Inside", "{{ not_a_call }}", "{{ code(x=1) }}"]),
    ],
)
def test_no_words_are_lost(site: str, file: str, words: list[str]) -> None:
    text = " ".join(text_of(read(site), file).split())
    assert [word for word in words if word not in text] == []


def links(site: str, file: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', html_of(read(site), file))


@pytest.mark.parametrize(
    ("site", "file", "expected"),
    [
        ("jekyll", "First_Walk.md", ["/posts/second-walk#the-way-down", "/kitchen/soup"]),
        ("jekyll", "second-walk.markdown", ["/posts/first-walk", "/posts/first-walk#lunch"]),
        ("hugo", "boats/index.md", ["/posts/the-harbour#the-wall", "/posts/tide"]),
        ("hugo", "harbour.md", ["/posts/small-boats"]),
        ("eleventy", "kiln.md", ["/posts/glaze"]),
        ("pelican", "escapement.md", ["/about-the-shop", "/posts/winding-how-often", "/tag/brass"]),
        ("zola", "swarm.md", ["/posts/the-hive#inside"]),
    ],
)
def test_links_between_documents_lead_to_their_new_places(site: str, file: str, expected: list[str]) -> None:
    assert [link for link in expected if link not in links(site, file)] == []


@pytest.mark.parametrize(
    ("site", "file", "pictures"),
    [
        ("jekyll", "First_Walk.md", 2),
        ("hugo", "boats/index.md", 1),
        ("hugo", "harbour.md", 1),
        ("eleventy", "kiln.md", 2),
        ("pelican", "escapement.md", 1),
        ("zola", "hive/index.md", 2),
    ],
)
def test_pictures_of_the_folder_are_found_and_counted_once(site: str, file: str, pictures: int) -> None:
    found = read(site)
    converted = Conversion(found, document(found, file)).run()
    assert str(converted.content).count("'media': 'import-") == pictures
    assert len(converted.files) == 1


def test_what_a_picture_shows_is_kept_from_wherever_it_is_said() -> None:
    found = read("zola")
    files = Conversion(found, document(found, "hive/index.md")).run().files
    assert [alt for _, alt in files.values()] == ["A yellow hive"]


def test_a_missing_picture_is_words_and_a_missing_file_no_link() -> None:
    found = read("jekyll")
    page = html_of(found, "second-walk.markdown")
    assert "[Lost]" in page
    assert "gone.png" not in page
    assert "map.gpx" not in page
    assert len(notes(found, "missing")) == 2


def test_an_excerpt_becomes_the_summary() -> None:
    found = read("jekyll")
    assert Conversion(found, document(found, "First_Walk.md")).run().excerpt == "We left early and read about it later."


def test_a_link_to_a_host_without_its_scheme_gets_one(tmp_path: Path) -> None:
    assert 'href="https://github.com/ada"' in shown(tmp_path, "[x](github.com/ada)", "plain")


def test_links_to_the_old_host_stay_on_the_site(tmp_path: Path) -> None:
    site = read_files(
        tmp_path,
        {
            "_config.yml": "url: https://old.example\n",
            "_posts/2020-01-01-a.md": HEAD
            + "[x](https://old.example/2020/01/02/b.html#c) [y](https://new.example/2020)",
            "_posts/2020-01-02-b.md": "---\ntitle: B\n---\nx",
        },
    )
    assert re.findall(r'href="([^"]+)"', html_of(site, "a.md")) == ["/posts/b#c", "https://new.example/2020"]


def test_no_script_survives(tmp_path: Path) -> None:
    text = "<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>\n"
    page = shown(tmp_path, text, "plain")
    assert "<script" not in page
    assert "javascript:" not in page
    assert "onerror" not in page


def test_an_anchor_in_the_own_text_finds_its_heading(tmp_path: Path) -> None:
    page = shown(tmp_path, "[x](#what_we-Ate)\n\n## What we ate\n", "plain")
    assert 'href="#what-we-ate">x' in page


@pytest.mark.parametrize(
    "text",
    [
        "<td><p>See [the goal](https://example.org/1) now</p></td>",
        '<p>See [<a href="https://example.org/1">the goal</a>](https://example.org/1) now</p>',
    ],
)
def test_a_link_written_inside_html_is_a_link(tmp_path: Path, text: str) -> None:
    page = shown(tmp_path, f"<div>{text}</div>", "zola")
    assert '<p>See <a href="https://example.org/1">the goal</a> now</p>' in page
