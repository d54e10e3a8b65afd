"""Formulas: what is converted, how it is mended for browsers, and that no source is too wild."""

from __future__ import annotations

import time

import pytest
from lxml import etree

from blog.richtext.render.mathematics import displayed, formula

NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"


def tree(source: str) -> etree._Element:
    """The <math> of a displayed formula, its elements named without their namespace."""
    root = etree.fromstring(displayed(source))[0]
    for element in root.iter():
        element.tag = element.tag.removeprefix(NAMESPACE)
    return root


@pytest.mark.parametrize(
    "source",
    [
        r"\begin{aligned} a &= b \\ &= c \end{aligned}",
        r"\begin{alignedat}{2} a &= b \\ &= c \end{alignedat}",
        r"\begin{split} a &= b \\ &= c \end{split}",
        r"\begin{gathered} a \\ b \end{gathered}",
        r"\begin{gather*} a \\ b \end{gather*}",
        r"\begin{dcases} a & b \\ c & d \end{dcases}",
    ],
)
def test_lines_of_a_formula_stand_below_each_other(source):
    assert len(tree(source).findall(".//mtr")) == 2


def test_the_source_goes_with_the_formula():
    found = tree("x^2 < y")
    assert found.get("alttext") == "x^2 < y"
    assert found.find("semantics/annotation").text == "x^2 < y"
    assert found.find("semantics/annotation").get("encoding") == "application/x-tex"


def test_limits_stand_below_where_there_is_room():
    assert tree(r"\lim_{x \to 0} f").find(".//munder/mo").text == "lim"
    assert tree(r"\bigcup_{i}^{n} A").find(".//munderover") is not None
    assert tree(r"\frac{\max_x f}{2}").find(".//munder") is None
    assert "<munder>" not in formula(r"\lim_{x \to 0} f")


def test_lines_of_a_table_are_classes_of_its_cells():
    cells = tree(r"\begin{array}{c|c} a & b \\ \hline c & d \end{array}").findall(".//mtd")
    assert [cell.get("class") for cell in cells] == [None, "line-before", "line-above", "line-before line-above"]


def test_bars_of_a_determinant_grow_with_it():
    bars = [bar for bar in tree(r"\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix}").iter("mo") if bar.text == "|"]
    assert [(bar.get("form"), bar.get("stretchy")) for bar in bars] == [("prefix", "true"), ("postfix", "true")]


def test_one_upright_letter_is_upright():
    assert tree(r"\mathrm{m}^2").find(".//msup/mtext").text == "m"


def test_a_function_stands_apart_from_what_it_is_of():
    assert tree(r"t + \ln n").find(".//mspace").get("width") == "0.167em"
    assert tree(r"\ln (n)").find(".//mspace") is None
    assert len(tree(r"\frac{\sin x}{x}").find(".//mfrac")) == 2


def test_a_number_stands_at_the_end():
    words = "".join(tree(r"\tag{7} x = y").find("semantics/mrow").itertext())
    assert words.rstrip().endswith("(7)")


def test_big_braces_are_braces():
    assert [mark.text for mark in tree(r"\bigl\{ x \bigr\}").iter("mo")] == ["{", "}"]


def test_a_width_that_browsers_do_not_know_is_left_out():
    assert all(
        not value.startswith(("+", "-")) for value in tree(r"\xrightarrow{abc}").find(".//mpadded").attrib.values()
    )


def test_a_long_formula_in_a_line_can_be_scrolled():
    assert 'class="math math-long"' in formula("x + " * 20 + "y")
    assert 'class="math"' in formula("x + y")


@pytest.mark.parametrize(
    "source",
    [
        "{" * 1900 + "x" + "}" * 1900,
        r"\frac{1}{" * 440 + "x",
        r"\left(" * 600,
        r"\begin{matrix}" * 280,
        "&" * 4000,
        "\\" * 4000,
        "'" * 4000,
        "^" * 4000,
        "x" * 100_000,
        r"\newcommand{\qa}{xx}"
        + "".join(rf"\newcommand{{\q{a}b}}{{\q{a}\q{a}}}" for a in "abcdefghijklmnopqrstuvw")
        + r"\qwb",
        r"\def\x{\x\x}\x",
        r"\href{javascript:alert(1)}{x}",
        r"\text{</math><script>alert(1)</script>}",
        r"\color{red;background:url(//example.org)}{x}",
        r"\style{background:url(//example.org)}{x}\class{sheet}{x}",
        "\x00\ud800",
        "x % \x01 said",
        r"\begin{",
        r"\tag{",
    ],
)
def test_no_formula_is_too_wild(source):
    began = time.monotonic()
    shown = displayed(source) + formula(source)
    assert time.monotonic() - began < 2
    assert len(shown) < 700_000
    for word in ("<script", 'href="', "style=", 'url(//example.org)"', 'class="sheet"'):
        assert word not in shown
