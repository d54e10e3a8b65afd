"""Every pair of text and ground in the style sheet, as a browser mixes them, for accents all around the circle."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from blog.site.assets import stylesheet
from blog.site.theme import theme_sheet

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: The circle of hues at full strength, then pale, dark, grey, black and white.
ACCENTS = (
    "#f00", "#f80", "#fc0", "#cf0", "#0f0", "#0f8", "#0ff", "#08f", "#00f", "#80f", "#f0f", "#f08",
    "#ffd5d5", "#fffbd0", "#d0ffe0", "#d5e4ff", "#400", "#330", "#031", "#004", "#b5442e", "#1f6270",
    "#808080", "#000", "#fff", "",
)  # fmt: skip
GROUNDS = ("paper", "raised", "wash")
TEXTS = ("ink", "soft", "accent", "info", "success", "warning", "error")
TONES = ("info", "success", "warning", "error")
CODE = (".c", ".k", ".s", ".m", ".nf", ".o", ".gd")
PAIRS = [
    *((f"var(--{text})", f"var(--{ground})") for text in TEXTS for ground in GROUNDS),
    *(("var(--paper)", f"var(--{ground})") for ground in ("ink", "accent", *TONES)),
    *(
        (f"var(--{text})", f"color-mix(in oklab, var(--{tone}) 10%, var(--paper))")
        for tone in TONES
        for text in ("ink", tone)
    ),
    ("var(--ink)", "var(--mark)"),
]
#: What marks a control must differ from its ground by 3 : 1 (WCAG 1.4.11).
EDGES = [("var(--edge)", "var(--paper)"), ("var(--accent)", "var(--paper)"), ("var(--accent)", "var(--raised)")]

MEASURE = """([pairs, code]) => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const luminance = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const probe = document.querySelector("#probe");
  const mixed = pairs.map(([text, ground]) => {
    probe.style.color = text;
    probe.style.backgroundColor = ground;
    const style = getComputedStyle(probe);
    return [text, ground, contrast(style.color, style.backgroundColor)];
  });
  const lit = document.querySelector(".hll");
  const grounds = [document.querySelector("pre"), lit].map((part) => getComputedStyle(part).backgroundColor);
  for (const name of code)
    for (const ground of grounds)
      mixed.push([name, ground, contrast(getComputedStyle(lit.querySelector(name)).color, ground)]);
  return mixed;
}"""


@pytest.fixture
def tab(browser) -> Page:
    tab = browser.new_page()
    words = "".join(f'<span class="{name[1:]}">x</span>' for name in CODE)
    tab.set_content(
        f"<style>{stylesheet().body.decode()}</style><style id=theme></style><p id=probe>x</p>"
        f'<figure class="code"><pre class="highlight"><code><span class="hll">{words}</span></code></pre></figure>'
    )
    return tab


def test_every_text_can_be_read_whatever_accent_is_chosen(tab) -> None:
    faults = []
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        for accent in ACCENTS:
            sheet = theme_sheet({"accent": accent}).body.decode()
            tab.evaluate("sheet => { document.querySelector('#theme').textContent = sheet }", sheet)
            for text, ground, found in tab.evaluate(MEASURE, [[*PAIRS, *EDGES], CODE]):
                least = 3 if (text, ground) in EDGES and (text, ground) not in PAIRS else 4.5
                if found < least:
                    faults.append(f"{scheme} {accent or 'default'}: {text} on {ground} {found:.2f}")
    assert faults == []
