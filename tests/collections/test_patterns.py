"""Patterns: what describes an answer, what is no pattern, and what would cost too much."""

from __future__ import annotations

import contextlib
import time

import pytest

from blog.collections.patterns import LONGEST_MATCH, matches, problem_with


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "[a-z]+",
        r"\d{4}( \d{4}){3}",
        ".{10,20000}",
        r"[](]{3}\)",
        r"(?i)(?P<who>ann|bob)",
        r"([\w]+\s?)+",
        "(a{,9}|b){2}",
    ],
)
def test_a_pattern_that_an_owner_may_need_is_taken(pattern) -> None:
    assert problem_with(pattern) is None


@pytest.mark.parametrize("pattern", ["(", "a**", "[z-a]", "(?P<n", "{3}", "(?R)", "a{99999999999}", "(?:" * 80])
def test_what_is_no_regular_expression_is_refused(pattern) -> None:
    assert "not a regular expression" in problem_with(pattern)


@pytest.mark.parametrize(
    "pattern", ["a{4000000000}", "(((a{999}){999}){999}){999}", "(a{3,}b{2}){9999}", "((ab?){150}){150}"]
)
def test_a_pattern_that_would_fill_the_memory_is_refused(pattern) -> None:
    assert "counts too far" in problem_with(pattern)


def test_the_whole_text_must_match() -> None:
    assert matches("[a-z]+", "abc")
    assert not matches("[a-z]+", "abc1")
    assert not matches("a|ab", "abc")


@pytest.mark.parametrize("pattern", [r"([\w]+\s?)+", "(a|aa)+", "(a|a?)+", "(a*)*b"])
def test_no_match_takes_longer_than_it_may(pattern) -> None:
    started = time.process_time()
    with contextlib.suppress(TimeoutError):
        assert not matches(pattern, "a" * 40 + "!")
    assert time.process_time() - started < LONGEST_MATCH + 1
