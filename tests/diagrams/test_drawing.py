"""Diagrams become pictures that are safe in a page, in the site's own colours, and within limits."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest
from lxml import etree

from blog.diagrams import draw, drawing
from blog.diagrams.classes import KNOWN
from tests.diagrams.sources import BROKEN, HOSTILE, KINDS

STYLES = Path(drawing.__file__).parents[1] / "static" / "css" / "diagrams.css"
ELEMENTS = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polygon", "polyline", "text", "tspan", "marker"}


def picture(source: str) -> etree._Element:
    made = draw(source)
    assert made.problem == ""
    return etree.fromstring(f"<svg {made.picture.replace(chr(0xE000), 'x-')}</svg>")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_with_its_words_as_text(kind):
    source, word = KINDS[kind]
    made = draw(source)
    assert (made.kind, made.problem) == (kind, "")
    assert word in made.words
    shown = picture(source)
    assert {element.tag for element in shown.iter()} <= ELEMENTS
    assert word in " ".join(" ".join("".join(text.itertext()).split()) for text in shown.iter("text"))


@pytest.mark.parametrize("kind", [*KINDS, *HOSTILE])
def test_a_picture_brings_no_style_no_colour_and_no_address(kind):
    shown = picture(KINDS[kind][0] if kind in KINDS else HOSTILE[kind])
    for element in shown.iter():
        assert element.tag in ELEMENTS
        assert element.tag in ("svg", "rect") or element.get("width") is None
        for name, value in element.attrib.items():
            assert name not in ("style", "href", "onclick", "font-family")
            assert "http" not in value
            assert not re.search(r"script|url\((?!#x-)", value)
            if name in ("fill", "stroke"):
                assert value == "none"
            if name == "class":
                assert all(part.startswith("m-") for part in value.split())


@pytest.mark.parametrize("kind", BROKEN)
def test_what_cannot_be_drawn_has_a_sentence_in_good_time(kind):
    began = time.monotonic()
    made = draw(BROKEN[kind])
    assert made.picture == ""
    assert re.fullmatch(r"[A-Z].*\.", made.problem)
    assert time.monotonic() - began < 2 * drawing.SECONDS + 1


def test_a_pen_that_hangs_is_stopped(monkeypatch, tmp_path):
    pen = tmp_path / "pen.py"
    pen.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(drawing, "PEN", pen)
    monkeypatch.setattr(drawing, "SECONDS", 0.1)
    assert draw("flowchart TD\n A") == drawing.Drawing(problem="Drawing it takes too long.")


def test_a_pen_that_crashes_harms_nobody(monkeypatch, tmp_path):
    pen = tmp_path / "pen.py"
    pen.write_text("import os\nos.abort()\n")
    monkeypatch.setattr(drawing, "PEN", pen)
    assert "too much memory" in draw("flowchart TD\n A").problem
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    assert "cannot be started" in draw("flowchart TD\n A").problem


def test_every_end_of_a_line_that_is_named_is_there():
    shown = picture(KINDS["Flowchart"][0])
    ids = [element.get("id") for element in shown.iter() if element.get("id")]
    named = {
        re.search(r"#([^)]+)", element.get("marker-end"))[1] for element in shown.iter() if element.get("marker-end")
    }
    assert named
    assert named == set(ids)
    assert len(ids) == len(set(ids))


def test_a_box_that_the_author_coloured_stands_out_in_the_colours_of_the_site():
    assert len(picture(KINDS["Flowchart"][0]).findall(".//*[@class]")) > 0
    assert draw(KINDS["Flowchart"][0]).picture.count("m-marked") == 1
    assert "m-marked" not in draw("flowchart LR\n A-->B").picture


def test_a_slice_and_its_line_in_the_legend_have_one_colour():
    shown = picture('pie\n "A" : 3\n "B" : 1')
    slices = [element.get("class").split()[-1] for element in shown.iter("path")]
    legend = [element.get("class") for element in shown.iter("rect")]
    assert slices == legend == ["m-s0", "m-s1"]


def test_a_gantt_chart_does_not_say_which_day_it_is():
    lines = picture(KINDS["Gantt chart"][0]).findall(".//line")
    assert lines
    assert all(abs(float(line.get("x1", 0))) < 1_000 for line in lines)


def test_the_names_that_an_author_gave_are_said():
    assert draw("---\ntitle: 'How it goes'\n---\nflowchart TD\n A").title == "How it goes"
    made = draw("flowchart TD\n accTitle: The way\n accDescr: From here to there\n A-->B")
    assert (made.title, made.words) == ("The way", "From here to there")


def test_the_style_sheet_dresses_only_names_that_come_through():
    dressed = set(re.findall(r"\.m-([A-Za-z-]+)(?![\w-])", STYLES.read_text()))
    assert dressed - KNOWN - {"marked", "s"} == set()
