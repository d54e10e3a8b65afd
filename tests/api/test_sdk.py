"""The official Payload JavaScript SDK, as it is published, against a running site."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from flask import Flask

from blog.content import operations, recovery
from blog.content.access import SYSTEM
from blog.db import transaction
from tests.api.test_recovery import mails, token_in
from tests.browsers import served
from tests.people import PASSWORD, People

pytestmark = pytest.mark.slow

#: The SDK, and the one package that its code imports.
PACKAGES = {"@payloadcms/sdk": "3.90.1", "qs-esm": "8.0.1"}
STEPS = Path(__file__).with_name("sdk.mjs")


@pytest.fixture(scope="session")
def node_modules(request: pytest.FixtureRequest) -> Path:
    """A folder with the SDK, which is kept from one run to the next."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("There is no Node here; install it to try the official SDK.")
    folder = request.config.cache.mkdir("payload-sdk") / "node_modules"
    for name, version in PACKAGES.items():
        _fetch(name, version, folder)
    return folder


def _fetch(name: str, version: str, folder: Path) -> None:
    place, mark = folder / name, folder / f".{name.replace('/', '-')}-{version}"
    if mark.exists():
        return
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    fetched = subprocess.run(
        ["npm", "pack", "--silent", f"{name}@{version}"], cwd=place, capture_output=True, text=True, timeout=120
    )
    if fetched.returncode:
        pytest.skip(f"npm cannot fetch {name} here: {fetched.stderr.strip()[-200:]}")
    archive = place / fetched.stdout.strip().splitlines()[-1]
    with tarfile.open(archive) as packed:
        packed.extractall(place, filter="data")
    for part in (place / "package").iterdir():
        part.rename(place / part.name)
    archive.unlink()
    mark.touch()


@pytest.fixture
def tokens(app: Flask, people: People, tmp_path: Path) -> dict[str, str]:
    """What two mails say: Uma's, of a new password, and Vera's, whose address is not certain."""
    recovery.ask_reset(people.uma.email)
    reset = token_in(mails(tmp_path)[-1])
    vera = {"email": "vera@example.org", "name": "Vera", "role": "user", "password": PASSWORD, "emailVerified": False}
    with transaction():
        recovery.ask_verification(operations.create("users", vera, actor=SYSTEM)["id"])
    return {"RESET_TOKEN": reset, "VERIFY_TOKEN": token_in(mails(tmp_path)[-1])}


def test_the_official_sdk_works_unmodified(app, people, tokens, node_modules, tmp_path):
    steps = tmp_path / STEPS.name  # Node looks for packages beside a module, not beside where it is started
    shutil.copy(STEPS, steps)
    (tmp_path / "node_modules").symlink_to(node_modules)
    with served(app) as address:
        ran = subprocess.run(
            ["node", str(steps)],
            env={
                "PATH": os.environ["PATH"],
                "BASE_URL": address,
                "EMAIL": people.ada.email,
                "EDITOR": people.ed.email,
                "PASSWORD": PASSWORD,
                **tokens,
            },
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert ran.returncode == 0, ran.stderr
