"""Which way blocks of text run: each by its own first letter, and only what runs against its surroundings says so."""

from __future__ import annotations

import pytest

from blog.richtext import from_markdown, render

ARABIC, HEBREW = "الماء الراكد", "שלום"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Words & 12.", "<p>Words &amp; 12.</p>"),
        (ARABIC, f'<p dir="rtl">{ARABIC}</p>'),
        (f"12 & *{HEBREW}* Water", f'<p dir="rtl">12 &amp; <em>{HEBREW}</em> Water</p>'),
        (f"Water {HEBREW}", f"<p>Water {HEBREW}</p>"),
        (f"- {ARABIC}\n- Water\n- 12", f'<ul dir="rtl"><li>{ARABIC}</li><li dir="ltr">Water</li><li>12</li></ul>'),
        (f"> {ARABIC}\n\nWater", f'<blockquote dir="rtl"><p>{ARABIC}</p></blockquote><p>Water</p>'),
    ],
)
def test_a_block_runs_as_its_first_letter_does(markdown, html) -> None:
    assert render(from_markdown(markdown)) == html


def test_a_page_that_runs_from_right_to_left_has_it_the_other_way_round() -> None:
    assert render(from_markdown(f"{ARABIC}\n\nWater"), rtl=True) == f'<p>{ARABIC}</p><p dir="ltr">Water</p>'


def test_headings_and_cells_run_on_their_own() -> None:
    html = render(from_markdown(f"## {HEBREW}\n\n| A | {HEBREW} |\n|---|---|\n| b | c |"))
    assert 'dir="rtl">' in html.partition("</h2>")[0]
    assert html.count('dir="rtl"') == 2
