"""A drawing is made once, kept through restarts, and missed by nobody when it cannot be kept."""

from __future__ import annotations

import os

from blog.cache import Generations, TagCache
from blog.diagrams import Drawing, Sketchbook, sketchbook


class Pen:
    """Draws nothing, and counts how often."""

    def __init__(self, problem: str = ""):
        self.turns, self.problem = 0, problem

    def __call__(self, source: str) -> Drawing:
        self.turns += 1
        return Drawing(problem=self.problem) if self.problem else Drawing(picture=f">{source}", width=10, kind="Chart")


def book(tmp_path, pen, folder="drawings"):
    return Sketchbook(tmp_path / folder, TagCache(Generations(tmp_path / "generations")), pen)


def test_a_source_is_drawn_once_also_after_a_restart(tmp_path):
    pen = Pen()
    first = book(tmp_path, pen)
    assert first.kept("A") is None
    assert first.drawing("A") == first.drawing("A") == first.kept("A")
    assert book(tmp_path, pen).kept("A") == book(tmp_path, pen).drawing("A") == first.drawing("A")
    assert pen.turns == 1
    assert first.drawing("B").picture == ">B"


def test_a_problem_is_remembered_but_not_for_ever(tmp_path):
    pen = Pen("It is too large.")
    first = book(tmp_path, pen)
    assert first.drawing("A") == first.drawing("A") == Drawing(problem="It is too large.")
    assert pen.turns == 1
    assert book(tmp_path, pen).kept("A") is None


def test_a_folder_that_cannot_be_used_costs_only_time(tmp_path):
    (tmp_path / "file").write_text("")
    assert book(tmp_path, Pen(), "file").drawing("A").picture == ">A"


def test_a_damaged_file_is_drawn_again(tmp_path):
    pen = Pen()
    book(tmp_path, pen).drawing("A")
    (kept,) = (tmp_path / "drawings").glob("*.json")
    for damaged in ("{", "[]", '{"nothing": 1}'):
        kept.write_text(damaged)
        assert book(tmp_path, pen).drawing("A").picture == ">A"
    assert pen.turns == 4


def test_the_oldest_drawings_go_when_there_are_many(tmp_path, monkeypatch):
    monkeypatch.setattr(sketchbook, "MOST", 4)
    made = book(tmp_path, Pen())
    for number, name in enumerate("ABCDE"):
        made.drawing(name)
        for file in (tmp_path / "drawings").glob("*.json"):
            if file.stat().st_mtime > 1_000_000:
                os.utime(file, (number, number))
    fresh = book(tmp_path, Pen())
    assert fresh.kept("A") is None
    assert fresh.kept("E").picture == ">E"


def test_any_text_at_all_has_a_name(tmp_path):
    assert book(tmp_path, Pen()).drawing("\ud800").width == 10
