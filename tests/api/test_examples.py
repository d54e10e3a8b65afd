"""The examples of docs/api.md and of the pages beside it, run as they stand there against a running site, and what
they say is answered."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from blog.config import load_settings
from blog.content.registry import registry
from tests.api.test_files import png
from tests.browsers import served
from tests.content.documents import post
from tests.people import PASSWORD

pytestmark = [
    pytest.mark.sqlite_only,
    pytest.mark.skipif(not (shutil.which("curl") and shutil.which("bash")), reason="There is no curl here."),
]

DOCS = Path(__file__).parents[2] / "docs"
ENTRANCE = DOCS / "api.md"
PAGES = [ENTRANCE, *sorted((DOCS / "api").glob("*.md"))]
#: Commands, and where it follows: the status of the last of them, and the JSON that it answers.
EXAMPLE = re.compile(
    r"^```sh\n(.*?)^```\n(?:\n`(\d{3})`[^\n]*\n(?:\n```json\n(.*?)^```\n)?)?", re.MULTILINE | re.DOTALL
)
#: Notes each answer under the number of its example; jq is played by as much of it as the pages use.
SHELL = r"""set -uo pipefail
curl() {
  local kept="$KEPT/$example.$(printf %03d "$(ls "$KEPT" | wc -l)")"
  command curl -sS -w '%{stderr}%{http_code}' "$@" 2>"$kept.status" | tee "$kept.body"
}
jq() {
  "$PYTHON_HERE" -c 'import functools, json, re, sys
path = re.findall(r"\w+", sys.argv[1])
print(functools.reduce(lambda at, key: at[int(key) if key.isdigit() else key], path, json.load(sys.stdin)))' "${@: -1}"
}
openapi-python-client() { :; }
"""


class Example(NamedTuple):
    """Commands, and what is said of the last answer."""

    commands: str
    status: str
    shape: str


@pytest.fixture
def settings(database_url, tmp_path):
    return load_settings({"DATABASE_URL": database_url, "RATE_LIMITS": "off"}, tmp_path)


def examples(page: Path) -> list[Example]:
    return [Example(*(part or "" for part in found)) for found in EXAMPLE.findall(page.read_text())]


def test_every_example_is_answered_as_its_page_says(app, caller, people, tmp_path):
    post("A quiet harbour", categories=[])
    wrong = []
    with served(app) as address:
        for page in PAGES:
            folder = tmp_path / page.stem
            folder.mkdir()
            (folder / "boat.png").write_bytes(png(800, 600))
            wrong += _run(page, folder, address, people.ada.email, caller(people.ada).token)
    assert not wrong, "\n".join(wrong)


def _run(page: Path, folder: Path, address: str, email: str, token: str) -> list[str]:
    """What is answered otherwise than the page says."""
    told = examples(page)
    assert told, f"{page.name} has no example."
    kept = folder / "kept"
    kept.mkdir()
    script = SHELL + "\n".join(f"example={number:03}\n{example.commands}" for number, example in enumerate(told))
    script = script.replace("http://127.0.0.1:8000", address).replace('"password": "…"', f'"password": "{PASSWORD}"')
    given = {"PATH": os.environ["PATH"], "KEPT": str(kept), "EMAIL": email, "PASSWORD": PASSWORD, "TOKEN": token}
    given |= {"PYTHON_HERE": shutil.which("python3") or "python3"}
    ran = subprocess.run(["bash", "-c", script], cwd=folder, env=given, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, f"{page.name}: {ran.stderr[-1500:]}"
    return [
        f"{page.name}: {problem}\n{example.commands}"
        for number, example in enumerate(told)
        for problem in _problems(example, sorted(kept.glob(f"{number:03}.*.status")))
    ]


def _problems(example: Example, answers: list[Path]) -> list[str]:
    if not answers:
        return ["asks nothing"]
    *before, last = [answer.read_text() for answer in answers]
    body = answers[-1].with_suffix(".body").read_text("utf-8", "replace")
    wanted = example.status or "200"
    problems = [f"answered {status}" for status in before if not status.startswith("2")]
    if last != wanted and (example.status or not last.startswith("2")):
        problems.append(f"answered {last}, not {wanted}: {body[:300]}")
    elif example.shape and not _fits(json.loads(example.shape), json.loads(body)):
        problems.append(f"answered {body[:600]}")
    return problems


def _fits(told: Any, answered: Any) -> bool:
    """Whether an answer is what is told of it: what is not told may be anything, and so may what stands as `…`."""
    if told == "…":
        return True
    if isinstance(told, dict):
        return isinstance(answered, dict) and all(
            key in answered and _fits(value, answered[key]) for key, value in told.items()
        )
    if isinstance(told, list):
        return isinstance(answered, list) and len(told) == len(answered) and all(map(_fits, told, answered))
    return told == answered and isinstance(told, bool) is isinstance(answered, bool)


def test_every_collection_and_global_has_a_page_that_the_entrance_leads_to():
    pages = {page.name: page.read_text() for page in PAGES[1:]}
    entrance = ENTRANCE.read_text()
    assert [name for name in pages if f"(api/{name})" not in entrance] == []
    told = "\n".join(pages.values())
    assert [slug for slug in (*registry.collections, *registry.globals) if f"`/api/docs/{slug}`" not in told] == []
