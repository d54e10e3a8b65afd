"""What is kept of an answer and what is said against it, where that takes more than one look."""

from __future__ import annotations

import time

import pytest

from blog.collections.answers import check_answers, chosen
from blog.content import operations
from blog.errors import Invalid


def problem(field, value) -> str:
    with pytest.raises(Invalid) as refusal:
        check_answers([field], {field["name"]: value})
    (found,) = refusal.value.problems
    return found.message


def kept(field, value) -> str | None:
    return check_answers([field], {field["name"]: value}).get(field["name"])


def test_a_careless_pattern_takes_no_time() -> None:
    words = {"blockType": "text", "name": "asked", "pattern": r"([\w]+\s?)+"}
    assert kept(words, "two words") == "two words"
    started = time.process_time()
    assert "not have the form" in problem(words, "a" * 26 + "!")
    assert time.process_time() - started < 2


def test_an_answer_that_cannot_be_checked_in_time_is_told_so() -> None:
    endless = {"blockType": "text", "name": "asked", "pattern": "(|a)+" * 20, "help": "Letters only."}
    started = time.process_time()
    assert "too long to check" in problem(endless, "a" * 26 + "!")
    assert time.process_time() - started < 2


def test_a_long_answer_may_have_a_pattern() -> None:
    letter = {"blockType": "textarea", "name": "asked", "pattern": "Dear .*"}
    assert kept(letter, "Dear " + "x" * 5000) == "Dear " + "x" * 5000
    assert "not have the form" in problem(letter, "x" * 5000)


@pytest.mark.sqlite_only
def test_a_form_with_a_pattern_that_would_fill_the_memory_is_not_saved(people) -> None:
    field = {"blockType": "text", "name": "asked", "pattern": "((a{999}){999}){999}"}
    with pytest.raises(Invalid) as refusal:
        operations.create("forms", {"title": "F", "fields": [field]}, actor=people.ada.actor)
    assert [(p.path, p.label) for p in refusal.value.problems] == [("fields.0.pattern", "Pattern")]


BREAKFAST = {
    "blockType": "checkboxes",
    "name": "asked",
    "options": [{"label": x, "value": x} for x in ("Yes, please", "Eggs, ham, toast", "ham", "Yes", "toast,")],
}


@pytest.mark.parametrize(
    "options",
    [
        ["Yes, please"],
        ["Eggs, ham, toast", "ham"],
        ["ham", "Yes, please", "Yes"],
        ["Yes", "Yes, please"],
        ["toast,", "ham", "toast,"],
    ],
)
def test_an_option_with_a_comma_can_be_chosen_with_others(options) -> None:
    assert kept(BREAKFAST, options) == ", ".join(options)
    assert kept(BREAKFAST, ", ".join(options)) == ", ".join(options)
    assert chosen(BREAKFAST, ", ".join(options)) == options


@pytest.mark.parametrize("text", ["please", "Yes, please, tea", "Eggs, ham", "Yes,please", ",", "ham, ", "x, " * 6000])
def test_what_is_not_made_of_the_options_is_refused(text) -> None:
    assert "one of the answers given" in problem(BREAKFAST, text)


def test_many_options_may_be_chosen() -> None:
    many = [{"label": x * 200, "value": x * 200} for x in "abcdef"]
    assert kept(BREAKFAST | {"options": many}, [option["value"] for option in many])
