"""Stores and forked processes: one opened before a fork works after it; S3 used before says so and never hangs."""

from __future__ import annotations

import multiprocessing
import os

import pytest

from blog.storage import StorageUnavailable, open_storage

SPAWN = multiprocessing.get_context("spawn")
FORK = multiprocessing.get_context("fork")
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # Python 3.12 warns of forks beside threads


@pytest.fixture
def url(s3_endpoint, bucket):
    return f"s3://{bucket}/forks?endpoint={s3_endpoint}&access_key_id=test&secret_access_key=test"


def open_fork_and_use(url):
    storage = open_storage(url)
    pid = os.fork()
    if pid == 0:
        storage.put("child", b"from the child", "text/plain")
        os._exit(0)
    storage.put("parent", b"from the parent", "text/plain")
    os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def test_s3_opened_before_a_fork_works_on_both_sides(url):
    process = SPAWN.Process(target=open_fork_and_use, args=(url,))
    process.start()
    process.join(20)
    assert process.exitcode == 0
    storage = open_storage(url)
    assert (storage.get("child"), storage.get("parent")) == (b"from the child", b"from the parent")
    for key in list(storage.keys()):
        storage.delete(key)


def say_what_happens(storage, answers):
    try:
        answers.put(storage.get("a"))
    except StorageUnavailable as error:
        answers.put(str(error))


def test_s3_used_before_a_fork_says_so_in_the_child(url):
    storage = open_storage(url)
    storage.put("a", b"1", "text/plain")
    answers = FORK.SimpleQueue()
    child = FORK.Process(target=say_what_happens, args=(storage, answers))
    child.start()
    child.join(10)
    assert "before this process was forked" in answers.get()
    storage.delete("a")
