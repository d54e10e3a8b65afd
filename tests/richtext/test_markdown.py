"""What Markdown of all origins becomes."""

from __future__ import annotations

from typing import Any

import pytest

from blog.richtext import escape_line, from_markdown, plain_text, render, to_markdown, validate


def kinds(markdown: str) -> list[str]:
    return [node["type"] for node in validate(from_markdown(markdown))["content"]]


def first(markdown: str) -> dict[str, Any]:
    return validate(from_markdown(markdown))["content"][0]


def attrs(markdown: str, *names: str) -> list[Any]:
    return [first(markdown)["attrs"][name] for name in names]


def shown(markdown: str) -> str:
    return render(from_markdown(markdown))


@pytest.mark.parametrize(
    "nothing", ["", "\n\n", "   ", "\ufeff", "<!-- x -->", "<div></div>", "[a]: /b", "<script>x</script>"]
)
def test_nothing_becomes_an_empty_document(nothing):
    assert from_markdown(nothing) == {"type": "doc", "content": [{"type": "paragraph"}]}


def test_line_endings_byte_order_marks_and_nul_do_no_harm():
    assert plain_text(from_markdown("\ufeff# a\r\n\r\nb\r\nc\rd\x00")) == "a\nb c d\ufffd"


def test_lines_of_scripts_without_spaces_are_joined_without_one():
    assert plain_text(from_markdown("中文\n字 and\nEnglish")) == "中文字 and English"


def test_headings_of_both_kinds_and_their_names():
    assert attrs("Title {#name .class}\n=====", "level", "id") == [1, "name"]
    assert attrs("## Title {: #name }", "level", "id") == [2, "name"]
    assert plain_text(from_markdown("## Title {#name}")) == "Title"
    assert plain_text(from_markdown("## The set {1, 2}")) == "The set {1, 2}"


def test_reference_links_with_odd_labels():
    assert shown("[A *b*][ß Ü] and [c]\n\n[ẞ ü]: </x y> 'title'\n[C]: /c") == (
        '<p><a href="/x%20y" title="title">A <em>b</em></a> and <a href="/c">c</a></p>'
    )


def test_bare_addresses_become_links_without_the_sentence_around_them():
    page = shown(
        "See (https://example.org/a_(b)), http://example.org/x_y_z. Not `https://code.example` or [https://x.org](/y)."
    )
    assert page.count("<a ") == 3
    assert '<a href="https://example.org/a_(b)">https://example.org/a_(b)</a>), ' in page
    assert '<a href="http://example.org/x_y_z">http://example.org/x_y_z</a>. ' in page
    assert '<a href="/y">https://x.org</a>' in page


@pytest.mark.parametrize(
    "text",
    ["$5 and $6", "US$5, or $6", "$HOME/$USER", "costs $5-$10", "a $ b $ c", r"\$x\$", "`$x$`", "($4,000 or $5,000)"],
)
def test_money_and_variables_are_no_formulas(text):
    assert "math" not in str(from_markdown(text))


def test_formulas_in_lines_and_of_their_own():
    assert [node["type"] for node in first("so $x_1 * y$, ok")["content"]] == ["text", "math", "text"]
    assert attrs("$$ x $$", "source") == ["x"]
    assert attrs("$$\na\nb\n$$", "source") == ["a\nb"]
    assert attrs("```math\na\n```", "source") == ["a"]


def test_lists_keep_their_start_their_code_and_their_tasks():
    markdown = "7. a\n\n   ```c\n   x\n   ```\n8. b\n   - [x] done\n   - plain\n"
    node = first(markdown)
    assert node["attrs"] == {"start": 7}
    assert [child["type"] for child in node["content"][0]["content"]] == ["paragraph", "codeBlock"]
    assert [child["type"] for child in node["content"][1]["content"]] == ["paragraph", "taskList", "bulletList"]


@pytest.mark.parametrize(
    ("info", "language", "title", "highlight"),
    [
        ("rust,ignore", "rust", None, None),
        ("{.python}", "python", None, None),
        ('js {1,3-4} title="a.js"', "js", "a.js", "1,3-4"),
        ('go {linenos=table,hl_lines=[8,"15-17"]}', "go", None, "8,15-17"),
        ('python {title="a \\"b\\"" highlight="2"}', "python", 'a "b"', "2"),
        ("c++", "c++", None, None),
        ("", None, None, None),
    ],
)
def test_what_stands_behind_a_fence(info, language, title, highlight):
    assert attrs(f"```{info}\nx\n```", "language", "title", "highlight") == [language, title, highlight]


