"""The second process converts the same as the first would, and its absence changes nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from blog.cli.importing import ahead
from blog.cli.importing.ahead import converted_ahead
from blog.cli.importing.conversion import Conversion
from tests.importing.samples import notes, read, read_files


def test_texts_converted_ahead_are_the_same_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "WORTHWHILE", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    site, reference = read("jekyll"), read("jekyll")
    numbers = [document.number for document in site.documents]
    found = [each for batch in converted_ahead(site, [numbers[:2], numbers[2:]]) for each in batch]
    expected = [Conversion(reference, document).run() for document in reference.documents]
    assert [each and each.content for each in found] == [each.content for each in expected]
    assert [each and each.files for each in found] == [each.files for each in expected]
    assert sorted(notes(site, "missing")) == sorted(notes(reference, "missing"))


def test_a_text_that_fails_there_is_left_to_the_caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "WORTHWHILE", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    site = read_files(tmp_path, {"_posts/2020-01-01-a.md": "---\ntitle: A\n---\n![x](/a.png)", "a.png": "x"})
    (tmp_path / "a.png").unlink()
    assert list(converted_ahead(site, [[0]])) == [[None]]


def test_a_small_site_needs_no_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "ProcessPoolExecutor", None)
    site = read("hugo")
    assert list(converted_ahead(site, [[0, 1], [2]])) == [[None, None], [None]]
