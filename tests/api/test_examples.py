"""The examples of docs/api.md, run as they stand there, one after the other, against a running site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from blog.config import load_settings
from tests.browsers import served
from tests.content.documents import post
from tests.people import PASSWORD

pytestmark = [
    pytest.mark.sqlite_only,
    pytest.mark.skipif(not (shutil.which("curl") and shutil.which("bash")), reason="There is no curl here."),
]

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
#: Stops at the first example that is refused. The client that is generated has a test of its own.
SHELL = """set -euo pipefail
curl() { command curl -sS --fail-with-body "$@"; }
openapi-python-client() { :; }
"""


@pytest.fixture
def settings(database_url, tmp_path):
    return load_settings({"DATABASE_URL": database_url, "RATE_LIMITS": "off"}, tmp_path)


def examples() -> str:
    """The commands of the page: what is indented and begins with one."""
    blocks = re.findall(r"(?m)(?:^    .*\n)+", PAGE.read_text())
    return "\n".join(block for block in blocks if re.match(r"    (?:curl |[A-Z]+=)", block))


def test_every_example_of_the_page_runs(app, ada, people, tmp_path):
    post("A quiet harbour")
    commands = examples()
    assert commands.count("curl ") > 12
    with served(app) as address:
        script = SHELL + commands.replace("http://127.0.0.1:8000", address).replace("…", PASSWORD)
        given = {"PATH": os.environ["PATH"], "EMAIL": people.ada.email, "PASSWORD": PASSWORD, "TOKEN": ada.token}
        ran = subprocess.run(
            ["bash", "-xc", script], cwd=tmp_path, env=given, capture_output=True, text=True, timeout=60
        )
    assert ran.returncode == 0, ran.stderr[-1500:] + ran.stdout[-500:]
