"""Whatever stands in a file, reading it ends soon and breaks nothing else."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blog.cli.importing.conversion import Conversion
from blog.cli.importing.documents import ALIASES, DATES, PICTURES, SUMMARIES
from blog.cli.importing.generators import GENERATORS
from blog.cli.importing.identity import fingerprint_of
from tests.importing.samples import read_files

KEYS = [
    *DATES[:4], *PICTURES[:6], *SUMMARIES[:3], *ALIASES[:3], "title", "slug", "path", "permalink", "url", "tags",
    "categories", "category", "taxonomies", "author", "authors", "draft", "published", "status", "type", "layout",
    "extra", "params", "build", "lang", "weight", "series", "eleventyNavigation", "save_as",
]  # fmt: skip
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=40),
    st.sampled_from(
        ["2020-01-02", "2020-99-99", "../../etc/passwd", "//evil.example/x", "{{ x }}", "\ud800", "/", ".", "#"]
    ),
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
HEADS = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8)
PIECES = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{{<", ">}}", " x ", '"', "'", "`", "```\n", "\n", "\n\n", "raw", "endraw", "if", "endif",
     "for", "endfor", "figure", "/", "<!--", "-->", "[a](", ")", "![", "]", "[[", "]]", "<div>", "</div>",
     "> [!NOTE]\n", ":::note\n", ":::\n", "{: .x}", "# h", "{#i}", "    ", "- ", "@/", "../", "#", "%2e%2e", "(",
     "=", "end", "\x00", "~~~\n"]
)  # fmt: skip
ROUNDS = settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def name_for(kind: str) -> str:
    return {"jekyll": "_posts/2020-01-01-a.md", "hexo": "source/_posts/a.md", "docusaurus": "blog/a.md"}.get(
        kind, "content/posts/a.md"
    )


@ROUNDS
@given(head=HEADS, kind=st.sampled_from(sorted(GENERATORS)))
def test_no_head_breaks_the_reading_of_a_site(tmp_path: Path, head: dict, kind: str) -> None:
    site = read_files(tmp_path / kind, {name_for(kind): f"---json\n{json.dumps(head)}\n---\nText.\n"}, kind)
    assert len(site.documents) + len(site.report.of_kind("broken")) == 1
    for document in site.documents:
        assert document.title
        assert len(document.title) <= 255
        assert 0 < len(document.slug) <= 255
        assert ".." not in document.slug.split("/")
        assert all(address.startswith("/") and not address.startswith("//") for address in document.addresses)
        fingerprint_of(site, document, "")
        Conversion(site, document).run()


@ROUNDS
@given(pieces=st.lists(PIECES, max_size=40), kind=st.sampled_from(sorted(GENERATORS)))
def test_no_text_breaks_the_conversion(tmp_path: Path, pieces: list[str], kind: str) -> None:
    text = "---\ntitle: A\ndate: 2020-01-01\n---\n" + "".join(pieces)
    site = read_files(tmp_path / kind, {name_for(kind): text}, kind)
    for document in site.documents:
        content = str(Conversion(site, document).run().content)
        assert "/@" not in content.replace("@/", "")
        assert not any(sign in content for sign in ("\ue0f1", "\ue0f2", "\ue0f3"))


LONG = {
    "tags that never end": "{% a " + '"x" ' * 20_000,
    "shortcodes that never end": "{{< a " + '"x" ' * 20_000,
    "values that never end": "{{ a " + '"x" ' * 20_000,
    "many openings": "{% raw %}" * 10_000,
    "many shortcodes": "{{< x >}}\n" * 3_000,
    "a picture in letters": "![x](data:image/png;base64," + "iVBORw0KGgo" * 40_000 + ")",
    "letters without end": "a" * 400_000 + ".",
    "backticks": "` `` ``` " * 8_000,
    "comments that never end": "<!-- " * 20_000,
    "attributes": "# h " + "{: " * 20_000,
    "quotations in depth": "> " * 3_000 + "x",
    "brackets": "[" * 20_000,
}


@pytest.mark.parametrize("kind", ["jekyll", "hugo", "zola", "plain"])
@pytest.mark.parametrize("what", sorted(LONG))
def test_a_text_made_to_take_forever_does_not(tmp_path: Path, what: str, kind: str) -> None:
    site = read_files(tmp_path, {name_for(kind): "---\ntitle: A\ndate: 2020-01-01\n---\n" + LONG[what]}, kind)
    started = time.process_time()
    for document in site.documents:
        fingerprint_of(site, document, "")
        Conversion(site, document).run()
    assert time.process_time() - started < 10
