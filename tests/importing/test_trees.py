"""Which files of a folder are read: nothing outside it, nothing that a generator built, nothing that is no file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from blog.cli.importing.report import Report
from blog.cli.importing.tree import flatten, read_tree
from tests.importing.samples import html_of, notes, read_files, written

POST = "---\ntitle: A\ndate: 2020-01-01\n---\nText.\n"


def test_what_was_built_or_belongs_to_tools_is_passed_over(tmp_path: Path) -> None:
    names = ["_site/a.md", "node_modules/x/a.md", ".git/a.md", "public/index.html", "public/a.md", "themes/t/a.md"]
    tree = read_tree(written(tmp_path, dict.fromkeys([*names, "posts/a.md"], POST)), Report())
    assert list(tree.files) == ["posts/a.md"]
    assert sum(tree.passed.values()) == 5


def test_a_section_that_bears_the_name_of_a_tool_is_read(tmp_path: Path) -> None:
    tree = read_tree(written(tmp_path, {"content/themes/a.md": POST, "public/a.png": "x"}), Report())
    assert set(tree.files) == {"content/themes/a.md", "public/a.png"}


def test_links_that_leave_the_folder_are_refused(tmp_path: Path) -> None:
    inside = written(tmp_path / "site", {"_posts/2020-01-01-a.md": POST})
    written(tmp_path / "secret", {"b.md": POST, "c.png": "x"})
    (inside / "_posts/2020-01-02-b.md").symlink_to(tmp_path / "secret/b.md")
    (inside / "more").symlink_to(tmp_path / "secret")
    (inside / "around").symlink_to(inside)
    (inside / "nowhere.md").symlink_to(inside / "missing.md")
    report = Report()
    tree = read_tree(inside, report)
    assert list(tree.files) == ["_posts/2020-01-01-a.md"]
    refused = {note.path for note in report.of_kind("refused")}
    assert refused == {"_posts/2020-01-02-b.md", "more", "nowhere.md"}


def test_a_pipe_does_not_stop_the_import(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    report = Report()
    assert read_tree(written(tmp_path, {"a.md": POST}), report).files.keys() == {"a.md"}
    assert report.of_kind("refused")


@pytest.mark.parametrize(
    ("name", "expected"), [("a/../b", "b"), ("./a//b", "a/b"), ("../a", None), ("a/../../b", None), ("", "")]
)
def test_a_path_cannot_climb_out(name: str, expected: str | None) -> None:
    assert flatten(name) == expected


def test_a_picture_outside_the_folder_is_a_missing_one(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")
    site = read_files(tmp_path / "site", {"_posts/2020-01-01-a.md": f"{POST}![x](../../secret.png)\n"})
    assert "secret" not in html_of(site, "a.md").replace("[x]", "")
    assert "is not in the folder" in notes(site, "missing")[0]


def test_hostile_file_names_are_read_and_shown_safely(tmp_path: Path) -> None:
    names = ["2020-01-01-\x1b[2J.md", "2020-01-01-a\nb.md", "2020-01-01-%2e%2e.md", "2020-01-01-" + "é" * 100 + ".md"]
    site = read_files(tmp_path, {f"_posts/{name}": POST for name in names})
    broken = os.fsencode(tmp_path / "_posts") + b"/2020-01-02-\xff\xfe.md"
    Path(os.fsdecode(broken)).write_text(POST)
    site = read_files(tmp_path, {})
    assert len(site.documents) == 5
    assert all(document.slug and "\n" not in document.slug for document in site.documents)


def test_encodings_are_recognised_and_said(tmp_path: Path) -> None:
    text = "---\ntitle: Café\ndate: 2020-01-01\n---\nCrème – brûlée.\n"
    site = read_files(
        tmp_path,
        {
            "_posts/2020-01-01-a.md": b"\xef\xbb\xbf" + text.encode(),
            "_posts/2020-01-02-b.md": text.encode("cp1252"),
            "_posts/2020-01-03-c.md": text.encode("utf-16"),
            "_posts/2020-01-04-d.md": text.replace("\n", "\r\n").encode(),
            "_posts/2020-01-05-e.md": b"\x89PNG\x00\x00\x00\x00",
        },
    )
    assert [document.title for document in site.documents] == ["Café"] * 4
    assert all("Crème – brûlée." in document.entry.body for document in site.documents)
    assert ["b.md" in note for note in notes(site, "encoding")] == [True]
    assert "not a text file" in notes(site, "broken")[0]
