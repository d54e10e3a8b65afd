"""Rate limits are counted once for all workers of the machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from blog.limits import FileStorage

HITS = """
import sys
from blog.limits import FileStorage
storage = FileStorage("quire://" + sys.argv[1])
for _ in range(50):
    storage.incr("reader", 60)
"""


def test_several_processes_count_together(tmp_path: Path) -> None:
    path = str(tmp_path / "limits.db")
    FileStorage(f"quire://{path}").check()
    workers = [subprocess.Popen([sys.executable, "-c", HITS, path]) for _ in range(2)]
    assert [worker.wait() for worker in workers] == [0, 0]
    assert FileStorage(f"quire://{path}").get("reader") == 100


def test_a_count_begins_again_when_its_time_is_over(tmp_path: Path) -> None:
    storage = FileStorage(f"quire://{tmp_path / 'limits.db'}")
    assert storage.incr("reader", -1) == 1
    assert storage.get("reader") == 0
    assert storage.incr("reader", 60) == 1
    assert storage.incr("reader", 60) == 2


def test_a_count_can_be_cleared(tmp_path: Path) -> None:
    storage = FileStorage(f"quire://{tmp_path / 'limits.db'}")
    storage.incr("one", 60)
    storage.incr("two", 60)
    storage.clear("one")
    assert (storage.get("one"), storage.get("two")) == (0, 1)
    storage.reset()
    assert storage.get("two") == 0
