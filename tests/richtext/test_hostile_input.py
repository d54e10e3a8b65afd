"""Nothing that comes in breaks the reading, and nothing dangerous comes out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from blog.richtext import (
    InvalidDocument,
    from_html,
    from_markdown,
    is_safe_address,
    plain_text,
    render,
    to_markdown,
    validate,
)

unhurried = settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))

HOSTILE_ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)", "javascript&colon;alert(1)", "java&#115;cript:alert(1)", "&#x6A;avascript:alert(1)",
    "&amp;#106;avascript:alert(1)", "javascript&#58;alert(1)", "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "vbscript:x", "data:text/html,<script>alert(1)</script>", "data:image/svg+xml;base64,AAAA", "file:///etc/passwd",
    "//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example", "https:/evil.example", "http://",
    "https://?x", "https:///x", "blob:https://example.org/x", "x:y", "%6aavascript:alert(1)", "jаvascript:alert(1)",
    "https://example.org/a b", "https://exa\u200bmple.org", "https://example.org/\u202egnp.exe", "/a\u0000b",
    "ftp://example.org",
    "about:blank", "ws://example.org", "tel:+31 20", "tel:javascript", "mailto:", "\ud800", "",
    "javascript\u2028:alert(1)",
    "https://example.org\\@evil.example", "&sol;&sol;evil.example", "h" * 3000,
]  # fmt: skip
GOOD_ADDRESSES = [
    "/", "/posts/x", "#part", "?page=2", "posts/x", "./x", "../x", "https://example.org",
    "http://example.org:8080/a?b=c&copy=1#d",
    "HTTPS://EXAMPLE.ORG/", "https://user@example.org/", "https://[::1]/x", "mailto:ada@example.org?subject=Hi",
    "tel:+31205550100",
    "https://example.org/ä/中", "/a:b", "?x=javascript:alert(1)", "#a:b", "https://münchen.example/",
]  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_a_hostile_address_is_refused(address):
    assert not is_safe_address(address)
    link = {"type": "text", "text": "x", "marks": [{"type": "link", "attrs": {"href": address}}]}
    with pytest.raises(InvalidDocument):
        validate({"type": "doc", "content": [{"type": "paragraph", "content": [link]}]})


@pytest.mark.parametrize("address", GOOD_ADDRESSES)
def test_an_honest_address_is_allowed(address):
    assert is_safe_address(address)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("image", "src"), ("image", "href"), ("embed", "url"), ("callToAction", "href"), ("blockquote", "cite")],
)
@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example", "data:text/html,x"])
def test_every_attribute_that_holds_an_address_is_checked(kind, name, address):
    node: dict[str, Any] = {"type": kind, "attrs": {"url": "/x", name: address}}
    if kind == "blockquote":
        node["content"] = [{"type": "paragraph"}]
    with pytest.raises(InvalidDocument, match=f"The {name} of {kind} must be"):
        validate({"type": "doc", "content": [node]})


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_a_hostile_link_in_markdown_and_html_leaves_only_its_text(address):
    for document in (
        from_markdown(f"[words](<{address}>)"),
        from_html(f'<a href="{address}">words</a>'),
        from_markdown(f'<a href="{address}">words</a>'),
    ):
        shown = render(validate(document))
        assert "words" in shown
        assert_harmless(shown)


ATTACKS = [
    "<script>alert(1)</script>after", "<ScRiPt>alert(1)</sCrIpT>after", "<img src=x onerror=alert(1)>after",
    "<svg onload=alert(1)><script>alert(1)</script></svg>after",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>after",
    "<iframe src=javascript:alert(1)></iframe>after", "<a href=javascript:alert(1)>after</a>",
    "<style>*{x:y}</style>after",
    "<math><mtext><script>alert(1)</script></mtext></math>after", "<b onclick=alert(1)>after</b>",
    "<form action=/x><input>after</form>",
    '<img alt="><script>alert(1)</script>" src=/x.png>after', "<!--><script>alert(1)</script>-->after",
    "<<script>alert(1)</script>after",
    "<details open ontoggle=alert(1)>after</details>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>after",
    "$\\text{<script>alert(1)</script>}$ after", "$$\n\\href{javascript:alert(1)}{x}\n$$\n\nafter",
    "$\\unicode{x}\\class{a}{b}$ after",
    '```"><script>alert(1)</script>\nx\n```\nafter', '# "><script>alert(1)</script> {#"><b>}\n\nafter',
    ':::callout{title="<script>alert(1)</script>"}\nafter\n:::', '::embed{url="javascript:alert(1)"}\n\nafter',
    "![x](javascript:alert(1))\n\nafter", "[^1] after\n\n[^1]: <script>alert(1)</script>",
    "<table><script>alert(1)</script><td>after",
    "```mermaid\n<script>alert(1)</script>\n```\nafter", "<p title='`<script>alert(1)</script>`'>after",
    "&lt;script&gt;alert(1)&lt;/script&gt; after",
    ":::cta{href=\"javascript:alert(1)\" label=after}\nafter\n:::", "<base href=//evil.example>after",
    "<meta http-equiv=refresh content='0;//evil'>after",
    "<a href='https://example.org' style='position:fixed' onmouseover=alert(1) target=_top>after</a>",
    "<textarea><script>alert(1)</script></textarea>after",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_comes_out_harmless_and_its_text_stays(attack):
    for document in (from_markdown(attack), from_html(attack)):
        shown = render(validate(document))
        assert "after" in plain_text(document)
        assert_harmless(shown)


def assert_harmless(shown: str) -> None:
    """Look at the HTML as a browser does: by its elements and attributes, not by its text."""
    if not shown:
        return
    for element in lxml_html.fragment_fromstring(shown, create_parent="div").iter():
        assert element.tag not in {
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "svg",
            "base",
            "meta",
            "link",
            "form",
        }
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert name.lower() not in {"style", "srcdoc", "action", "formaction"}
            if name in {"href", "src", "cite"}:
                assert is_safe_address(value)


FRAGMENTS = [
    "<div>", "</div>", "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<ul>", "<li>", "</ul>", "<dl>", "<dt>",
    "<dd>",
    "<details>", "<summary>", "</summary>", "</details>", "<figure>", "<figcaption>", "</figure>", "<blockquote>",
    "<pre>", "</pre>",
    "<code>", "</code>", '<code class="math">', "<b>", "</b>", "<a href=/x>", "</a>", "<img src=/x.png alt=y>",
    "<img src=https://x.org/y.png alt=z>",
    "<h2>", "</h2>", "<br>", "<hr>", "<script>", "</script>", "<svg>", "</svg>", "<input type=checkbox>",
    "<iframe src=//x.org/y>", "<!--", "-->",
    "<col", "<q>", "<ol start=3>", "<th colspan=2>", "<caption>", "word ", "two words", "\n", "\n\n", "- ", "1. ",
    "> ", "    ", "\t", "# ", "```",
    "~~~", "**", "_", "`", "[a](b)", "![i](/i.png)", "![r](https://x.org/r.png)", "[^1]", "[^1]: ", "[a]: /b",
    "| a | b |\n| --- | --- |\n",
    "---\n", "===\n", ":::note\n", "::::columns\n", ":::column\n", ":::gallery\n", ":::\n", "::::\n", ":::facts\n",
    ":::cta{href=/x}\n",
    "::embed{url=/x}\n", "::archive\n", "$$", "$x$", ": def\n", "{#id}", "{: .c}", "{{< figure src=x.png >}}",
    "{{< x", ">}}", "{% highlight c %}\n",
    "{% endhighlight %}\n", "{% include a.html %}", "{{< youtube abcdefgh >}}", "\\", "\x00", "\r\n", "\u2028",
    "&amp;", "&#0;", "&#xd800;", "<", ">", "\ufeff",
    "- [ ] ", "> [!NOTE]\n", '<div markdown="1">\n', "==", "~~", "http://x.org/y_z",
]  # fmt: skip
tangles = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)


@unhurried
@given(tangles)
def test_any_tangle_of_markdown_and_html_makes_a_valid_document(text):
    for document in (from_markdown(text), from_html(text)):
        assert validate(document) == document, text
        assert_harmless(render(document))


@unhurried
@given(tangles)
def test_any_tangle_is_stable_once_it_has_been_read(text):
    document = from_markdown(text)
    assert from_markdown(to_markdown(document)) == document, (text, to_markdown(document))


@unhurried
@given(st.text(max_size=200))
def test_any_text_at_all_makes_a_valid_document(text):
    for document in (from_markdown(text), from_html(text)):
        assert validate(document) == document


_words = st.sampled_from(["doc", "text", "paragraph", "image", "link", "heading", "\ud800", "\x00"])
_keys = st.sampled_from(["type", "content", "text", "marks", "attrs", "level", "media", "items", "href"])
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=4),
    max_leaves=12,
)


def _refusal(document: Any) -> str | None:
    try:
        render(validate(document))
    except InvalidDocument as problem:
        return str(problem)
    return None


@unhurried
@given(_json)
def test_malformed_json_is_refused_with_a_sentence_or_accepted(value):
    for document in (value, {"type": "doc", "content": value}, {"type": "doc", "content": [value]}):
        refusal = _refusal(document)
        assert refusal is None or refusal.endswith(".")


def test_nesting_of_any_depth_ends_in_a_sentence():
    node: dict[str, Any] = {"type": "paragraph"}
    for _ in range(20_000):
        node = {"type": "blockquote", "content": [node]}
    with pytest.raises(InvalidDocument, match="nested too deeply"):
        validate({"type": "doc", "content": [node]})


@pytest.mark.parametrize(
    "text",
    ["> " * 5_000 + "end", "- " * 3_000 + "end", "".join("  " * level + "- x\n" for level in range(300)) + "end",
     "<blockquote>" * 20_000 + "end", "<ul><li>" * 5_000 + "end", "[" * 20_000 + "end", "*" * 20_000 + "end",
    ":::note\n" * 500 + "end",
     "<table><tr><td>" * 2_000 + "end", "<a " * 50_000 + "end", "<b x='" * 20_000 + "end",
     "$" * 20_000 + "end", "![" * 5_000 + "end"],
)  # fmt: skip
def test_markup_nested_beyond_reason_keeps_its_text(text):
    for document in (from_markdown(text), from_html(text)):
        assert validate(document)
        assert "end" in plain_text(document)


def test_a_document_without_end_is_refused():
    paragraphs = [{"type": "paragraph"}] * 60_000
    with pytest.raises(InvalidDocument, match="too long"):
        validate({"type": "doc", "content": paragraphs})
    with pytest.raises(InvalidDocument, match="too long"):
        validate(from_markdown("x" * 3_000_000))
