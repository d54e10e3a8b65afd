"""`blog` in a process of its own, as an operator starts it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.rules.source import ROOT

PATIENCE = 60
INHERITED = ("PATH", "HOME", "LANG", "TMPDIR")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(instance: Path, **settings: str) -> dict[str, str]:
    """What the command sees: this instance and these settings, and none that the machine happens to have."""
    inherited = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return inherited | {"INSTANCE_DIR": str(instance), "PYTHONPATH": str(ROOT)} | settings


def blog(*words: str, instance: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "blog", *words],
        env=environment(instance, **settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


class Site:
    """`blog run` on a port of its own, until it is stopped or killed."""

    def __init__(self, instance: Path, *words: str, port: int | None = None, **settings: str) -> None:
        self.port = port or free_port()
        self.output = instance.parent / f"output-{time.monotonic_ns()}"
        with self.output.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "blog", "run", *words],
                env=environment(instance, PORT=str(self.port), **settings),
                cwd=ROOT,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def printed(self) -> str:
        return self.output.read_text()

    def wait(self) -> Site:
        """Wait until it answers; returns itself."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            if self.status("/healthz") is not None:
                return self
            time.sleep(0.05)
        raise AssertionError(f"the site did not start (exit {self.process.poll()}):\n{self.printed}")

    def status(self, path: str) -> int | None:
        """The status a page answers with, None when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return None

    def post(self, path: str, data: dict[str, Any], token: str = "") -> dict[str, Any]:
        """Send JSON and return the JSON of the answer; OSError if there is none, HTTPError if it is a refusal."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"JWT {token}"} if token else {})
        url = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(url, json.dumps(data).encode(), headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def stop(self) -> int:
        """Ask it to end, wait for that, and return its exit code."""
        self.process.terminate()
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End the whole group at once, as a power cut would."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        finally:
            self.process.wait(PATIENCE)