def test_pictures_alone_stand_by_themselves_and_others_part_their_paragraph():
    assert attrs('![*alt*](/a.png "cap"){width=wide href="/b"}', "src", "alt", "caption", "width", "href") == [
        "/a.png", "alt", "cap", "wide", "/b",
    ]  # fmt: skip
    assert attrs("[![alt](/a.png)](/full.png)", "href") == ["/full.png"]
    assert kinds("![a](/a.png)\n![b](/b.png)") == ["image", "image"]
    assert kinds("before ![a](/a.png) after") == ["paragraph", "image", "paragraph"]
    assert kinds("# Title ![a](/a.png)") == ["heading", "image"]


@pytest.mark.parametrize("path", ["</my pic.png>", "/my pic.png", "{{ site.url }}/my pic.png", "/my%20pic.png"])
def test_a_picture_whose_name_has_spaces_is_found(path):
    assert attrs(f'![a]({path} "b")', "src", "caption") == ["/my%20pic.png", "b"]


def test_a_picture_from_elsewhere_within_a_text_becomes_a_link_in_it():
    assert shown("see ![badge](https://x.org/b.svg) here") == '<p>see <a href="https://x.org/b.svg">badge</a> here</p>'


def test_importers_say_what_pictures_and_links_are():
    document = from_markdown(
        "![alt](pic.png 'c') and [post](@/other.md)\n\n<img src=pic.png alt=b>\n\n[stays](/x)",
        image=lambda src, alt, title: {"media": "abc"} if src == "pic.png" else None,
        link=lambda href: {"reference": {"relationTo": "posts", "value": "1"}} if href.startswith("@/") else None,
    )
    assert [node["attrs"]["media"] for node in document["content"] if node["type"] == "image"] == ["abc", "abc"]
    assert "'relationTo': 'posts', 'value': '1'" in str(document)
    assert to_markdown(
        document, image=lambda attrs: "x.png", link=lambda attrs: "y.md" if attrs["reference"] else None
    ) == ('![alt](x.png "c")\n\nand [post](y.md)\n\n![b](x.png)\n\n[stays](/x)\n')


def test_footnotes_go_to_the_end_and_references_without_one_stay_text():
    document = validate(from_markdown("> a[^x] [^nowhere]\n>\n> [^x]: note\n>\n>     more"))
    assert [node["type"] for node in document["content"]] == ["blockquote", "footnotes"]
    assert "[^nowhere]" in plain_text(document)
    assert plain_text(document).endswith("note\nmore")


def test_definition_lists_are_facts_when_plain():
    assert attrs("Term\n: Definition\n\nOther\n: Words", "items") == [
        [{"term": "Term", "description": "Definition"}, {"term": "Other", "description": "Words"}]
    ]
    assert kinds("Term\n: a **b**\n\n    c") == ["paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("> [!WARNING]\n> x", "warning", "Warning"),
        ("> [!note] Mind\n> x", "info", "Mind"),
        (":::tip Do\nx\n:::", "success", "Do"),
        (":::danger\nx\n:::", "error", None),
        (':::callout{kind=nonsense title="a"}\nx\n:::', "info", "a"),
        (":::warning\nx", "warning", None),
    ],
)
def test_callouts_of_several_dialects(text, kind, title):
    assert attrs(text, "kind", "title") == [kind, title]
    assert plain_text(from_markdown(text)).endswith("x")


def test_containers_close_in_order_even_when_their_fences_are_equally_long():
    text = ":::columns\n:::column\na\n\n```\n:::\n```\n:::\n:::column\nb\n:::\n:::\n\nafter"
    assert kinds(text) == ["columns", "paragraph"]
    assert len(first(text)["content"]) == 2


def test_unknown_directives_stay_text():
    assert plain_text(from_markdown(":::unknown\nx\n:::")) == ":::unknown x :::"


def test_html_around_markdown_keeps_both():
    text = "<details>\n<summary>More <b>here</b></summary>\n\n**bold**\n\n- item\n\n</details>\n\nafter"
    assert kinds(text) == ["details", "paragraph"]
    assert attrs(text, "summary") == ["More here"]
    assert "<strong>bold</strong>" in shown(text)
    assert shown('<div class="x" markdown="1">\n*a*\n</div>') == "<p><em>a</em></p>"


def test_html_within_lines():
    assert shown("<b>a</b><br>H<sub>2</sub>O <kbd>C</kbd> <span style=x>b</span><!-- c --> <u>d</u>") == (
        "<p><strong>a</strong><br>H<sub>2</sub>O <kbd>C</kbd> b <u>d</u></p>"
    )
    assert shown("a <script>b</script> c") == "<p>a  c</p>"


def test_html_left_open_ends_with_its_block():
    assert shown("<b>a\n\nb") == "<p><strong>a</strong></p><p>b</p>"
    assert shown("- <div>a\n- b") == "<ul><li>a</li><li>b</li></ul>"


