"""The shared counters: no lost bump between processes, threads and forks."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time

import pytest

from blog.cache import ANY, Generations
from tests.processes import CONTEXT

FORK = multiprocessing.get_context("fork")
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # Python 3.12 warns of forks beside threads


def bump_often(path, times):
    generations = Generations(path)
    for _ in range(times):
        generations.bump("posts")


@pytest.fixture
def generations(tmp_path):
    return Generations(tmp_path / "deep" / "generations")


def test_a_bump_moves_only_its_tags_and_any(generations):
    before = generations.read(["posts", "pages", ANY])
    generations.bump("posts")
    assert generations.read(["posts", "pages", ANY]) == (before[0] + 1, before[1], before[2] + 1)


def test_a_bump_without_tags_moves_any(generations):
    generations.bump()
    assert generations.read([ANY]) == (1,)


def test_separate_processes_lose_no_bump(generations):
    other = CONTEXT.Process(target=bump_often, args=(generations.path, 20_000))
    other.start()
    while generations.read(["posts"]) == (0,) and other.is_alive():
        time.sleep(0.001)
    bump_often(generations.path, 20_000)
    other.join(30)
    assert generations.read(["posts", ANY]) == (40_000, 40_000)


def test_forked_children_and_their_parent_lose_no_bump(generations):
    def child():
        for _ in range(5000):
            generations.bump("posts")

    children = [FORK.Process(target=child) for _ in range(3)]
    for process in children:
        process.start()
    child()
    for process in children:
        process.join(20)
    assert generations.read(["posts"]) == (20000,)


def test_threads_lose_no_bump(generations):
    threads = [threading.Thread(target=lambda: [generations.bump("posts") for _ in range(2000)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert generations.read(["posts"]) == (8000,)


def test_a_fork_while_a_thread_holds_the_lock_does_not_hang_the_child(generations):
    with generations._threads:
        pid = os.fork()
        if pid == 0:
            generations.bump("posts")
            os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
    assert generations.read(["posts"]) == (1,)


def test_counters_outlive_the_process_that_made_them(generations):
    generations.bump("posts")
    assert Generations(generations.path).read(["posts"]) == (1,)
