"""The tag cache: what it keeps, when it is stale, and who makes a value."""

from __future__ import annotations

import multiprocessing
import threading
import time

import pytest

from blog.cache import ANY, Generations, TagCache, remembered

FORK = multiprocessing.get_context("fork")
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # Python 3.12 warns of forks beside threads


class Making:
    """A value that counts how often it was made."""

    def __init__(self, during=lambda: None):
        self.times, self.during = 0, during

    def __call__(self):
        self.times += 1
        made = self.times
        self.during()
        return f"value {made}"


@pytest.fixture
def counters(tmp_path):
    return Generations(tmp_path / "generations")


@pytest.fixture
def cache(counters):
    return TagCache(counters)


def test_a_value_is_made_once(cache):
    make = Making()
    assert [cache.remember("home", ["posts"], make) for _ in range(3)] == ["value 1"] * 3


def test_none_is_a_value_too(cache):
    made = []
    for _ in range(2):
        cache.remember("nobody", ["users"], lambda: made.append(1))
    assert made == [1]


def test_a_bump_of_its_tag_makes_it_stale_and_another_does_not(cache, counters):
    make = Making()
    cache.remember("home", ["posts", "site"], make)
    counters.bump("pages")
    assert cache.get("home") == "value 1"
    counters.bump("site")
    assert cache.get("home") is None
    assert cache.remember("home", ["posts", "site"], make) == "value 2"


def test_a_bump_of_another_process_makes_it_stale(cache, counters):
    cache.remember("home", ["posts"], Making())
    child = FORK.Process(target=counters.bump, args=("posts",))
    child.start()
    child.join(10)
    assert cache.get("home") is None


def test_a_change_while_it_is_made_leaves_it_stale(cache, counters):
    make = Making(during=lambda: counters.bump("posts"))
    assert cache.remember("home", ["posts"], make) == "value 1"
    assert cache.get("home") is None


def test_what_a_value_was_made_from_may_be_known_only_afterwards(cache, counters):
    make = Making()
    for _ in range(2):
        assert cache.record("post", lambda: (make(), {"posts:1", "site"})) == "value 1"
    counters.bump("posts:1")
    assert cache.record("post", lambda: (make(), {"posts:1", "site"})) == "value 2"


def test_a_change_while_tags_are_still_unknown_is_never_missed(cache, counters):
    make = Making(during=lambda: counters.bump("posts:1"))
    assert cache.record("post", lambda: (make(), ["posts:1"])) == "value 1"
    assert cache.get("post") is None


def test_foreseen_tags_let_a_page_be_kept_while_others_are_written(cache, counters):
    make = Making(during=lambda: counters.bump("form-submissions"))
    for _ in range(3):
        cache.record("post", lambda: (make(), ["posts:1"]))
    assert make.times == 2


def test_old_values_are_dropped_when_there_are_too_many(counters):
    cache = TagCache(counters, max_entries=2)
    for key in ("a", "b"):
        cache.remember(key, [], lambda: 1)
    cache.get("a")
    cache.remember("c", [], lambda: 1)
    assert [cache.get(key) for key in "abc"] == [1, None, 1]


def test_old_values_are_dropped_when_they_weigh_too_much(counters):
    cache = TagCache(counters, max_bytes=10_000)
    for key in range(20):
        cache.remember(key, [], lambda: b"x" * 1000)
    assert len(cache) == 9
    assert cache.remember("huge", [], lambda: b"x" * 20_000) == b"x" * 20_000
    assert len(cache) == 9


def test_a_value_expires_at_its_age(counters):
    now = [0.0]
    cache = TagCache(counters, timer=lambda: now[0])
    cache.remember("home", [], Making(), max_age=60)
    now[0] = 59
    assert cache.get("home") == "value 1"
    now[0] = 60
    assert cache.get("home") is None


def test_the_last_known_value_stays_at_hand(counters):
    now = [0.0]
    cache = TagCache(counters, timer=lambda: now[0])
    assert cache.last_known("home") is None
    cache.remember("home", ["posts"], Making())
    counters.bump("posts")
    now[0] = 5
    assert cache.last_known("home") == ("value 1", 5.0)


def test_threads_that_ask_together_make_it_once(cache):
    make, answers = Making(during=lambda: time.sleep(0.1)), []
    threads = [
        threading.Thread(target=lambda: answers.append(cache.remember("home", ["posts"], make))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert make.times == 1
    assert answers == ["value 1"] * 8


def test_who_waits_never_gets_a_value_older_than_its_question(cache, counters):
    started, go_on, answers = threading.Event(), threading.Event(), []
    make = Making()

    def slow():
        value = make()
        started.set()
        go_on.wait(5)
        return value

    first = threading.Thread(target=lambda: cache.remember("home", ["posts"], slow))
    first.start()
    started.wait(5)
    counters.bump("posts")
    second = threading.Thread(target=lambda: answers.append(cache.remember("home", ["posts"], make)))
    second.start()
    go_on.set()
    first.join()
    second.join()
    assert answers == ["value 2"]


def test_a_failure_is_not_remembered(cache):
    def fail():
        raise LookupError("no")

    with pytest.raises(LookupError):
        cache.remember("home", ["posts"], fail)
    assert cache.remember("home", ["posts"], Making()) == "value 1"


def test_two_that_wait_for_each_other_part(cache, monkeypatch):
    monkeypatch.setattr(remembered, "PATIENCE", 0.2)
    both, answers = threading.Barrier(2), []

    def make(other):
        both.wait(5) if len(answers) == 0 and other else None
        return cache.remember(other, [], lambda: "inner") if other else "inner"

    threads = [
        threading.Thread(target=lambda a=a, b=b: answers.append(cache.remember(a, [], lambda: make(b))))
        for a, b in (("left", "right"), ("right", "left"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert answers == ["inner", "inner"]


def test_a_fork_while_a_value_is_made_does_not_hang_the_child(cache):
    def make():
        child = FORK.Process(target=lambda: cache.remember("home", ["posts"], lambda: "child"))
        child.start()
        child.join(5)
        return child.exitcode

    assert cache.remember("home", ["posts"], make) == 0


def test_any_makes_an_entry_depend_on_every_change(cache, counters):
    cache.remember("all", [ANY], Making())
    counters.bump("whatever")
    assert cache.get("all") is None