def test_markdown_links_between_tags_are_links():
    assert shown("<p>see [this](https://x.org) now</p>") == '<p>see <a href="https://x.org">this</a> now</p>'


def test_settings_of_kramdown_are_not_shown():
    assert shown('a\n{: .lead}\n\n[b](/c){: target="_blank"}') == '<p>a</p><p><a href="/c">b</a></p>'
    assert kinds("* TOC\n{:toc}\n\ntext") == ["paragraph"]


@pytest.mark.parametrize(
    ("code", "kind", "found"),
    [
        ('{{< figure src="/a.png" alt="b" title="c" >}}', "image", {"src": "/a.png", "alt": "b", "caption": "c"}),
        ("{{< figure\n  src=/a.png\n  caption='c'\n>}}", "image", {"src": "/a.png", "caption": "c"}),
        ('{% include figure.html image_path="/a.png" caption="c" %}', "image", {"src": "/a.png", "caption": "c"}),
        ("{% img left /a.png 300 %}", "image", {"src": "/a.png"}),
        ("{{< youtube w7Ft2ymGmfc >}}", "embed", {"url": "https://www.youtube.com/watch?v=w7Ft2ymGmfc"}),
        ('{{< youtube id="w7Ft2ymGmfc" title="T" >}}', "embed", {"title": "T"}),
        ("{{< vimeo 146022717 >}}", "embed", {"url": "https://vimeo.com/146022717"}),
        ("{{< gist ada 1234 >}}", "embed", {"url": "https://gist.github.com/ada/1234"}),
        ("{% gist ada/1234 %}", "embed", {"url": "https://gist.github.com/ada/1234"}),
        ('{{< tweet user="ada" id="12" >}}', "embed", {"url": "https://twitter.com/ada/status/12"}),
        ("{% highlight ruby linenos %}\nx\n\n  y\n{% endhighlight %}", "codeBlock", {"language": "ruby"}),
        ('{{< highlight go "hl_lines=2" >}}\nx\n{{< /highlight >}}', "codeBlock", {"language": "go"}),
    ],
)
def test_shortcodes_show_what_they_would_have_shown(code, kind, found):
    node = first(code)
    assert node["type"] == kind
    assert {name: node["attrs"][name] for name in found} == found


@pytest.mark.parametrize(
    "code",
    ['{{< unknown "x" >}}', "{{% notice tip %}}", "{% include footer.html %}", "{{ site.title }}", "{{<foo a='b'>}}"],
)
def test_unknown_shortcodes_stay_readable(code):
    assert plain_text(from_markdown(f"a {code} b")) == f"a {code} b"


def test_shortcodes_in_code_are_never_touched():
    code = '{{< figure src="/a.png" >}} {% raw %} {{ x }}'
    assert plain_text(from_markdown(f"`{code}`\n\n```\n{code}\n```\n\n    {code}")) == f"{code}\n{code}\n{code}"


def test_raw_markers_go_and_what_they_guard_stays():
    assert (
        plain_text(from_markdown("{% raw %}{{ x }}{% endraw %}\n\n{% raw %}\n```\n{{ y }}\n```\n{% endraw %}"))
        == "{{ x }}\n{{ y }}"
    )


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ('[a]({{< ref "post.md" >}})', "post.md"),
        ("[a]({{ site.baseurl }}/b)", "/b"),
        ("[a]({{ '/b' | relative_url }})", "/b"),
        ("[a]({% post_url 2014-01-02-x %})", "2014-01-02-x.md"),
        ("[a]({% link _posts/x.md %})", "_posts/x.md"),
        ("[a](//example.org/x)", "https://example.org/x"),
    ],
)
def test_template_language_in_addresses_is_resolved(text, href):
    assert first(text)["content"][0]["marks"][0]["attrs"]["href"] == href


def test_deep_nesting_keeps_its_text_in_a_valid_document():
    text = "".join("  " * level + f"- level {level}\n" for level in range(50))
    words = plain_text(validate(from_markdown(text)))
    assert all(f"level {level}" in words for level in range(50))


TITLES = r"""
#
C#
1. One
- item
a ~~b~~ c
AT&amp;T
costs $x$ or $y$
==mark==
Title {#id}
<b>
[^1]
https://example.org
> quoted
::embed{url=x}
C:\#
x ![i](u)
snake_case and *stars*
"""


@pytest.mark.parametrize("text", TITLES.strip().split("\n"))
def test_a_title_is_read_back_as_it_was_wherever_it_stands(text) -> None:
    for before in ("# ", "", "> ", "- "):
        assert plain_text(from_markdown(before + escape_line(text))).strip() == text, before
    written = from_markdown(f"[{escape_line(text)}](/there)")["content"][0]["content"]
    assert [node["text"] for node in written] == [text]
