"""The log of the processes that an operator starts."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from blog.cli import logs
from blog.config import load_settings


@pytest.fixture(autouse=True)
def _root_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def written(capsys: pytest.CaptureFixture[str], folder: Path, **settings: str) -> list[str]:
    """What the log says of a warning with a traceback, and of a piece of information."""
    logs.configure(load_settings(settings, folder))
    try:
        raise ValueError("first line\nsecond line")
    except ValueError:
        logging.getLogger("blog.test").warning("went %s", "wrong", exc_info=True)
    logging.getLogger("blog.test").info("by the way")
    return capsys.readouterr().err.splitlines()


def test_json_is_one_object_a_line_with_the_traceback_inside(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = [json.loads(line) for line in written(capsys, tmp_path, LOG_FORMAT="json")]
    assert [line["message"] for line in lines] == ["went wrong", "by the way"]
    assert lines[0]["level"] == "warning"
    assert "second line" in lines[0]["traceback"]


def test_text_is_for_people_and_the_level_is_kept(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    lines = written(capsys, tmp_path, LOG_LEVEL="warning")
    assert "WARNING blog.test: went wrong" in lines[0]
    assert not any("by the way" in line for line in lines)
