"""Templates: each compiles, and none carries what a strict content security policy would block."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from tests.rules import source

FOLDER = source.ROOT / "blog" / "templates"
TEMPLATES = tuple(path for path in source.files(".html", ".xml", ".txt") if path.is_relative_to(FOLDER))
HANDLER = re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", re.IGNORECASE)
INLINE_STYLE = re.compile(r"<style\b|<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE)
ELSEWHERE = re.compile(
    r"<(?:script|img|link|iframe|source|video|audio)\b[^>]*(?:src|href)=[\"']https?://", re.IGNORECASE
)


def found(pattern: re.Pattern[str]) -> list[str]:
    hits = []
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        hits += [f"{source.name(path)}:{text.count(chr(10), 0, hit.start()) + 1}" for hit in pattern.finditer(text)]
    return hits


@pytest.mark.sqlite_only
def test_every_template_compiles(app: Flask) -> None:
    assert TEMPLATES
    for path in TEMPLATES:
        app.jinja_env.get_template(path.relative_to(FOLDER).as_posix())


def test_no_template_has_an_inline_handler() -> None:
    assert found(HANDLER) == []


def test_no_template_has_an_inline_script() -> None:
    assert found(INLINE_SCRIPT) == []


def test_no_template_has_an_inline_style() -> None:
    assert found(INLINE_STYLE) == []


def test_no_template_asks_another_site_for_anything() -> None:
    assert found(ELSEWHERE) == []


def test_no_style_sheet_asks_another_site_for_anything() -> None:
    sheets = [Path(path) for path in source.files(".css") if source.name(path).startswith("blog/static/")]
    assert [source.name(path) for path in sheets if re.search(r"url\(\s*[\"']?(?:https?:)?//", path.read_text())] == []
